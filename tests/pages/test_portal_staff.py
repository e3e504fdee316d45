"""Staff's side of the portal: the sheet, the number that was left, and the answers that nobody who handles it sees."""

from datetime import timedelta

import pytest
from actors import CAST, FIRM
from conftest import Clients
from sqlmodel import select
from visitors import PHONE, code, demanded, link, number, resolve, soup

from app.models.event import Event

KEEPERS = {"coordinator", "officer"}


@pytest.fixture
def stranger(stranger):
    stranger.headers["Accept-Language"] = "en"
    return stranger


@pytest.fixture
def follow(as_: Clients, stranger, clock) -> str:
    return demanded(stranger, code(as_), clock)


@pytest.mark.parametrize("who", CAST)
def test_whoever_keeps_the_file_prints_renews_and_ends_the_code(as_: Clients, who):
    statuses = {
        as_(who).get(f"/enterprises/{FIRM}/qr").status_code,
        as_(who).post(f"/enterprises/{FIRM}/qr/sheet", data={"sheet": "a6"}).status_code,
        as_(who).post(f"/api/v1/enterprises/{FIRM}/qr/renewal", json={}).status_code,
        as_(who).post(f"/api/v1/enterprises/{FIRM}/qr/end", json={}).status_code,
    }
    assert statuses <= ({200, 204} if who in KEEPERS else {403, 404})


def test_the_sheet_speaks_both_languages_and_names_the_firm(as_: Clients):
    page = soup(as_("officer").post(f"/enterprises/{FIRM}/qr/sheet", data={"sheet": "a6"}))
    sheet = page.select_one("[data-paper=a6] .qr-sheet")
    assert len(page.select(".qr-sheet")) == 4
    assert [part["lang"] for part in sheet.select("h2")] == ["zh-CN", "en"]
    assert "Bright Glass" in sheet.text
    assert sheet.img["src"].startswith("data:image/svg+xml")


@pytest.mark.usefixtures("follow")
def test_the_code_page_counts_what_came_with_it(as_: Clients):
    shown = soup(as_("coordinator").get(f"/enterprises/{FIRM}/qr"))
    facts = dict(zip((dt.text for dt in shown.select("dt")), (dd.text for dd in shown.select("dd")), strict=True))
    assert (facts["Code number"], facts["Requests with it"]) == ("1", "1")
    assert as_("coordinator").get(f"/api/v1/enterprises/{FIRM}/qr").json()["demands"] == 1
    as_("coordinator").post(f"/enterprises/{FIRM}/qr/end")
    assert as_("coordinator").get(f"/api/v1/enterprises/{FIRM}/qr").json() is None


def test_the_number_that_was_left_is_masked_and_read_by_those_who_serve_the_firm(
    as_: Clients, stranger, follow, session
):
    ticket_id = number(stranger, follow)
    address = f"/tickets/{ticket_id}/phone"
    assert as_("handler").post(address, data={"occasion": "ticket"}).status_code == 404
    assert as_("supervisor").post(address, data={"occasion": "ticket"}).status_code == 403
    resolve(as_, ticket_id)
    page = as_("handler").get(f"/tickets/{ticket_id}")
    assert "139****5678" in page.text
    assert PHONE not in page.text
    assert soup(as_("handler").post(address, data={}), 422).select_one("#f-occasion-error")
    assert PHONE in soup(as_("handler").post(address, data={"occasion": "ticket"})).text
    assert as_("handler").post(f"/api/v1{address}", json={"occasion": "ticket"}).json()["phone"] == PHONE
    shown = session.exec(select(Event).where(Event.verb == "enterprise.reveal")).all()
    assert [(event.actor_id, event.after["ticket_id"]) for event in shown] == [(CAST["handler"].id, ticket_id)] * 2
    assert not any(PHONE in str(event.model_dump()) for event in session.exec(select(Event)))


def test_supervision_brings_the_link_and_reads_what_was_said_and_what_was_not(as_: Clients, stranger, follow, clock):
    ticket_id = resolve(as_, number(stranger, follow))
    supervisor = as_("supervisor")
    address = f"/tickets/{ticket_id}/evaluation"
    assert "Not answered yet" in soup(supervisor.get(address)).text
    made = soup(supervisor.post(address))
    bare = "/" + made.select_one("input[readonly]")["value"].partition("//")[2].partition("/")[2]
    assert bare not in supervisor.get(address).text
    assert soup(stranger.get(bare)).h1.text == "Is it solved?"
    second = supervisor.post(f"/api/v1{address}", json={}).json()["address"]
    assert stranger.get(bare).status_code == 404
    assert stranger.get("/" + second.partition("//")[2].partition("/")[2]).status_code == 200
    clock.now += timedelta(days=8)
    assert supervisor.get(f"/api/v1{address}").json()[0]["verdict"] == "no_answer"
    assert supervisor.post(address).status_code == 409


def test_an_answered_question_reads_as_answered(as_: Clients, stranger, follow):
    ticket_id = resolve(as_, number(stranger, follow))
    stranger.post(link(stranger, follow), data={"satisfied": "yes", "comment": "Bright again."})
    (row,) = as_("supervisor").get(f"/api/v1/tickets/{ticket_id}/evaluation").json()
    assert (row["verdict"], row["comment"], row["round"]) == ("satisfied", "Bright again.", 1)


@pytest.mark.parametrize("who", [name for name in CAST if name != "supervisor"])
def test_nobody_else_makes_a_link_or_reads_the_answers(as_: Clients, stranger, follow, who):
    ticket_id = resolve(as_, number(stranger, follow))
    for address in (f"/tickets/{ticket_id}/evaluation", f"/api/v1/tickets/{ticket_id}/evaluation"):
        body = {"json": {}} if address.startswith("/api") else {}
        assert as_(who).get(address).status_code in {403, 404}
        assert as_(who).post(address, **body).status_code in {403, 404}


def test_a_firm_without_a_ticket_of_the_portal_shows_no_number(as_: Clients):
    ticket = (
        as_("coordinator")
        .post(
            "/api/v1/tickets", json={"key": "00000000-0000-4000-8000-000000000001", "kind_id": 1, "enterprise_id": FIRM}
        )
        .json()
    )
    assert as_("coordinator").post(f"/tickets/{ticket['id']}/phone", data={"occasion": "ticket"}).status_code == 404
