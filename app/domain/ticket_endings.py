"""How a ticket ends: on the enterprise's word, on its silence, never on the handling department's alone (M11, R43)."""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import deadlines, ticket_time, verdicts
from app.domain.ticket_steps import Said, Step
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import Ending, Sample, State, Verb
from app.models.ticket_move_shapes import Check, Closing, Confirmation, Reopening, Withdrawal
from app.models.zone import Level

_ENDS = ("resolved_at", "outcome", "confirmed_at", "closed_at", "ending", "sample", "level", "reopenings", "confirm_by")
_LEVELS = list(Level)
_WHOLE = 100


def confirm(work: Work, ticket: Ticket, data: Confirmation) -> Ticket:
    """The enterprise says "solved", or a coordinator who did not handle it records its word."""
    policy.require(work.actor, Verb.CONFIRM, ticket)
    _need_source(work, data.note)
    step = Step(work, ticket, Verb.CONFIRM, "confirmed_at")
    ticket.confirmed_at = work.now
    verdicts.settle(work, ticket, is_satisfied=True, comment=data.note)
    return step.done(Said(data.note))


def reopen(work: Work, ticket: Ticket, data: Reopening) -> Ticket:
    """Not solved after all: back to the lead department, one level up, less the time that the enterprise took."""
    policy.require(work.actor, Verb.REOPEN, ticket)
    step = Step(work, ticket, Verb.REOPEN, *_ENDS)
    verdicts.settle(work, ticket, is_satisfied=False, comment=data.reason)
    if ticket.resolved_at:
        ticket_time.waited(work, ticket, ticket.resolved_at)
    ticket.resolved_at = ticket.resolved_by = ticket.confirmed_at = ticket.closed_at = ticket.confirm_by = None
    ticket.outcome = ticket.resolution = None  # what was said then stays in the timeline
    ticket.ending = ticket.sample = None
    ticket.is_resolved_on_site = False
    ticket.reopenings += 1
    ticket.level = _LEVELS[min(_LEVELS.index(ticket.level) + 1, len(_LEVELS) - 1)]
    deadlines.set_(work, ticket)
    return step.done(Said(data.reason))


def close(work: Work, ticket: Ticket, data: Closing) -> Ticket:
    """Strike it off: never by whoever handled it."""
    policy.require(work.actor, Verb.CLOSE, ticket)
    step = Step(work, ticket, Verb.CLOSE, "closed_at", "ending")
    ticket.closed_at, ticket.ending = work.now, Ending.CONFIRMED
    return step.done(Said(data.note))


def lapse(work: Work, ticket: Ticket) -> Ticket:
    """The enterprise was silent for so many working days: closed with "no answer"; some are drawn for a call."""
    policy.require(work.actor, Verb.LAPSE, ticket)
    step = Step(work, ticket, Verb.LAPSE, *_ENDS)
    ticket.closed_at, ticket.ending = work.now, Ending.NO_ANSWER
    if ticket.key.int % _WHOLE < work.zone.sample_percent:  # random, yet the same in every process
        ticket.sample = Sample.DRAWN
    return step.done()


def check(work: Work, ticket: Ticket, data: Check) -> Ticket:
    """What supervision heard when it called an enterprise that had not answered; "not satisfied" can be reopened."""
    policy.require(work.actor, Verb.CHECK, ticket)
    step = Step(work, ticket, Verb.CHECK, "sample")
    ticket.sample = data.sample
    return step.done(Said(data.note, is_internal=True))


def withdraw(work: Work, ticket: Ticket, data: Withdrawal) -> Ticket:
    """The enterprise no longer asks for it, or a coordinator records its word."""
    policy.require(work.actor, Verb.WITHDRAW, ticket)
    step = Step(work, ticket, Verb.WITHDRAW, *_ENDS, "plea")
    ticket.closed_at, ticket.ending = work.now, Ending.WITHDRAWN
    ticket_time.drop_plea(work, ticket)
    if ticket.state is State.SUSPENDED:
        ticket_time.end_pause(work, ticket)
    return step.done(Said(data.reason))


def _need_source(work: Work, note: str | None) -> None:
    if not work.actor.user.is_enterprise and not note:
        raise RuleBroken(N_("Write who in the enterprise confirmed it, and how."), field="note")
