"""What enterprises answered, for supervision: the rounds of a ticket, a one-time link to bring to the enterprise."""

from fastapi import Response

from app.web.accounts import UnkeptDep
from app.web.door import page_router
from app.web.evaluation_desk import EvaluationDeskDep

router = page_router("/tickets/{ticket_id}/evaluation")


@router.get("", name="evaluation")
def show(desk: EvaluationDeskDep) -> Response:
    return desk.show()


@router.post("")
def issue(desk: EvaluationDeskDep, _unkept: UnkeptDep) -> Response:
    return desk.show(desk.issue())
