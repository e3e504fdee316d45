"""What the keys are made from with which phones seal what is not sent yet (reliability, conflict 1)."""

from sqlmodel import Field, SQLModel


class DraftSecret(SQLModel, table=True):
    """One row, made by the migration: every process, and every copy of the database, gives a person the same key."""

    __tablename__ = "draft_secret"

    id: int | None = Field(default=None, primary_key=True)
    secret: str
