"""The frame of every request: one instant, one person, one transaction that is committed before the first byte leaves.

An `Idempotency-Key` is kept in that same transaction, so a replay gets the same answer and no second effect (R18).
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from sqlmodel import Session, SQLModel
from starlette.concurrency import run_in_threadpool

from app.core import keys
from app.core.db import open_session
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import replay
from app.policy.actor import Actor
from app.web import locale, pace, sign_in, uploads, wiring

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_KEY_LENGTH = 200
_KEPT_HEADERS = ("content-type", "location", "etag")
Row = TypeVar("Row", bound=SQLModel)
Handler = Callable[[Request], Awaitable[Response]]


class Door(APIRoute):
    """A route whose handler runs inside the frame."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def framed(request: Request) -> Response:
            return await _frame(request, handle)

        return framed


def api_router(prefix: str, tag: str) -> APIRouter:
    """Routes under /api/v1 that answer JSON."""
    return APIRouter(prefix=f"/api/v1{prefix}", tags=[tag], route_class=Door)


def page_router(prefix: str = "") -> APIRouter:
    """Routes that answer pages."""
    return APIRouter(prefix=prefix, route_class=Door, include_in_schema=False)


async def _frame(request: Request, handle: Handler) -> Response:
    if request.method not in SAFE:
        # A phone on a bad line may need a minute to send its photos; no transaction may be open for so long.
        await request.body()
        request.state.files = await uploads.judged(request)
    session = await to_thread.run_sync(_begin, request, limiter=_doorway())
    locale.speak(request)
    afterwards = _loose(request.state.zone), _by(request.state.actor)
    try:
        if request.method not in SAFE:
            await run_in_threadpool(pace.slow_down, request)
        response = await _answer(request, session, handle)
        if response.status_code < 400 or request.state.keeps:  # noqa: PLR2004  the first error status
            await run_in_threadpool(session.commit)
    finally:
        await run_in_threadpool(session.close)
        await request.close()
        request.state.zone, request.state.actor = afterwards
    sign_in.note_use(request, response)
    return response


def _loose(row: Row | None) -> Row | None:
    """A copy that no session knows: error pages and logs read it when the rows themselves may have expired."""
    return row and type(row)(**row.model_dump())


def _by(actor: Actor | None) -> Actor | None:
    user = _loose(actor.user if actor else None)
    return replace(actor, user=user) if actor and user else None


_at_the_door: RunVar[CapacityLimiter] = RunVar("at_the_door")
_WAIT_AT_MOST = 8


def _doorway() -> CapacityLimiter:
    """Those who wait for a transaction wait on threads of their own.

    Else, being many, they would take the thread that the one whom they wait for needs to finish.
    """
    try:
        return _at_the_door.get()
    except LookupError:
        _at_the_door.set(CapacityLimiter(_WAIT_AT_MOST))
        return _at_the_door.get()


def _begin(request: Request) -> Session:
    """Open the transaction and find out who is there; everything hangs on `request.state`."""
    parts = wiring.of(request)
    state = request.state
    session = open_session(parts.engine, writes=request.method not in SAFE)
    state.session, state.now, state.keeps = session, parts.clock(), False
    state.files = getattr(state, "files", parts.files)
    try:
        state.zone, state.actor = sign_in.recognise(session, request, state.now)
    except BaseException:
        session.close()
        raise
    return session


async def _answer(request: Request, session: Session, handle: Handler) -> Response:
    key = request.headers.get("idempotency-key")
    keys.of_request.set(None)
    if request.method in SAFE or not key:
        return await handle(request)
    if len(key) > _KEY_LENGTH:
        raise RuleBroken(N_("The Idempotency-Key is longer than %(most)s characters."), most=_KEY_LENGTH)
    user_id = request.state.actor.id if request.state.actor else 0
    keys.of_request.set(keys.standing_for(user_id, key))
    slot = replay.Slot(user_id, key, await _print_of(request))
    known = await run_in_threadpool(replay.claim, session, slot, request.state.now)
    if known is not None:
        return Response(known.body, known.status, headers=known.headers | {"Idempotency-Replayed": "true"})
    response = await handle(request)
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    await run_in_threadpool(replay.keep, session, slot, (response.status_code, kept, bytes(response.body)))
    return response


async def _print_of(request: Request) -> str:
    """What makes two requests the same: method, address, body. A form's boundary is new each time it is sent."""
    sign = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    body, boundary = await request.body(), _BOUNDARY.search(request.headers.get("content-type", ""))
    sign.update(body.replace(boundary[1].encode(), b"") if boundary else body)
    return sign.hexdigest()


_BOUNDARY = re.compile(r'^multipart/form-data;.*boundary="?([^";]+)', re.IGNORECASE)
