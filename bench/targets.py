"""What is measured, and how much of a floor it may cost.

Machines are noisy, so a target is a ratio inside one run: server CPU of one request, the database's included, against
a floor measured beside it on the same data. Nothing here is asserted by a test.
"""

import json
from dataclasses import dataclass
from uuid import uuid4

from bench.fill import HANDLER, OPEN_TICKET
from bench.probe import Ask, Seen

FLOORS = (
    Ask("hello", "/hello"),
    Ask("page", "/page"),
    Ask("core page", "/core-page"),
    Ask("core list", "/core-list"),
    Ask("search", "/search"),
    Ask("commit", "/commit", "POST"),
    Ask("group commit", "/group-commit", "POST"),
)


@dataclass(frozen=True)
class Target:
    """`ask` may cost `times` the CPU of `floor`."""

    ask: Ask
    floor: str
    times: float


def _raise() -> str:
    return json.dumps({"key": str(uuid4()), "kind_id": 1, "enterprise_id": 1, "detail": "电容不足，申请增容"})


def _note() -> str:
    return json.dumps({"key": str(uuid4()), "body": "已联系企业"})


TARGETS = (
    Target(Ask("list page", "/tickets?view=all"), "core page", 4),
    Target(Ask("list page, a handler's", "/tickets?view=all", by=HANDLER), "core page", 4),
    Target(Ask("list page, overdue", "/tickets?view=over", by=HANDLER), "core page", 4),
    Target(Ask("ticket page", f"/tickets/{OPEN_TICKET}"), "core page", 4.4),
    Target(Ask("JSON list", "/api/v1/tickets?view=all"), "core list", 2.7),
    Target(Ask("search, 2 characters", "/api/v1/search?q=%E7%94%B5%E5%AE%B9"), "search", 12.5),
    Target(Ask("similar cases", f"/api/v1/tickets/{OPEN_TICKET}/similar"), "core page", 12.5),
    Target(
        Ask(
            "similar, while typing",
            "/api/v1/tickets/suggestion?detail=%E7%94%B5%E5%AE%B9%E4%B8%8D%E8%B6%B3%E5%BD%B1%E5%93%8D",
        ),
        "core page",
        12.5,
    ),
    Target(Ask("calendar page", "/calendar"), "core page", 7.5),
    Target(Ask("today", "/today"), "core page", 7.5),
    Target(Ask("today, a handler's", "/today", by=HANDLER), "core page", 7.5),
    Target(Ask("war chart", "/wall"), "core page", 12.5),
    Target(Ask("create", "/api/v1/tickets", "POST", _raise), "commit", 6.7),
    Target(Ask("note", f"/api/v1/tickets/{OPEN_TICKET}/notes", "POST", _note), "commit", 6.7),
)
GROWTH, DEEP, TAIL = 1.2, 2.0, 3.0
CREATE_ALONE, CREATES_OF_GROUP = 1.5, 1 / 8
Figures = dict[tuple[str, int], Seen]


def judged(words: str, seen: float, target: float, *, at_least: bool = False) -> str:
    """One line: the ratio seen, the target, whether it is met."""
    met = seen >= target if at_least else seen <= target
    return f"{words:52}{seen:>8.2f}{'>=' if at_least else '<=':>5}{target:>6.2f}  {'met' if met else 'NOT MET'}"


def against_floors(floors: Figures, seen: Figures) -> list[str]:
    """Every target of one size, as lines."""
    lines = [
        judged(
            f"{target.ask.name}, CPU / {target.floor}",
            seen[target.ask.name, 1].cpu_ms / floors[target.floor, 1].cpu_ms,
            target.times,
        )
        for target in TARGETS
    ]
    lines += [
        judged(f"{target.ask.name}, p95 / p50, 16 clients", _tail(seen[target.ask.name, 16]), TAIL)
        for target in TARGETS
    ]
    alone = seen["create", 1].p50_ms / floors["commit", 1].p50_ms
    together = seen["create", 16].per_s / floors["group commit", 16].per_s
    return [
        *lines,
        judged("create, p50 alone / commit", alone, CREATE_ALONE),
        judged("creates/s / group commit, 16 clients", together, CREATES_OF_GROUP, at_least=True),
    ]


def _tail(seen: Seen) -> float:
    return seen.p95_ms / seen.p50_ms


def growth(by_size: dict[int, Figures]) -> list[str]:
    """CPU of every request in the largest zone against the smallest."""
    small, large = min(by_size), max(by_size)
    return [
        judged(
            f"{target.ask.name}, {small:,} -> {large:,}",
            by_size[large][target.ask.name, 1].cpu_ms / by_size[small][target.ask.name, 1].cpu_ms,
            GROWTH,
        )
        for target in TARGETS
    ]
