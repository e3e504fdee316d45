"""The browser's side of signing in and out: addresses, cookies, where to go next."""

from datetime import timedelta
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.core.errors import RuleBroken, TooMany
from app.core.i18n import gettext
from app.domain import access
from app.models.account_shapes import NewPassword, SignIn
from app.models.user import Role
from app.policy.actor import Actor
from app.queries import accounts
from app.web import sign_in, wiring
from app.web.forms import Form
from app.web.labels import label
from app.web.page import Page

_HOMES = {Role.ENTERPRISE: "/tickets", Role.ADMIN: "/admin"}
# Browsers read a backslash as a slash and skip tabs and line ends.
_NEVER_TYPED = ("\\", "\t", "\r", "\n")


def enter(page: Page, form: Form[SignIn], demo_password: str) -> Response:
    """Sign in and go on, in a session of its own; or the form again, with why not."""
    request = page.request
    if form.data is None:
        return ask(page, form, demo_password, status=422)
    try:
        user, token = access.sign_in(request.state.session, form.data, visitor(request))
    except RuleBroken as wrong:
        page.keep()
        form.errors[wrong.field or ""] = gettext(wrong.message) % wrong.params
        return ask(page, form, demo_password, status=422)
    except TooMany as refused:
        form.errors[""] = gettext(refused.message) % refused.params
        response = ask(page, form, demo_password, status=429)
        response.headers["Retry-After"] = str(refused.retry_after_s)
        return response
    _end_former(request)
    response = RedirectResponse(onward(_wished(request, form)) or home(user.role), status_code=303)
    sign_in.remember(response, wiring.of(request).settings, token, is_own_device=form.data.own_device)
    return response


def ask(page: Page, form: Form[SignIn], demo_password: str, status: int = 200) -> Response:
    """The log-in page; where to go afterwards travels with the form."""
    form.typed.pop("password", None)
    wished = onward(_wished(page.request, form))
    facts = {"next": wished, "demo": _demo_accounts(page.request), "demo_password": demo_password}
    days = wiring.of(page.request).settings.own_device_days
    return page.show("login.html", status=status, form=form, own_device_days=days, **facts)


def leave(request: Request, actor: Actor | None) -> Response:
    """End the session on the server and wipe what the browser kept."""
    if actor is not None:
        access.sign_out(request.state.session, actor, visitor(request))
    response = RedirectResponse("/login", status_code=303)
    sign_in.forget(response, wiring.of(request).settings)
    return response


def set_password(page: Page, secret: str, form: Form[NewPassword]) -> Response | None:
    """Set a password with a one-time link and go to the log-in page; None when the form has errors to show."""
    request = page.request
    if form.data is None:
        return None
    try:
        access.set_password_by_link(request.state.session, secret, form.data, visitor(request))
    except RuleBroken as broken:
        form.errors[broken.field or ""] = gettext(broken.message) % broken.params
        return None
    return page.done("login", gettext("Your password is set. Sign in with it now."))


def back(request: Request, form: Form[Any]) -> RedirectResponse:
    """To the page from which a switch in the frame was pressed."""
    return RedirectResponse(onward(_wished(request, form)) or "/", status_code=303)


def begin(actor: Actor | None) -> Response:
    """The bare address of the site leads where one's day begins; a stranger signs in first."""
    return RedirectResponse("/login" if actor is None else home(actor.role), status_code=303)


def home(role: Role) -> str:
    """Where a day begins: the tickets of an enterprise, the administration, today for everybody else."""
    return _HOMES.get(role, "/today")


def onward(wished: str) -> str:
    """The wished page if it is a path on this site (V22); never another site."""
    is_path = wished.startswith("/") and not wished.startswith("//")
    return wished if is_path and not any(mark in wished for mark in _NEVER_TYPED) else ""


def visitor(request: Request) -> access.Visitor:
    """Where a request without an account comes from."""
    settings, state = wiring.of(request).settings, request.state
    return access.Visitor(
        address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", ""),
        now=state.now,
        tries=settings.login_tries,
        window=timedelta(minutes=settings.login_window_minutes),
        lasts=timedelta(hours=settings.session_hours),
        lasts_on_own_device=timedelta(days=settings.own_device_days),
        zone=state.zone,
        files=state.files,
    )


def _demo_accounts(request: Request) -> list[tuple[str, str]]:
    """(user name, role) of one account per role, for a demo zone's log-in page; a real zone tells nobody."""
    state = request.state
    if state.zone is None or not state.zone.is_demo:
        return []
    found = accounts.one_per_role(state.session)
    return [(user.username, gettext("Duty leader") if user.is_duty_leader else label(user.role)) for user in found]


def _wished(request: Request, form: Form[Any]) -> str:
    return str(form.typed.get("next") or request.query_params.get("next", ""))


def _end_former(request: Request) -> None:
    """Whoever signs in on a browser that is signed in leaves the former session, which is not used again (R50)."""
    former: Actor | None = request.state.actor
    if former is not None:
        access.sign_out(request.state.session, former, visitor(request))
