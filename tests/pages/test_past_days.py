"""Days gone by as pages: nobody reads "planned" of them, and the coordinator notes them with one press."""

from datetime import date, timedelta

import pytest
from conftest import Clients
from icalendar import Calendar
from pages.test_calendar_pages import page, version, words

ASKED = "Not recorded: held or not?"


def row(client, day):
    return words_of(
        page(client, "/service-days?year=2019").find("a", class_="row", href=lambda to: to.endswith(f"/{day}"))
    )


def words_of(tag):
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize("who", ["leader", "coordinator", "contact"])
def test_the_year_says_which_days_nobody_noted(as_: Clients, who):
    assert ASKED in row(as_(who), "2019-07-02")
    assert "Clashed with a holiday, never decided" in row(as_(who), "2019-01-01")
    assert "proposed" not in row(as_(who), "2019-02-05")
    assert "Planned" in row(as_(who), "2019-08-06")
    assert "proposed: Tue 8 Oct" in row(as_(who), "2019-10-01")


def test_held_is_one_press_in_the_year(as_: Clients):
    coordinator = as_("coordinator")
    found = page(coordinator, "/service-days?year=2019")
    assert "13 past days are not recorded" in words(found)
    form = next(form for form in found.main.find_all("form") if form["action"].endswith("/holding"))
    sent = {field["name"]: field["value"] for field in form.find_all("input")}
    assert coordinator.post(form["action"], data=sent).status_code == 303
    assert "12 past days are not recorded" in words(page(coordinator, "/service-days?year=2019"))
    assert page(as_("leader"), "/service-days?year=2019").main.find("form") is None


def test_not_held_asks_why_and_says_what_was_noted(as_: Clients):
    coordinator, step = as_("coordinator"), "/service-days/2019-07-02/cancellation"
    day = page(coordinator, "/service-days/2019-07-02")
    assert (
        day.find("a", href=lambda to: to and to.endswith("/2019-07-02/cancellation")).text.strip() == "It was not held"
    )
    assert "Why was it not held?" in page(coordinator, step).text
    empty = coordinator.post(step, data={"reason": "", "version": version(coordinator, step)})
    assert (empty.status_code, "Why was it not held?" in empty.text) == (422, True)
    done = coordinator.post(step, data={"reason": "Flood", "version": version(coordinator, step)})
    assert "Noted: it was not held" in words_of(page(coordinator, done.headers["location"]))


def test_a_past_clash_shows_no_proposal(as_: Clients):
    shown = words(page(as_("coordinator"), "/service-days/2019-01-01"))
    assert "Was this day held?" in shown
    assert "Proposed instead" not in shown
    assert "Hold it all the same" not in shown
    assert "Proposed instead" in words(page(as_("coordinator"), "/service-days/2019-10-01"))


def test_the_calendar_tells_the_rule(as_: Clients):
    for address in ("/calendar", "/calendar?view=agenda&m=2019-09"):
        assert "Every first and third Tuesday of the month" in words(page(as_("officer"), address))


def test_files_say_what_the_year_says(as_: Clients, clock):
    def event(day):
        text = as_("officer").get(f"/service-days/{day}.ics").text
        return Calendar.from_ical(text).walk("VEVENT")[0]

    assert (event("2019-07-02")["STATUS"], event("2019-07-02")["DESCRIPTION"]) == ("TENTATIVE", ASKED)
    assert event("2019-01-01")["DESCRIPTION"] == "Clashed with a holiday, never decided"
    assert (event("2019-08-06")["STATUS"], "DESCRIPTION" in event("2019-08-06")) == ("CONFIRMED", False)
    clock.now += timedelta(days=30)
    gone = event("2019-08-06")
    assert (gone["STATUS"], gone["LAST-MODIFIED"].dt.date()) == ("TENTATIVE", date(2019, 8, 6))
