"""A ticket's moves as JSON: the ETag that was seen goes in, the ticket as it is now comes out."""

from typing import Annotated, Any

from fastapi import Depends, Response

from app.domain import ticket_undo
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.ticket_shapes import TicketRead
from app.queries.tickets import read
from app.web.api import tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.ticket_acts import ACTS, Act
from app.web.tickets import to

router = api_router("/tickets/{ticket_id}", "tickets")


def _offer(verb: Verb, act: Act) -> None:
    """A route of its own for every act, so that the API's description shows what each one asks for."""

    def move(data: Any, ticket: Annotated[Ticket, Depends(to(verb))], work: WorkDep, response: Response) -> TicketRead:
        done = act.do(work, ticket, data)
        return tagged(response, read(work.session, work.actor, done, work.now))

    move.__annotations__["data"] = act.shape
    description = (act.do.__doc__ or "").strip()
    router.add_api_route(f"/{act.noun}", move, methods=["POST"], name=verb.value, description=description)


@router.post("/undo")
def undo(ticket: Annotated[Ticket, Depends(to(Verb.UNDO))], work: WorkDep, response: Response) -> TicketRead:
    """Take the own last step back, within a minute: handing over or resolving."""
    done = ticket_undo.undo(work, ticket)
    return tagged(response, read(work.session, work.actor, done, work.now))


for _verb, _act in ACTS.items():
    _offer(_verb, _act)
