"""The pages of supervision notices: in the list, on the ticket, answered in place, on paper."""

from datetime import UTC, datetime

import pytest
from actors import ECONOMY
from bs4 import BeautifulSoup
from clockwork import reminded
from conftest import Clients, Clock
from sqlalchemy.engine import Engine
from tickets import brought_to

LATE = datetime(2019, 8, 7, 1, tzinfo=UTC)


def page(client, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html.parser")


@pytest.fixture
def ticket(as_: Clients, engine: Engine, clock: Clock) -> dict:
    """A ticket a day late, and the red notice about it."""
    late = brought_to(as_, "answer", title="Transformer")
    clock.now = LATE
    reminded(engine, LATE)
    return late


def test_the_department_answers_in_place(as_: Clients, ticket: dict):
    client = as_("handler")
    assert "2019-001" in page(client, "/today").select_one("#today-notices").find_parent("section").text
    address = page(client, f"/tickets/{ticket['id']}").select_one("a[href^='/notices/']")["href"]
    form = page(client, address).select_one("form.card")
    typed = {"version": form.select_one("[name=version]")["value"]}
    blank = client.post(form["action"], data=typed | {"words": ""})
    assert blank.status_code == 422
    assert BeautifulSoup(blank.text, "html.parser").select_one("#f-words")["aria-invalid"] == "true"
    done = client.post(form["action"], data=typed | {"words": "On Friday."})
    assert (done.status_code, done.headers["location"]) == (303, address)
    shown = page(as_("supervisor"), address)
    assert "On Friday." in shown.text
    assert [link["href"] for link in shown.select("a[href$=question], a[href$=withdrawal]")] == [
        f"{address}/question",
        f"{address}/withdrawal",
    ]
    assert "2019-001" in page(as_("supervisor"), "/today").text


def test_a_form_that_is_stale_loses_no_word(as_: Clients, ticket: dict):
    address = page(as_("handler"), f"/tickets/{ticket['id']}").select_one("a[href^='/notices/']")["href"]
    as_("duty_leader").post(f"{address}/answer", data={"version": "1", "words": "First."})
    late = as_("handler").post(f"{address}/answer", data={"version": "1", "words": "Second, with much thought."})
    assert late.status_code == 409
    assert "Second, with much thought." in late.text


def test_an_enterprise_is_shown_nothing_of_it(as_: Clients, ticket: dict):
    seen = page(as_("contact"), f"/tickets/{ticket['id']}")
    assert "upervision notice" not in seen.text
    assert seen.select("a[href*=notices]") == []


def test_supervision_issues_one_from_the_ticket(as_: Clients, ticket: dict):
    client = as_("supervisor")
    link = page(client, f"/tickets/{ticket['id']}").select_one("a[href$='notices/new']")["href"]
    form = page(client, link).select_one("main form")
    again = client.post(form["action"], data={"colour": "red", "words": "Why so late?"})
    assert again.status_code == 422
    assert "2019-001" in again.text
    assert "Why so late?" in again.text
    done = client.post(form["action"], data={"colour": "blue", "words": "Name a day.", "answer_on": "2019-08-09"})
    assert done.status_code == 303
    assert as_("handler").get(link).status_code == 403


@pytest.mark.usefixtures("ticket")
def test_the_list_narrows_by_colour_department_and_view(as_: Clients):
    client = as_("leader")
    found = page(client, f"/notices?colour=red&department_id={ECONOMY}")
    assert [row.text for row in found.select(".row .t")] == ["2019-001 · Transformer"]
    assert page(client, "/notices?colour=blue").select(".row") == []
    assert page(client, "/notices?view=late").select(".row") == []
    assert len(page(as_("handler"), "/notices?view=mine").select(".row")) == 1
    assert page(as_("rival_handler"), "/notices").select(".row") == []


def test_the_sheet_names_office_number_department_and_clock(as_: Clients, ticket: dict):
    address = page(as_("leader"), f"/tickets/{ticket['id']}").select_one("a[href^='/notices/']")["href"]
    sheet = page(as_("leader"), f"{address}/sheet").select_one(".sheet")
    assert "Test Supervision and Assessment Office" in sheet.h1.text
    assert "\u30142019\u3015 no. 1" in sheet.text
    assert "To: Economy" in sheet.text
    assert "6 Aug 17:00" in sheet.text
    assert "8 August 2019 17:00" in sheet.text
