"""One place that turns what went wrong into an answer: problem+json for programs, a page or an alert for people."""

import errno
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote, urlsplit

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from app.core.errors import (
    Conflict,
    DomainError,
    NoRoom,
    NotAllowed,
    NotFound,
    NotSignedIn,
    RuleBroken,
    Stale,
    TooLarge,
    TooMany,
    Unavailable,
)
from app.core.i18n import N_, gettext
from app.web import astray, forms, refusals
from app.web.door import SAFE
from app.web.page import Page

_log = structlog.get_logger()
_RETRY_S = 5


def install(app: FastAPI) -> None:
    """Answer every exception in the house's own words."""
    app.add_exception_handler(DomainError, answer)
    app.add_exception_handler(NotSignedIn, _signed_out)
    app.add_exception_handler(Stale, _behind)
    app.add_exception_handler(Conflict, _behind)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(StaleDataError, _stale)
    app.add_exception_handler(IntegrityError, _stale)
    app.add_exception_handler(DataError, _unkeepable)
    app.add_exception_handler(OperationalError, _unavailable)
    app.add_exception_handler(PoolTimeout, _unavailable)
    app.add_exception_handler(OSError, _disk)
    app.add_exception_handler(Exception, _unexpected)


def answer(request: Request, error: Exception) -> Response:
    """A DomainError as what the caller can read: problem+json, a page, an alert."""
    assert isinstance(error, DomainError)
    if isinstance(error, NotAllowed):
        _log.info("refused", path=request.url.path, method=request.method, reason=error.message)
    detail = gettext(error.message) % error.params
    headers = {"Retry-After": str(error.retry_after_s)} if isinstance(error, TooMany) else {}
    if isinstance(error, Unavailable | NoRoom):
        headers = {"Retry-After": str(_RETRY_S)}
    if isinstance(error, NotSignedIn):
        headers = {"WWW-Authenticate": "Bearer"}
    if isinstance(error, NotAllowed):
        return refusals.note(request, _refused(request, error, detail), error)
    return _answer(request, error.status, detail, {error.field: detail} if error.field else {}, headers)


def _refused(request: Request, error: NotAllowed, detail: str) -> Response:
    if _is_program(request):
        return _answer(request, error.status, detail, {})
    return Page(request).error(error.status, detail, roles=error.roles, ways=astray.ways(request))


def _invalid(request: Request, error: Exception) -> Response:
    """Pydantic's findings in our words, by field; what was sent is never echoed (proven script injection)."""
    assert isinstance(error, RequestValidationError)
    if any(part["loc"][0] == "path" for part in error.errors() if part["loc"]):
        return answer(request, NotFound(N_("There is nothing at this address.")))
    fields = forms.messages(error.errors(), skip=1)
    return _answer(request, 422, gettext("Some of this is not right yet."), fields)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: NotFound(N_("There is nothing at this address.")), 413: TooLarge(N_("This is too large to send."))}
    if error.status_code in known:
        if not _is_program(request):
            astray.greet(request)
        return answer(request, known[error.status_code])
    detail = gettext(_OTHER.get(error.status_code, "This request could not be read."))
    return _answer(request, error.status_code, detail, {}, dict(error.headers or {}))


_OTHER = {405: N_("This cannot be done at this address."), 400: N_("This request could not be read.")}


async def _behind(request: Request, error: Exception) -> Response:
    """A change based on an old version: 412 for programs; people get back what they typed, to send it again (R16)."""
    assert isinstance(error, DomainError)
    if _is_program(request) or request.method in SAFE:
        return answer(request, error)
    return Page(request).error(409, gettext(error.message) % error.params, typed=await _typed(request))


async def _signed_out(request: Request, error: Exception) -> Response:
    """A stranger, or somebody whose session ended: to the log-in and back again, but never at the price of words."""
    if _is_program(request):
        return answer(request, error)
    typed = [] if request.method in SAFE else await _typed(request)
    if typed:
        return Page(request).error(401, gettext(N_("You were signed out. Sign in, then send this again.")), typed=typed)
    return _to_login(request)


async def _typed(request: Request) -> list[str]:
    """The words that somebody sent in a form; nothing where it cannot be read."""
    try:
        async with request.form() as sent:
            typed = [value for name, value in sent.items() if isinstance(value, str) and name not in _HIDDEN]
    except HTTPException:
        return []
    return [one for one in typed if len(one) > _CODE]


_HIDDEN = {"key", "version", "next"}
# Shorter values are choices and numbers, not somebody's words.
_CODE = 8


def _unkeepable(request: Request, error: Exception) -> Response:
    """A value that passed every shape but not the database: the sender's, so never a 5xx (V36)."""
    _log.warning("value refused by the database", path=request.url.path, kind=type(error).__name__)
    return answer(request, RuleBroken(N_("Some of this cannot be kept as it is written.")))


async def _stale(request: Request, error: Exception) -> Response:
    _log.info("conflict", path=request.url.path, kind=type(error).__name__)
    return await _behind(request, Conflict(N_("Somebody has just changed this; look again.")))


def _unavailable(request: Request, error: Exception) -> Response:
    _log.error("database unavailable", path=request.url.path, error=str(error).splitlines()[0])
    return answer(request, Unavailable(N_("The service cannot save anything right now. Please try again shortly.")))


def _disk(request: Request, error: Exception) -> Response:
    """A full disk is said as such (R6); any other trouble with a file is our fault."""
    _log.error("file trouble", path=request.url.path, error=type(error).__name__, errno=getattr(error, "errno", None))
    if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}:
        return answer(request, NoRoom(N_("There is no room for photos right now; what you write can still be saved.")))
    return _unexpected(request, error)


def _unexpected(request: Request, _error: Exception) -> Response:
    return _answer(request, 500, gettext("Something went wrong on our side. What you saved before is safe."), {})


def _answer(
    request: Request, status: int, detail: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> Response:
    if _is_program(request):
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "field": next(iter(fields), None),
            "errors": [{"field": field, "detail": words} for field, words in fields.items()],
            "request_id": getattr(request.state, "request_id", None),
        }
        return JSONResponse(problem, status, headers, media_type="application/problem+json")
    response = Page(request).error(status, detail, ways=astray.ways(request))
    response.headers.update(headers or {})
    return response


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _to_login(request: Request) -> Response:
    wanted = _wanted(request)
    address = f"/login?next={quote(wanted, safe='')}" if wanted.strip("/") else "/login"
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=303)


def _wanted(request: Request) -> str:
    """The page to come back to: the one asked for, or the one on which something was pressed."""
    asked = urlsplit(str(request.url) if request.method in SAFE else request.headers.get("referer", ""))
    if asked.netloc != request.url.netloc:
        return ""
    return asked.path + (f"?{asked.query}" if asked.query else "")
