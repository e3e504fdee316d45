"""Working down a list: how many each view holds, which keys its rows answer to, what comes next after a move."""

import pytest
from actors import ECONOMY
from bs4 import BeautifulSoup
from conftest import Clients
from tickets import brought_to, raised


def soup_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).text, "html.parser")


def counts(soup: BeautifulSoup) -> dict[str, str]:
    return {chip.contents[0].strip(): chip.select_one(".num").text for chip in soup.select(".filters a:has(.num)")}


def hand_over(client, ticket: dict) -> str:
    """Where the browser is sent after the move."""
    form = {"version": ticket["version"], "lead_department_id": ECONOMY}
    return client.post(f"/tickets/{ticket['id']}/assignment", data=form).headers["location"]


def test_every_view_says_how_many_it_holds(as_: Clients):
    raised(as_("officer"))
    brought_to(as_, "assignment")
    brought_to(as_, "resolution")
    shown = counts(soup_of(as_("coordinator"), "/tickets?view=over"))
    assert shown == {"Waiting for me": "1", "Overdue": "0", "Due soon": "0", "Open": "2", "All": "3"}
    shown = counts(soup_of(as_("handler"), "/tickets?kind_id=2"))
    assert shown == {
        "Waiting for me": "1",
        "My department": "1",
        "Due soon": "0",
        "Overdue": "0",
        "Open": "1",
        "All": "2",
    }
    assert soup_of(as_("handler"), "/tickets").select_one("nav .count").contents[-1] == "1"


@pytest.mark.parametrize(
    ("who", "keys"),
    [("coordinator", "t:assignment"), ("handler", "e:resolution"), ("officer", "e:resolution"), ("leader", None)],
)
def test_the_list_offers_the_keys_of_the_role(as_: Clients, who: str, keys: str | None):
    raised(as_("officer"))
    brought_to(as_, "assignment")
    assert soup_of(as_(who), "/tickets?view=all").select_one("ul.rows").get("data-row-keys") == keys


def test_a_move_leads_on_to_the_next_of_the_list_it_was_made_from(as_: Clients):
    first, second, third = (raised(as_("officer"), title=name) for name in ("A", "B", "C"))
    client = as_("coordinator")
    client.get("/tickets?view=mine")
    page = soup_of(client, hand_over(client, second))
    following = page.select_one("[data-key=n]")
    assert (following.text, following["href"]) == ("C", f"/tickets/{third['id']}")
    assert page.select_one("header a")["href"] == "/tickets?view=mine"
    assert soup_of(client, hand_over(client, third)).select_one("[data-key=n]").text == "A"
    page = soup_of(client, hand_over(client, first))
    assert page.select_one("[data-key=n]") is None
    assert "Nothing else waits" in page.text


def test_nothing_is_offered_to_whoever_comes_from_elsewhere(as_: Clients):
    first, second = raised(as_("officer")), raised(as_("officer"))
    client = as_("coordinator")
    assert hand_over(client, first) == f"/tickets/{first['id']}"
    client.get("/tickets?view=over")
    assert hand_over(client, second) == f"/tickets/{second['id']}"
    assert soup_of(client, f"/tickets/{second['id']}").select_one("[data-key=n]") is None


@pytest.mark.parametrize("said", ["view=theirs", "x", "kind_id=x", "//elsewhere.example", "%00", "view=open&after=x"])
def test_a_cookie_that_is_not_ours_leads_nowhere(as_: Clients, said: str):
    ticket = raised(as_("officer"), title="A")
    client = as_("coordinator")
    client.cookies.set("queue", said, path="/tickets")
    page = soup_of(client, f"/tickets/{ticket['id']}?after=nonsense")
    assert page.select_one("header a")["href"].startswith("/tickets")
    assert client.get(hand_over(client, ticket)).status_code == 200
