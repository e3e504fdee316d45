"""Outermost checks and headers of every answer (reliability R52-R54, R56)."""

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.settings import Settings

_SAFE = {"GET", "HEAD", "OPTIONS"}
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob: data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=()",
}


class Guard:
    """Refuses unsafe requests that a browser sends from another site, and dresses every answer in its headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(12)
        scope.setdefault("state", {})["nonce"] = nonce

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), nonce)
            await send(message)

        refused = scope["method"] not in _SAFE and self._is_foreign(Headers(scope=scope))
        target = PlainTextResponse("Cross-site request refused.", 403) if refused else self.app
        await target(scope, receive, dressed)

    def _dress(self, headers: MutableHeaders, nonce: str) -> None:
        headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=nonce))
        for name, value in _ALWAYS.items():
            headers[name] = value
        headers.setdefault("Cache-Control", "no-store")
        if self.settings.is_secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a browser says, or with cookies leaves open, that another site made it send this.

        Without a cookie too: else another site could sign its visitor in as somebody else.
        """
        if headers.get("authorization"):
            return False
        site, source = headers.get("sec-fetch-site"), headers.get("origin") or headers.get("referer")
        if site:
            return site not in {"same-origin", "none"}
        own = urlsplit(self.settings.base_url).netloc or headers.get("host")
        if source is None:
            return "cookie" in headers
        return urlsplit(source).netloc != own
