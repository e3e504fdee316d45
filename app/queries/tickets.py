"""Everything read about tickets. Lists read columns, not objects, and page by keyset."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app import policy
from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.common_problem import CommonProblem, CommonTicket
from app.models.event import Via
from app.models.project import Project
from app.models.ticket import Note, Ticket, TicketAssist
from app.models.ticket_life import Verb
from app.models.ticket_shapes import NamedRef, TicketRead
from app.models.visit import Visit
from app.policy import projects, tickets, visits
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE
from app.queries import firm_names, lights, pictures, ticket_list, ticket_parts, waits
from app.queries.ticket_parts import Parts


def get(session: Session, actor: Actor, ticket_id: int) -> Ticket:
    """The row if this person may see it; otherwise it does not exist (404)."""
    wanted = select(Ticket).where(Ticket.id == ticket_id, tickets.visible(actor))
    found = session.exec(wanted).one_or_none()
    if found is None:
        raise NotFound(N_("No such ticket."))
    return found


def by_key(session: Session, actor: Actor, key: UUID) -> Ticket | None:
    """The ticket that this person already recorded under a key; somebody else's key is never shown."""
    wanted = select(Ticket).where(Ticket.key == key, col(Ticket.registered_by) == actor.user.id)
    if actor.via is Via.PORTAL:
        wanted = wanted.where(Ticket.enterprise_id == actor.enterprise_id)
    return session.exec(wanted).one_or_none()


def note_by_key(session: Session, actor: Actor, key: UUID) -> Note | None:
    """The line that this person already wrote under a key, in a ticket that is visible."""
    wanted = select(Note).where(Note.key == key, col(Note.author_id) == actor.user.id)
    return session.exec(
        wanted.join(Ticket, col(Ticket.id) == Note.ticket_id).where(tickets.visible(actor))
    ).one_or_none()


def assists(session: Session, ticket_id: int) -> list[TicketAssist]:
    return list(session.exec(select(TicketAssist).where(TicketAssist.ticket_id == ticket_id)))


def visit(session: Session, actor: Actor, visit_id: int) -> Visit:
    found = session.exec(select(Visit).where(Visit.id == visit_id, visits.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such visit."), field="visit_id")
    return found


def project(session: Session, actor: Actor, project_id: int) -> Project:
    found = session.exec(select(Project).where(Project.id == project_id, projects.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such project."), field="project_id")
    return found


def returns_by(session: Session, ticket: Ticket, department_id: int) -> int:
    """How often a department has returned this ticket (product.md part 3, returns)."""
    used = select(sa.func.count()).where(
        Note.ticket_id == ticket.id, Note.verb == Verb.RETURN, Note.department_id == department_id
    )
    return session.exec(used).one()


def read(session: Session, actor: Actor, ticket: Ticket, now: datetime, parts: Parts | None = None) -> TicketRead:
    """The facts of one ticket with what this person may do to it now. `parts` saves asking for them again."""
    assert ticket.id is not None
    parts = parts or ticket_parts.of(session, ticket.id)
    names = _names(session, ticket)
    facts = ticket.model_dump() | {
        **{name: names[name] for name in _NAMES},
        **firm_names.instead(actor, names),
        "enterprise_id": ticket.enterprise_id if firm_names.is_told(actor, names) else None,
        "registered_by": names["registrar"],
        "project": _project_ref(actor, names),
        "assists": parts.assists,
        "state": tickets.shown_state(actor, ticket.state),
        "light": lights.of(ticket.state, ticket.due_at, ticket.warn_at, now),
        "photos": parts.shots[pictures.OF_TICKET],
        "review_on": waits.review_on(session, ticket),
        **_inside(session, actor, ticket, parts, names),
    }
    idle = {
        Verb.CONVENE if facts["consultation"] else Verb.CONCLUDE,
        Verb.MERGE if facts["common_problem"] else Verb.PART,
        Verb.APPEAL if ticket.is_returnable(now) else Verb.RETURN,
    }
    moves = [verb for verb in policy.moves(actor, ticket) if verb not in idle]
    return TicketRead.model_validate(facts | {"moves": moves})


def _inside(session: Session, actor: Actor, ticket: Ticket, parts: Parts, names: Any) -> dict[str, Any]:
    """What the offices settle among themselves (R40)."""
    if not actor.is_(*STAFF):
        return dict.fromkeys(("plea", "consultation", "common_problem", "sample", "return_until")) | {"is_ruled": False}
    meeting = waits.consultation_read(session, ticket, parts.bodies) if names["meets"] else None
    drawn = ticket.sample if actor.is_(*ZONE_WIDE) else None
    return {
        "plea": waits.plea_read(session, ticket),
        "consultation": meeting,
        "common_problem": _ref(names["common_id"], names["common"]),
        "sample": drawn,
    }


_NAMES = ("kind", "kind_en", "enterprise", "enterprise_en", "department", "department_en", "handler")


def _names(session: Session, ticket: Ticket) -> Any:
    wanted = (
        ticket_list.named()
        .add_columns(
            col(Project.id).label("project_id"),
            col(Project.name).label("project"),
            col(CommonProblem.id).label("common_id"),
            col(CommonProblem.title).label("common"),
            waits.meets().label("meets"),
        )
        .outerjoin(CommonTicket, col(CommonTicket.ticket_id) == col(Ticket.id))
        .outerjoin(CommonProblem, col(CommonProblem.id) == col(CommonTicket.common_problem_id))
        .where(col(Ticket.id) == ticket.id)
    )
    return session.execute(wanted).mappings().one()


def _ref(key: int | None, name: str) -> NamedRef | None:
    return None if key is None else NamedRef(id=key, name=name)


def _project_ref(actor: Actor, row: Any) -> NamedRef | None:
    """The project by the name that this person may read (M33); nothing for an enterprise contact."""
    if row["project_id"] is None or not actor.is_(*STAFF):
        return None
    is_named = projects.sees_name(actor, is_confidential=row["is_confidential"], task_force_id=row["task_force_id"])
    return NamedRef(id=row["project_id"], name=row["project"] if is_named else row["code_name"] or "–")
