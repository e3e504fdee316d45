"""Departments and task forces, with the people and terms that belong to them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ScalarSelect
from sqlmodel import Session, col, func, select

from app.core.errors import NotFound, RuleBroken
from app.core.i18n import N_
from app.models.org import Department, HostTerm, Membership, TaskForce
from app.models.org_shapes import DepartmentRead, ForceRead, ForceRow, MemberRead, TermRead
from app.models.ticket_shapes import NamedRef
from app.models.user import Role, User
from app.policy import org
from app.policy.actor import Actor


def departments(session: Session) -> list[DepartmentRead]:
    """All of them, closed ones last."""
    wanted = select(Department).order_by(col(Department.is_active).desc(), col(Department.code))
    return [DepartmentRead.model_validate(row.model_dump()) for row in session.exec(wanted)]


def department(session: Session, department_id: int) -> Department:
    found = session.get(Department, department_id)
    if found is None:
        raise NotFound(N_("No such department."))
    return found


def has_department(session: Session, code: str) -> bool:
    return session.exec(select(Department.id).where(Department.code == code)).first() is not None


def has_force(session: Session, code: str) -> bool:
    return session.exec(select(TaskForce.id).where(TaskForce.code == code)).first() is not None


def forces(session: Session, actor: Actor) -> list[ForceRow]:
    """The task forces that this person may see, in their order, with the host and the number of people now."""
    host = sa.select(Department.name).join(HostTerm, col(HostTerm.department_id) == col(Department.id))  # type: ignore[call-overload]
    host = host.where(col(HostTerm.task_force_id) == col(TaskForce.id), col(HostTerm.until_on).is_(None))
    rows = session.execute(
        sa.select(
            *(col(getattr(TaskForce, name)) for name in _ROW),
            host.order_by(col(HostTerm.id).desc()).limit(1).scalar_subquery().label("host"),
            _member_count().label("member_count"),
        )
        .where(org.visible(actor))
        .order_by(col(TaskForce.position), col(TaskForce.id))
    )
    return [ForceRow.model_construct(**row) for row in rows.mappings()]


_ROW = ("id", "code", "name", "name_en", "kind", "position", "is_active", "version")


def _member_count() -> ScalarSelect[Any]:
    serving = col(Membership.task_force_id) == col(TaskForce.id), col(Membership.until_on).is_(None)
    return sa.select(func.count()).select_from(Membership).where(*serving).scalar_subquery()


def force(session: Session, actor: Actor, force_id: int) -> TaskForce:
    """The row if this person may see it (else 404)."""
    found = session.exec(select(TaskForce).where(TaskForce.id == force_id, org.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such task force."))
    return found


def read(session: Session, row: TaskForce) -> ForceRead:
    """One task force with its hosts and people, the running terms first."""
    hosts, members = _hosts(session, row), _members(session, row)
    running = [term.department.name for term in hosts if term.until_on is None]
    facts = row.model_dump() | {
        "host": running[0] if running else None,
        "member_count": sum(member.until_on is None for member in members),
        "hosts": hosts,
        "members": members,
    }
    return ForceRead.model_validate(facts)


def _hosts(session: Session, row: TaskForce) -> list[TermRead]:
    wanted = (
        select(HostTerm, Department.name)
        .join(Department, col(Department.id) == HostTerm.department_id)
        .where(HostTerm.task_force_id == row.id)
        .order_by(col(HostTerm.until_on).is_not(None), col(HostTerm.from_on).desc(), col(HostTerm.id).desc())
    )
    return [
        TermRead.model_validate(term.model_dump() | {"department": NamedRef(id=term.department_id, name=name)})
        for term, name in session.exec(wanted)
    ]


def _members(session: Session, row: TaskForce) -> list[MemberRead]:
    wanted = (
        select(Membership, User.name, User.title)
        .join(User, col(User.id) == Membership.user_id)
        .where(Membership.task_force_id == row.id)
        .order_by(col(Membership.until_on).is_not(None), col(Membership.is_head).desc(), col(Membership.id))
    )
    return [
        MemberRead.model_validate(term.model_dump() | {"person": NamedRef(id=term.user_id, name=name), "title": title})
        for term, name, title in session.exec(wanted)
    ]


def running_host(session: Session, row: TaskForce) -> HostTerm | None:
    wanted = select(HostTerm).where(HostTerm.task_force_id == row.id, col(HostTerm.until_on).is_(None))
    return session.exec(wanted.order_by(col(HostTerm.id).desc())).first()


def serves(session: Session, row: TaskForce, user_id: int) -> bool:
    """Whether a person serves in the task force now."""
    wanted = select(Membership.id).where(
        Membership.task_force_id == row.id, Membership.user_id == user_id, col(Membership.until_on).is_(None)
    )
    return session.exec(wanted).first() is not None


def membership(session: Session, row: TaskForce, membership_id: int) -> Membership:
    """A running service in this task force."""
    found = session.get(Membership, membership_id)
    if found is None or found.task_force_id != row.id or found.until_on is not None:
        raise NotFound(N_("No such member."))
    return found


def staff_member(session: Session, user_id: int) -> User:
    """Somebody who may serve in a task force."""
    found = session.get(User, user_id)
    if found is None or not found.is_active or not found.is_staff:
        raise RuleBroken(N_("Choose somebody who works for the zone."), field="user_id")
    return found


def staff(session: Session) -> list[NamedRef]:
    """Whoever may be chosen to serve, by name."""
    works = col(User.role).not_in([Role.ENTERPRISE, Role.ADMIN])
    rows = session.exec(select(User.id, User.name).where(works, col(User.is_active)).order_by(User.name))
    return [NamedRef(id=user_id or 0, name=name) for user_id, name in rows]
