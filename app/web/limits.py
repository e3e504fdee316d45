"""How much may be sent: known hosts, addresses and bodies of a sane size, so many requests a minute (R28, R33, R54)."""

import hashlib
import shutil
import time
from collections import Counter

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.errors import DomainError, Misdirected, NoRoom, TooLong, TooMany
from app.core.i18n import N_
from app.core.settings import Settings
from app.web import bodies, sign_in
from app.web.bodies import too_large

TEXT_AT_MOST = 1024 * 1024
_ADDRESS_AT_MOST = 8 * 1024
_SAFE = {"GET", "HEAD", "OPTIONS"}
_MINUTE_S = 60
_KEYS_AT_MOST = 50_000


class Limits:
    """Answers in the house's words before anything is read, and stops a body that turns out longer than declared."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings, self.pace = app, settings, Pace(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refusal(scope, Headers(scope=scope))
        if refused is not None:
            await bodies.refuse(refused, scope, receive, send)
            return
        await bodies.Counted(self.app, self._body_at_most(Headers(scope=scope)))(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> DomainError | None:
        declared = headers.get("content-length", "0")
        if not self._is_known(headers.get("host", "")):
            return Misdirected(N_("This service does not answer to this host name."))
        if len(scope["raw_path"]) + len(scope["query_string"]) > _ADDRESS_AT_MOST:
            return TooLong(N_("This address is too long."))
        if not declared.isdecimal() or int(declared) > self._body_at_most(headers):
            return too_large()
        return self._lack_of_room(headers) or self.pace.refusal(scope, headers)

    def _lack_of_room(self, headers: Headers) -> DomainError | None:
        """Uploads end before the database is in danger (R7)."""
        if _is_upload(headers) and shutil.disk_usage(self.settings.data_dir).free < self.settings.min_free:
            return NoRoom(N_("There is no room for photos right now; what you write can still be saved."))
        return None

    def _is_known(self, host: str) -> bool:
        name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
        return "*" in self.settings.hosts or name.lower().strip("[]") in self.settings.hosts

    def _body_at_most(self, headers: Headers) -> int:
        return self.settings.body_max_bytes if _is_upload(headers) else TEXT_AT_MOST


class Pace:
    """Requests a minute per credential, else per address, counted in this process only.

    It keeps this process from drowning before the database is asked: of reads, and of writes that are refused, N
    processes let N times as much pass, because no read is worth a write to count it. What matters is counted in rows
    that all processes share: failed log-ins (app/domain/access.py), and changes that somebody made, which the
    journal holds anyway (app/web/pace.py) (R13, R33). Zero means no limit.
    """

    def __init__(self, settings: Settings) -> None:
        self.cookie = sign_in.cookie_name(settings)
        self.at_most = {True: settings.reads_a_minute, False: settings.writes_a_minute}
        self.minute, self.seen = 0, Counter[tuple[str, bool]]()

    def refusal(self, scope: Scope, headers: Headers) -> TooMany | None:
        is_read = scope["method"] in _SAFE
        limit, now = self.at_most[is_read], int(time.monotonic())
        if not limit or scope["path"].startswith(("/static/", "/healthz", "/readyz")):
            return None
        if now // _MINUTE_S != self.minute or len(self.seen) > _KEYS_AT_MOST:
            self.minute = now // _MINUTE_S
            self.seen.clear()
        key = (self._who(scope, headers), is_read)
        self.seen[key] += 1
        if self.seen[key] <= limit:
            return None
        wait = _MINUTE_S - now % _MINUTE_S
        return TooMany(N_("Too many requests. Please wait %(seconds)s seconds."), retry_after_s=wait)

    def _who(self, scope: Scope, headers: Headers) -> str:
        session = HTTPConnection(scope).cookies.get(self.cookie)
        proof = headers.get("authorization") or session or (scope.get("client") or ("",))[0]
        return hashlib.sha256(proof.encode()).hexdigest()


def _is_upload(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("multipart/form-data")
