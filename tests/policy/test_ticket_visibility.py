"""A list shows exactly the tickets that can be opened (R36)."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from actors import CAST, COMMERCE, CONSTRUCTION, ECONOMY, FIRM, NOW, RIVAL_FIRM
from sqlalchemy.engine import Engine

from app.core.db import transaction
from app.core.errors import NotFound
from app.domain.work import Work
from app.models.project import Project, Stage, Track
from app.models.ticket import Ticket, TicketAssist
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import State
from app.models.zone import Level
from app.queries import ticket_list, tickets

Works = Callable[[str], Work]


def row(**facts) -> Ticket:
    usual = {"kind_id": 1, "level": Level.COMPLEX, "rule_id": 2, "registered_at": NOW, "registered_by": 1}
    due = dict.fromkeys(("answer_due_at", "solve_due_at", "due_at", "warn_at"), NOW)
    return Ticket(key=uuid4(), title="A ticket", **usual | due | facts)


@pytest.fixture
def assorted(engine: Engine) -> int:
    with transaction(engine) as session:
        session.add(
            Project(
                id=1,
                name="Line two",
                track=Track.STOCK,
                stage=Stage.SIGNED,
                entered_on=NOW.date(),
                task_force_id=1,
                created_at=NOW,
            )
        )
        session.flush()
        rows = [
            row(),
            *(row(registered_by=part.id) for part in CAST.values()),
            *(row(lead_department_id=key, state=State.ASSIGNED) for key in (ECONOMY, COMMERCE, CONSTRUCTION)),
            *(row(handler_id=part.id, lead_department_id=part.department_id) for part in CAST.values()),
            *(row(enterprise_id=key) for key in (FIRM, RIVAL_FIRM)),
            row(project_id=1),
        ]
        session.add_all(rows)
        session.flush()
        session.add(TicketAssist(ticket_id=rows[0].id, department_id=CONSTRUCTION))
        return len(rows)


@pytest.mark.parametrize("name", CAST)
def test_the_list_and_the_page_agree(work: Works, assorted: int, name: str):
    mine = work(name)
    listed = ticket_list.page(mine.session, mine.actor, TicketFilter(view="all", limit=100), mine.now)
    opened = set()
    for key in range(1, assorted + 1):
        try:
            opened.add(tickets.get(mine.session, mine.actor, key).id)
        except NotFound:
            continue
    assert {one.id for one in listed.items} == opened
    assert ticket_list.count(mine.session, mine.actor, TicketFilter(view="all"), mine.now) == len(opened)


@pytest.mark.parametrize(
    ("name", "share"), [("leader", "all"), ("contact", "some"), ("handler", "some"), ("admin", "none")]
)
def test_everybody_sees_their_share(work: Works, assorted: int, name: str, share: str):
    mine = work(name)
    found = ticket_list.count(mine.session, mine.actor, TicketFilter(view="all"), mine.now)
    assert {"all": found == assorted, "some": 0 < found < assorted, "none": found == 0}[share]


@pytest.mark.usefixtures("assorted")
def test_somebody_elses_key_shows_nothing(work: Works):
    mine = work("handler")
    key = mine.session.get_one(Ticket, 1).key
    assert isinstance(key, UUID)
    assert tickets.by_key(mine.session, mine.actor, key) is None
