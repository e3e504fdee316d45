"""`make bench ARGS="10000 100000"`: the table of targets, for zones of these many tickets."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from app.core.db import open_engine
from bench.fill import HANDLER, fill
from bench.probe import Ask, Seen, measure
from bench.server import Server, running

SIZES = (10_000, 100_000, 1_000_000)
CLIENTS = (1, 16)
TIMES = int(os.environ.get("BENCH_TIMES", "320"))


def _raise() -> str:
    return json.dumps({"key": str(uuid4()), "kind_id": 1, "enterprise_id": 1, "detail": "电容不足，申请增容"})


def _note() -> str:
    return json.dumps({"key": str(uuid4()), "body": "已联系企业"})


ASKS = (
    Ask("list page", "/tickets?view=all"),
    Ask("list page, a handler's", "/tickets?view=all", by=HANDLER),
    Ask("list page, overdue", "/tickets?view=over", by=HANDLER),
    Ask("ticket page", "/tickets/4242"),
    Ask("JSON list", "/api/v1/tickets?view=all"),
    Ask("search, 2 characters", "/api/v1/search?q=%E7%94%B5%E5%AE%B9"),
    Ask("calendar page", "/calendar"),
    Ask("today", "/today"),
    Ask("today, a handler's", "/today", by=HANDLER),
    Ask("war chart", "/wall"),
    Ask("create", "/api/v1/tickets", "POST", _raise),
    Ask("note", "/api/v1/tickets/4242/notes", "POST", _note),
)
HEAD = f"{'':24}{'clients':>8}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'x hello':>9}{'KB gz':>8}"


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with running("bench.floor:app", is_factory=False) as server:
        floor = {clients: measure(server, Ask("hello", "/"), clients, TIMES * 4) for clients in CLIENTS}
    print("floor: the same stack answering a constant")
    print(HEAD)
    for clients, seen in floor.items():
        _row("hello", clients, seen, seen)
    for size in sizes:
        _zone(size, floor)


def _zone(size: int, floor: dict[int, Seen]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        address = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{Path(folder) / 'zhuanban.sqlite3'}"
        began = time.monotonic()
        engine = open_engine(address)
        fill(engine, size)
        engine.dispose()
        print(f"\n{size:,} tickets, filled in {time.monotonic() - began:.0f} s")
        with running("app.main:create_app", {"DATA_DIR": folder, "DATABASE_URL": address}) as server:
            _probe(server, floor)


def _probe(server: Server, floor: dict[int, Seen]) -> None:
    print(HEAD)
    for ask in ASKS:
        for clients in CLIENTS:
            _row(ask.name, clients, measure(server, ask, clients, TIMES), floor[clients])
    print(f"start to first answer {server.start_s:.1f} s, memory {server.memory_mib():.0f} MiB")


def _row(name: str, clients: int, seen: Seen, floor: Seen) -> None:
    times = seen.cpu_ms / floor.cpu_ms if floor.cpu_ms else 0
    print(
        f"{name:24}{clients:>8}{seen.per_s:>9.0f}{seen.p50_ms:>9.1f}{seen.p95_ms:>9.1f}"
        f"{seen.cpu_ms:>9.2f}{times:>9.1f}{seen.size / 1024:>8.1f}"
    )


if __name__ == "__main__":
    main()
