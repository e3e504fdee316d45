"""Whether the process lives, whether it can do its work, and its numbers (R77, R78)."""

import secrets
import shutil
from datetime import timedelta

import anyio
import sqlalchemy as sa
import structlog
from fastapi import Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import generate_latest
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.core import schema
from app.core.db import WRITING, open_session
from app.core.errors import NotFound
from app.core.i18n import N_
from app.queries import jobs, watch
from app.web import wiring
from app.web.observe import Metrics
from app.web.wiring import Wiring

_log = structlog.get_logger()
_WAIT_AT_MOST_S = 0.9
_UNREADY = {"Retry-After": "5"}
_TRIAL = sa.text(
    "INSERT INTO answer (user_id, key, request_hash, status, headers, body, at) "
    "VALUES (-1, 'ready', '', 0, '{}', '', CURRENT_TIMESTAMP)"
)


def alive() -> Response:
    return PlainTextResponse("ok")


async def ready(request: Request) -> Response:
    """200 when this process can write; strangers are not told why not, the log is."""
    reason: str | None = "the database does not answer in time"
    with anyio.move_on_after(_WAIT_AT_MOST_S):
        reason = await anyio.to_thread.run_sync(_trouble, wiring.of(request), abandon_on_cancel=True)
    if reason is None:
        return JSONResponse({"status": "ready"})
    _log.error("not ready", reason=reason)
    return JSONResponse({"status": "not ready"}, 503, _UNREADY)


def _trouble(parts: Wiring) -> str | None:
    """What keeps this process from working, or None: disk, schema, a write that is taken back."""
    if shutil.disk_usage(parts.settings.data_dir).free < parts.settings.min_free:
        return "the disk is below its mark"
    try:
        with parts.engine.execution_options(**WRITING).connect() as connection:
            return _schema_trouble(connection)
    except SQLAlchemyError as error:
        return type(error).__name__


def _schema_trouble(connection: Connection) -> str | None:
    if schema.current(connection) != schema.head():
        return "the schema is not this release's"
    connection.execute(_TRIAL)
    return None


def numbers(request: Request) -> Response:
    """Prometheus text for whoever has the token; to everybody else there is nothing here (R58)."""
    parts = wiring.of(request)
    wanted, given = parts.settings.metrics_token, request.headers.get("authorization", "")
    if not wanted or not secrets.compare_digest(given.encode(), f"Bearer {wanted}".encode()):
        raise NotFound(N_("There is nothing at this address."))
    metrics = request.app.state.metrics
    metrics.disk_free.set(shutil.disk_usage(parts.settings.data_dir).free)
    metrics.connections.set(parts.engine.pool.checkedout())  # type: ignore[attr-defined]
    with open_session(parts.engine, writes=False) as session:
        _count_jobs(metrics, jobs.queue(session, parts.clock()))
        metrics.failed_log_ins.set(watch.failed_log_ins(session, parts.clock() - timedelta(minutes=15)))
    return Response(generate_latest(metrics.registry), media_type="text/plain; version=0.0.4")


def _count_jobs(metrics: Metrics, queue: jobs.Queue) -> None:
    metrics.jobs.labels("waiting").set(queue.waiting)
    metrics.jobs.labels("dead").set(queue.dead)
    metrics.queue_age.set(queue.age_s)
