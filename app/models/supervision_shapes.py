"""What supervision looks at: how departments keep their promises in a period. Departments only, never people."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints
from sqlmodel import SQLModel

from app.core.text import blank_is_none
from app.models.ticket_shapes import Given, NamedRef

PERIOD = r"^20\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$"
Period = Annotated[str, StringConstraints(pattern=PERIOD)]
MaybePeriod = Annotated[Period | None, BeforeValidator(blank_is_none)]


class SupervisionFilter(Given):
    """A month, a quarter or a year: 2019-07, 2019-Q3, 2019. Without one, the month that runs."""

    period: MaybePeriod = None


class Figure(SQLModel):
    """A number and the list of exactly what it counts."""

    value: int
    href: str


class DepartmentLine(SQLModel):
    """One department's numbers by their codes; `department` is None where nobody leads. Rates are percentages."""

    department: NamedRef | None
    figures: dict[str, Figure]
    on_time_rate: float | None
    resolution_rate: float | None
    satisfaction_rate: float | None


class PairLine(SQLModel):
    """Tickets that `returner` gave back after `sender` had (None: nobody had returned them before)."""

    sender: NamedRef | None
    returner: NamedRef | None
    figure: Figure


class SuspendedLine(SQLModel):
    """A ticket whose clock stands still, for how many days already, and when it is looked at again."""

    ticket_id: int
    title: str
    department: NamedRef | None
    since: datetime
    days: int
    review_on: date | None


class DefinitionRead(SQLModel):
    """How a number is counted."""

    code: str
    version: int
    name: str
    name_en: str
    definition: str
    definition_en: str


class SupervisionRead(SQLModel):
    """All of it for one period, `until` not included. Departments by their code; `suspended` the longest 20."""

    period: str
    since: datetime
    until: datetime
    lines: list[DepartmentLine]
    zone: DepartmentLine
    pairs: list[PairLine]
    suspended: list[SuspendedLine]
    definitions: list[DefinitionRead]
