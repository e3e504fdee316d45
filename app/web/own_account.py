"""The settings: what is shown of the own account, and the two switches that strangers may press as well."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from app import policy
from app.core import i18n
from app.core.errors import RuleBroken
from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.account_shapes import LANGUAGE_NAMES, LanguageChoice, ThemeChoice
from app.models.user import Theme, TokenScope, Verb
from app.queries import accounts as stored
from app.web import entry, labels, locale, sign_in, wiring
from app.web.deps import VisitorDep, WorkDep
from app.web.forms import Form
from app.web.page import THEME_COOKIE, Page

_YEAR_S = 365 * 24 * 3600


def try_work(request: Request, actor: VisitorDep) -> Work | None:
    """The work of whoever is signed in; None for a stranger, who may still choose a language and a look."""
    state = request.state
    return None if actor is None else Work(state.session, actor, state.now, state.zone, state.files)


MaybeWorkDep = Annotated[Work | None, Depends(try_work)]


def holding(work: WorkDep) -> Work:
    """Work of somebody who may make keys for programs (else 403)."""
    policy.require(work.actor, Verb.MAKE_TOKEN, work.actor.user)
    return work


def owning(work: WorkDep) -> Work:
    """Work of somebody at a browser; a key neither changes the password nor ends sessions (403)."""
    policy.require(work.actor, Verb.SET_PASSWORD, work.actor.user)
    return work


OwnerDep = Annotated[Work, Depends(owning)]
HolderDep = Annotated[Work, Depends(holding)]


def speak(
    request: Request, work: Work | None, form: Form[LanguageChoice], keep: Callable[[Work, LanguageChoice], object]
) -> Response:
    """Another language for this browser; for somebody signed in the account `keep`s it."""
    if form.data is None:
        raise RuleBroken(N_("Choose one of these."), field="language")
    if work is not None:
        keep(work, form.data)
    response = entry.back(request, form)
    locale.remember(response, form.data.language.value, is_secure=wiring.of(request).settings.is_secure)
    return response


def dress(
    request: Request, work: Work | None, form: Form[ThemeChoice], keep: Callable[[Work, ThemeChoice], object]
) -> Response:
    """Another look for this browser; for somebody signed in the account `keep`s it."""
    if form.data is None:
        raise RuleBroken(N_("Choose one of these."), field="theme")
    if work is not None:
        keep(work, form.data)
    response = entry.back(request, form)
    response.set_cookie(
        THEME_COOKIE,
        form.data.theme.value,
        max_age=_YEAR_S,
        path="/",
        secure=wiring.of(request).settings.is_secure,
        httponly=True,
        samesite="lax",
    )
    return response


def settings_facts(page: Page, work: Work) -> dict[str, Any]:
    """What the settings page shows of the own account."""
    actor = work.actor
    return {
        "me": stored.me(actor),
        "devices": stored.devices(work.session, actor, work.now),
        "keys": stored.keys(work.session, actor, work.now),
        "may_hold_keys": policy.may(actor, Verb.MAKE_TOKEN, actor.user),
        "looks": Form.filled(ThemeChoice, {"theme": page.request.cookies.get(THEME_COOKIE) or actor.user.theme.value}),
        "themes": labels.options(Theme),
        "tongue": Form.filled(LanguageChoice, {"language": i18n.language.get()}),
        "languages": [(code.value, name) for code, name in LANGUAGE_NAMES.items()],
    }


def stay(page: Page, token: str) -> Response:
    """Go on in this browser with its new token, after a new password ended all other sessions."""
    return sign_in.renew(page.request, page.done("settings", gettext("Your new password holds from now on.")), token)


def key_facts(work: Work) -> dict[str, Any]:
    """What the form for a new key offers, and whether it asks for the password."""
    return {"scopes": labels.options(TokenScope), "asks": stored.is_on_own_device(work.session, work.actor)}
