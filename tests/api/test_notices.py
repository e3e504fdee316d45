"""Supervision notices: issued by the clock or by hand, answered in place, never seen by an enterprise (M03)."""

from datetime import datetime, timedelta

import pytest
from actors import ECONOMY
from clockwork import reminded
from conftest import Clients, Clock
from sqlalchemy.engine import Engine
from tickets import at, brought_to, move, raised


def notices(as_: Clients, who: str = "supervisor", **asked: object) -> list[dict]:
    return as_(who).get("/api/v1/notices", params=asked).json()["items"]


def step(as_: Clients, who: str, notice: dict, noun: str, **said: str):
    tag = {"If-Match": f'"{notice["version"]}"'}
    return as_(who).post(f"/api/v1/notices/{notice['id']}/{noun}", json=said, headers=tag)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(at(text))


@pytest.fixture
def red(as_: Clients, engine: Engine, clock: Clock) -> dict:
    """The red notice about a ticket of the economy department that is a day late."""
    brought_to(as_, "answer")
    clock.now = moment("2019-08-07T09:00")
    assert reminded(engine, clock.now) == 1
    (notice,) = notices(as_)
    return notice


def test_the_colours_come_at_their_time_and_each_once(as_: Clients, engine: Engine):
    brought_to(as_, "acceptance")  # first answer by 19 July 17:00, solution by 6 August 17:00
    seen = []
    for text in ("18T16:59", "18T17:01", "19T16:59", "19T17:01", "20T09:00"):
        reminded(engine, moment(f"2019-07-{text}"))
        reminded(engine, moment(f"2019-07-{text}"))
        seen.append([one["colour"] for one in notices(as_, view="all")])
    assert seen == [[], ["blue"], ["blue"], ["yellow", "blue"], ["yellow", "blue"]]
    yellow, blue = notices(as_, view="all")
    assert (blue["state"], yellow["state"]) == ("withdrawn", "issued")
    assert (blue["due_at"], yellow["due_at"]) == (at("2019-07-19T17:00"), at("2019-07-19T17:00"))


def test_an_issue_past_its_due_time_brings_a_red_notice_with_the_department_and_the_clock(as_: Clients, red: dict):
    full = as_("handler").get(f"/api/v1/notices/{red['id']}").json()
    assert (full["colour"], full["number"], full["department_id"]) == ("red", "2019-001", ECONOMY)
    assert (full["clock"]["registered_at"], full["clock"]["solve_due_at"]) == (
        at("2019-07-16T09:30"),
        at("2019-08-06T17:00"),
    )
    assert full["answer_by"] == at("2019-08-08T17:00")
    assert full["moves"] == ["answer"]
    assert [line["verb"] for line in full["lines"]] == ["issue"]


def test_the_department_answers_and_supervision_asks_again_until_it_accepts(as_: Clients, red: dict):
    silent = step(as_, "handler", red, "answer", words=" ")
    assert silent.status_code == 422
    answered = step(as_, "handler", red, "answer", words="The transformer comes on Friday.").json()
    assert (answered["state"], answered["moves"]) == ("answered", [])
    again = step(as_, "supervisor", answered, "question", words="Which Friday?").json()
    assert (again["state"], again["answer_by"]) == ("issued", at("2019-08-08T17:00"))
    answered = step(as_, "duty_leader", again, "answer", words="The ninth.").json()
    accepted = step(as_, "supervisor", answered, "acceptance").json()
    assert (accepted["state"], accepted["moves"]) == ("accepted", [])
    assert [line["words"] for line in accepted["lines"] if line["words"]] == [
        "The transformer comes on Friday.",
        "Which Friday?",
        "The ninth.",
    ]
    assert step(as_, "handler", accepted, "answer", words="Once more.").status_code == 409


@pytest.mark.parametrize(
    ("who", "noun", "status"),
    [
        ("rival_handler", "answer", 404),
        ("officer", "answer", 403),
        ("leader", "answer", 403),
        ("coordinator", "answer", 403),
        ("supervisor", "answer", 403),
        ("handler", "withdrawal", 403),
        ("leader", "withdrawal", 403),
        ("contact", "answer", 404),
        ("admin", "answer", 404),
    ],
)
def test_others_neither_answer_nor_settle_it(as_: Clients, red: dict, who: str, noun: str, status: int):
    assert step(as_, who, red, noun, words="No.").status_code == status


def test_an_enterprise_sees_none(as_: Clients, red: dict):
    assert as_("contact").get("/api/v1/notices").status_code == 403
    assert as_("contact").get(f"/api/v1/tickets/{red['ticket_id']}/notices").json() == []
    assert [one["id"] for one in as_("officer").get(f"/api/v1/tickets/{red['ticket_id']}/notices").json()] == [
        red["id"]
    ]
    assert "notice" not in as_("contact").get(f"/api/v1/tickets/{red['ticket_id']}/timeline").text


def test_where_nobody_leads_the_coordinator_answers(as_: Clients, engine: Engine, clock: Clock):
    raised(as_("officer"))
    clock.now = moment("2019-07-22T09:00")
    reminded(engine, clock.now)
    (yellow,) = notices(as_, "coordinator")
    assert (yellow["colour"], yellow["department"]) == ("yellow", None)
    assert step(as_, "handler", yellow, "answer", words="Not ours.").status_code == 404
    assert step(as_, "coordinator", yellow, "answer", words="Handed over today.").status_code == 200


def test_a_notice_is_withdrawn_when_its_deadline_moves(as_: Clients, engine: Engine, clock: Clock):
    ticket = brought_to(as_, "answer")
    clock.now = moment("2019-08-05T17:30")
    reminded(engine, clock.now)
    asked = move(as_("handler"), ticket, "extension-request", workdays=5, reason="Permit.").json()
    move(as_("duty_leader"), asked, "extension")
    assert reminded(engine, clock.now) == 0
    (blue,) = notices(as_, view="all")
    full = as_("leader").get(f"/api/v1/notices/{blue['id']}").json()
    assert (full["state"], full["cause"], full["clock"]["extended_workdays"]) == ("withdrawn", "moved", 5)


def test_a_blue_notice_is_gone_once_it_is_done_in_time(as_: Clients, engine: Engine, clock: Clock):
    ticket = brought_to(as_, "acceptance")
    clock.now = moment("2019-07-18T17:30")
    reminded(engine, clock.now)
    move(as_("handler"), ticket, "answer", body="Thursday.")
    reminded(engine, clock.now)
    assert [(one["colour"], one["state"]) for one in notices(as_, view="all")] == [("blue", "withdrawn")]


def test_supervision_issues_one_by_hand_with_words_and_a_day(as_: Clients):
    ticket = brought_to(as_, "answer")
    address = f"/api/v1/tickets/{ticket['id']}/notices"
    given = {"colour": "yellow", "words": "The firm has called twice.", "answer_on": "2019-07-18"}
    assert as_("coordinator").post(address, json=given).status_code == 403
    wordless = as_("supervisor").post(address, json={"colour": "yellow"})
    assert (wordless.status_code, wordless.json()["errors"][0]["field"]) == (422, "words")
    early = as_("supervisor").post(address, json=given | {"colour": "red"})
    assert (early.status_code, early.json()["errors"][0]["field"]) == (422, "colour")
    made = as_("supervisor").post(address, json=given)
    assert (made.status_code, made.json()["answer_by"]) == (201, at("2019-07-18T17:00"))
    twice = as_("supervisor").post(address, json=given)
    assert twice.status_code == 422
    assert "2019-001" in twice.text


def test_numbers_run_through_the_year_and_the_list_narrows(as_: Clients, engine: Engine, clock: Clock):
    brought_to(as_, "acceptance")
    raised(as_("officer"))
    clock.now = moment("2019-07-22T09:00")
    assert reminded(engine, clock.now) == 2
    assert sorted(one["number"] for one in notices(as_)) == ["2019-001", "2019-002"]
    assert len(notices(as_, department_id=ECONOMY)) == 1
    assert notices(as_, colour="red") == []
    clock.now += timedelta(days=3)
    assert len(notices(as_, view="late")) == 2
    first = as_("leader").get("/api/v1/notices", params={"limit": 1}).json()
    rest = as_("leader").get("/api/v1/notices", params={"limit": 1, "after": first["next_cursor"]}).json()
    assert {first["items"][0]["id"], rest["items"][0]["id"]} == {one["id"] for one in notices(as_)}
    clock.now = moment("2020-01-06T09:00")
    reminded(engine, clock.now)
    assert {one["number"] for one in notices(as_)} == {"2020-001", "2020-002"}
