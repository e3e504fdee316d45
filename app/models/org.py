"""Departments, and the task forces that they host for a time."""

from datetime import date
from enum import StrEnum, auto

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.core.db import stored
from app.core.i18n import N_
from app.models.base import Versioned


class ForceKind(StrEnum):
    OFFICE = auto()
    SECTOR = auto()


FORCE_KIND_NAMES = {
    ForceKind.OFFICE: N_("Office"),
    ForceKind.SECTOR: N_("Sector task force"),
}


class Verb(StrEnum):
    """How the zone's bodies change; past terms are ended, never deleted."""

    ADD = auto()
    CHANGE = auto()
    HOST = auto()
    JOIN = auto()
    LEAVE = auto()


class Department(Versioned, table=True):
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str
    alias: str | None = None
    is_active: bool = True
    is_synthetic: bool = False


class TaskForce(Versioned, table=True):
    """A task force: two offices and the sector task forces (product.md M01, M02)."""

    __tablename__ = "task_force"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str
    kind: ForceKind = Field(sa_type=stored(ForceKind))
    charter: str | None = None
    position: int = 0
    is_active: bool = True


class HostTerm(SQLModel, table=True):
    """Which department hosts a task force, from when until when: departments are renamed and merged."""

    __tablename__ = "host_term"

    id: int | None = Field(default=None, primary_key=True)
    task_force_id: int = Field(foreign_key="task_force.id", index=True)
    department_id: int = Field(foreign_key="department.id", index=True)
    from_on: date
    until_on: date | None = None


class Membership(SQLModel, table=True):
    """Service in a task force; ended, never deleted, so that past actions stay attributed."""

    id: int | None = Field(default=None, primary_key=True)
    task_force_id: int = Field(foreign_key="task_force.id", index=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    is_head: bool = False
    from_on: date
    until_on: date | None = None


def _one_now(name: str, column: str) -> Index:
    runs = text("until_on IS NULL")
    return Index(name, "user_id", column, unique=True, sqlite_where=runs, postgresql_where=runs)


class Pairing(SQLModel, table=True):
    """A chief service officer's charge of one enterprise or one project, from-to; at most one of each at a time."""

    # One side is always empty, and empty values never collide: each side needs an index of its own.
    __table_args__ = (
        _one_now("uq_pairing_enterprise_now", "enterprise_id"),
        _one_now("uq_pairing_project_now", "project_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    from_on: date
    until_on: date | None = None
