"""Signing in and out."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.models.account_shapes import SignIn
from app.web import entry
from app.web.deps import VisitorDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep

router = page_router()
SignInForm = Annotated[Form[SignIn], Depends(form_of(SignIn))]


@router.get("/login", name="login")
def show(page: PageDep, next: str = "") -> Response:  # noqa: A002  the field's name in the address
    return page.show("login.html", form=Form(SignIn), next=next)


@router.post("/login")
def sign_in(request: Request, form: SignInForm, page: PageDep, next: str = "") -> Response:  # noqa: A002
    entered = entry.enter(request, form)
    if entered is not None:
        return entered
    page.keep()
    return page.show("login.html", status=422, form=form, next=next)


@router.post("/logout", name="logout")
def sign_out(request: Request, visitor: VisitorDep) -> Response:
    return entry.leave(request, visitor)
