"""What is asked about the roster of a service day and what is shown of it."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Annotated

from pydantic import Field
from sqlmodel import SQLModel

from app.core.i18n import N_
from app.core.keys import Key, key_field
from app.core.text import Line, MaybeLine
from app.models.day_shapes import Hour
from app.models.ticket_shapes import Given, Id, MaybeId, NamedRef
from app.models.visit import VisitState


class TeamWrite(Given):
    """Who goes out together."""

    number: Annotated[int, Field(ge=1, le=99)]
    name: Line
    leader_id: MaybeId = None
    task_force_id: MaybeId = None
    department_ids: Annotated[list[Id], Field(max_length=30, default_factory=list)]


class Disbanding(Given):
    """The team and its planned stops fall away."""


class StopWrite(Given):
    """One stop of a team: a firm or a project at an hour. `key` is made by the browser: a replay is one stop."""

    key: Key = key_field()
    enterprise_id: MaybeId = None
    project_id: MaybeId = None
    at: Hour
    purpose: MaybeLine = None


class Clash(StrEnum):
    """What does not fit, shown at the row (ux.md part 4)."""

    SAME_FIRM = auto()
    OVERLAP = auto()
    DEPARTMENT_TWICE = auto()


CLASH_NAMES = {
    Clash.SAME_FIRM: N_("This firm is visited twice that day"),
    Clash.OVERLAP: N_("Less than an hour after the team's stop before"),
    Clash.DEPARTMENT_TWICE: N_("A department is in two teams at this hour"),
}


class StopRead(SQLModel):
    """A stop is a visit; `visit_id` is its address."""

    visit_id: int
    at: datetime
    state: VisitState
    enterprise: NamedRef | None
    project: NamedRef | None
    purpose: str | None
    clashes: list[Clash] = []

    @property
    def title(self) -> str:
        """The firm's name, or the project's where there is no firm."""
        named = self.enterprise or self.project
        return named.name if named else "–"


class TeamRead(SQLModel):
    id: int
    number: int
    name: str
    leader: NamedRef | None
    task_force: NamedRef | None
    departments: list[NamedRef]
    stops: list[StopRead]
    version: int
