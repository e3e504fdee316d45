"""Finding the people and bodies that an input names; each refusal says which field was wrong."""

from typing import Any, TypedDict

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.models.enterprise import Enterprise
from app.models.org import Department, HostTerm, Membership, Pairing
from app.models.user import Role, User


def department(session: Session, department_id: int, field: str) -> Department:
    found = session.get(Department, department_id)
    if found is None or not found.is_active:
        raise RuleBroken(N_("Choose a department."), field=field)
    return found


def departments(session: Session) -> list[Department]:
    """The active departments by name."""
    return list(session.exec(select(Department).where(col(Department.is_active)).order_by(col(Department.code))))


def handler(session: Session, user_id: int, department_id: int) -> User:
    """A person of the department who can handle tickets."""
    found = session.get(User, user_id)
    works = found is not None and found.is_active and found.role in {Role.HANDLER, Role.OFFICER}
    if found is None or not works or found.department_id != department_id:
        raise RuleBroken(N_("Choose somebody of this department."), field="handler_id")
    return found


def has_duty_leader(session: Session, department_id: int | None, *, besides: int) -> bool:
    """Whether a department has an active duty leader other than this person."""
    leads = (User.department_id == department_id, User.role == Role.HANDLER, col(User.is_duty_leader))
    wanted = select(User.id).where(*leads, col(User.is_active), User.id != besides)
    return session.exec(wanted.limit(1)).first() is not None


def handlers(session: Session) -> list[User]:
    """Everybody who can be named as handler, department by department."""
    works = select(User).where(col(User.is_active), col(User.role).in_([Role.HANDLER, Role.OFFICER]))
    return list(
        session.exec(
            works.where(col(User.department_id).is_not(None)).order_by(col(User.department_id), col(User.name))
        )
    )


def enterprise(session: Session, enterprise_id: int) -> Enterprise:
    found = session.get(Enterprise, enterprise_id)
    if found is None:
        raise RuleBroken(N_("Choose an enterprise."), field="enterprise_id")
    return found


class Ties(TypedDict):
    """What a person's rights depend on; named like the fields of Actor."""

    force_ids: frozenset[int]
    paired_enterprise_ids: frozenset[int]
    paired_project_ids: frozenset[int]


def _ties() -> sa.CompoundSelect[Any]:
    """Built once, because every request asks it: putting it together costs more than answering it."""
    user, department = sa.bindparam("user", type_=sa.Integer), sa.bindparam("department", type_=sa.Integer)
    hosts = select(sa.literal("force"), HostTerm.task_force_id)
    serves = select(sa.literal("force"), Membership.task_force_id)
    firms = select(sa.literal("enterprise"), Pairing.enterprise_id).where(col(Pairing.enterprise_id).is_not(None))
    places = select(sa.literal("project"), Pairing.project_id).where(col(Pairing.project_id).is_not(None))
    return sa.union_all(
        hosts.where(HostTerm.department_id == department, col(HostTerm.until_on).is_(None)),
        serves.where(Membership.user_id == user, col(Membership.until_on).is_(None)),
        firms.where(Pairing.user_id == user, col(Pairing.until_on).is_(None)),
        places.where(Pairing.user_id == user, col(Pairing.until_on).is_(None)),
    )


_TIES = _ties()


def ties_of(session: Session, user: User) -> Ties:
    """Task forces served in or hosted by the own department, and charges as chief service officer: all as of now."""
    rows = session.execute(_TIES, {"user": user.id, "department": user.department_id}).all()
    found = {what: frozenset(key for kind, key in rows if kind == what) for what in ("force", "enterprise", "project")}
    return Ties(
        force_ids=found["force"],
        paired_enterprise_ids=found["enterprise"],
        paired_project_ids=found["project"],
    )
