"""Answers one browser: a whole page to a visit, its main block to HTMX."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlencode

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from app import policy
from app.core import i18n, instants
from app.models.ticket_life import Verb
from app.web import (
    addresses,
    assets,
    filters,
    labels,
    macros,
    move_news,
    nav,
    project_words,
    reach_words,
    similar_words,
    ticket_words,
    wiring,
)

CSS_COOKIE, THEME_COOKIE, TOAST_COOKIE = "css", "theme", "toast"
_THEMES = {"auto", "light", "dark", "sun"}
# What may have passed when one asks again: a time-out, too many requests, trouble on our side.
_PASSING, _OURS = {408, 425, 429}, 500
_YEAR_S = 365 * 24 * 3600


def dom_id(*parts: object) -> str:
    """The one way to name an element: used by the partial and by whoever targets it."""
    return "-".join(str(part) for part in parts)


def address(path: str, asked: dict[str, Any]) -> str:
    """A path with its query; what is None or empty is left out, a list names its parameter once for each."""
    query = urlencode({name: value for name, value in asked.items() if value not in (None, "", [])}, doseq=True)
    return f"{path}?{query}" if query else path


env = Environment(
    loader=PackageLoader("app"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)
env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]
env.filters |= (
    similar_words.FILTERS | filters.ALL | labels.ALL | ticket_words.FILTERS | move_news.FILTERS | project_words.FILTERS
)
env.filters |= reach_words.FILTERS
env.globals |= {"dom_id": dom_id, "asset": assets.url, "address": address}
macros.load(env)


class Page:
    """What a page route answers with."""

    def __init__(self, request: Request) -> None:
        self.request, self.undo_url = request, ""
        self.wants_fragment = request.headers.get("HX-Request-Type") == "partial"
        # What a browser fetches in the background, to keep it or to look for news, nobody reads.
        goes_there = "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        self.is_read = goes_there and not self.wants_fragment

    def show(self, name: str, *, status: int = 200, **facts: Any) -> Response:
        """The template as a whole page; only its `main` block when HTMX asked for a part."""
        template = env.get_template(name)
        is_part = self.wants_fragment and "main" in template.blocks
        facts |= self._facts(is_part=is_part)
        text = _block(template, "main", facts) if is_part else template.render(facts)
        response = HTMLResponse(text, status, {"Vary": "HX-Request-Type, Cookie", "Cache-Control": "no-store"})
        self._settle(response, is_part=is_part)
        return response

    def part(self, name: str, **facts: Any) -> Response:
        """A partial template on its own."""
        facts |= self._facts(is_part=True)
        return HTMLResponse(env.get_template(name).render(facts), headers={"Cache-Control": "no-store"})

    def done(self, route: str, words: str, query: dict[str, Any] | None = None, /, **where: Any) -> Response:
        """After a post: go to the page that shows the result, and say there, in plain words, what happened.

        `undo_url`, when it is set, is where a press on "Undo" beside the words is sent.
        """
        target = address(addresses.path(self.request, route, **where), query or {})
        if self.wants_fragment:
            response: Response = Response(status_code=200, headers={"HX-Location": target})
        else:
            response = RedirectResponse(target, status_code=303)
        if words:
            response.set_cookie(
                TOAST_COOKIE,
                quote(f"{self.undo_url}\n{words}"),
                max_age=60,
                path="/",
                secure=wiring.of(self.request).settings.is_secure,
                httponly=True,
                samesite="lax",
            )
        return response

    def keep(self) -> None:
        """Commit although the answer is an error: what was noted, such as a failed log-in, must stay."""
        self.request.state.keeps = True

    def error(
        self, status: int, detail: str, typed: Sequence[str] = (), roles: Sequence[str] = (), ways: Sequence[Any] = ()
    ) -> Response:
        """An error page with the `ways` on from here; for HTMX the message alone, into the alert.

        It gives back the words somebody `typed` and says which `roles` may do what was refused.
        """
        if self.request.headers.get("hx-request"):
            response = self.part("error_alert.html", detail=detail)
            response.status_code = status
            response.headers.update({"HX-Retarget": "#alert", "HX-Reswap": "innerHTML"})
            return response
        is_worth_it = self.request.method == "GET" and (status in _PASSING or status >= _OURS)
        told = {"code": status, "detail": detail, "typed": typed, "roles": roles, "ways": ways}
        told |= {"again": self.request.url.path if is_worth_it else ""}
        frame = "base" if getattr(self.request.state, "actor", None) else "plain"
        return self.show("error.html", status=status, frame=f"layout/{frame}.html", **told)

    def _facts(self, *, is_part: bool) -> dict[str, Any]:
        request, state = self.request, self.request.state
        actor, zone, now = (getattr(state, name, None) for name in ("actor", "zone", "now"))
        lang = i18n.language.get()
        return {
            "request": request,
            "url_for": partial(addresses.path, request),
            "path": request.url.path,
            "lang": lang,
            "other_lang": _OTHER_LANGUAGE[lang],
            "theme": self._theme(actor),
            "viewer": actor and actor.user,
            "record_url": "/tickets/new" if actor and policy.may(actor, Verb.RAISE) else "",
            "now": now,
            "zone_name": zone.short_name if zone else "",
            "help_phone": zone.phone if zone else None,
            "demo_today": instants.day_of(now, zone.time_zone) if zone and now and zone.is_demo else None,
            "nav": [] if is_part else nav.places(request, actor),
            "toast": self._toast(),
            "nonce": getattr(state, "nonce", ""),
            "inline_css": None if is_part or CSS_COOKIE in request.cookies else Markup(assets.stylesheet()),  # noqa: S704  our own files
            "has_vendor": assets.has_vendor(),
        }

    def _theme(self, actor: Any) -> str:
        cookie = self.request.cookies.get(THEME_COOKIE, "")
        return cookie if cookie in _THEMES else str(actor.user.theme.value if actor else "auto")

    def _toast(self) -> dict[str, str] | None:
        kept = self.request.cookies.get(TOAST_COOKIE) if self.is_read else None
        undo, _, words = unquote(kept or "").rpartition("\n")
        return {"text": words, "undo_url": undo if _OWN_PATH.match(undo) else ""} if words else None

    def _settle(self, response: Response, *, is_part: bool) -> None:
        """The style sheet is in the browser's cache from now on; what was said is not said again."""
        if not is_part and CSS_COOKIE not in self.request.cookies:
            secure = wiring.of(self.request).settings.is_secure
            response.set_cookie(CSS_COOKIE, "1", max_age=_YEAR_S, path="/", secure=secure, samesite="lax")
        if self.is_read and TOAST_COOKIE in self.request.cookies:
            response.delete_cookie(TOAST_COOKIE, path="/")


# What a cookie says is never trusted to be an address elsewhere.
_OWN_PATH = re.compile(r"^/[a-z][a-z0-9/-]*$")


def _block(template: Template, name: str, facts: dict[str, Any]) -> str:
    return env.concat(template.blocks[name](template.new_context(facts)))


_OTHER_LANGUAGE = {
    i18n.CHINESE: {"code": i18n.ENGLISH, "label": "English"},
    i18n.ENGLISH: {"code": i18n.CHINESE, "label": "\u4e2d\u6587"},
}
PageDep = Annotated[Page, Depends(Page)]
