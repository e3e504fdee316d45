"""Signing in and out, and setting a password with a one-time link."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app import demo
from app.domain import access
from app.models.account_shapes import NewPassword, SignIn
from app.web import entry
from app.web.deps import VisitorDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep

router = page_router()
_DEMO_PASSWORD = demo.PASSWORD
SignInForm = Annotated[Form[SignIn], Depends(form_of(SignIn))]
NewPasswordForm = Annotated[Form[NewPassword], Depends(form_of(NewPassword))]


@router.get("/", name="home")
def home(visitor: VisitorDep) -> Response:
    return entry.begin(visitor)


@router.get("/login", name="login")
def show(page: PageDep) -> Response:
    return entry.ask(page, Form(SignIn), _DEMO_PASSWORD)


@router.post("/login")
def sign_in(page: PageDep, form: SignInForm) -> Response:
    return entry.enter(page, form, _DEMO_PASSWORD)


@router.post("/logout", name="logout")
def sign_out(request: Request, visitor: VisitorDep) -> Response:
    return entry.leave(request, visitor)


@router.get("/password/{secret}", name="password")
def ask_password(secret: str, request: Request, page: PageDep) -> Response:
    user = access.owner_of_link(request.state.session, secret, request.state.now)
    return page.show("settings/link.html", form=Form(NewPassword), account=user)


@router.post("/password/{secret}")
def set_password(secret: str, request: Request, page: PageDep, form: NewPasswordForm) -> Response:
    user = access.owner_of_link(request.state.session, secret, request.state.now)
    done = entry.set_password(page, secret, form)
    return done or page.show("settings/link.html", status=422, form=form, account=user)
