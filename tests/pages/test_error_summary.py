"""What is wrong with a form, for somebody who hears the page: which field, and beside it why."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from conftest import Clients
from tickets import raised


def refused(answer) -> BeautifulSoup:
    assert answer.status_code == 422, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def heard(soup: BeautifulSoup) -> list[str]:
    """The names of the links in the summary, as aria-labelledby puts them together."""
    links = soup.select(".err-sum a")
    return [
        " ".join(soup.find(id=each).get_text(" ", strip=True) for each in a["aria-labelledby"].split()) for a in links
    ]


def test_each_link_in_the_summary_is_heard_with_the_name_of_its_field(as_: Clients):
    soup = refused(as_("admin").post("/admin/users/new", data={}))
    assert heard(soup)[:2] == ["User name Please fill this in.", "Name Please fill this in."]


@pytest.mark.parametrize("who", ["officer", "contact"])
def test_each_link_leads_to_a_field_that_says_why(as_: Clients, who: str):
    typed = {"key": str(uuid4()), "kind_id": "", "is_urgent": "maybe"}
    assert_each_field_says_why(refused(as_(who).post("/tickets/new", data=typed)), 2)


def test_photos_that_are_none_are_named_beside_the_field(as_: Clients):
    typed = {"key": str(uuid4()), "kind_id": "1"}
    soup = refused(as_("officer").post("/tickets/new", data=typed, files={"photos": b"no photo"}))
    assert_each_field_says_why(soup, 1)
    note = f"/tickets/{raised(as_('officer'))['id']}/notes"
    typed = {"key": str(uuid4()), "body": "Seen on site"}
    assert_each_field_says_why(refused(as_("officer").post(note, data=typed, files={"photos": b"no photo"})), 1)


def assert_each_field_says_why(soup: BeautifulSoup, problems: int) -> None:
    links = soup.select(".err-sum a")
    assert len(heard(soup)) == problems
    for link in links:
        field = soup.find(id=link["href"].removeprefix("#"))
        said = [soup.find(id=each).get_text(strip=True) for each in field["aria-describedby"].split()]
        assert field["aria-invalid"] == "true"
        assert link.get_text(strip=True) in said
