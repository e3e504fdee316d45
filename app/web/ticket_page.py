"""The facts of a ticket's own page: what it says, who has it, what can be done with it now."""

from typing import Any
from uuid import uuid4

from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_asks import NoteTyped
from app.models.ticket_life import State, Verb
from app.models.ticket_shapes import TicketRead
from app.queries import ticket_parts, timeline
from app.queries.tickets import read
from app.web import demand_contacts, notice_words, ticket_words
from app.web.forms import Form
from app.web.move_words import MOVES

_PHRASES = (N_("Been on site"), N_("Talked to the enterprise"), N_("Waiting for another body"))
_READ_BY_STAFF = N_("The zone's staff reads this.")
_READ_BY_FIRM = N_(
    "The enterprise reads this, unless it is internal. You can speak with the voice key of your keyboard."
)
# The first of these that is offered is the one large button (ux.md: one main act a page).
_MAIN = (
    Verb.RULE,
    Verb.EXTEND,
    Verb.SUSPEND,
    Verb.ACCEPT,
    Verb.ANSWER,
    Verb.CONCLUDE,
    Verb.RESOLVE,
    Verb.CONFIRM,
    Verb.CLOSE,
    Verb.CHECK,
    Verb.RESUME,
)
# One more stands beside it, unless it is done rarely: the others are one tap further.
_AT_HAND = 1
_RARE = (Verb.MERGE, Verb.PART, Verb.WITHDRAW)


def facts(work: Work, ticket: Ticket, form: Form[NoteTyped] | None = None) -> dict[str, Any]:
    """Everything tickets/show.html prints. `form` is a note that could not be taken yet."""
    assert ticket.id is not None
    parts = ticket_parts.of(work.session, ticket.id)
    shown = read(work.session, work.actor, ticket, work.now, parts)
    lines = timeline.of(work.session, work.actor, ticket, parts)
    main, is_firm = main_move(shown), work.actor.user.is_enterprise
    at_hand, more = _beside(shown, main)
    return {
        "ticket": shown,
        "timeline": lines[::-1],
        "steps": ticket_words.steps(shown),
        "due": ticket_words.due(shown, work.now),
        "main": main and MOVES[main],
        "others": [MOVES[verb] for verb in at_hand],
        "more": [MOVES[verb] for verb in more],
        "form": form or begun(None),
        "phrases": [(words, words) for words in map(gettext, _PHRASES)],
        "hint": gettext(_READ_BY_STAFF if is_firm else _READ_BY_FIRM),
        "may_note": Verb.NOTE in shown.moves,
        "is_staff": not is_firm,
        **notice_words.on_ticket(work, ticket),
        **demand_contacts.on_ticket(work, ticket),
    }


def _beside(ticket: TicketRead, main: Verb | None) -> tuple[list[Verb], list[Verb]]:
    """What stands beside the next thing to do, and what is one tap further; a rare one stands there only alone."""
    others = [verb for verb in MOVES if verb in ticket.moves and verb is not main]
    rare = (Verb.IDENTIFY, *_RARE) if ticket.enterprise else _RARE
    usual = [verb for verb in others if verb not in rare]
    at_hand = usual[:_AT_HAND] or ([] if main else others[:_AT_HAND])
    return at_hand, [verb for verb in (*usual, *(verb for verb in rare if verb in others)) if verb not in at_hand]


def begun(words: str | None) -> Form[NoteTyped]:
    """The form of a note that somebody began to type elsewhere; it gets a key of its own."""
    return Form.filled(NoteTyped, {"key": str(uuid4()), "body": words})


def main_move(ticket: TicketRead) -> Verb | None:
    """The next thing this person should do; handing over counts only while nobody has it."""
    order = _MAIN if ticket.department else (Verb.ASSIGN, *_MAIN)
    fitting = [verb for verb in order if verb in ticket.moves]
    if ticket.state is not State.RULING and Verb.RULE in fitting:
        fitting.remove(Verb.RULE)
    if ticket.answered_at and Verb.RESOLVE in fitting:
        fitting = [verb for verb in fitting if verb is not Verb.ANSWER]
    return fitting[0] if fitting else None
