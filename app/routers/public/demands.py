"""The page that an enterprise's code opens: raise a demand without an account."""

from typing import Annotated

from fastapi import Depends, Response

from app.models.portal_shapes import Demand
from app.web.demand_desk import DemandDeskDep
from app.web.door import page_router
from app.web.forms import Form, form_of

router = page_router("/e")


@router.get("/{token}", name="portal")
def ask(desk: DemandDeskDep) -> Response:
    return desk.ask()


@router.post("/{token}")
def take(desk: DemandDeskDep, form: Annotated[Form[Demand], Depends(form_of(Demand))]) -> Response:
    return desk.take(form)
