"""What is asked and shown of the zone's own data and rules."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlmodel import SQLModel

from app.core.text import Clean, Line, MaybePhone
from app.models.org_shapes import Code, Position
from app.models.ticket_shapes import Given, MaybeId
from app.models.zone import Level

Workdays = Annotated[int, Field(ge=1, le=250)]
_NOTICE_LENGTH = 100_000


class ZoneChange(Given):
    """The name over every page, the phone for when the service fails, and how tickets go around (product.md part 3).

    What is not sent stays as it is.
    """

    name: Line
    short_name: Line
    phone: MaybePhone = None
    returns_at_most: Annotated[int, Field(ge=0, le=5)] = 1
    confirm_workdays: Annotated[int, Field(ge=1, le=30)] = 3
    sample_percent: Annotated[int, Field(ge=0, le=100)] = 20


class ZoneRead(SQLModel):
    name: str
    short_name: str
    time_zone: str
    phone: str | None
    returns_at_most: int
    confirm_workdays: int
    sample_percent: int
    is_demo: bool
    version: int


class KindChange(Given):
    """A chip of the grid: its words, its place, the usual level and lead department."""

    name: Line
    name_en: Line
    position: Position = 0
    level: Level = Level.COMPLEX
    lead_department_id: MaybeId = None
    is_active: bool = False


class KindAdd(KindChange):
    code: Code
    is_active: bool = True


class KindRead(SQLModel):
    id: int
    code: str
    name: str
    name_en: str
    position: int
    level: Level
    lead_department_id: int | None
    is_active: bool
    version: int


class DeadlineSet(Given):
    """Working days to the first answer and to the solution; for tickets registered from now on."""

    level: Level
    answer_workdays: Workdays
    solve_workdays: Workdays


class DeadlineRead(SQLModel):
    """One version of a level's deadline; the newest one in force applies to new tickets."""

    id: int
    level: Level
    answer_workdays: int
    solve_workdays: int
    in_force_from: datetime
    is_in_force: bool


class DaysLoad(Given):
    """Days as lines: `2027-02-06,off,Spring Festival` or `2027-02-20,work`, and the notice that they come from."""

    days: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_NOTICE_LENGTH), Clean]
    notice: Line


class DayRead(SQLModel):
    day: date
    is_working: bool
    name: str
    notice: str | None
    loaded_at: datetime
