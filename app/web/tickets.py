"""Finding the ticket that an address names, and what a route about it needs first."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Path

from app import policy
from app.core.errors import Stale
from app.core.i18n import N_
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.queries import tickets
from app.web.deps import SeenVersion, WorkDep

RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]


def find(ticket_id: RowId, work: WorkDep) -> Ticket:
    return tickets.get(work.session, work.actor, ticket_id)


TicketDep = Annotated[Ticket, Depends(find)]


def may(verb: Verb) -> Callable[[Ticket, Work], Ticket]:
    """The ticket, for somebody who may do this to it: 404, then 403, before the body is looked at (R38)."""

    def allowed(ticket: TicketDep, work: WorkDep) -> Ticket:
        policy.require(work.actor, verb, ticket)
        return ticket

    return allowed


def to(verb: Verb) -> Callable[[Ticket, Work, int], Ticket]:
    """The same for a change: the caller must have seen the row as it is now (412)."""

    def unchanged(ticket: TicketDep, work: WorkDep, seen: SeenVersion) -> Ticket:
        policy.require(work.actor, verb, ticket)
        if ticket.version != seen:
            raise Stale(N_("Somebody has just changed this; look again."))
        return ticket

    return unchanged
