"""Who owns a ticket: handing over, returning it once, asking for a ruling, the ruling that ends the argument (M04)."""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import deadlines, ticket_time
from app.domain.ticket_steps import Said, Step
from app.domain.work import Work
from app.models.ticket import Ticket, TicketAssist
from app.models.ticket_life import Verb
from app.models.ticket_move_shapes import Appeal, Assignment, Owners, Return, Ruling
from app.queries import people, waits
from app.queries import tickets as stored

_OWNERS = ("lead_department_id", "handler_id", "level", "can_return", "return_until", "assigned_at", "plea")


def assign(work: Work, ticket: Ticket, data: Assignment) -> Ticket:
    """Hand it to a lead department, with any that help; also moves an open ticket to another department."""
    policy.require(work.actor, Verb.ASSIGN, ticket)
    if ticket.is_ruled and data.lead_department_id != ticket.lead_department_id:
        raise RuleBroken(N_("A ruling has settled who leads; only another ruling can."), field="lead_department_id")
    step = Step(work, ticket, Verb.ASSIGN, *_OWNERS)
    step.before["assists"] = _helpers(work, ticket)
    _hand_over(work, ticket, data)
    return step.done(Said(data.note), assists=_helpers(work, ticket))


def return_(work: Work, ticket: Ticket, data: Return) -> Ticket:
    """Back to the coordinator because it was sent to the wrong place.

    Each department may do so once, within a working day of being asked (product.md finding 5); after that it can
    only ask for a ruling.
    """
    policy.require(work.actor, Verb.RETURN, ticket)
    if not ticket.is_returnable(work.now):
        raise RuleBroken(N_("The working day for returning it is over; ask for a ruling instead."), field="reason")
    step = Step(work, ticket, Verb.RETURN, *_OWNERS)
    ticket.lead_department_id = ticket.handler_id = None
    ticket_time.drop_plea(work, ticket)
    return step.done(Said(data.reason, is_internal=True))


def appeal(work: Work, ticket: Ticket, data: Appeal) -> Ticket:
    """It is not ours, and we can no longer return it: the coordinator decides. Until then the department keeps it."""
    policy.require(work.actor, Verb.APPEAL, ticket)
    if ticket.is_returnable(work.now):
        raise RuleBroken(N_("It can still be returned; that needs no ruling."), field="reason")
    step = Step(work, ticket, Verb.APPEAL)
    ticket_time.drop_plea(work, ticket)
    return step.done(Said(data.reason, is_internal=True))


def rule(work: Work, ticket: Ticket, data: Ruling) -> Ticket:
    """The coordinator's last word on who leads, in writing; nobody returns the ticket after it."""
    policy.require(work.actor, Verb.RULE, ticket)
    step = Step(work, ticket, Verb.RULE, *_OWNERS, "is_ruled")
    _hand_over(work, ticket, data)
    ticket.is_ruled, ticket.can_return = True, False
    return step.done(Said(data.reason, is_internal=True))


def _hand_over(work: Work, ticket: Ticket, data: Owners) -> None:
    people.department(work.session, data.lead_department_id, "lead_department_id")
    if data.handler_id:
        people.handler(work.session, data.handler_id, data.lead_department_id)
    helpers = set(data.assist_department_ids) - {data.lead_department_id}
    for department_id in helpers:
        people.department(work.session, department_id, "assist_department_ids")
    if data.lead_department_id != ticket.lead_department_id:
        _begin_anew(work, ticket, data.lead_department_id)
    ticket.lead_department_id, ticket.handler_id = data.lead_department_id, data.handler_id
    if data.level and data.level != ticket.level:
        ticket.level = data.level
        deadlines.set_(work, ticket)
    replace_helpers(work, ticket, helpers | waits.called(work.session, ticket) - {data.lead_department_id})


def _begin_anew(work: Work, ticket: Ticket, department_id: int) -> None:
    """Another department: it has its own return, and what the former one asked for is void."""
    used = stored.returns_by(work.session, ticket, department_id)
    ticket.assigned_at = work.now
    ticket.can_return = used < work.zone.returns_at_most and not ticket.is_ruled
    ticket.return_until = deadlines.clock(work).due(work.now, 1).at
    ticket_time.drop_plea(work, ticket)


def _helpers(work: Work, ticket: Ticket) -> list[int]:
    assert ticket.id is not None
    work.session.flush()
    return sorted(row.department_id for row in stored.assists(work.session, ticket.id))


def replace_helpers(work: Work, ticket: Ticket, department_ids: set[int]) -> None:
    """Let exactly these departments assist."""
    assert ticket.id is not None
    for row in stored.assists(work.session, ticket.id):
        if row.department_id not in department_ids:
            work.session.delete(row)
        department_ids = department_ids - {row.department_id}
    for department_id in department_ids:
        work.session.add(TicketAssist(ticket_id=ticket.id, department_id=department_id))
