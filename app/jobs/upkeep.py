"""What the clock does to tickets: an enterprise's silence ends, a review date comes. Each in its own transaction."""

from datetime import datetime
from typing import Any

from app.domain import jobs, ticket_endings, ticket_time
from app.domain.jobs import Task
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import State
from app.models.ticket_move_shapes import Resumption
from app.queries import waits


def find_silent(work: Work) -> None:
    """Queue the tickets whose enterprise was silent for too long."""
    for ticket_id, until in waits.silent(work.session, work.now):
        jobs.enqueue(work, Task(f"lapse:{ticket_id}:{until:%Y%m%d%H%M%S}", "lapse", {"ticket_id": ticket_id}))


def find_reviews(work: Work) -> None:
    """Queue the suspended tickets whose review date has come."""
    for ticket in waits.to_review(work.session, work.today):
        key = f"resume:{ticket.id}:{work.today.isoformat()}"
        jobs.enqueue(work, Task(key, "resume", {"ticket_id": ticket.id}))


def lapse(work: Work, payload: dict[str, Any]) -> None:
    """Close it with "no answer", unless the enterprise has spoken meanwhile."""
    ticket = work.session.get_one(Ticket, payload["ticket_id"])
    if ticket.state is State.RESOLVED and _is_over(ticket.confirm_by, work.now):
        ticket_endings.lapse(work, ticket)


def resume(work: Work, payload: dict[str, Any]) -> None:
    """Its clock runs again, unless somebody took it up meanwhile."""
    ticket = work.session.get_one(Ticket, payload["ticket_id"])
    review_on = waits.review_on(work.session, ticket)
    if review_on and review_on <= work.today:
        ticket_time.resume(work, ticket, Resumption())


def _is_over(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now
