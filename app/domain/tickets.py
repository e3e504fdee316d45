"""What can be done with a ticket every day. The life itself is the table LIFE in app/models/ticket_life.py.

Who owns it, how long it may take and how it ends are files of their own: ticket_ownership, ticket_time, ticket_endings.
"""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import deadlines, ticket_time, verdicts
from app.domain.ticket_steps import Said, Step, say
from app.domain.work import Work
from app.models.ticket import Note, Ticket
from app.models.ticket_life import Verb
from app.models.ticket_move_shapes import Acceptance, FirstAnswer, Resolution
from app.models.ticket_shapes import Identification, NoteWrite
from app.queries import people
from app.queries import tickets as stored

_SOLVED = ("answered_at", "resolved_at", "outcome", "confirm_by", "plea")


def accept(work: Work, ticket: Ticket, data: Acceptance) -> Ticket:
    """The lead department signs for it; whoever signs handles it unless somebody was named."""
    policy.require(work.actor, Verb.ACCEPT, ticket)
    step = Step(work, ticket, Verb.ACCEPT, "handler_id")
    ticket.handler_id = ticket.handler_id or work.actor.id
    return step.done(Said(data.note))


def answer(work: Work, ticket: Ticket, data: FirstAnswer) -> Ticket:
    """Tell the enterprise who does what by when; the first answer stops the first clock."""
    policy.require(work.actor, Verb.ANSWER, ticket)
    step = Step(work, ticket, Verb.ANSWER, "answered_at")
    ticket.answered_at = ticket.answered_at or work.now
    deadlines.run(work, ticket)
    return step.done(Said(data.body))


def resolve(work: Work, ticket: Ticket, data: Resolution, pictures: list[bytes] | None = None) -> Ticket:
    """Say that it is solved, with raw uploads as proof if there are any; the enterprise has the last word."""
    policy.require(work.actor, Verb.RESOLVE, ticket)
    step = Step(work, ticket, Verb.RESOLVE, *_SOLVED)
    ticket.answered_at = ticket.answered_at or work.now
    ticket.resolved_at, ticket.resolved_by = work.now, work.actor.id
    ticket.outcome, ticket.resolution = data.outcome, data.resolution
    ticket.confirm_by = deadlines.silence_ends(work)
    ticket_time.drop_plea(work, ticket)
    verdicts.ask(work, ticket)
    return step.done(Said(data.resolution, pictures or []))


def identify(work: Work, ticket: Ticket, data: Identification) -> Ticket:
    """Name the enterprise of a ticket that was recorded without one (M11)."""
    policy.require(work.actor, Verb.IDENTIFY, ticket)
    people.enterprise(work.session, data.enterprise_id)
    step = Step(work, ticket, Verb.IDENTIFY, "enterprise_id")
    ticket.enterprise_id = data.enterprise_id
    return step.done()


def note(work: Work, ticket: Ticket, data: NoteWrite, pictures: list[bytes] | None = None) -> Note:
    """Add a line to the timeline: words, raw uploads, or both; the same key twice is one line.

    What the lead department tells the enterprise this way counts as the first answer (ux.md U13).
    """
    policy.require(work.actor, Verb.NOTE, ticket)
    if known := stored.note_by_key(work.session, work.actor, data.key):
        return known
    said = Said(data.body, pictures or [], is_internal=data.is_internal and not work.actor.user.is_enterprise)
    if not said:
        raise RuleBroken(N_("Write something or add a photo."), field="body")
    step = Step(work, ticket, Verb.NOTE, "answered_at")
    ticket.take(Verb.NOTE)
    if not (said.is_internal or ticket.answered_at) and policy.may(work.actor, Verb.ANSWER, ticket):
        ticket.answered_at = work.now
        deadlines.run(work, ticket)
    line = say(work, ticket, Verb.NOTE, said)
    line.key = data.key
    step.keep(line, said)
    return line
