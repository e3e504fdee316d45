"""One press for many tickets: each by the usual verb, in a savepoint of its own; what fails holds up nothing (R20)."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm.exc import StaleDataError

from app import policy
from app.core.errors import DomainError, Stale
from app.core.i18n import N_
from app.domain import ticket_ownership, ticket_undo
from app.domain.work import Work
from app.models.batch_shapes import BatchAssignment, BatchUndo
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.ticket_move_shapes import Assignment
from app.queries import people
from app.queries import tickets as stored

_CHANGED = N_("Somebody has just changed this; look again.")


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one ticket: its new version, or why it was left as it is."""

    ticket_id: int
    version: int = 0
    refusal: DomainError | None = None


def assign(work: Work, data: BatchAssignment) -> list[Tried]:
    """Hand all of them to one department. RuleBroken, and nothing is done, when there is no such department or handler.

    A ticket that has changed since it was seen, that is not there or has moved on, is left as it is.
    """
    policy.require(work.actor, Verb.ASSIGN)
    people.department(work.session, data.lead_department_id, "lead_department_id")
    if data.handler_id:
        people.handler(work.session, data.handler_id, data.lead_department_id)
    versions = {item.id: item.version for item in data.items}

    def hand_over(ticket: Ticket) -> Ticket:
        if ticket.version != versions[ticket.id or 0]:
            raise Stale(_CHANGED)
        return ticket_ownership.assign(work, ticket, _assignment(work, ticket, data))

    return [_tried(work, ticket_id, hand_over) for ticket_id in versions]


def undo(work: Work, data: BatchUndo) -> list[Tried]:
    """Take back the own last step with each of them, as long as it can be taken back."""
    policy.require(work.actor, Verb.UNDO)
    ids = dict.fromkeys(data.ids)
    return [_tried(work, ticket_id, lambda ticket: ticket_undo.undo(work, ticket)) for ticket_id in ids]


def _assignment(work: Work, ticket: Ticket, data: BatchAssignment) -> Assignment:
    assert ticket.id is not None
    helpers = [row.department_id for row in stored.assists(work.session, ticket.id)]
    return Assignment(
        lead_department_id=data.lead_department_id,
        assist_department_ids=helpers,
        handler_id=data.handler_id,
        level=data.level,
        note=data.note,
    )


def _tried(work: Work, ticket_id: int, act: Callable[[Ticket], Ticket]) -> Tried:
    try:
        with work.session.begin_nested():
            done = act(stored.get(work.session, work.actor, ticket_id))
            work.session.flush()
            return Tried(ticket_id, done.version)
    except StaleDataError:
        return Tried(ticket_id, refusal=Stale(_CHANGED))
    except DomainError as refused:
        return Tried(ticket_id, refusal=refused)
