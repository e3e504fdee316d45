"""`make bench ARGS="10000 100000"`: the table of targets, for zones of these many tickets.

BENCH_TIMES sets the requests of a round. BENCH_DATABASE_URL names an empty database for each size, `{size}` standing
for it: postgresql+psycopg://postgres@127.0.0.1/bench{size}; without it SQLite files are made and thrown away.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.core.db import open_engine
from bench import targets, weight
from bench.fill import fill, middle
from bench.probe import Ask, Seen, measure, median
from bench.server import Server, running
from bench.targets import Figures

SIZES = (10_000, 100_000, 1_000_000)
CLIENTS = (1, 16)
ROUNDS = 3
TIMES = int(os.environ.get("BENCH_TIMES", "160"))
HEAD = f"{'':24}{'clients':>8}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'KB gz':>8}"


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(f"Each figure is the median of {ROUNDS} rounds of {TIMES} requests.")
    by_size = {size: _zone(size) for size in sizes}
    if len(by_size) > 1:
        print("\ngrowth in CPU")
        print("\n".join(targets.growth(by_size)))


def _zone(size: int) -> Figures:
    """Fill a zone, measure the floors on its data and then the service."""
    with tempfile.TemporaryDirectory() as folder:
        address = (
            os.environ.get("BENCH_DATABASE_URL", "").format(size=size)
            or f"sqlite:///{Path(folder) / 'zhuanban.sqlite3'}"
        )
        began = time.monotonic()
        engine = open_engine(address)
        fill(engine, size)
        engine.dispose()
        print(f"\n{size:,} tickets, filled in {time.monotonic() - began:.0f} s")
        env = {"DATA_DIR": folder, "DATABASE_URL": address}
        subprocess.run(
            [sys.executable, "-c", "from bench.floor import prepare; prepare()"], check=True, env={**os.environ, **env}
        )
        print(HEAD)
        with running("bench.floor:app", env, is_factory=False) as server:
            floors = {(ask.name, clients): _row(server, ask, clients) for ask in targets.FLOORS for clients in CLIENTS}
        with running("app.main:create_app", env) as server:
            return _service(server, floors, size)


def _service(server: Server, floors: Figures, size: int) -> Figures:
    """What the service costs on that zone, beside the floors."""
    seen = {
        (each.ask.name, clients): _row(server, each.ask, clients) for each in targets.TARGETS for clients in CLIENTS
    }
    deep = _row(server, Ask("list page, in the middle", f"/tickets?view=all&after={middle(size)}"), 1)
    print("\nratio seen against its target")
    print("\n".join(targets.against_floors(floors, seen)))
    print(targets.judged("list page, in the middle / first", deep.cpu_ms / seen["list page", 1].cpu_ms, targets.DEEP))
    print(f"\nfirst visit of the list: {weight.first_visit(server)}")
    print(f"start to first answer {server.start_s:.1f} s, memory {server.memory_mib():.0f} MiB")
    return seen


def _row(server: Server, ask: Ask, clients: int) -> Seen:
    seen = median([measure(server, ask, clients, TIMES) for _ in range(ROUNDS)])
    print(
        f"{ask.name:24}{clients:>8}{seen.per_s:>9.0f}{seen.p50_ms:>9.1f}{seen.p95_ms:>9.1f}"
        f"{seen.cpu_ms:>9.2f}{seen.size / 1024:>8.1f}",
        flush=True,
    )
    return seen


if __name__ == "__main__":
    main()
