"""Pictures from the site: re-encoded, stripped of everything but the image, kept outside the web root."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Photo(SQLModel, table=True):
    """A stored picture; `name` is its random file name, also its address. Belongs to exactly one record."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    sha256: str
    width: int
    height: int
    bytes: int
    label: str = ""
    created_at: datetime
    created_by: int | None = Field(default=None, foreign_key="user_account.id")
    ticket_id: int | None = Field(default=None, foreign_key="ticket.id", index=True)
    note_id: int | None = Field(default=None, foreign_key="note.id", index=True)
    progress_id: int | None = Field(default=None, foreign_key="progress.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
