"""Following one ticket by its secret: how far it is, hurry, add a note, withdraw, prove oneself to say how it went."""

from typing import Annotated

from fastapi import Depends, Path, Response

from app.models.portal_shapes import Following, Proof
from app.models.ticket_move_shapes import Urging, Withdrawal
from app.web.door import page_router
from app.web.follow_desk import FollowDeskDep
from app.web.forms import Form, form_of

router = page_router("/e/t/{code}")
Name = Annotated[str, Path(pattern="^[a-z0-9]{26}$")]


@router.get("", name="portal_follow")
def show(desk: FollowDeskDep) -> Response:
    return desk.show()


@router.get("/received", name="portal_received")
def received(desk: FollowDeskDep) -> Response:
    return desk.received()


@router.post("/notes", name="portal_note")
def note(desk: FollowDeskDep, form: Annotated[Form[Following], Depends(form_of(Following))]) -> Response:
    return desk.note(form)


@router.post("/urging", name="portal_urge")
def urge(desk: FollowDeskDep, form: Annotated[Form[Urging], Depends(form_of(Urging))]) -> Response:
    return desk.urge(form)


@router.post("/withdrawal", name="portal_withdraw")
def withdraw(desk: FollowDeskDep, form: Annotated[Form[Withdrawal], Depends(form_of(Withdrawal))]) -> Response:
    return desk.withdraw(form)


@router.post("/evaluation", name="portal_prove")
def prove(desk: FollowDeskDep, form: Annotated[Form[Proof], Depends(form_of(Proof))]) -> Response:
    return desk.prove(form)


@router.get("/photos/{name}", name="portal_photo")
def photo(name: Name, desk: FollowDeskDep) -> Response:
    return desk.photo(name)


@router.get("/photos/{name}/small", name="portal_photo_small")
def small(name: Name, desk: FollowDeskDep) -> Response:
    return desk.photo(name, "-s")
