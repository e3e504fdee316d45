"""What the clock does to tickets by itself."""

from datetime import datetime, timedelta

import pytest
from actors import NOW
from conftest import Clients
from tickets import brought_to, last, move

from app.core.storage import Folder
from app.jobs.runner import Runner
from app.models.ticket import Ticket
from app.web.wiring import Wiring

MONTH = timedelta(days=31)


@pytest.fixture
def runner(settings, engine, tmp_path, clock) -> Runner:
    """With everything that the service does by itself."""
    return Runner(Wiring(settings, engine, Folder(tmp_path), clock))


def shown(as_: Clients, ticket: dict) -> dict:
    return as_("leader").get(f"/api/v1/tickets/{ticket['id']}").json()


def test_an_enterprises_silence_ends_its_ticket_and_only_its(as_: Clients, engine, runner):
    silent, spoke = (brought_to(as_, "resolution") for _ in range(2))
    move(as_("contact"), spoke, "confirmation")
    with engine.connect() as connection:
        until = connection.execute(Ticket.__table__.select().where(Ticket.id == silent["id"])).one().confirm_by
    runner.run_once(until - timedelta(seconds=1))
    assert shown(as_, silent)["state"] == "resolved"
    runner.run_once(until + timedelta(minutes=5))
    assert (shown(as_, silent)["state"], shown(as_, silent)["ending"]) == ("closed", "no_answer")
    assert shown(as_, spoke)["state"] == "confirmed"
    line = last(as_, silent)
    assert (line["verb"], line["who"]) == ("lapse", None)
    runner.run_once(until + timedelta(minutes=11))
    verbs = [line["verb"] for line in as_("leader").get(f"/api/v1/tickets/{silent['id']}/timeline").json()]
    assert verbs.count("lapse") == 1


def test_one_ticket_that_cannot_be_closed_does_not_hold_up_the_others(as_: Clients, engine, runner):
    broken, sound = (brought_to(as_, "resolution") for _ in range(2))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE ticket SET sample = 'no such word' WHERE id = {broken['id']}")
    runner.run_once(NOW + MONTH)
    assert shown(as_, sound)["state"] == "closed"
    assert [job["kind"] for job in as_("admin").get("/api/v1/jobs").json()] == ["lapse"]


def test_a_suspended_ticket_goes_on_when_its_review_date_comes(as_: Clients, runner):
    ticket = brought_to(as_, "answer")
    asked = {"reason": "The ground is frozen.", "review_on": "2019-07-30"}
    ticket = move(as_("handler"), ticket, "suspension-request", **asked).json()
    ticket = move(as_("coordinator"), ticket, "suspension").json()
    assert ticket["state"] == "suspended"
    runner.run_once(_zone("2019-07-29T23:59"))
    assert shown(as_, ticket)["state"] == "suspended"
    runner.run_once(_zone("2019-07-30T00:05"))
    assert shown(as_, ticket)["state"] == "in_progress"
    assert last(as_, ticket)["verb"] == "resume"


def _zone(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")
