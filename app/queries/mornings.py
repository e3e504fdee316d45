"""Who is written to, and what waits for each of them in the morning."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.instants import bounds, day_of
from app.models.channel import Mailbox
from app.models.notice import Notice
from app.models.notice_shapes import NoticeFilter, NoticeRow
from app.models.ticket import Ticket
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import OPEN
from app.models.ticket_shapes import TicketRow
from app.models.user import Role, User
from app.policy.actor import Actor
from app.policy.rules import STAFF
from app.queries import notices, people, ticket_list

AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Morning:
    """What waits for one person: overdue, due today, notices, enterprises to call; 20 of each at most."""

    overdue: list[TicketRow]
    today: list[TicketRow]
    notices: list[NoticeRow]
    calls: list[TicketRow]

    @property
    def count(self) -> int:
        return sum(len(part) for part in (self.overdue, self.today, self.notices, self.calls))


def readers(session: Session) -> list[User]:
    """The staff who can be written to."""
    wanted = select(User).join(Mailbox, col(Mailbox.user_id) == col(User.id)).where(col(User.is_active))
    return list(session.exec(wanted.where(col(User.role).in_(STAFF)).order_by(col(User.id))))


def of(session: Session, user: User, now: datetime, zone: str) -> Morning:
    """What waits for this person, by the person's own rights."""
    actor = Actor(user, **people.ties_of(session, user))
    rows = ticket_list.page(session, actor, TicketFilter(view="mine", limit=AT_MOST), now).items
    end = bounds(day_of(now, zone), zone)[1]
    due = [row for row in rows if row.state in OPEN and row.due_at < end]
    return Morning(
        overdue=[row for row in due if row.due_at < now],
        today=[row for row in due if row.due_at >= now],
        notices=notices.page(session, actor, NoticeFilter(view="mine", limit=AT_MOST), now).items,
        calls=[row for row in rows if user.role is Role.SUPERVISOR],
    )


def addressed(session: Session, notice: Notice, ticket: Ticket) -> list[User]:
    """Whom a notice is for: those of the department that it was written to."""
    return _asked(session, notice.department_id, ticket)


def holders(session: Session, ticket: Ticket) -> list[User]:
    """Who has a ticket: those of the department that leads."""
    return _asked(session, ticket.lead_department_id, ticket)


def _asked(session: Session, department_id: int | None, ticket: Ticket) -> list[User]:
    """The handler and the duty leaders; where there are none, the department's handlers; without one, coordinators."""
    active = select(User).where(col(User.is_active)).order_by(col(User.id))
    if department_id is None:
        return list(session.exec(active.where(User.role == Role.COORDINATOR)))
    inside = active.where(User.department_id == department_id, col(User.role).in_([Role.HANDLER, Role.OFFICER]))
    asked = sa.or_(col(User.is_duty_leader), col(User.id) == ticket.handler_id)
    return list(session.exec(inside.where(asked))) or list(session.exec(inside))
