"""Saved views as pages: named over the list, chips after the fixed views, put in order on a page of their own."""

import pytest
from bs4 import BeautifulSoup
from conftest import Clients


def soup_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).text, "html.parser")


def save(client, name: str, **asked):
    return client.post("/tickets/views/new", data={"name": name, **asked})


def chips(soup: BeautifulSoup) -> dict[str, str]:
    return {chip.text.strip(): chip["href"] for chip in soup.select(".filters a")}


def test_the_filters_that_are_on_get_a_name_and_a_chip(as_: Clients):
    client = as_("coordinator")
    form = soup_of(client, "/tickets?view=over&kind_id=2").select_one("form[action='/tickets/views/new']")
    carried = {field["name"]: field["value"] for field in form.select("[type=hidden]")}
    assert carried == {"view": "over", "kind_id": "2"}
    answer = save(client, "Land, late", **carried)
    assert (answer.status_code, answer.headers["location"]) == (303, "/tickets?view=over&kind_id=2")
    soup = soup_of(client, answer.headers["location"])
    assert "Land, late" in soup.select_one(".toast").text
    assert soup.select_one("[aria-current]:-soup-contains('Land, late')")["href"] == "/tickets?view=over&kind_id=2"
    assert len(soup.select("nav.filters")[0].select("[aria-current]")) == 1
    assert not soup_of(client, "/tickets").select("[aria-current]:-soup-contains('Land, late')")
    assert "Land, late" not in chips(soup_of(as_("leader"), "/tickets"))


@pytest.mark.parametrize("name", ["", "x" * 31, "Taken"])
def test_a_name_that_does_not_fit_is_said_beside_it_and_nothing_is_lost(as_: Clients, name: str):
    save(as_("officer"), "Taken")
    answer = save(as_("officer"), name, view="due", kind_id="1")
    soup = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert soup.select_one("#f-name")["aria-invalid"] == "true"
    assert soup.select_one("#f-name")["value"] == name
    assert [field["value"] for field in soup.select("main form [type=hidden]")] == ["due", "1"]


def test_views_are_renamed_moved_and_deleted(as_: Clients):
    client = as_("handler")
    for name in ("A", "B"):
        save(client, name)
    page = soup_of(client, "/tickets/views")
    assert [title.text for title in page.select(".row .t")] == ["A", "B"]
    assert [button["value"] for button in page.select("button[name=position]")] == ["2", "1"]
    move = page.select("form[action$='/position']")[1]["action"]
    client.post(move, data={"position": "1"})
    assert [title.text for title in soup_of(client, "/tickets/views").select(".row .t")] == ["B", "A"]
    change = page.select_one("a[href^='/tickets/views/']")["href"]
    assert client.post(change, data={"name": "B"}).status_code == 422
    assert client.post(change, data={"name": "C"}).status_code == 303
    form = soup_of(client, change).select_one("form[action$='/removal']")
    assert client.post(form["action"]).status_code == 303
    assert [title.text for title in soup_of(client, "/tickets/views").select(".row .t")] == ["B"]


def test_without_views_the_page_says_how_to_make_one(as_: Clients):
    assert "under a name" in soup_of(as_("handler"), "/tickets/views").select_one(".empty").text
    assert soup_of(as_("handler"), "/tickets/views/new?view=over").select_one("[type=hidden][value=over]")
