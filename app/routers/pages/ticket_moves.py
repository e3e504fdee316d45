"""A ticket's moves as pages: every one has a form of its own."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Response

from app.core.text import MaybeLine
from app.domain import ticket_undo
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.ticket_acts import ACTS, Act
from app.web.ticket_moves import NOUNS, DeskDep
from app.web.tickets import TicketDep, may

router = page_router("/tickets/{ticket_id}")
Noun = Annotated[str, Path(pattern=NOUNS)]


@router.get("/{noun}", name="ticket_move")
def ask(noun: Noun, ticket: TicketDep, desk: DeskDep, q: Annotated[MaybeLine, Query()] = None) -> Response:
    return desk.ask(noun, ticket, q or "")


@router.post("/undo", name="ticket_undo")
def undo(ticket: Annotated[Ticket, Depends(may(Verb.UNDO))], work: WorkDep, desk: DeskDep) -> Response:
    """The journal knows which step it is, so the form need not say what it saw."""
    return desk.undone(ticket_undo.undo(work, ticket))


def _offer(verb: Verb, act: Act) -> None:
    def move(
        ticket: Annotated[Ticket, Depends(may(verb))],
        form: Annotated[Form[Any], Depends(form_of(act.shape))],
        desk: DeskDep,
    ) -> Response:
        return desk.settle(verb, ticket, form, act.with_(form.files))

    router.add_api_route(f"/{act.noun}", move, methods=["POST"], name=f"ticket_{verb.value}")


for _verb, _act in ACTS.items():
    _offer(_verb, _act)
