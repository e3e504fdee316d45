"""Following one's demand without an account: hurry, notes, withdrawal, and the last word on a link of one use."""

from datetime import timedelta

import pytest
from actors import CAST, ECONOMY, FIRM
from conftest import Clients
from sqlmodel import col, select
from tickets import brought_to, last, move
from visitors import PHONE, code, demanded, link, number, resolve, soup

from app.core.db import transaction
from app.models.channel import Mailbox
from app.models.evaluation import Evaluation
from app.models.event import Event
from app.models.job import Job
from app.models.ticket import Ticket

DIGITS = PHONE[-4:]


@pytest.fixture
def stranger(stranger):
    stranger.headers["Accept-Language"] = "en"
    return stranger


@pytest.fixture
def follow(as_: Clients, stranger, clock) -> str:
    return demanded(stranger, code(as_), clock)


@pytest.fixture
def resolved(as_: Clients, stranger, follow) -> int:
    """The number of the demand, which the department calls solved."""
    return resolve(as_, number(stranger, follow))


def state(as_: Clients, ticket_id: int) -> str:
    return as_("coordinator").get(f"/api/v1/tickets/{ticket_id}").json()["state"]


def test_a_wrong_secret_is_not_found_and_an_old_one_is_gone(stranger, follow, clock):
    wrong = follow[:-1] + ("A" if follow[-1] != "A" else "B")
    assert "call the zone" in soup(stranger.get(wrong), 404).text
    assert stranger.post(f"{wrong}/notes", data={"body": "x"}).status_code == 404
    clock.now += timedelta(days=366)
    assert "more than a year" in soup(stranger.get(follow), 410).text
    assert stranger.post(f"{follow}/urging").status_code == 410


def test_hurry_once_a_working_day(as_: Clients, stranger, follow, clock):
    ticket_id = number(stranger, follow)
    assert stranger.post(f"{follow}/urging", data={"note": "The machines stand still."}).status_code == 303
    line = last(as_, {"id": ticket_id})
    assert (line["verb"], line["who"], line["body"]) == ("urge", "Bright Glass", "The machines stand still.")
    assert soup(stranger.get(follow)).select_one("[name=note]") is None
    assert "next working day" in soup(stranger.post(f"{follow}/urging", data={}), 422).text
    clock.now += timedelta(days=1)
    assert stranger.post(f"{follow}/urging", data={}).status_code == 303


def test_whoever_has_the_ticket_gets_a_letter_about_it_with_nothing_of_the_firm_in_it(
    as_: Clients, stranger, follow, engine, session
):
    with transaction(engine) as opened:
        opened.add(Mailbox(user_id=CAST["handler"].id, address="handler@example.org"))
    ticket = as_("coordinator").get(f"/api/v1/tickets/{number(stranger, follow)}").json()
    move(as_("coordinator"), ticket, "assignment", lead_department_id=ECONOMY, handler_id=CAST["handler"].id)
    stranger.post(f"{follow}/urging", data={"note": "The machines stand still."})
    (job,) = session.exec(select(Job).where(col(Job.key).contains("urge:"))).all()
    assert f"/tickets/{ticket['id']}" in str(job.model_dump())
    assert not any(word in str(job.model_dump()) for word in ("Bright Glass", "machines", follow))


def test_over_a_weekend_it_is_the_same_working_day(as_: Clients, stranger, clock):
    clock.now += timedelta(days=3)  # Friday 19 July
    path = demanded(stranger, code(as_), clock)
    assert stranger.post(f"{path}/urging", data={}).status_code == 303
    clock.now += timedelta(days=1)
    assert stranger.post(f"{path}/urging", data={}).status_code == 422
    clock.now += timedelta(days=2)
    assert stranger.post(f"{path}/urging", data={}).status_code == 303


def test_a_note_is_one_line_however_often_it_is_sent(as_: Clients, stranger, follow):
    key = soup(stranger.get(follow)).select_one("[name=key]")["value"]
    for _ in range(2):
        assert stranger.post(f"{follow}/notes", data={"key": key, "body": "From six to eight."}).status_code == 303
    lines = as_("coordinator").get(f"/api/v1/tickets/{number(stranger, follow)}/timeline").json()
    assert [line["body"] for line in lines if line["verb"] == "note"] == ["From six to eight."]
    assert stranger.post(f"{follow}/notes", data={"key": key, "body": ""}).status_code in {303, 422}


def test_withdrawn_is_over(as_: Clients, stranger, follow):
    assert stranger.post(f"{follow}/withdrawal", data={"reason": ""}).status_code == 422
    assert stranger.post(f"{follow}/withdrawal", data={"reason": "It works again."}).status_code == 303
    assert state(as_, number(stranger, follow)) == "withdrawn"
    assert stranger.post(f"{follow}/withdrawal", data={"reason": "Again."}).status_code == 409


def test_internal_words_and_returns_are_not_followed(as_: Clients, stranger, follow):
    ticket_id = number(stranger, follow)
    ticket = as_("coordinator").get(f"/api/v1/tickets/{ticket_id}").json()
    ticket = move(as_("coordinator"), ticket, "assignment", lead_department_id=ECONOMY).json()
    move(as_("handler"), ticket, "return", reason="Not ours at all.")
    page = soup(stranger.get(follow)).text
    assert "Not ours" not in page
    assert "Returned" not in page


def test_satisfied_confirms_it_and_the_link_is_used_up(as_: Clients, stranger, follow, resolved, session):
    address = link(stranger, follow)
    assert "A new cable is in." in soup(stranger.get(address)).text
    done = soup(stranger.post(address, data={"satisfied": "yes", "comment": "Bright again."}))
    assert "Thank you" in done.h1.text
    assert state(as_, resolved) == "confirmed"
    again = stranger.post(address, data={"satisfied": "no", "comment": "x"})
    assert "answered already" in soup(again, 410).text
    row = session.exec(select(Evaluation)).one()
    assert (row.is_satisfied, row.comment, row.round) == (True, "Bright again.", 1)


def test_not_satisfied_opens_it_one_level_up_and_is_asked_again(as_: Clients, stranger, follow, resolved, session):
    address = link(stranger, follow)
    missing = soup(stranger.post(address, data={"satisfied": "no", "comment": ""}), 422)
    assert missing.select_one("#f-comment-error")
    assert stranger.post(address, data={"satisfied": "no", "comment": "Dark again."}).status_code == 200
    ticket = as_("coordinator").get(f"/api/v1/tickets/{resolved}").json()
    assert (ticket["state"], ticket["reopenings"]) == ("in_progress", 1)
    assert last(as_, ticket)["body"] == "Dark again."
    move(as_("handler"), ticket, "resolution")
    assert stranger.get(address).status_code == 410
    second = link(stranger, follow)
    assert stranger.post(second, data={"satisfied": "yes"}).status_code == 200
    rows = session.exec(select(Evaluation).order_by(Evaluation.round)).all()
    assert [(row.round, row.is_satisfied) for row in rows] == [(1, False), (2, True)]


@pytest.mark.usefixtures("resolved")
def test_a_new_link_ends_the_one_before(stranger, follow):
    first, second = link(stranger, follow), link(stranger, follow)
    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200


@pytest.mark.usefixtures("resolved")
def test_without_the_last_four_digits_there_is_no_link_and_five_wrong_ones_end_it(stranger, follow, session):
    for _ in range(5):
        wrong = stranger.post(f"{follow}/evaluation", data={"digits": "0000"})
        assert soup(wrong, 422).select_one("#f-digits-error")
    assert stranger.post(f"{follow}/evaluation", data={"digits": DIGITS}).status_code == 410
    assert session.exec(select(Evaluation)).one().token_hash is None


def test_before_it_is_resolved_and_after_the_silence_nobody_is_asked(as_: Clients, stranger, follow, clock):
    assert soup(stranger.get(follow)).select_one("[name=digits]") is None
    assert stranger.post(f"{follow}/evaluation", data={"digits": DIGITS}).status_code == 422
    resolve(as_, number(stranger, follow))
    address = link(stranger, follow)
    clock.now += timedelta(days=8)
    assert "time to answer is over" in soup(stranger.get(address), 410).text
    assert soup(stranger.get(follow)).select_one("[name=digits]") is None


@pytest.mark.usefixtures("resolved")
def test_the_service_asks_and_the_journal_has_no_secret(stranger, follow, session):
    secret = link(stranger, follow).removeprefix("/e/v/")
    events = session.exec(select(Event).where(Event.subject_kind == "evaluation")).all()
    assert [(event.verb, event.via, event.actor_id) for event in events] == [
        ("evaluation.ask", "system", None),
        ("evaluation.issue", "portal", None),
    ]
    assert not any(secret in str(event.model_dump()) for event in session.exec(select(Event)))


def test_what_the_firms_contact_says_signed_in_answers_the_question_too(as_: Clients, session):
    brought_to(as_, "confirmation")
    assert session.exec(select(Evaluation)).one().is_satisfied is True


def test_what_a_coordinator_records_for_the_firm_is_no_answer(as_: Clients, session):
    ticket = brought_to(as_, "resolution")
    assert move(as_("coordinator"), ticket, "confirmation", note="By phone.").status_code == 200
    row = session.exec(select(Evaluation)).one()
    assert (row.answered_at, row.is_satisfied) == (None, None)


def test_two_firms_one_secret_each(as_: Clients, stranger, follow, clock, session):
    other = demanded(stranger, code(as_, 2), clock)
    first, second = number(stranger, follow), number(stranger, other)
    assert [session.get_one(Ticket, key).enterprise_id for key in (first, second)] == [FIRM, 2]
    assert "Bright Glass" not in stranger.get(other).text
