"""The main pages on the narrowest phone, at a desk by keys, and for a role that changes nothing."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}
DESKTOP = {"width": 1440, "height": 900}
PAGES = (
    "/today",
    "/tickets",
    "/tickets/new",
    "/projects",
    "/calendar",
    "/service-days",
    "/service-days/2019-07-16",
    "/enterprises",
    "/visits",
    "/wall",
    "/search?q=gdbl",
    "/settings",
)
LISTS = ("tickets", "projects", "enterprises", "visits")
FIRST_VISIT_BYTES = 14 * 1024  # as compressed on the way
OVER_PX = "Math.max(0, document.scrollingElement.scrollWidth - document.documentElement.clientWidth)"
LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"


def first_of(page, noun: str) -> str:
    """The address of the first row of a list."""
    page.goto(f"/{noun}")
    return page.locator(f"main a[href^='/{noun}/']").filter(has=page.locator(".t")).first.get_attribute("href")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_nothing_sticks_out_of_a_narrow_screen_or_of_large_text(opens, language):
    page = opens("officer", "/settings", size=NARROW)
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    wide = []
    details = [first_of(page, noun) for noun in LISTS]
    for path in (*PAGES, *details, f"{details[1]}/update"):
        page.set_viewport_size(NARROW)
        assert page.goto(path).status == 200
        over_px = page.evaluate(OVER_PX)
        page.set_viewport_size({"width": 390, "height": 844})
        page.evaluate(LARGE_TEXT)
        if over_px or page.evaluate(OVER_PX):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("path", ["/tickets", "/projects", "/wall"])
def test_a_first_visit_brings_everything_it_is_drawn_with_in_14_kb(opens, path):
    page = opens("leader", "/settings")
    page.context.clear_cookies(name="css")
    answer = page.goto(path)
    assert page.locator("head style").count() == 1
    assert answer.request.sizes()["responseBodySize"] <= FIRST_VISIT_BYTES


def test_keys_at_a_desk(opens):
    page = opens("coordinator", "/tickets", size=DESKTOP)
    for keys, path in ((("g", "t"), "/today"), (("c",), "/tickets/new"), (("/",), "/search")):
        page.goto("/tickets")
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url(re.compile(re.escape(path) + "$"))


def test_keys_walk_the_rows_and_are_off_while_typing(opens):
    page = opens("coordinator", "/tickets", size=DESKTOP)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")
    page.goto("/search")
    page.locator("main [name=q]").press_sequentially("cgt")
    assert page.url.endswith("/search")
    expect(page.locator("main [name=q]")).to_have_value("cgt")


def test_supervision_is_offered_no_change_and_refused_at_the_address(opens):
    page = opens("supervisor", "/projects")
    project = first_of(page, "projects")
    page.goto(project)
    expect(page.locator("a[href$='/edit'], a[href$='/update']")).to_have_count(0)
    refused = page.goto(f"{project}/edit")
    assert refused.status == 403
    expect(page.locator("h1")).to_be_visible()
    sent = page.request.post(
        f"{project}/edit", form={"version": "1"}, headers={"Origin": page.url.split("/projects")[0]}
    )
    assert sent.status == 403


def test_the_strong_light_switch_stays_on_this_device(opens):
    page = opens("officer", "/today")
    with page.expect_response("**/settings/theme"):
        page.locator("[data-theme-form] button").click()
    page.goto("/tickets")
    expect(page.locator("html")).to_have_attribute("data-theme", "sun")


def test_english_is_one_press_away_and_complete(opens):
    page = opens("officer", "/today", size=DESKTOP)
    page.locator("nav button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/tickets/new")
    expect(page.locator("h1")).to_have_text("Record a problem")
    page.locator("#f-kind_id label").first.click()
    page.locator(".act .main-act").click()
    page.wait_for_url(re.compile(r"/tickets/\d+"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
