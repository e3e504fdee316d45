"""Recognising who is there: a browser by its cookie, a program by its bearer token. Never both (R52)."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request, Response
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from starlette.background import BackgroundTask

from app.core.db import transaction
from app.core.settings import Settings
from app.domain import access
from app.models.event import Via
from app.models.user import ApiToken, LoginSession, TokenScope
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import accounts, people, rules
from app.web import wiring

_NOTED_EVERY = timedelta(minutes=10)


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds the cookie to this host and to https; plain http cannot have it."""
    return "__Host-session" if settings.is_secure else "session"


def recognise(session: Session, request: Request, now: datetime) -> tuple[Zone | None, Actor | None]:
    """The zone, and who is asking (None: a stranger, or a proof that no longer holds)."""
    bearer = request.headers.get("authorization", "")
    if bearer:
        return rules.zone(session), _program(session, bearer, request, now)
    return _browser(session, request, now) or (rules.zone(session), None)


def _program(session: Session, bearer: str, request: Request, now: datetime) -> Actor | None:
    kind, _, token = bearer.partition(" ")
    found = accounts.by_token(session, token, now) if kind.lower() == "bearer" else None
    if found is None or not request.url.path.startswith("/api/"):
        return None
    user, proof = found
    request.state.proof = proof
    return Actor(
        user,
        Via.API,
        **people.ties_of(session, user),
        may_write=proof.scope is TokenScope.WRITE,
        token_id=proof.id,
        **_trace(request),
    )


def _browser(session: Session, request: Request, now: datetime) -> tuple[Zone, Actor] | None:
    settings = wiring.of(request).settings
    token = request.cookies.get(cookie_name(settings))
    idle = timedelta(minutes=settings.session_idle_minutes)
    found = accounts.by_session(session, token, now, idle) if token else None
    if found is None:
        return None
    user, proof, zone = found
    request.state.proof = proof
    return zone, Actor(
        user,
        Via.API if request.url.path.startswith("/api/") else Via.PAGE,
        **people.ties_of(session, user),
        session_id=proof.id,
        **_trace(request),
    )


def _trace(request: Request) -> dict[str, Any]:
    """By which request, and from where."""
    return {
        "request_id": getattr(request.state, "request_id", None),
        "address": request.client.host if request.client else None,
    }


def remember(response: Response, settings: Settings, token: str, *, is_own_device: bool) -> None:
    """Give the browser its session cookie, for as long as the session can last."""
    hours = settings.own_device_days * 24 if is_own_device else settings.session_hours
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=hours * 3600,
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="lax",
    )


def renew(request: Request, response: Response, token: str) -> Response:
    """The same browser goes on with a new token."""
    former: LoginSession = request.state.proof
    remember(response, wiring.of(request).settings, token, is_own_device=former.is_own_device)
    return response


def forget(response: Response, settings: Settings) -> None:
    """Take the cookie away, and what the browser cached; not its storage, where unsent work waits to be sent."""
    response.delete_cookie(cookie_name(settings), path="/", secure=settings.is_secure, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache"'


def note_use(request: Request, response: Response) -> None:
    """After the answer has left, keep when the browser or key was used: rarely, so that reading stays reading."""
    proof: LoginSession | ApiToken | None = getattr(request.state, "proof", None)
    if proof is None or response.background is not None:
        return
    settings, now = wiring.of(request).settings, request.state.now
    last = proof.seen_at if isinstance(proof, LoginSession) else proof.used_at
    often = min(_NOTED_EVERY, timedelta(minutes=settings.session_idle_minutes) / 2)
    if last is None or now - last >= often:
        response.background = BackgroundTask(_note, request, type(proof), proof.id or 0)


def _note(request: Request, kind: type[LoginSession | ApiToken], proof_id: int) -> None:
    # Whoever asked has the answer by now; a busy database only means that the next request notes it.
    with suppress(OperationalError), transaction(wiring.of(request).engine) as session:
        access.note_use(session, kind, proof_id, request.state.now)
