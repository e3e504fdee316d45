"""An officer in the field records a problem (ux.md F1): photo first, six taps, nothing typed, signal or none."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from thumb import Thumb

from app import demo

pytestmark = pytest.mark.browser
SUBMIT = ".act .main-act"
POWER = "用电"
SIX = 6
KEPT_NUMBER = re.compile(r"^\D*1\D*$")


def ticket_ids(page: Page) -> set[int]:
    answer = page.request.get("/api/v1/tickets?limit=100")
    return {ticket["id"] for ticket in answer.json()["items"]}


def record(thumb: Thumb, folder: Path) -> None:
    thumb.shoot(folder)
    expect(thumb.page.locator("photo-preview img")).to_have_count(1)
    thumb.choose("kind_id", POWER)
    thumb.tap(SUBMIT)


def ready_to_lose_signal(page: Page) -> None:
    """The service worker runs and has the form at hand."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.open('pages').then((pages) => pages.match('/tickets/new')).then(Boolean)")


def test_six_taps_make_a_ticket_with_a_photo(opens, tmp_path):
    page = opens("officer", "/today")
    before = ticket_ids(page)
    thumb = Thumb(page)
    thumb.tap("nav .shoot")
    record(thumb, tmp_path)
    page.wait_for_url(re.compile(r"/tickets/\d+"))
    (new,) = ticket_ids(page) - before
    page.goto(f"/tickets/{new}")
    expect(page.locator("main .photos img")).to_have_count(1)
    assert thumb.taps <= SIX


def test_without_signal_it_is_kept_and_arrives_exactly_once(opens, tmp_path):
    page = opens("officer", "/tickets/new")
    ready_to_lose_signal(page)
    before = ticket_ids(page)
    page.context.set_offline(True)
    page.reload()
    record(Thumb(page), tmp_path)
    strip = page.locator("outbox-strip")
    expect(strip).to_have_text(KEPT_NUMBER)
    page.reload()
    expect(strip).to_have_text(KEPT_NUMBER)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.context.set_offline(False)
    assert sent.value.ok
    expect(strip).to_be_hidden(timeout=10_000)
    (new,) = ticket_ids(page) - before
    assert len(page.request.get(f"/api/v1/tickets/{new}").json()["photos"]) == 1


def test_a_page_that_died_at_the_camera_comes_back_with_its_photo(opens, tmp_path):
    page = opens("officer", "/tickets/new")
    thumb = Thumb(page)
    thumb.choose("kind_id", POWER)
    thumb.shoot(tmp_path)
    page.wait_for_function(
        "new Promise((resolve) => { indexedDB.open('zhuanban').onsuccess = ({ target }) => {"
        " target.result.transaction('draft').objectStore('draft').count().onsuccess ="
        " (counted) => resolve(counted.target.result > 0); }; })"
    )
    page.reload()
    expect(page.locator("photo-preview img")).to_have_count(1)
    expect(page.get_by_label(POWER, exact=True)).to_be_checked()


def test_a_form_with_nothing_chosen_says_so_beside_the_field_and_keeps_the_photo(opens, tmp_path):
    page = opens("officer", "/tickets/new")
    thumb = Thumb(page)
    thumb.shoot(tmp_path)
    expect(page.locator("photo-preview img")).to_have_count(1)
    thumb.tap(SUBMIT)
    expect(page.locator("#f-kind_id-error")).to_be_visible()
    expect(page.locator("photo-preview img")).to_have_count(1)
    expect(page.locator("outbox-strip")).to_be_hidden()


def test_a_session_that_ended_keeps_the_record_and_asks_to_sign_in(opens, tmp_path):
    page = opens("officer", "/tickets/new")
    ready_to_lose_signal(page)
    before = ticket_ids(page)
    page.context.set_offline(True)
    record(Thumb(page), tmp_path)
    page.context.clear_cookies(name="session")
    page.context.set_offline(False)
    strip = page.locator("outbox-strip")
    expect(strip).to_contain_text("重新登录")
    strip.locator("a").click()
    page.fill("[name=username]", "officer")
    page.fill("[name=password]", demo.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile("/outbox"))
    expect(page.locator("outbox-list [data-none]")).to_be_visible()
    assert len(ticket_ids(page) - before) == 1
