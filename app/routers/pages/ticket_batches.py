"""Handing over many tickets at once, as pages."""

from fastapi import Response

from app.domain import ticket_batches
from app.web.door import page_router
from app.web.ticket_batches import BatchForm, Chosen, DeskDep, Ids, numbers

router = page_router("/tickets/assignments")


@router.get("", name="ticket_assignments")
def ask(desk: DeskDep, chosen: Chosen) -> Response:
    return desk.ask(chosen)


@router.post("")
def assign(desk: DeskDep, form: BatchForm) -> Response:
    tried = form.apply(desk.work, lambda data: ticket_batches.assign(desk.work, data))
    return desk.again(form) if tried is None else desk.settled(form, tried)


@router.post("/{ids}/undo", name="ticket_assignments_undo")
def undo(ids: Ids, desk: DeskDep) -> Response:
    return desk.undone(ticket_batches.undo(desk.work, numbers(ids)))
