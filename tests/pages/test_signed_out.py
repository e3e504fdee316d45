"""A session that ended while somebody was writing: nothing typed is lost, and the way back is shown."""

from uuid import uuid4

from actors import FIRM
from bs4 import BeautifulSoup
from conftest import Clients

WORDS = "The grid company came and measured the load."
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def ticket_of(as_: Clients) -> int:
    sent = {"key": str(uuid4()), "kind_id": 1, "enterprise_id": FIRM}
    number: int = as_("officer").post("/api/v1/tickets", json=sent).json()["id"]
    return number


def test_words_come_back_when_the_session_has_ended(as_: Clients, stranger):
    path = f"/tickets/{ticket_of(as_)}/notes"
    answer = stranger.post(path, data={"key": str(uuid4()), "body": WORDS})
    assert answer.status_code == 401
    assert WORDS in BeautifulSoup(answer.text, "html.parser").select_one("textarea").text


def test_a_form_in_an_open_page_stays_as_it_is(as_: Clients, stranger):
    path = f"/tickets/{ticket_of(as_)}/notes"
    answer = stranger.post(path, data={"key": str(uuid4()), "body": WORDS}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#alert")
    assert "HX-Redirect" not in answer.headers


def test_after_a_press_without_words_the_log_in_leads_back_to_the_page(stranger):
    answer = stranger.post("/tickets/1/acceptance", data={}, headers={"Referer": "http://testserver/tickets/1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Ftickets%2F1")
    elsewhere = stranger.post("/tickets/1/acceptance", data={}, headers={"Referer": "https://elsewhere.example/x"})
    assert elsewhere.headers["location"] == "/login"


def test_who_may_record_nothing_is_offered_no_recording(as_: Clients):
    page = BeautifulSoup(as_("supervisor").get("/tickets").text, "html.parser")
    assert page.select('a[href="/tickets"]')
    assert not page.select('a[href^="/tickets/new"]')


def test_a_choice_left_open_is_asked_for_in_words(as_: Clients):
    number = ticket_of(as_)
    sent = {"version": "1", "lead_department_id": ""}
    answer = as_("coordinator").post(f"/tickets/{number}/assignment", data=sent)
    assert answer.status_code == 422
    assert "Please fill this in." in answer.text
    assert "whole number" not in answer.text
