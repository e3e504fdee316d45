"""Visits to firms and sites, planned on a service day or not."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.errors import Conflict
from app.core.i18n import N_
from app.models.base import Versioned


class VisitState(StrEnum):
    PLANNED = auto()
    UNDER_WAY = auto()
    FINISHED = auto()
    CANCELLED = auto()


VISIT_STATE_NAMES = {
    VisitState.PLANNED: N_("Planned"),
    VisitState.UNDER_WAY: N_("Under way"),
    VisitState.FINISHED: N_("Finished"),
    VisitState.CANCELLED: N_("Cancelled"),
}


class Verb(StrEnum):
    PLAN = auto()
    BEGIN = auto()
    START = auto()
    FINISH = auto()
    CHANGE = auto()
    CANCEL = auto()
    REOPEN = auto()


_AHEAD = frozenset({VisitState.PLANNED, VisitState.UNDER_WAY})

# A forgotten start costs nothing: a planned visit can be finished straight away (ux.md part 2).
LIFE: dict[Verb, frozenset[VisitState]] = {
    Verb.START: frozenset({VisitState.PLANNED}),
    Verb.FINISH: _AHEAD,
    Verb.CHANGE: _AHEAD,
    Verb.CANCEL: _AHEAD,
    Verb.REOPEN: frozenset({VisitState.FINISHED, VisitState.CANCELLED}),
}


class Met(StrEnum):
    """Whom the firm sent: the first of the two chips that end a visit."""

    IN_CHARGE = auto()
    STAFF = auto()
    NOBODY = auto()


MET_NAMES = {
    Met.IN_CHARGE: N_("The person in charge"),
    Met.STAFF: N_("Somebody else of the firm"),
    Met.NOBODY: N_("Nobody was there"),
}


class Upshot(StrEnum):
    """What follows: the second chip."""

    NOTHING_OPEN = auto()
    FOLLOW_UP = auto()
    COME_AGAIN = auto()


UPSHOT_NAMES = {
    Upshot.NOTHING_OPEN: N_("Nothing is open"),
    Upshot.FOLLOW_UP: N_("We follow up"),
    Upshot.COME_AGAIN: N_("We come again"),
}


def _at(context: Any) -> datetime:
    row = context.get_current_parameters()
    at: datetime = row["started_at"] or row["planned_at"] or row["created_at"]
    return at


class Visit(Versioned, table=True):
    """One stop at one firm or project. No position is ever asked (ux.md part 2).

    `at` is the instant that lists sort by: when it began, until then when it is planned.
    """

    __table_args__ = (sa.Index("ix_visit_at", "at", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    key: UUID = Field(unique=True)
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    service_day_id: int | None = Field(default=None, foreign_key="service_day.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    state: VisitState = Field(default=VisitState.PLANNED, sa_type=stored(VisitState))
    purpose: str | None = None
    place: str | None = None
    at: datetime = Field(default=None, sa_column_kwargs={"default": _at})
    planned_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    met: Met | None = Field(default=None, sa_type=stored(Met))
    upshot: Upshot | None = Field(default=None, sa_type=stored(Upshot))
    summary: str | None = None
    who_text: str | None = None
    created_by: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    created_at: datetime
    is_synthetic: bool = False

    def take(self, verb: Verb) -> None:
        """Raise Conflict (409) when the visit has moved on meanwhile."""
        if self.state not in LIFE[verb]:
            raise Conflict(N_("This visit has moved on; look again."))


class VisitMember(SQLModel, table=True):
    """Somebody who went along."""

    __tablename__ = "visit_member"

    visit_id: int = Field(foreign_key="visit.id", primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", primary_key=True, index=True)
