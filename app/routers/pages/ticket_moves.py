"""A ticket's moves as pages: every one has a form of its own."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Query, Response

from app.core.text import MaybeLine
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
)
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.ticket_moves import NOUNS, DeskDep
from app.web.tickets import TicketDep, may

router = page_router("/tickets/{ticket_id}")
Noun = Annotated[str, Path(pattern=NOUNS)]


@router.get("/{noun}", name="ticket_move")
def ask(noun: Noun, ticket: TicketDep, desk: DeskDep, q: Annotated[MaybeLine, Query()] = None) -> Response:
    return desk.ask(noun, ticket, q or "")


@router.post("/assignment")
def assign(
    ticket: Annotated[Ticket, Depends(may(Verb.ASSIGN))],
    form: Annotated[Form[Assignment], Depends(form_of(Assignment))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.ASSIGN, ticket, form, tickets.assign)


@router.post("/acceptance")
def accept(
    ticket: Annotated[Ticket, Depends(may(Verb.ACCEPT))],
    form: Annotated[Form[Acceptance], Depends(form_of(Acceptance))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.ACCEPT, ticket, form, tickets.accept)


@router.post("/return")
def return_(
    ticket: Annotated[Ticket, Depends(may(Verb.RETURN))],
    form: Annotated[Form[Return], Depends(form_of(Return))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.RETURN, ticket, form, tickets.return_)


@router.post("/answer")
def answer(
    ticket: Annotated[Ticket, Depends(may(Verb.ANSWER))],
    form: Annotated[Form[FirstAnswer], Depends(form_of(FirstAnswer))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.ANSWER, ticket, form, tickets.answer)


@router.post("/resolution")
def resolve(
    ticket: Annotated[Ticket, Depends(may(Verb.RESOLVE))],
    form: Annotated[Form[Resolution], Depends(form_of(Resolution))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.RESOLVE, ticket, form, partial(tickets.resolve, pictures=form.files))


@router.post("/confirmation")
def confirm(
    ticket: Annotated[Ticket, Depends(may(Verb.CONFIRM))],
    form: Annotated[Form[Confirmation], Depends(form_of(Confirmation))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.CONFIRM, ticket, form, tickets.confirm)


@router.post("/reopening")
def reopen(
    ticket: Annotated[Ticket, Depends(may(Verb.REOPEN))],
    form: Annotated[Form[Reopening], Depends(form_of(Reopening))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.REOPEN, ticket, form, tickets.reopen)


@router.post("/closing")
def close(
    ticket: Annotated[Ticket, Depends(may(Verb.CLOSE))],
    form: Annotated[Form[Closing], Depends(form_of(Closing))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.CLOSE, ticket, form, tickets.close)


@router.post("/enterprise")
def identify(
    ticket: Annotated[Ticket, Depends(may(Verb.IDENTIFY))],
    form: Annotated[Form[Identification], Depends(form_of(Identification))],
    desk: DeskDep,
) -> Response:
    return desk.settle(Verb.IDENTIFY, ticket, form, tickets.identify)
