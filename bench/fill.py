"""A zone with as many tickets as wanted, written in bulk; every word of it is synthetic."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlmodel import SQLModel

from app.core import paging, schema, search
from app.core.db import transaction
from app.core.secrets import digest
from app.domain import founding
from app.domain.founding import Charter
from app.models.org import Department
from app.models.search import Found
from app.models.user import LoginSession, Role, User

NOW = datetime.now(UTC)
COORDINATOR, HANDLER = "bench-coordinator", "bench-handler"
FIRMS, DEPARTMENTS, BATCH = 500, 8, 10_000
WORDS = (
    "电容不足",
    "厂房消防验收",
    "临时道路没接通",
    "用工缺口",
    "技改补贴怎么报",
    "土地手续",
    "直购电交易",
    "污水接管",
)
STATES = ("registered", "assigned", "accepted", "in_progress", "resolved", "confirmed", "closed", "closed")
# What is open follows from how much comes in and how fast it is solved, not from how long the zone has kept records:
# the newest tickets are in every state, all older ones are closed but for one in a thousand that is long overdue.
RECENT, FORGOTTEN = 4_000, 1_000
OPEN_TICKET = 4 * FORGOTTEN  # open in a zone of any size: requests that write need one
_SOLVED = {"resolved", "confirmed", "closed"}
_TABLES = SQLModel.metadata.tables


def fill(engine: Engine, tickets: int) -> None:
    """Migrate, found a zone with two people signed in, and write `tickets` tickets with journal and search rows."""
    schema.migrate(engine)
    with transaction(engine) as session:
        founding.found(session, Charter("Bench", "Bench"), NOW - timedelta(days=4000))
        session.add_all(
            Department(code=f"d{n}", name=f"Department {n}", name_en=f"Department {n}") for n in range(DEPARTMENTS)
        )
        for token, role, department in ((COORDINATOR, Role.COORDINATOR, None), (HANDLER, Role.HANDLER, 1)):
            user = User(username=token, name=role.value, role=role, department_id=department, created_at=NOW)
            session.add(user)
            session.flush()
            session.add(_browser(user, token))
    with engine.begin() as connection:
        _insert(connection, "enterprise", (_firm(n) for n in range(1, FIRMS + 1)))
    for first in range(1, tickets + 1, BATCH):
        numbers = range(first, min(first + BATCH, tickets + 1))
        with engine.begin() as connection:
            _insert(connection, "ticket", (_ticket(n, tickets) for n in numbers))
            _insert(connection, "event", (_event(n) for n in numbers))
            _insert(connection, "search_doc", (_doc(n) for n in numbers))
    with engine.begin() as connection:
        connection.execute(sa.text("ANALYZE"))


def middle(tickets: int) -> str:
    """The cursor of the page that begins in the middle of all tickets, newest first."""
    number = tickets // 2
    return paging.pack(_registered_at(number, tickets), number)


def _registered_at(number: int, of: int) -> datetime:
    return NOW - timedelta(minutes=3 * (of - number))


def _browser(user: User, token: str) -> LoginSession:
    until = NOW + timedelta(days=30)
    life = {"created_at": NOW, "seen_at": NOW, "expires_at": until, "is_own_device": True}
    return LoginSession(user_id=user.id or 0, token_hash=digest(token), **life)


def _insert(connection: Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    connection.execute(sa.insert(_TABLES[table]), list(rows))


def _firm(number: int) -> dict[str, object]:
    name = f"示例企业{number:03}"
    return {
        "id": number,
        "name": name,
        "initials": search.initials(name),
        "is_synthetic": True,
        "created_at": NOW,
        "version": 1,
    }


def _title(number: int) -> str:
    return f"{WORDS[number % len(WORDS)]}第{number}号"


def _state(number: int, of: int) -> str:
    if number > of - RECENT:
        return STATES[number % len(STATES)]
    return "in_progress" if number % FORGOTTEN == 0 else "closed"


_SAME = {
    "version": 1,
    "detail": "现有变压器容量不够，申请增容；过渡期希望先接临时电源。",
    "nature": "problem",
    "level": "complex",
    "source": "visit",
    "registered_by": 1,
    "rule_id": 2,
    "due_is_provisional": False,
    "is_resolved_on_site": False,
    "is_synthetic": True,
}


def _ticket(number: int, of: int) -> dict[str, object]:
    state, at = _state(number, of), _registered_at(number, of)
    due, solved = at + timedelta(days=15), at + timedelta(days=6) if state in _SOLVED else None
    return _SAME | {
        "id": number,
        "key": UUID(int=number),
        "title": _title(number),
        "kind_id": number % 8 + 1,
        "is_urgent": number % 17 == 0,
        "state": state,
        "enterprise_id": number % FIRMS + 1,
        "registered_at": at,
        "lead_department_id": number % DEPARTMENTS + 1,
        "answer_due_at": at + timedelta(days=3),
        "solve_due_at": due,
        "due_at": due,
        "warn_at": due - timedelta(days=1),
        "answered_at": solved,
        "resolved_at": solved,
        "confirmed_at": solved if state in {"confirmed", "closed"} else None,
    }


def _event(number: int) -> dict[str, object]:
    return {
        "at": NOW,
        "actor_id": 1,
        "actor_role": "coordinator",
        "via": "system",
        "verb": "ticket.raise",
        "subject_kind": "ticket",
        "subject_id": number,
        "before": {},
        "after": {"state": "registered"},
        "previous_hash": "",
        "hash": "",
    }


def _doc(number: int) -> dict[str, object]:
    title = _title(number)
    grams = search.document(Found.TICKET, title, "", is_name=False)
    return {"kind": "ticket", "ref_id": number, "title": title, "body": "", "grams": grams, "initials": ""}
