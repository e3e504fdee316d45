"""What is known about every request afterwards: its id, one log line, its place in the metrics (R78, R79)."""

import re
import time
from uuid import uuid4

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = structlog.get_logger()
_GIVEN_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_QUIET = {"/healthz", "/readyz", "/metrics"}
_SERVER_ERROR = 500


class Metrics:
    """Numbers of this process, by route template: no address, no name, no id can become a label."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "zhuanban_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "zhuanban_request_seconds", "Time to the last byte of an answer.", ("route",), registry=self.registry
        )

        self.disk_free = Gauge("zhuanban_disk_free_bytes", "Free on the data folder's disk.", registry=self.registry)
        self.connections = Gauge("zhuanban_database_connections", "Connections in use.", registry=self.registry)
        self.jobs = Gauge("zhuanban_jobs", "Background work by state.", ("state",), registry=self.registry)
        self.queue_age = Gauge(
            "zhuanban_queue_age_seconds", "How long the job due longest has waited.", registry=self.registry
        )
        self.failed_log_ins = Gauge("zhuanban_failed_log_ins", "Of the last 15 minutes.", registry=self.registry)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        self.requests.labels(method if method in _METHODS else "OTHER", route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


class Observe:
    """The outermost layer. A proxy's X-Request-ID is kept when it is plain and short, else a new one is made."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GIVEN_ID.match(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        answered = {"status": _SERVER_ERROR}

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered["status"] = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, noted)
            finally:
                self._note(scope, answered["status"], time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route, actor = template(scope), scope["state"].get("actor")
        self.metrics.count(scope["method"], route, status, seconds)
        if route in _QUIET and status < _SERVER_ERROR:
            return
        _log.info(
            "request",
            method=scope["method"],
            path=scope["path"],
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            user_id=actor.user.id if actor else None,
            via=actor.via.value if actor else None,
        )


def template(scope: Scope) -> str:
    """The address as the code has it, `/tickets/{ticket_id}`; one word for everything that leads nowhere."""
    found = getattr(scope.get("route"), "path_format", None) or getattr(scope.get("route"), "path", None)
    return str(found) if found else "none"
