"""Recognising who is there: a browser by its cookie, a program by its bearer token. Never both (R52)."""

from datetime import datetime, timedelta

from fastapi import Request, Response
from sqlmodel import Session

from app.core.settings import Settings
from app.models.event import Via
from app.models.user import TokenScope
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import accounts, people, rules
from app.web import wiring


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds the cookie to this host and to https; plain http cannot have it."""
    return "__Host-session" if settings.is_secure else "session"


def recognise(session: Session, request: Request, now: datetime) -> tuple[Zone | None, Actor | None]:
    """The zone, and who is asking (None: a stranger, or a proof that no longer holds)."""
    zone = rules.zone(session)
    bearer = request.headers.get("authorization", "")
    if bearer:
        return zone, _program(session, bearer, request, now)
    return zone, _browser(session, request, now)


def _program(session: Session, bearer: str, request: Request, now: datetime) -> Actor | None:
    kind, _, token = bearer.partition(" ")
    found = accounts.by_token(session, token, now) if kind.lower() == "bearer" else None
    if found is None or not request.url.path.startswith("/api/"):
        return None
    user, proof = found
    enterprises, projects = people.charges_of(session, user)
    return Actor(
        user,
        Via.API,
        people.forces_of(session, user),
        enterprises,
        projects,
        may_write=proof.scope is TokenScope.WRITE,
        token_id=proof.id,
        request_id=getattr(request.state, "request_id", None),
    )


def _browser(session: Session, request: Request, now: datetime) -> Actor | None:
    settings = wiring.of(request).settings
    token = request.cookies.get(cookie_name(settings))
    idle = timedelta(minutes=settings.session_idle_minutes)
    found = accounts.by_session(session, token, now, idle) if token else None
    if found is None:
        return None
    user, proof = found
    enterprises, projects = people.charges_of(session, user)
    return Actor(
        user,
        Via.API if request.url.path.startswith("/api/") else Via.PAGE,
        people.forces_of(session, user),
        enterprises,
        projects,
        session_id=proof.id,
        request_id=getattr(request.state, "request_id", None),
    )


def remember(response: Response, settings: Settings, token: str) -> None:
    """Give the browser its session cookie."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_hours * 3600,
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="lax",
    )


def forget(response: Response, settings: Settings) -> None:
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.is_secure, httponly=True, samesite="lax"
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
