"""What similar tickets tell: of a ticket, and of one that is being typed. Pages of their own without a script."""

from typing import Annotated

from fastapi import Depends, Response

from app.models.similar_shapes import Draft
from app.queries import similar_cases
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, query_of
from app.web.page import PageDep
from app.web.ticket_new import DeskDep
from app.web.tickets import TicketDep

router = page_router("/tickets")


@router.get("/new/hints", name="ticket_hints")
def hints(form: Annotated[Form[Draft], Depends(query_of(Draft))], desk: DeskDep) -> Response:
    return desk.hints(form)


@router.get("/{ticket_id}/similar", name="ticket_similar")
def similar(ticket: TicketDep, work: WorkDep, page: PageDep) -> Response:
    told = similar_cases.of_ticket(work.session, work.actor, ticket)
    return page.show("tickets/similar.html", ticket=ticket, told=told)
