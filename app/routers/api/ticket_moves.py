"""A ticket's moves as JSON: the ETag that was seen goes in, the ticket as it is now comes out."""

from typing import Annotated

from fastapi import Depends, Response

from app.domain import tickets
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.ticket_shapes import (
    Acceptance,
    Assignment,
    Closing,
    Confirmation,
    FirstAnswer,
    Identification,
    Reopening,
    Resolution,
    Return,
    TicketRead,
)
from app.queries.tickets import read
from app.web.api import tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.tickets import to

router = api_router("/tickets/{ticket_id}", "tickets")


@router.post("/assignment")
def assign(
    data: Assignment, ticket: Annotated[Ticket, Depends(to(Verb.ASSIGN))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.assign(work, ticket, data), response)


@router.post("/acceptance")
def accept(
    data: Acceptance, ticket: Annotated[Ticket, Depends(to(Verb.ACCEPT))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.accept(work, ticket, data), response)


@router.post("/return")
def return_(
    data: Return, ticket: Annotated[Ticket, Depends(to(Verb.RETURN))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.return_(work, ticket, data), response)


@router.post("/answer")
def answer(
    data: FirstAnswer, ticket: Annotated[Ticket, Depends(to(Verb.ANSWER))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.answer(work, ticket, data), response)


@router.post("/resolution")
def resolve(
    data: Resolution, ticket: Annotated[Ticket, Depends(to(Verb.RESOLVE))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.resolve(work, ticket, data), response)


@router.post("/confirmation")
def confirm(
    data: Confirmation, ticket: Annotated[Ticket, Depends(to(Verb.CONFIRM))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.confirm(work, ticket, data), response)


@router.post("/reopening")
def reopen(
    data: Reopening, ticket: Annotated[Ticket, Depends(to(Verb.REOPEN))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.reopen(work, ticket, data), response)


@router.post("/closing")
def close(
    data: Closing, ticket: Annotated[Ticket, Depends(to(Verb.CLOSE))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.close(work, ticket, data), response)


@router.post("/enterprise")
def identify(
    data: Identification, ticket: Annotated[Ticket, Depends(to(Verb.IDENTIFY))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.identify(work, ticket, data), response)


def _shown(work: WorkDep, ticket: Ticket, response: Response) -> TicketRead:
    return tagged(response, read(work.session, work.actor, ticket, work.now))
