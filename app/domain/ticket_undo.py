"""Taking the last step back, for a moment: undo instead of "are you sure?" (ux.md part 6)."""

from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

from app import policy
from app.core.errors import Conflict
from app.core.i18n import N_
from app.domain import deadlines, ticket_ownership, ticket_time
from app.domain.ticket_steps import Said, Step
from app.domain.work import Work
from app.models.event import Event
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.queries import timeline

# The page offers it for 8 seconds; the rest is for slow lines.
OFFERED = timedelta(seconds=60)
UNDOABLE = frozenset({Verb.ASSIGN, Verb.RESOLVE})
_NOT_RESTORED = frozenset({"assists", "version", "note", "words"})


def undo(work: Work, ticket: Ticket) -> Ticket:
    """Put back what the same person's last step changed; both steps stay in the journal.

    Conflict when it is too late, when something happened since, or when the step cannot be taken back.
    """
    policy.require(work.actor, Verb.UNDO, ticket)
    last = timeline.last_step(work.session, ticket)
    if last is None or not _is_mine_and_fresh(work, last):
        raise Conflict(N_("This can no longer be taken back; look again."))
    step = Step(work, ticket, Verb.UNDO, *(last.before.keys() - _NOT_RESTORED))
    _restore(work, ticket, last)
    deadlines.set_(work, ticket)
    step.keep(None, Said())
    return ticket


def _restore(work: Work, ticket: Ticket, last: Event) -> None:
    for name in last.before.keys() - _NOT_RESTORED:
        setattr(ticket, name, _typed(name, last.before[name]))
    if ticket.resolved_at is None:
        ticket.resolved_by = ticket.resolution = None
    if "assists" in last.before:
        ticket_ownership.replace_helpers(work, ticket, set(last.before["assists"]))
    if ticket.plea is not None and "plea" in last.before:
        ticket_time.take_up_plea(work, ticket, last.at)


def _typed(name: str, value: object) -> object:
    """A field's value from the journal's plain JSON."""
    kind: Any = Ticket.model_fields[name].annotation
    return TypeAdapter(kind).validate_python(value)


def _is_mine_and_fresh(work: Work, last: Event) -> bool:
    is_undoable = last.verb in {f"ticket.{verb}" for verb in UNDOABLE}
    return is_undoable and last.actor_id == work.actor.id and work.now - last.at <= OFFERED
