"""Tickets as JSON: the same verbs and shapes as the pages."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.domain import raising, tickets
from app.models.ticket import Ticket
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import Verb
from app.models.ticket_shapes import NoteWrite, TicketRaise, TicketRead, TicketRow, TimelineItem
from app.queries import ticket_list, timeline
from app.queries.tickets import read
from app.web.api import Listing, PageOf, sent_form, tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.forms import Form
from app.web.tickets import TicketDep, may

router = api_router("/tickets", "tickets")
Filter = Annotated[TicketFilter, Query()]
ToNote = Annotated[Ticket, Depends(may(Verb.NOTE))]


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
    """Oldest first."""
    return timeline.of(work.session, work.actor, ticket)


@router.post("/{ticket_id}/notes", status_code=201)
def note(data: NoteWrite, ticket: ToNote, work: WorkDep) -> list[TimelineItem]:
    tickets.note(work, ticket, data)
    return timeline.of(work.session, work.actor, ticket)


@router.post("/{ticket_id}/photos", status_code=201)
def add_photos(
    ticket: ToNote, work: WorkDep, form: Annotated[Form[NoteWrite], Depends(sent_form(NoteWrite))]
) -> list[TimelineItem]:
    """Multipart: the fields of a note, and files named `photos`."""
    assert form.data is not None
    tickets.note(work, ticket, form.data, form.files)
    return timeline.of(work.session, work.actor, ticket)


def _shown(work: WorkDep, ticket: Ticket, response: Response) -> TicketRead:
    return tagged(response, read(work.session, work.actor, ticket, work.now))
