"""The browser's side of signing in and out: addresses, cookies, where to go next."""

from datetime import timedelta
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.core.errors import RuleBroken
from app.core.i18n import gettext
from app.domain import access
from app.models.account_shapes import SignIn
from app.models.user import Role
from app.policy.actor import Actor
from app.web import sign_in, wiring
from app.web.forms import Form

_HOMES = {Role.ENTERPRISE: "/tickets", Role.ADMIN: "/admin"}


def enter(request: Request, form: Form[SignIn]) -> Response | None:
    """Sign in and go on; None when the form has errors to show."""
    if form.data is None:
        return None
    settings = wiring.of(request).settings
    try:
        user, token = access.sign_in(request.state.session, form.data, _visitor(request))
    except RuleBroken as wrong:
        form.errors[wrong.field or ""] = gettext(wrong.message) % wrong.params
        form.typed.pop("password", None)
        return None
    response = RedirectResponse(_onward(request) or _HOMES.get(user.role, "/today"), status_code=303)
    sign_in.remember(response, settings, token)
    return response


def leave(request: Request, visitor: Actor | None) -> Response:
    """End the session on the server and wipe what the browser kept."""
    if visitor is not None and visitor.session_id is not None:
        access.sign_out(request.state.session, visitor.session_id, request.state.now)
    response = RedirectResponse("/login", status_code=303)
    sign_in.forget(response, wiring.of(request).settings)
    return response


def _visitor(request: Request) -> access.Visitor:
    settings = wiring.of(request).settings
    return access.Visitor(
        address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", ""),
        now=request.state.now,
        tries=settings.login_tries,
        window=timedelta(minutes=settings.login_window_minutes),
        lasts=timedelta(hours=settings.session_hours),
    )


def _onward(request: Request) -> str:
    """The wished page if it is a path on this site (V22); never another site."""
    wished = request.query_params.get("next", "")
    parts = urlsplit(wished)
    is_ours = wished.startswith("/") and not wished.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return wished if is_ours else ""
