"""Tickets as pages: list, one, record a new one."""

from typing import Annotated
from uuid import uuid4

from fastapi import Depends, Response

from app.domain import raising
from app.models.ticket_shapes import TicketFilter, TicketRaise
from app.queries import rules, ticket_list, timeline
from app.queries.tickets import read
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of
from app.web.page import PageDep
from app.web.tickets import TicketDep

router = page_router("/tickets")
FilterForm = Annotated[Form[TicketFilter], Depends(query_of(TicketFilter))]
RaiseForm = Annotated[Form[TicketRaise], Depends(form_of(TicketRaise))]


@router.get("", name="tickets")
def index(work: WorkDep, page: PageDep, form: FilterForm) -> Response:
    wanted = form.data or TicketFilter()
    rows = ticket_list.page(work.session, work.actor, wanted, work.now)
    return page.show("tickets/index.html", rows=rows, wanted=wanted)


@router.get("/new", name="ticket_new")
def new(work: WorkDep, page: PageDep) -> Response:
    form = Form.filled(TicketRaise, {"key": str(uuid4())})
    return page.show("tickets/new.html", form=form, kinds=rules.kinds(work.session))


@router.post("/new")
def create(work: WorkDep, page: PageDep, form: RaiseForm) -> Response:
    ticket = form.apply(work, lambda data: raising.raise_(work, data, form.files))
    if ticket is not None:
        return page.done("ticket", "", ticket_id=ticket.id)
    return page.show("tickets/new.html", status=422, form=form, kinds=rules.kinds(work.session))


@router.get("/{ticket_id}", name="ticket")
def show(ticket: TicketDep, work: WorkDep, page: PageDep) -> Response:
    facts = read(work.session, work.actor, ticket, work.now)
    return page.show("tickets/show.html", ticket=facts, timeline=timeline.of(work.session, work.actor, ticket))
