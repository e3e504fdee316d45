"""The one-time link on which an enterprise says whether it is satisfied."""

from typing import Annotated

from fastapi import Depends, Response

from app.models.portal_shapes import Judgement
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.question_desk import QuestionDeskDep

router = page_router("/e/v")


@router.get("/{link}", name="portal_question")
def ask(desk: QuestionDeskDep) -> Response:
    return desk.ask()


@router.post("/{link}")
def take(desk: QuestionDeskDep, form: Annotated[Form[Judgement], Depends(form_of(Judgement))]) -> Response:
    return desk.take(form)
