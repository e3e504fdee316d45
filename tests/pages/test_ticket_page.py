"""A ticket's own page and its moves, as people use them: without JavaScript."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from actors import COMMERCE, ECONOMY, RIVAL_FIRM
from bs4 import BeautifulSoup
from conftest import Clients
from sqlalchemy.engine import Engine
from statements import statements
from tickets import STEPS, brought_to, jpeg, raised

SECRET = "The transformer maker is late; do not promise."


def page(client, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def sent(client, address: str, status: int, **typed) -> BeautifulSoup:
    answer = client.post(address, data=typed)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def moves(soup: BeautifulSoup) -> list[str]:
    return [link["href"].rsplit("/", 1)[-1] for link in soup.select(".act a")]


def test_a_whole_life_by_forms(as_: Clients):
    ticket = raised(as_("officer"))
    for who, noun, typed in STEPS:
        address = f"/tickets/{ticket['id']}/{noun}"
        form = page(as_(who), address).select_one("form[method=post].split")
        version = form.select_one("[name=version]")["value"]
        assert form["action"] == address
        assert sent(as_(who), address, 303, version=version, **typed) is not None
    assert as_("contact").get(f"/api/v1/tickets/{ticket['id']}").json()["state"] == "closed"


def test_after_a_move_the_page_names_the_consequence(as_: Clients):
    ticket = raised(as_("officer"))
    client = as_("coordinator")
    sent(client, f"/tickets/{ticket['id']}/assignment", 303, version=ticket["version"], lead_department_id=ECONOMY)
    toast = page(client, f"/tickets/{ticket['id']}").select_one("[data-toast]")
    assert "Handed to Economy, first answer due by Fri 19 Jul" in toast.text
    assert page(client, f"/tickets/{ticket['id']}").select_one("[data-toast]") is None


def test_what_is_fetched_in_the_background_does_not_use_up_the_words(as_: Clients):
    """The worker keeps pages for when there is no signal; the wall looks for news."""
    ticket = raised(as_("officer"))
    client = as_("coordinator")
    sent(client, f"/tickets/{ticket['id']}/assignment", 303, version=ticket["version"], lead_department_id=ECONOMY)
    for quiet in ({"Sec-Fetch-Mode": "cors"}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
        assert "data-toast" not in client.get("/wall", headers=quiet).text
    assert page(client, f"/tickets/{ticket['id']}").select_one("[data-toast]") is not None


def test_one_large_button_and_everything_else_that_may_be_done(as_: Clients):
    ticket = brought_to(as_, "acceptance")
    soup = page(as_("handler"), f"/tickets/{ticket['id']}")
    assert sorted(moves(soup)) == [
        "answer",
        "consultation",
        "extension-request",
        "resolution",
        "return",
        "suspension-request",
    ]
    assert [link["href"].rsplit("/", 1)[-1] for link in soup.select(".main-act")] == ["answer"]
    assert moves(page(as_("leader"), f"/tickets/{ticket['id']}")) == []


def test_the_page_names_the_deadline_that_runs(as_: Clients):
    ticket = brought_to(as_, "acceptance")
    address = f"/tickets/{ticket['id']}"
    assert "First answer by" in page(as_("handler"), address).select_one(".due").text
    sent(
        as_("handler"), f"{address}/notes", 303, key=str(uuid4()), body="Wait for the grid company", is_internal="true"
    )
    assert "First answer by" in page(as_("handler"), address).select_one(".due").text
    sent(as_("handler"), f"{address}/notes", 303, key=str(uuid4()), body="The grid company comes on Thursday")
    assert "To be solved by" in page(as_("handler"), address).select_one(".due").text


def test_the_assignment_form_proposes_who_usually_takes_the_kind(as_: Clients, engine: Engine):
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE ticket_kind SET lead_department_id = :key WHERE id = 1"), {"key": COMMERCE})
    ticket = raised(as_("officer"))
    soup = page(as_("coordinator"), f"/tickets/{ticket['id']}/assignment")
    assert soup.select_one("[name=lead_department_id] [selected]")["value"] == str(COMMERCE)
    assert ticket["state"] == "registered"


def test_an_error_stands_beside_its_field_and_everything_typed_stays(as_: Clients):
    ticket = raised(as_("officer"))
    address = f"/tickets/{ticket['id']}/assignment"
    soup = sent(as_("coordinator"), address, 422, version=ticket["version"], note="See the drawings", level="systemic")
    assert soup.select_one("#f-lead_department_id-error") is not None
    assert soup.select_one("#f-lead_department_id")["aria-invalid"] == "true"
    assert soup.select_one("[name=note]").text == "See the drawings"
    assert soup.select_one("[name=level][checked]")["value"] == "systemic"
    assert soup.title.text.startswith("Error:")


def test_a_stale_form_loses_nothing_and_shows_what_happened(as_: Clients):
    ticket = brought_to(as_, "acceptance")
    address = f"/tickets/{ticket['id']}"
    sent(as_("coordinator"), f"{address}/assignment", 303, version=ticket["version"], lead_department_id=ECONOMY)
    sent(
        as_("handler"), f"{address}/acceptance", 303, version=as_("handler").get(f"/api/v1{address}").json()["version"]
    )
    soup = sent(as_("handler"), f"{address}/answer", 409, version=ticket["version"], body="They come on Thursday")
    assert soup.select_one("[name=body]").text == "They come on Thursday"
    assert len(soup.select(".log li")) == 2
    again = soup.select_one("[name=version]")["value"]
    sent(as_("handler"), f"{address}/answer", 303, version=again, body="They come on Thursday")


def test_when_it_can_no_longer_be_done_the_words_can_still_be_copied(as_: Clients):
    ticket = brought_to(as_, "assignment")
    address = f"/tickets/{ticket['id']}"
    sent(as_("handler"), f"{address}/acceptance", 303, version=ticket["version"])
    soup = sent(as_("handler"), f"{address}/acceptance", 409, version=ticket["version"], note="On my way")
    assert soup.select_one("[name=note]").text == "On my way"
    assert soup.select_one(".act button[type=submit]") is None
    assert as_("handler").get(f"{address}/acceptance").status_code == 409


@pytest.mark.parametrize(("who", "noun", "status"), [("handler", "closing", 403), ("rival_contact", "closing", 404)])
def test_pages_of_moves_are_closed_to_others(as_: Clients, who: str, noun: str, status: int):
    ticket = brought_to(as_, "assignment")
    assert as_(who).get(f"/tickets/{ticket['id']}/{noun}").status_code == status
    assert as_(who).post(f"/tickets/{ticket['id']}/{noun}", data={"version": "x"}).status_code == status


def test_the_enterprise_reads_no_internal_word_and_no_return(as_: Clients):
    ticket = brought_to(as_, "assignment")
    address = f"/tickets/{ticket['id']}"
    sent(as_("handler"), f"{address}/notes", 303, key=str(uuid4()), body=SECRET, is_internal="true")
    sent(as_("handler"), f"{address}/return", 303, version=ticket["version"], reason=f"{SECRET} Not ours.")
    for place in (address, f"/api/v1{address}", f"/api/v1{address}/timeline", "/tickets", "/api/v1/tickets"):
        answer = as_("contact").get(place)
        assert answer.status_code == 200
        assert SECRET not in answer.text
        assert "eturned" not in answer.text, place
    assert SECRET in as_("coordinator").get(address).text
    assert as_("coordinator").get(f"/api/v1{address}").json()["state"] == "returned"


def test_a_note_keeps_its_photos_and_its_ready_words(as_: Clients):
    ticket = raised(as_("officer"))
    address = f"/tickets/{ticket['id']}"
    typed = {"key": str(uuid4()), "quick": "Been on site", "body": "Two transformers, both full"}
    photo = {"photos": ("a.jpg", jpeg(), "image/jpeg")}
    for _ in range(2):
        assert as_("officer").post(f"{address}/notes", data=typed, files=photo).status_code == 303
    lines = as_("contact").get(f"/api/v1{address}/timeline").json()
    assert [line["body"] for line in lines[1:]] == ["Been on site\nTwo transformers, both full"]
    assert len(lines[1]["photos"]) == 1
    soup = sent(as_("officer"), f"{address}/notes", 422, key=str(uuid4()), body=" ")
    assert soup.select_one("#f-body-error") is not None


def test_the_enterprise_of_a_ticket_is_found_by_its_initials(as_: Clients):
    ticket = raised(as_("officer"), enterprise_id=None)
    address = f"/tickets/{ticket['id']}/enterprise"
    soup = page(as_("officer"), f"{address}?q=rival")
    assert [box["value"] for box in soup.select("[name=enterprise_id]")] == [str(RIVAL_FIRM)]
    sent(as_("officer"), address, 303, version=ticket["version"], enterprise_id=RIVAL_FIRM)
    assert as_("rival_contact").get(f"/tickets/{ticket['id']}").status_code == 200


def test_the_page_costs_at_most_ten_statements(as_: Clients, engine: Engine):
    ticket = brought_to(as_, "answer")
    client = as_("handler")
    client.get("/tickets")
    with statements(engine) as asked:
        assert client.get(f"/tickets/{ticket['id']}").status_code == 200
    assert len(asked) <= 10, "\n".join(asked)
