"""Finding the ticket that an address names, and what a route about it needs first."""

from typing import Annotated

from fastapi import Depends, Path

from app.models.ticket import Ticket
from app.queries import tickets
from app.web.deps import WorkDep
from app.web.guards import guards

RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]


def find(ticket_id: RowId, work: WorkDep) -> Ticket:
    return tickets.get(work.session, work.actor, ticket_id)


TicketDep = Annotated[Ticket, Depends(find)]
may, to = guards(find)
