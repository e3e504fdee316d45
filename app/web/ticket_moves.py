"""The page of a move: its form, and what is shown when somebody else was faster (R16)."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Response
from pydantic import BaseModel

from app import policy
from app.core.errors import Conflict
from app.core.i18n import N_
from app.domain.ticket_undo import UNDOABLE
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import LIFE, Verb
from app.models.ticket_shapes import Given, TicketRead, TimelineItem
from app.queries import common_problems, similar_cases, timeline
from app.queries.tickets import read
from app.web import addresses, queue, ticket_choices
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.move_news import brought
from app.web.move_words import MOVES
from app.web.page import PageDep

T = TypeVar("T", bound=BaseModel)
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
        return self._show(verb, facts, form, choices=self._choices(verb, ticket, words), words=words)

    def settle(self, verb: Verb, ticket: Ticket, form: Form[T], act: Callable[[Work, Ticket, T], Ticket]) -> Response:
        """Do it and go back to the ticket; or the form again, with everything typed and what is wrong."""
        place = queue.place(self.page.request, self.work, ticket)
        done = form.apply(self.work, lambda data: act(self.work, ticket, data), ticket)
        facts = self._facts(ticket)
        if done is not None:
            if verb in UNDOABLE:
                self.page.undo_url = addresses.path(self.page.request, "ticket_undo", ticket_id=ticket.id)
            return self.page.done("ticket", brought(verb, facts), {"after": place}, ticket_id=ticket.id)
        chosen = str(form.typed.get("enterprise_id") or "")
        choices = self._choices(verb, ticket, "", chosen)
        changes = self._changes(ticket, form) if form.is_stale else []
        return self._show(verb, facts, form, status=form.status, choices=choices, changes=changes)

    def undone(self, ticket: Ticket) -> Response:
        """Back to the ticket whose last step was taken back."""
        return self.page.done("ticket", brought(Verb.UNDO, self._facts(ticket)), ticket_id=ticket.id)

    def _facts(self, ticket: Ticket) -> TicketRead:
        return read(self.work.session, self.work.actor, ticket, self.work.now)

    def _show(self, verb: Verb, ticket: TicketRead, form: Any, *, status: int = 200, **facts: Any) -> Response:
        facts = {"changes": [], "words": "", "may_send": verb in ticket.moves, "move": MOVES[verb]} | facts
        return self.page.show(MOVES[verb].template, status=status, form=form, ticket=ticket, **facts)

    def _choices(self, verb: Verb, ticket: Ticket, words: str, chosen: str = "") -> dict[str, Any]:
        """What can be chosen, and what to know for it: where similar ones went, what departments said against it."""
        choices: dict[str, Any] = dict(ticket_choices.of(self.work, verb, words, chosen))
        if verb is Verb.ASSIGN:
            choices["leaning"] = similar_cases.of_ticket(self.work.session, self.work.actor, ticket).department
        if verb is Verb.MERGE:
            choices["problems"] = [(one.id, one.title) for one in common_problems.choices(self.work.session)]
        if verb is Verb.RULE:
            choices["objections"] = [line for line in self._lines(ticket) if line.verb in {Verb.RETURN, Verb.APPEAL}]
        return choices

    def _lines(self, ticket: Ticket) -> list[TimelineItem]:
        return timeline.of(self.work.session, self.work.actor, ticket)

    def _changes(self, ticket: Ticket, form: Form[T]) -> list[TimelineItem]:
        """What happened since the form was made."""
        return [line for line in self._lines(ticket) if (line.version or 0) > form.seen]


DeskDep = Annotated[Desk, Depends(Desk)]
