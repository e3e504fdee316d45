"""The page of a move: its form, and what is shown when somebody else was faster (R16)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Response
from pydantic import BaseModel

from app import policy
from app.core.errors import Conflict
from app.core.i18n import N_
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import LIFE, Verb
from app.models.ticket_shapes import Given, TicketRead, TimelineItem
from app.queries import timeline
from app.queries.tickets import read
from app.web import ticket_choices
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.page import PageDep
from app.web.ticket_words import brought

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Move:
    """A move as a place to go: the noun in its address, its page, and what stands on buttons and above the form."""

    noun: str
    template: str
    name: str
    icon: str
    title: str
    send: str
    key: str = ""


MOVES = {
    Verb.ASSIGN: Move(
        "assignment",
        "tickets/assignment.html",
        N_("Hand it over"),
        "fwd",
        title=N_("Who takes this?"),
        send=N_("Hand it over"),
        key="t",
    ),
    Verb.ACCEPT: Move(
        "acceptance",
        "tickets/acceptance.html",
        N_("Accept"),
        "ok",
        title=N_("Accept this ticket"),
        send=N_("Accept"),
    ),
    Verb.ANSWER: Move(
        "answer",
        "tickets/answer.html",
        N_("Answer"),
        "fwd",
        title=N_("Answer the enterprise"),
        send=N_("Send the answer"),
    ),
    Verb.RESOLVE: Move(
        "resolution",
        "tickets/resolution.html",
        N_("Resolve"),
        "ok",
        title=N_("How was it solved?"),
        send=N_("Solved; ask the enterprise to confirm"),
        key="e",
    ),
    Verb.CONFIRM: Move(
        "confirmation",
        "tickets/confirmation.html",
        N_("It is solved"),
        "ok",
        title=N_("Confirm that it is solved"),
        send=N_("Confirm"),
    ),
    Verb.CLOSE: Move(
        "closing",
        "tickets/closing.html",
        N_("Close the ticket"),
        "ok",
        title=N_("Close this ticket"),
        send=N_("Close for good"),
    ),
    Verb.REOPEN: Move(
        "reopening",
        "tickets/reopening.html",
        N_("Not solved"),
        "back",
        title=N_("What is still wrong?"),
        send=N_("Open it again"),
    ),
    Verb.RETURN: Move(
        "return",
        "tickets/return.html",
        N_("Return"),
        "back",
        title=N_("Why is this not yours?"),
        send=N_("Return to the coordinator"),
    ),
    Verb.IDENTIFY: Move(
        "enterprise",
        "tickets/enterprise.html",
        N_("Name the enterprise"),
        "ent",
        title=N_("Which enterprise?"),
        send=N_("Save"),
    ),
}
_BY_NOUN = {move.noun: verb for verb, move in MOVES.items()}
NOUNS = f"^({'|'.join(_BY_NOUN)})$"


class Desk:
    """Shows the form of a move and settles it."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def ask(self, noun: str, ticket: Ticket, words: str) -> Response:
        """The form as it starts; Conflict (409) when the ticket is past this move. `words` looks for a firm."""
        verb = _BY_NOUN[noun]
        policy.require(self.work.actor, verb, ticket)
        if ticket.state not in LIFE[verb][0]:
            raise Conflict(N_("This ticket has moved on; look again."))
        facts = self._facts(ticket)
        form = Form.filled(Given, ticket_choices.start(self.work, verb, facts))
        return self._show(verb, facts, form, choices=ticket_choices.of(self.work, verb, words), words=words)

    def settle(self, verb: Verb, ticket: Ticket, form: Form[T], act: Callable[[Work, Ticket, T], Ticket]) -> Response:
        """Do it and go back to the ticket; or the form again, with everything typed and what is wrong."""
        done = form.apply(self.work, lambda data: act(self.work, ticket, data), ticket)
        facts = self._facts(ticket)
        if done is not None:
            return self.page.done("ticket", brought(verb, facts), ticket_id=ticket.id)
        chosen = str(form.typed.get("enterprise_id") or "")
        choices = ticket_choices.of(self.work, verb, "", chosen)
        changes = self._changes(ticket, form) if form.is_stale else []
        return self._show(verb, facts, form, status=form.status, choices=choices, changes=changes)

    def _facts(self, ticket: Ticket) -> TicketRead:
        return read(self.work.session, self.work.actor, ticket, self.work.now)

    def _show(self, verb: Verb, ticket: TicketRead, form: Any, *, status: int = 200, **facts: Any) -> Response:
        facts = {"changes": [], "words": "", "may_send": verb in ticket.moves, "move": MOVES[verb]} | facts
        return self.page.show(MOVES[verb].template, status=status, form=form, ticket=ticket, **facts)

    def _changes(self, ticket: Ticket, form: Form[T]) -> list[TimelineItem]:
        """What happened since the form was made."""
        lines = timeline.of(self.work.session, self.work.actor, ticket)
        return [line for line in lines if (line.version or 0) > form.seen]


DeskDep = Annotated[Desk, Depends(Desk)]
