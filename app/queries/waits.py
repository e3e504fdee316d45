"""When tickets' clocks stood still, and what departments ask for."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.core.clock import Pause
from app.core.errors import Conflict
from app.core.i18n import N_
from app.models.consultation import Consultation, ConsultationDepartment
from app.models.org import Department
from app.models.ticket import Ticket
from app.models.ticket_life import UNSOLVED, State
from app.models.ticket_shapes import ConsultationRead, NamedRef, PleaRead
from app.models.ticket_time import PauseCause, Plea, TicketPause
from app.models.user import User


def ended(session: Session, ticket: Ticket) -> list[Pause]:
    """The pauses that are over; one that still lasts counts when it ends."""
    rows = session.exec(
        select(TicketPause.began_at, TicketPause.ended_at).where(
            TicketPause.ticket_id == ticket.id, col(TicketPause.ended_at).is_not(None)
        )
    )
    return [Pause(began, until) for began, until in rows if until is not None]


def stood_still(at: datetime) -> ColumnElement[bool]:
    """That a ticket's clock stood still at an instant, as SQL."""
    return (
        sa.exists()
        .where(
            col(TicketPause.ticket_id) == col(Ticket.id),
            col(TicketPause.cause) == PauseCause.SUSPENDED,
            col(TicketPause.began_at) <= at,
            sa.or_(col(TicketPause.ended_at).is_(None), col(TicketPause.ended_at) > at),
        )
        .correlate(Ticket)
    )


def lasting(session: Session, ticket: Ticket) -> TicketPause:
    """The suspension that a suspended ticket is in."""
    wanted = select(TicketPause).where(
        TicketPause.ticket_id == ticket.id,
        TicketPause.cause == PauseCause.SUSPENDED,
        col(TicketPause.ended_at).is_(None),
    )
    found = session.exec(wanted).first()
    if found is None:
        raise Conflict(N_("This ticket has moved on; look again."))
    return found


def to_review(session: Session, today: date) -> list[Ticket]:
    """The suspended tickets whose review date has come."""
    due = select(TicketPause.ticket_id).where(col(TicketPause.ended_at).is_(None), col(TicketPause.review_on) <= today)
    asleep = select(Ticket).where(col(Ticket.id).in_(due), Ticket.state == State.SUSPENDED)
    return list(session.exec(asleep.order_by(col(Ticket.id))))


def silent(session: Session, now: datetime) -> list[tuple[int, datetime]]:
    """The tickets whose enterprise has had its time to say whether it is solved, and until when that was."""
    over = select(Ticket.id, Ticket.confirm_by).where(Ticket.state == State.RESOLVED, col(Ticket.confirm_by) <= now)
    return [(key, until) for key, until in session.exec(over.order_by(col(Ticket.id))) if key and until]


def counted(session: Session) -> list[Ticket]:
    """Every ticket whose deadlines still matter."""
    return list(session.exec(select(Ticket).where(col(Ticket.state).in_(UNSOLVED)).order_by(col(Ticket.id))))


def plea(session: Session, ticket: Ticket) -> Plea:
    """What waits for a decision; Conflict when somebody decided meanwhile."""
    wanted = select(Plea).where(Plea.ticket_id == ticket.id, col(Plea.decided_at).is_(None))
    found = session.exec(wanted).first()
    if found is None:
        raise Conflict(N_("This has been decided already; look again."))
    return found


def dropped(session: Session, ticket: Ticket, at: datetime) -> Plea:
    """What was asked for until the ticket was given away at that instant."""
    wanted = select(Plea).where(Plea.ticket_id == ticket.id, Plea.decided_at == at, col(Plea.decided_by).is_(None))
    return session.exec(wanted.order_by(col(Plea.id).desc()).limit(1)).one()


def plea_read(session: Session, ticket: Ticket) -> PleaRead | None:
    """What waits for a decision, with names; None when nothing does."""
    if ticket.plea is None:
        return None
    wanted = (
        sa.select(
            *(col(getattr(Plea, name)) for name in ("kind", "reason", "workdays", "review_on", "asked_at")),
            col(User.name).label("asked_by"),
            col(Department.name).label("department"),
            col(Department.name_en).label("department_en"),
        )
        .join(User, col(User.id) == col(Plea.asked_by))
        .outerjoin(Department, col(Department.id) == col(Plea.department_id))
        .where(col(Plea.ticket_id) == ticket.id, col(Plea.decided_at).is_(None))
    )
    return PleaRead.model_validate(session.execute(wanted).mappings().one())


def review_on(session: Session, ticket: Ticket) -> date | None:
    """When a suspended ticket is looked at again."""
    return lasting(session, ticket).review_on if ticket.state is State.SUSPENDED else None


def consultation_read(session: Session, ticket: Ticket, bodies: dict[int, NamedRef]) -> ConsultationRead | None:
    """The consultation that is still to come, or to be written down; `bodies` are all departments by number."""
    meeting = consultation(session, ticket)
    if meeting is None:
        return None
    invited = select(ConsultationDepartment.department_id).where(ConsultationDepartment.consultation_id == meeting.id)
    come = [bodies[key] for key in session.exec(invited)]
    return ConsultationRead(meets_on=meeting.meets_on, place=meeting.place, departments=come)


def meets() -> ColumnElement[bool]:
    """That a consultation about a ticket has no conclusion yet, as SQL."""
    waiting = sa.exists().where(col(Consultation.ticket_id) == Ticket.id, col(Consultation.concluded_at).is_(None))
    return waiting.correlate(Ticket)


def called(session: Session, ticket: Ticket) -> set[int]:
    """The departments that are called to a consultation without a conclusion yet."""
    wanted = select(ConsultationDepartment.department_id).join(
        Consultation, col(Consultation.id) == ConsultationDepartment.consultation_id
    )
    return set(
        session.exec(wanted.where(Consultation.ticket_id == ticket.id, col(Consultation.concluded_at).is_(None)))
    )


def consultation(session: Session, ticket: Ticket) -> Consultation | None:
    """The consultation that has no conclusion yet."""
    wanted = select(Consultation).where(Consultation.ticket_id == ticket.id, col(Consultation.concluded_at).is_(None))
    return session.exec(wanted.order_by(col(Consultation.id).desc())).first()
