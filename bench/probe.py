"""Asking one address many times, alone and with company."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from http.client import HTTPConnection

from bench.fill import COORDINATOR
from bench.server import Server

HEADERS = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "zh-CN", "Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Ask:
    """One kind of request; `body` makes a fresh JSON body for each try."""

    name: str
    path: str
    method: str = "GET"
    body: Callable[[], str] | None = None
    by: str = COORDINATOR


@dataclass(frozen=True)
class Seen:
    """Requests a second, milliseconds at the middle and at 95 %, server CPU milliseconds a request, bytes."""

    per_s: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    size: int


def median(rounds: list[Seen]) -> Seen:
    """Figure by figure."""
    return Seen(*(statistics.median(figures) for figures in zip(*map(astuple, rounds), strict=True)))


def measure(server: Server, ask: Ask, clients: int, times: int) -> Seen:
    """`times` requests by `clients` at once, after a short warm-up; raises if any answer is an error."""
    for _ in range(3):
        _one(HTTPConnection("127.0.0.1", server.port, timeout=60), ask)
    cpu, began = server.cpu_s(), time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        spans = [
            span for part in pool.map(lambda _: _many(server, ask, times // clients), range(clients)) for span in part
        ]
    wall, cpu = time.monotonic() - began, server.cpu_s() - cpu
    times_ms = sorted(span for span, _ in spans)
    p95 = times_ms[int(len(times_ms) * 0.95) - 1]
    return Seen(len(spans) / wall, statistics.median(times_ms), p95, cpu * 1000 / len(spans), spans[-1][1])


def _many(server: Server, ask: Ask, times: int) -> list[tuple[float, int]]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    return [_one(connection, ask) for _ in range(times)]


def _one(connection: HTTPConnection, ask: Ask) -> tuple[float, int]:
    began = time.perf_counter()
    headers = HEADERS | {"Cookie": f"session={ask.by}; css=1"}
    headers |= {"Content-Type": "application/json"} if ask.body else {}
    connection.request(ask.method, ask.path, ask.body().encode() if ask.body else None, headers)
    answer = connection.getresponse()
    size = len(answer.read())
    if answer.status >= 400:
        raise RuntimeError(f"{ask.method} {ask.path} answered {answer.status}")
    return (time.perf_counter() - began) * 1000, size
