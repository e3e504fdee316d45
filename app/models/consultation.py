"""Several departments sit together over one ticket and leave one written conclusion (M09)."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class Consultation(SQLModel, table=True):
    """Called for a day; the conclusion is what was agreed, in writing, once."""

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    meets_on: date
    place: str | None = None
    convened_at: datetime
    convened_by: int = Field(foreign_key="user_account.id")
    conclusion: str | None = None
    concluded_at: datetime | None = None
    concluded_by: int | None = Field(default=None, foreign_key="user_account.id")


class ConsultationDepartment(SQLModel, table=True):
    """A department that is asked to come."""

    __tablename__ = "consultation_department"

    consultation_id: int = Field(foreign_key="consultation.id", primary_key=True)
    department_id: int = Field(foreign_key="department.id", primary_key=True)
