"""What can be done with a ticket. The life itself is the table LIFE in app/models/ticket.py."""

from dataclasses import dataclass, field

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import deadlines, journal, photos, search_index
from app.domain.work import Work
from app.models.ticket import Note, Ticket, TicketAssist
from app.models.ticket_life import Verb
from app.models.ticket_shapes import (
    Acceptance,
    Assignment,
    Closing,
    Confirmation,
    FirstAnswer,
    Identification,
    NoteWrite,
    Reopening,
    Resolution,
    Return,
)
from app.queries import people
from app.queries import tickets as stored


def assign(work: Work, ticket: Ticket, data: Assignment) -> Ticket:
    """Hand it to a lead department, with any that help; also moves an open ticket to another department."""
    policy.require(work.actor, Verb.ASSIGN, ticket)
    people.department(work.session, data.lead_department_id, "lead_department_id")
    if data.handler_id:
        people.handler(work.session, data.handler_id, data.lead_department_id)
    helpers = set(data.assist_department_ids) - {data.lead_department_id}
    for department_id in helpers:
        people.department(work.session, department_id, "assist_department_ids")
    before = journal.snapshot(ticket, "state", "lead_department_id", "handler_id", "level", "due_at")
    ticket.lead_department_id, ticket.handler_id = data.lead_department_id, data.handler_id
    if data.level and data.level != ticket.level:
        ticket.level = data.level
        deadlines.set_(work, ticket)
    _replace_helpers(work, ticket, helpers)
    return _advance(work, ticket, Verb.ASSIGN, before=before, said=Said(data.note))


def accept(work: Work, ticket: Ticket, data: Acceptance) -> Ticket:
    """The lead department signs for it; whoever signs handles it unless somebody was named."""
    policy.require(work.actor, Verb.ACCEPT, ticket)
    before = journal.snapshot(ticket, "state", "handler_id")
    ticket.handler_id = ticket.handler_id or work.actor.id
    return _advance(work, ticket, Verb.ACCEPT, before=before, said=Said(data.note))


def return_(work: Work, ticket: Ticket, data: Return) -> Ticket:
    """Back to the coordinator because it was sent to the wrong place; each department may do so once (finding 5)."""
    policy.require(work.actor, Verb.RETURN, ticket)
    if stored.was_returned_by(work.session, ticket, work.actor.department_id):
        raise RuleBroken(
            N_("Your department has returned this ticket once already; ask the coordinator."), field="reason"
        )
    before = journal.snapshot(ticket, "state", "lead_department_id", "handler_id")
    ticket.lead_department_id = ticket.handler_id = None
    return _advance(work, ticket, Verb.RETURN, before=before, said=Said(data.reason, is_internal=True))


def answer(work: Work, ticket: Ticket, data: FirstAnswer) -> Ticket:
    """Tell the enterprise who does what by when; the first answer stops the first clock."""
    policy.require(work.actor, Verb.ANSWER, ticket)
    before = journal.snapshot(ticket, "state", "answered_at", "due_at")
    ticket.answered_at = ticket.answered_at or work.now
    deadlines.run(work, ticket)
    return _advance(work, ticket, Verb.ANSWER, before=before, said=Said(data.body))


def resolve(work: Work, ticket: Ticket, data: Resolution, pictures: list[bytes] | None = None) -> Ticket:
    """Say that it is solved, with raw uploads as proof if there are any; the enterprise has the last word."""
    policy.require(work.actor, Verb.RESOLVE, ticket)
    before = journal.snapshot(ticket, "state", "resolved_at", "outcome")
    ticket.answered_at = ticket.answered_at or work.now
    ticket.resolved_at, ticket.resolved_by = work.now, work.actor.id
    ticket.outcome, ticket.resolution = data.outcome, data.resolution
    return _advance(work, ticket, Verb.RESOLVE, before=before, said=Said(data.resolution, pictures or []))


def confirm(work: Work, ticket: Ticket, data: Confirmation) -> Ticket:
    """The enterprise says "solved", or a coordinator who did not handle it records its word."""
    policy.require(work.actor, Verb.CONFIRM, ticket)
    if not work.actor.user.is_enterprise and not data.note:
        raise RuleBroken(N_("Write who in the enterprise confirmed it, and how."), field="note")
    before = journal.snapshot(ticket, "state", "confirmed_at")
    ticket.confirmed_at = work.now
    return _advance(work, ticket, Verb.CONFIRM, before=before, said=Said(data.note))


def reopen(work: Work, ticket: Ticket, data: Reopening) -> Ticket:
    """Not solved after all: back to the lead department, the clock of the solution runs on."""
    policy.require(work.actor, Verb.REOPEN, ticket)
    before = journal.snapshot(ticket, "state", "resolved_at", "outcome", "confirmed_at", "closed_at", "due_at")
    ticket.resolved_at = ticket.resolved_by = ticket.confirmed_at = ticket.closed_at = None
    ticket.outcome = ticket.resolution = None  # what was said then stays in the timeline
    ticket.is_resolved_on_site = False
    deadlines.run(work, ticket)
    return _advance(work, ticket, Verb.REOPEN, before=before, said=Said(data.reason))


def close(work: Work, ticket: Ticket, data: Closing) -> Ticket:
    """Strike it off: never by whoever handled it."""
    policy.require(work.actor, Verb.CLOSE, ticket)
    before = journal.snapshot(ticket, "state", "closed_at")
    ticket.closed_at = work.now
    return _advance(work, ticket, Verb.CLOSE, before=before, said=Said(data.note))


def identify(work: Work, ticket: Ticket, data: Identification) -> Ticket:
    """Name the enterprise of a ticket that was recorded without one (M11)."""
    policy.require(work.actor, Verb.IDENTIFY, ticket)
    people.enterprise(work.session, data.enterprise_id)
    before = journal.snapshot(ticket, "enterprise_id")
    ticket.enterprise_id = data.enterprise_id
    return _advance(work, ticket, Verb.IDENTIFY, before=before)


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
    ticket.take(Verb.NOTE)
    before = journal.snapshot(ticket, "answered_at", "due_at")
    if not (said.is_internal or ticket.answered_at) and policy.may(work.actor, Verb.ANSWER, ticket):
        ticket.answered_at = work.now
        deadlines.run(work, ticket)
    line = _say(work, ticket, Verb.NOTE, said)
    line.key = data.key
    after = journal.snapshot(ticket, *before, "version") | {
        "note": line.id,
        "words": journal.fingerprint(said.words),
    }
    journal.record(work, Verb.NOTE, ticket, before=before, after=after)
    return line


@dataclass(frozen=True, slots=True)
class Said:
    """What goes into the timeline with a move: words, raw uploads, and whether staff alone may see them."""

    words: str | None
    pictures: list[bytes] = field(default_factory=list)
    is_internal: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.pictures)


def _say(work: Work, ticket: Ticket, verb: Verb, said: Said) -> Note:
    assert ticket.id is not None
    line = Note(
        ticket_id=ticket.id,
        verb=verb,
        author_id=work.actor.id,
        department_id=work.actor.department_id,
        at=work.now,
        body=said.words or "",
        is_internal=said.is_internal,
    )
    work.session.add(line)
    work.session.flush()
    photos.keep(work, line, said.pictures)
    return line


def _advance(work: Work, ticket: Ticket, verb: Verb, *, before: dict[str, object], said: Said = Said(None)) -> Ticket:
    ticket.take(verb)
    line = _say(work, ticket, verb, said) if said else None
    work.session.flush()
    after = journal.snapshot(ticket, *before, "version") | {
        "note": line.id if line else None,
        "words": journal.fingerprint(said.words),
    }
    journal.record(work, verb, ticket, before=before, after=after)
    search_index.ticket(work.session, ticket)
    return ticket


def _replace_helpers(work: Work, ticket: Ticket, department_ids: set[int]) -> None:
    assert ticket.id is not None
    for row in stored.assists(work.session, ticket.id):
        if row.department_id not in department_ids:
            work.session.delete(row)
        department_ids = department_ids - {row.department_id}
    for department_id in department_ids:
        work.session.add(TicketAssist(ticket_id=ticket.id, department_id=department_id))
