"""The moves beyond the daily ones: how a ticket gets there, who makes the move, and one right request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actors import COMMERCE, ECONOMY
from conftest import Clients
from tickets import brought_to, move, raised

ASKED = {"workdays": 5, "reason": "The permit is not there."}
PUT_OFF = {"review_on": "2019-08-01", "reason": "The frost."}
CALLED = {"department_ids": [COMMERCE], "meets_on": "2019-07-18"}


@dataclass(frozen=True)
class Later:
    """`prepare` makes the ticket; `choice` is a field that is no text, if there is one."""

    prepare: Callable[[Clients], dict[str, Any]]
    who: str
    right: dict[str, Any]
    text: str
    choice: str | None = None


def after(noun: str, *moves: tuple[str, str, dict[str, Any]]) -> Callable[[Clients], dict[str, Any]]:
    """A ticket brought to a daily move, then on by these."""

    def prepared(as_: Clients) -> dict[str, Any]:
        ticket = brought_to(as_, noun) if noun else raised(as_("officer"))
        for who, step, given in moves:
            answer = move(as_(who), ticket, step, **given)
            assert answer.status_code == 200, answer.text
            ticket = answer.json()
        return ticket

    return prepared


_BACK = (
    ("handler", "return", {"reason": "Not ours."}),
    ("coordinator", "assignment", {"lead_department_id": ECONOMY}),
)
_WAITS = ("handler", "suspension-request", PUT_OFF)
LATER = {
    "appeal": Later(after("assignment", *_BACK), "handler", {"reason": "Not ours."}, "reason"),
    "ruling": Later(
        after("assignment"),
        "coordinator",
        {"lead_department_id": ECONOMY, "reason": "Theirs."},
        "reason",
        "lead_department_id",
    ),
    "extension-request": Later(after("answer"), "handler", ASKED, "reason", "workdays"),
    "extension": Later(after("answer", ("handler", "extension-request", ASKED)), "duty_leader", {}, "reason"),
    "suspension-request": Later(after("answer"), "handler", PUT_OFF, "reason", "review_on"),
    "suspension": Later(after("answer", _WAITS), "coordinator", {}, "reason"),
    "refusal": Later(after("answer", _WAITS), "coordinator", {"reason": "Start now."}, "reason"),
    "resumption": Later(after("answer", _WAITS, ("coordinator", "suspension", {})), "handler", {}, "note"),
    "consultation": Later(after("acceptance"), "handler", CALLED, "agenda", "meets_on"),
    "conclusion": Later(
        after("acceptance", ("handler", "consultation", CALLED)), "handler", {"conclusion": "We dig."}, "conclusion"
    ),
    "withdrawal": Later(after(""), "contact", {"reason": "We moved."}, "reason"),
}
