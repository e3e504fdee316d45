"""One step in a ticket's life: what it was like before, what was said, the move, one event in the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm.attributes import flag_modified

from app.domain import journal, photos, search_index, webhooks
from app.domain.work import Work
from app.models.ticket import Note, Ticket
from app.models.ticket_life import Verb

# Every step may move these, and a due time never moves without an event that shows it.
_ALWAYS = ("state", "answer_due_at", "solve_due_at", "due_at")


@dataclass(frozen=True, slots=True)
class Said:
    """What goes into the timeline with a step: words, raw uploads, and whether staff alone may see them."""

    words: str | None = None
    pictures: list[bytes] = field(default_factory=list)
    is_internal: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.pictures)


class Step:
    """Begun before the ticket is changed, done afterwards; `fields` are those that the step changes itself."""

    def __init__(self, work: Work, ticket: Ticket, verb: Verb, *fields: str) -> None:
        self.work, self.ticket, self.verb = work, ticket, verb
        self.fields = (*_ALWAYS, *fields)
        self.before = journal.snapshot(ticket, *self.fields)

    def done(self, said: Said = Said(), **more: object) -> Ticket:
        """Move along LIFE (Conflict when it has moved on meanwhile), keep what was `said`, record `more` with it."""
        self.ticket.take(self.verb)
        flag_modified(self.ticket, "state")  # a step that touches other rows only is a step too: the version tells
        self.keep(say(self.work, self.ticket, self.verb, said) if said else None, said, more)
        return self.ticket

    def keep(self, line: Note | None, said: Said, more: Mapping[str, object] = {}) -> None:
        """Record the step without moving along LIFE."""
        self.work.session.flush()
        after = journal.snapshot(self.ticket, *self.fields, "version")
        after |= {"note": line.id if line else None, "words": journal.fingerprint(said.words), **more}
        event = journal.record(self.work, self.verb, self.ticket, before=self.before, after=after)
        webhooks.tell(self.work, self.ticket, self.verb, event.id, is_internal=said.is_internal)
        search_index.ticket(self.work.session, self.ticket)


def say(work: Work, ticket: Ticket, verb: Verb, said: Said) -> Note:
    """Put a line into the timeline."""
    assert ticket.id is not None
    line = Note(
        ticket_id=ticket.id,
        verb=verb,
        author_id=work.actor.user.id,
        department_id=work.actor.department_id,
        at=work.now,
        body=said.words or "",
        is_internal=said.is_internal,
    )
    work.session.add(line)
    work.session.flush()
    photos.keep(work, line, said.pictures)
    return line
