"""How long a ticket may take: more time, a pause on the books, going on. Who asks never grants it (R43)."""

from datetime import datetime

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import deadlines
from app.domain.ticket_steps import Said, Step
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import PleaKind, Verb
from app.models.ticket_move_shapes import Decision, ExtensionAsked, Resumption, SuspensionAsked
from app.models.ticket_time import PauseCause, Plea, TicketPause
from app.queries import people, waits

EXTENSIONS_AT_MOST = 2
_PLEA = ("plea", "extensions", "extended_workdays")


def ask_extension(work: Work, ticket: Ticket, data: ExtensionAsked) -> Ticket:
    """Ask for more working days: the first time the department's duty leader decides, the second the coordinator.

    Where there is no duty leader, or nobody but the one who asks, the coordinator decides the first time too.
    """
    policy.require(work.actor, Verb.ASK_EXTENSION, ticket)
    if ticket.extensions >= EXTENSIONS_AT_MOST:
        raise RuleBroken(N_("It was extended twice already; ask to suspend it instead."), field="workdays")
    if work.now > ticket.solve_due_at:
        raise RuleBroken(N_("The deadline has passed; it can no longer be extended."), field="workdays")
    step = Step(work, ticket, Verb.ASK_EXTENSION, *_PLEA)
    _ask(work, ticket, PleaKind.EXTENSION, data.reason).workdays = data.workdays
    ticket.is_plea_above = not people.has_duty_leader(work.session, ticket.lead_department_id, besides=work.actor.id)
    return step.done(Said(data.reason, is_internal=True), workdays=data.workdays)


def ask_suspension(work: Work, ticket: Ticket, data: SuspensionAsked) -> Ticket:
    """Ask to put it on the books, seasonal or not ripe, with the day on which it is looked at again."""
    policy.require(work.actor, Verb.ASK_SUSPENSION, ticket)
    if data.review_on <= work.today:
        raise RuleBroken(N_("The review has to be on a later day."), field="review_on")
    step = Step(work, ticket, Verb.ASK_SUSPENSION, *_PLEA)
    _ask(work, ticket, PleaKind.SUSPENSION, data.reason).review_on = data.review_on
    return step.done(Said(data.reason, is_internal=True), review_on=data.review_on)


def extend(work: Work, ticket: Ticket, data: Decision) -> Ticket:
    """Grant the extension: the solution may take so many working days more. The second needs a written reason."""
    policy.require(work.actor, Verb.EXTEND, ticket)
    if ticket.extensions and not data.reason:
        raise RuleBroken(N_("A second extension needs a written reason."), field="reason")
    plea = waits.plea(work.session, ticket)
    step = Step(work, ticket, Verb.EXTEND, *_PLEA)
    _settle(work, ticket, plea, granted=True)
    ticket.extensions += 1
    ticket.extended_workdays += plea.workdays or 0
    deadlines.count(work, ticket)
    return step.done(Said(data.reason), workdays=plea.workdays)


def suspend(work: Work, ticket: Ticket, data: Decision) -> Ticket:
    """Grant the suspension: the clock stands still from now until the review or until somebody goes on with it."""
    policy.require(work.actor, Verb.SUSPEND, ticket)
    plea = waits.plea(work.session, ticket)
    step = Step(work, ticket, Verb.SUSPEND, *_PLEA)
    _settle(work, ticket, plea, granted=True)
    assert ticket.id is not None
    pause = TicketPause(ticket_id=ticket.id, cause=PauseCause.SUSPENDED, began_at=work.now, review_on=plea.review_on)
    work.session.add(pause)
    return step.done(Said(data.reason), review_on=plea.review_on)


def refuse(work: Work, ticket: Ticket, data: Decision) -> Ticket:
    """No: the deadline stays as it is. Says why."""
    policy.require(work.actor, Verb.REFUSE, ticket)
    if not data.reason:
        raise RuleBroken(N_("Please say why not."), field="reason")
    step = Step(work, ticket, Verb.REFUSE, *_PLEA)
    _settle(work, ticket, waits.plea(work.session, ticket), granted=False)
    return step.done(Said(data.reason, is_internal=True))


def resume(work: Work, ticket: Ticket, data: Resumption) -> Ticket:
    """Go on with a suspended ticket: the deadlines move by the working time inside the pause, no more."""
    policy.require(work.actor, Verb.RESUME, ticket)
    step = Step(work, ticket, Verb.RESUME)
    end_pause(work, ticket)
    deadlines.count(work, ticket)
    return step.done(Said(data.note))


def end_pause(work: Work, ticket: Ticket) -> None:
    """A suspended ticket's clock no longer stands still."""
    waits.lasting(work.session, ticket).ended_at = work.now
    work.session.flush()


def drop_plea(work: Work, ticket: Ticket) -> None:
    """Whoever gives a ticket away, or has no more to do with it, no longer asks for anything about it."""
    if ticket.plea is not None:
        waiting = waits.plea(work.session, ticket)
        waiting.decided_at, waiting.is_granted = work.now, False
        ticket.plea = ticket.plea_by = None


def take_up_plea(work: Work, ticket: Ticket, dropped_at: datetime) -> None:
    """What was asked for and dropped at that instant waits again."""
    waiting = waits.dropped(work.session, ticket, dropped_at)
    waiting.decided_at = waiting.is_granted = None
    ticket.plea_by = waiting.asked_by


def waited(work: Work, ticket: Ticket, since: datetime) -> None:
    """The time in which the enterprise was to say whether it is solved is none of the department's."""
    assert ticket.id is not None
    work.session.add(TicketPause(ticket_id=ticket.id, cause=PauseCause.WAITING, began_at=since, ended_at=work.now))
    work.session.flush()


def _ask(work: Work, ticket: Ticket, kind: PleaKind, reason: str) -> Plea:
    assert ticket.id is not None
    plea = Plea(
        ticket_id=ticket.id,
        kind=kind,
        reason=reason,
        asked_at=work.now,
        asked_by=work.actor.id,
        department_id=work.actor.department_id,
    )
    work.session.add(plea)
    ticket.plea, ticket.plea_by = kind, plea.asked_by
    return plea


def _settle(work: Work, ticket: Ticket, plea: Plea, *, granted: bool) -> None:
    plea.decided_at, plea.decided_by, plea.is_granted = work.now, work.actor.id, granted
    ticket.plea = ticket.plea_by = None
