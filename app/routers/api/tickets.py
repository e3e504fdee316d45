"""Tickets as JSON: the same verbs and shapes as the pages."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.domain import raising, tickets
from app.models.ticket import Ticket, Verb
from app.models.ticket_shapes import (
    Acceptance,
    Assignment,
    Closing,
    Confirmation,
    FirstAnswer,
    Identification,
    NoteWrite,
    Reopening,
    Resolution,
    Return,
    TicketFilter,
    TicketRaise,
    TicketRead,
    TicketRow,
    TimelineItem,
)
from app.queries import ticket_list, timeline
from app.queries.tickets import read
from app.web.api import Listing, PageOf, tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.tickets import TicketDep, may, to

router = api_router("/tickets", "tickets")
Filter = Annotated[TicketFilter, Query()]


@router.get("")
def index(wanted: Filter, work: WorkDep, listing: Listing) -> PageOf[TicketRow]:
    return listing.of(ticket_list.page(work.session, work.actor, wanted, work.now))


@router.post("", status_code=201)
def create(data: TicketRaise, work: WorkDep, response: Response) -> TicketRead:
    return _shown(work, raising.raise_(work, data), response)


@router.get("/{ticket_id}")
def show(ticket: TicketDep, work: WorkDep, response: Response) -> TicketRead:
    return _shown(work, ticket, response)


@router.get("/{ticket_id}/timeline")
def history(ticket: TicketDep, work: WorkDep) -> list[TimelineItem]:
    return timeline.of(work.session, work.actor, ticket)


@router.post("/{ticket_id}/assignment")
def assign(
    data: Assignment, ticket: Annotated[Ticket, Depends(to(Verb.ASSIGN))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.assign(work, ticket, data), response)


@router.post("/{ticket_id}/acceptance")
def accept(
    data: Acceptance, ticket: Annotated[Ticket, Depends(to(Verb.ACCEPT))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.accept(work, ticket, data), response)


@router.post("/{ticket_id}/return")
def return_(
    data: Return, ticket: Annotated[Ticket, Depends(to(Verb.RETURN))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.return_(work, ticket, data), response)


@router.post("/{ticket_id}/answer")
def answer(
    data: FirstAnswer, ticket: Annotated[Ticket, Depends(to(Verb.ANSWER))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.answer(work, ticket, data), response)


@router.post("/{ticket_id}/resolution")
def resolve(
    data: Resolution, ticket: Annotated[Ticket, Depends(to(Verb.RESOLVE))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.resolve(work, ticket, data), response)


@router.post("/{ticket_id}/confirmation")
def confirm(
    data: Confirmation, ticket: Annotated[Ticket, Depends(to(Verb.CONFIRM))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.confirm(work, ticket, data), response)


@router.post("/{ticket_id}/reopening")
def reopen(
    data: Reopening, ticket: Annotated[Ticket, Depends(to(Verb.REOPEN))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.reopen(work, ticket, data), response)


@router.post("/{ticket_id}/closing")
def close(
    data: Closing, ticket: Annotated[Ticket, Depends(to(Verb.CLOSE))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.close(work, ticket, data), response)


@router.post("/{ticket_id}/enterprise")
def identify(
    data: Identification, ticket: Annotated[Ticket, Depends(to(Verb.IDENTIFY))], work: WorkDep, response: Response
) -> TicketRead:
    return _shown(work, tickets.identify(work, ticket, data), response)


@router.post("/{ticket_id}/notes", status_code=201)
def note(data: NoteWrite, ticket: Annotated[Ticket, Depends(may(Verb.NOTE))], work: WorkDep) -> list[TimelineItem]:
    tickets.note(work, ticket, data)
    return timeline.of(work.session, work.actor, ticket)


def _shown(work: WorkDep, ticket: Ticket, response: Response) -> TicketRead:
    return tagged(response, read(work.session, work.actor, ticket, work.now))
