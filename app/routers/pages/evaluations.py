"""What comes with a demand raised without an account: the number left with it, and, for supervision, the answers."""

from typing import Annotated

from fastapi import Depends, Response

from app.models.enterprise_shapes import Reveal
from app.web.accounts import UnkeptDep
from app.web.demand_contacts import ContactDeskDep
from app.web.door import page_router
from app.web.evaluation_desk import EvaluationDeskDep
from app.web.forms import Form, form_of

router = page_router("/tickets/{ticket_id}")


@router.get("/evaluation", name="evaluation")
def show(desk: EvaluationDeskDep) -> Response:
    return desk.show()


@router.post("/evaluation")
def issue(desk: EvaluationDeskDep, _unkept: UnkeptDep) -> Response:
    return desk.show(desk.issue())


@router.get("/phone", name="ticket_phone")
def ask(desk: ContactDeskDep) -> Response:
    return desk.ask()


@router.post("/phone")
def reveal(
    desk: ContactDeskDep, _unkept: UnkeptDep, form: Annotated[Form[Reveal], Depends(form_of(Reveal))]
) -> Response:
    return desk.reveal(form)
