"""Tickets as pages: list, one, record a new one, add a note."""

from typing import Annotated

from fastapi import Depends, Response

from app.domain import raising, tickets
from app.models.ticket import Ticket
from app.models.ticket_asks import NoteBegun, NoteTyped, TicketFilter, TicketStart
from app.models.ticket_life import Verb
from app.models.ticket_shapes import TicketRaise
from app.web import queue, ticket_lists, ticket_new, ticket_page
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of
from app.web.move_news import brought
from app.web.page import PageDep
from app.web.tickets import TicketDep, may

router = page_router("/tickets")
FilterForm = Annotated[Form[TicketFilter], Depends(query_of(TicketFilter))]
StartForm = Annotated[Form[TicketStart], Depends(query_of(TicketStart))]
RaiseForm = Annotated[Form[TicketRaise], Depends(form_of(TicketRaise))]
BeginForm = Annotated[Form[NoteBegun], Depends(query_of(NoteBegun))]
NoteForm = Annotated[Form[NoteTyped], Depends(form_of(NoteTyped))]


@router.get("", name="tickets")
def index(work: WorkDep, page: PageDep, form: FilterForm) -> Response:
    return ticket_lists.show(work, page, form)


@router.get("/new", name="ticket_new")
def new(form: StartForm, desk: ticket_new.DeskDep) -> Response:
    return desk.ask(form)


@router.post("/new")
def create(work: WorkDep, page: PageDep, form: RaiseForm, desk: ticket_new.DeskDep) -> Response:
    ticket = form.apply(work, lambda data: raising.raise_(work, data, form.files))
    if ticket is None:
        return desk.again(form)
    return page.done("ticket_receipt", "", ticket_id=ticket.id)


@router.get("/{ticket_id}", name="ticket")
def show(ticket: TicketDep, work: WorkDep, page: PageDep, form: BeginForm) -> Response:
    facts = ticket_page.facts(work, ticket, ticket_page.begun(form.typed.get("body")))
    return page.show("tickets/show.html", **facts, **queue.facts(page.request, work, ticket))


@router.get("/{ticket_id}/receipt", name="ticket_receipt")
def receipt(ticket: TicketDep, work: WorkDep, page: PageDep) -> Response:
    return page.show("tickets/receipt.html", **ticket_new.receipt(work, ticket))


@router.post("/{ticket_id}/notes", name="ticket_note")
def note(ticket: Annotated[Ticket, Depends(may(Verb.NOTE))], work: WorkDep, page: PageDep, form: NoteForm) -> Response:
    line = form.apply(work, lambda data: tickets.note(work, ticket, data, form.files))
    facts = ticket_page.facts(work, ticket, form)
    if line is None:
        return page.show("tickets/show.html", status=form.status, **facts)
    return page.done("ticket", brought(Verb.NOTE, facts["ticket"]), ticket_id=ticket.id)
