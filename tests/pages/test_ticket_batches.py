"""Handing over many tickets by the page: boxes for the coordinator alone, one form, the result in words, undo."""

from actors import COMMERCE, ECONOMY
from bs4 import BeautifulSoup
from conftest import Clients
from tickets import brought_to, move, raised

BATCH = "/tickets/assignments"


def soup_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).text, "html.parser")


def boxes(soup: BeautifulSoup) -> list[str]:
    return [box["value"] for box in soup.select(".pick input:not([disabled])")]


def chosen(client, *tickets: dict) -> BeautifulSoup:
    return soup_of(client, BATCH + "?" + "&".join(f"ticket={ticket['id']}" for ticket in tickets))


def state_of(as_: Clients, ticket: dict) -> tuple:
    shown = as_("coordinator").get(f"/api/v1/tickets/{ticket['id']}").json()
    return shown["state"], shown["lead_department_id"]


def test_the_coordinator_has_a_box_for_each_that_can_be_handed_over(as_: Clients):
    new, over = raised(as_("officer"), title="New"), brought_to(as_, "resolution", title="Over")
    soup = soup_of(as_("coordinator"), "/tickets?view=all")
    assert boxes(soup) == [str(new["id"])]
    assert soup.select_one(".pick input")["aria-label"] == "New"
    assert soup.select_one("[data-pick-all]")["href"] == f"{BATCH}?ticket={new['id']}"
    form = soup.select_one(f"form[action='{BATCH}']")
    assert soup.select_one(".pick input")["form"] == form["id"]
    assert str(over["id"]) not in boxes(soup)
    for who in ("leader", "handler", "officer", "supervisor", "contact"):
        plain = soup_of(as_(who), "/tickets?view=all")
        assert not plain.select(".pick, [data-pick-all], .picked"), who


def test_the_chosen_are_listed_and_handed_over_and_said_in_words(as_: Clients):
    first, second, third = (raised(as_("officer"), title=name) for name in ("Power", "Land", "Road"))
    client = as_("coordinator")
    client.get("/tickets?view=mine&kind_id=1")
    soup = chosen(client, first, second)
    assert sorted(title.text for title in soup.select(".row .t")) == ["Land", "Power"]
    answer = client.post(BATCH, data={"items": boxes(soup), "lead_department_id": COMMERCE, "level": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, "/tickets?view=mine&kind_id=1")
    toast = soup_of(client, answer.headers["location"]).select_one(".toast")
    assert "2 handed to Commerce" in toast.text
    assert state_of(as_, first) == state_of(as_, second) == ("assigned", COMMERCE)
    assert state_of(as_, third) == ("registered", None)
    assert client.post(toast.form["action"]).status_code == 303
    assert "2 taken back" in soup_of(client, "/tickets").select_one(".toast").text
    assert state_of(as_, first) == state_of(as_, second) == ("registered", None)


def test_whoever_was_slower_sees_which_and_why_and_loses_nothing(as_: Clients):
    first, second = raised(as_("officer"), title="Power"), raised(as_("officer"), title="Land")
    client = as_("coordinator")
    sent = boxes(chosen(client, first, second))
    move(client, second, "assignment", lead_department_id=ECONOMY)
    typed = {"lead_department_id": COMMERCE, "note": "Please see to it."}
    soup = BeautifulSoup(client.post(BATCH, data={"items": sent, **typed}).text, "html.parser")
    assert "1 handed to Commerce; 1 not" in soup.select_one("[role=alert]").text
    assert [title.text for title in soup.select(".row .t")] == ["Land"]
    assert "Somebody has just changed this" in soup.select_one(".msg-err").text
    assert soup.select_one("textarea").text == "Please see to it."
    assert soup.select_one("option[selected]")["value"] == str(COMMERCE)
    assert state_of(as_, second) == ("assigned", ECONOMY)
    client.post(BATCH, data={"items": boxes(soup), **typed})
    assert state_of(as_, second) == ("assigned", COMMERCE)
    assert client.post(soup.select_one("[role=alert] form")["action"]).status_code == 303
    assert state_of(as_, first) == ("registered", None)


def test_what_is_wrong_stands_beside_its_field_and_the_chosen_stay(as_: Clients):
    ticket = raised(as_("officer"), title="Power")
    client = as_("coordinator")
    sent = boxes(chosen(client, ticket))
    answer = client.post(BATCH, data={"items": sent, "lead_department_id": "", "note": "Soon"})
    soup = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert soup.select_one("#f-lead_department_id")["aria-invalid"] == "true"
    assert (boxes(soup), soup.select_one("textarea").text) == (sent, "Soon")
    empty = client.post(BATCH, data={"lead_department_id": COMMERCE})
    assert empty.status_code == 422
    assert client.post(BATCH, data={"items": ["x", "1:y", "9" * 30], "lead_department_id": COMMERCE}).status_code == 422


def test_addresses_that_are_not_ours(as_: Clients):
    client = as_("coordinator")
    assert "No ticket is chosen" in chosen(client).select_one(".empty").text
    assert client.get(f"{BATCH}?ticket=x").status_code == 422
    assert client.get(f"{BATCH}?" + "&".join(["ticket=1"] * 101)).status_code == 422
    assert client.post(f"{BATCH}/1-x/undo").status_code == 404
    assert client.post(f"{BATCH}/{'-'.join(['1'] * 101)}/undo").status_code == 404
    assert as_("handler").get(BATCH).status_code == 403
