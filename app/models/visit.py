"""Visits to firms and sites, planned on a service day or not."""

from datetime import datetime
from enum import StrEnum, auto
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.db import stored
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


class Visit(Versioned, table=True):
    """One stop at one firm or project. No position is ever asked (ux.md part 2)."""

    id: int | None = Field(default=None, primary_key=True)
    key: UUID = Field(unique=True)
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    service_day_id: int | None = Field(default=None, foreign_key="service_day.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    state: VisitState = Field(default=VisitState.PLANNED, sa_type=stored(VisitState))
    purpose: str | None = None
    place: str | None = None
    planned_at: datetime | None = Field(default=None, index=True)
    started_at: datetime | None = None
    finished_at: datetime | None = None
    summary: str | None = None
    who_text: str | None = None
    created_by: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    created_at: datetime
    is_synthetic: bool = False


class VisitMember(SQLModel, table=True):
    """Somebody who went along."""

    __tablename__ = "visit_member"

    visit_id: int = Field(foreign_key="visit.id", primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", primary_key=True, index=True)
