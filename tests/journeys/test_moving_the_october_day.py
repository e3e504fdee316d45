"""The rule's day falls on the national holiday: the coordinator moves it and calendars everywhere follow."""

from datetime import date
from urllib.parse import urlsplit

import pytest
import recurring_ical_events
from icalendar import Calendar
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
HOLIDAY, NEXT = date(2019, 10, 1), date(2019, 10, 8)


def feed_of(page: Page) -> str:
    """The path of a new feed address, which is shown this once."""
    page.goto("/calendar/subscribe")
    page.locator("main .main-act").click()
    shown = page.locator("#f-address").input_value()
    page.goto("/calendar/subscribe")
    assert page.locator("#f-address").count() == 0
    return urlsplit(shown).path


def days_in(page: Page, feed: str) -> set[date]:
    """The days of October on which a calendar program shows something that takes place."""
    told = recurring_ical_events.of(Calendar.from_ical(page.request.get(feed).body()))
    shown = told.between(date(2019, 9, 30), date(2019, 11, 1))
    held = [event for event in shown if event.get("STATUS") != "CANCELLED"]
    return {getattr(event.start, "date", lambda start=event.start: start)() for event in held}


def test_the_day_moves_and_the_feed_shows_it(opens):
    page = opens("coordinator", "/today")
    feed = feed_of(page)
    page.goto(f"/service-days/{HOLIDAY}")
    page.locator(f"main a[href$='/service-days/{HOLIDAY}/move']").first.click()
    page.fill("[name=on_day]", str(NEXT))
    page.fill("[name=reason]", "国庆节放假")
    page.locator(".act .main-act").click()
    page.wait_for_url(f"**/service-days/{NEXT}")
    assert NEXT in days_in(page, feed)
    assert HOLIDAY not in days_in(page, feed)


def test_a_day_nobody_works_is_not_taken_without_saying_so(opens):
    page = opens("coordinator", f"/service-days/{HOLIDAY}/move")
    page.fill("[name=on_day]", "2019-10-02")
    page.fill("[name=reason]", "国庆节放假")
    page.locator(".act .main-act").click()
    page.locator("#f-on_day-error").wait_for()
    assert page.locator("[name=reason]").input_value() == "国庆节放假"
