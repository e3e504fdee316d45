"""Everything read about tickets. Lists read columns, not objects, and page by keyset."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app import policy
from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.event import Event
from app.models.org import Department
from app.models.project import Project
from app.models.ticket import Note, Ticket, TicketAssist, Verb
from app.models.ticket_shapes import NamedRef, TicketRead
from app.models.visit import Visit
from app.policy import projects, tickets, visits
from app.policy.actor import Actor
from app.queries import lights, pictures, ticket_list


def get(session: Session, actor: Actor, ticket_id: int) -> Ticket:
    """The row if this person may see it; otherwise it does not exist (404)."""
    wanted = select(Ticket).where(Ticket.id == ticket_id, tickets.visible(actor))
    found = session.exec(wanted).one_or_none()
    if found is None:
        raise NotFound(N_("No such ticket."))
    return found


def by_key(session: Session, actor: Actor, key: UUID) -> Ticket | None:
    """The ticket that this person already recorded under a key; somebody else's key is never shown."""
    return session.exec(
        select(Ticket).where(Ticket.key == key, Ticket.registered_by == actor.id)
    ).one_or_none()


def note_by_key(session: Session, actor: Actor, key: UUID) -> Note | None:
    return session.exec(select(Note).where(Note.key == key, Note.author_id == actor.id)).one_or_none()


def assists(session: Session, ticket_id: int) -> list[TicketAssist]:
    return list(session.exec(select(TicketAssist).where(TicketAssist.ticket_id == ticket_id)))


def visit(session: Session, actor: Actor, visit_id: int) -> Visit:
    found = session.exec(select(Visit).where(Visit.id == visit_id, visits.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such visit."), field="visit_id")
    return found


def project(session: Session, actor: Actor, project_id: int) -> Project:
    found = session.exec(
        select(Project).where(Project.id == project_id, projects.visible(actor))
    ).one_or_none()
    if found is None:
        raise NotFound(N_("No such project."), field="project_id")
    return found


def was_returned_by(session: Session, ticket: Ticket, department_id: int | None) -> bool:
    """Whether a department has used its one return of this ticket (product.md part 3, returns)."""
    used = select(Note.id).where(
        Note.ticket_id == ticket.id, Note.verb == Verb.RETURN, Note.department_id == department_id
    )
    return session.exec(used).first() is not None


def read(session: Session, actor: Actor, ticket: Ticket, now: datetime) -> TicketRead:
    """The facts of one ticket with what this person may do to it now."""
    assert ticket.id is not None
    names = session.execute(ticket_list.named().where(col(Ticket.id) == ticket.id)).mappings().one()
    place = session.get(Project, ticket.project_id) if ticket.project_id else None
    facts = ticket.model_dump() | {
        "kind": names["kind"],
        "enterprise": names["enterprise"],
        "department": names["department"],
        "handler": names["handler"],
        "registered_by": names["registrar"],
        "project": _project_ref(actor, place) if place else None,
        "assists": _assist_names(session, ticket.id),
        "light": lights.of(ticket.state, ticket.due_at, ticket.warn_at, now),
        "photos": pictures.names(session, "ticket_id", ticket.id),
        "moves": policy.moves(actor, ticket),
    }
    return TicketRead.model_validate(facts)


def _project_ref(actor: Actor, place: Project) -> NamedRef:
    assert place.id is not None
    open_name = projects.sees_name(
        actor, is_confidential=place.is_confidential, task_force_id=place.task_force_id
    )
    return NamedRef(id=place.id, name=place.name if open_name else place.code_name or "–")


def _assist_names(session: Session, ticket_id: int) -> list[NamedRef]:
    rows = session.exec(
        select(Department.id, Department.name)
        .join(TicketAssist, col(TicketAssist.department_id) == Department.id)
        .where(TicketAssist.ticket_id == ticket_id)
        .order_by(col(Department.code))
    )
    return [NamedRef(id=department_id or 0, name=name) for department_id, name in rows]


def events(session: Session, ticket: Ticket) -> list[Event]:
    """The journal of one ticket, oldest first."""
    wanted = select(Event).where(Event.subject_kind == "ticket", Event.subject_id == ticket.id)
    return list(session.exec(wanted.order_by(col(Event.id))))
