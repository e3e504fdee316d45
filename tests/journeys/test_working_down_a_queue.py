"""A queue at a desk: by keys alone, many at once, and taken back; the same without JavaScript and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect
from thumb import Thumb

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1440, "height": 900}
TICKET = re.compile(r"/tickets/\d+(\?after=.*)?$")
DEPARTMENT = "经开区经发局"
FOCUS = "document.activeElement.getAttribute('href')"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def waiting(page: Page) -> int:
    page.goto("/tickets?view=mine")
    return page.locator("main .rows > li").count()


def bring_to_solution(page: Page) -> None:
    """Sign for it and answer, until it can be resolved."""
    while not page.locator("a[data-key='e']").count():
        page.locator(".act .main-act").click()
        press(page, "Control+Enter")
        page.wait_for_url(TICKET)


def test_a_handler_clears_tickets_by_keys_alone(opens):
    page = opens("handler", "/today", size=DESKTOP)
    before = waiting(page)
    page.goto("/today")
    press(page, "g", "k")
    page.wait_for_url("**/tickets")
    page.goto("/tickets?view=mine")
    press(page, "j", "j", "k", "Enter")
    page.wait_for_url(TICKET)
    bring_to_solution(page)
    press(page, "e")
    page.wait_for_url("**/resolution")
    press(page, "Control+Enter")
    page.wait_for_url(TICKET)
    following = page.locator("[data-key='n']").get_attribute("href")
    press(page, "n")
    page.wait_for_url(f"**{following}")
    assert waiting(page) == before - 1


def test_e_on_a_row_goes_straight_to_its_solution(opens):
    page = opens("handler", "/tickets?view=mine", size=DESKTOP)
    press(page, "j")
    ticket = page.evaluate(FOCUS)
    press(page, "e")
    page.wait_for_url(f"**{ticket}/resolution")


def test_t_on_a_row_hands_it_over_and_undo_takes_it_back(opens):
    page = opens("coordinator", "/tickets?view=open", size=DESKTOP)
    press(page, "j", "t")
    page.wait_for_url("**/assignment")
    ticket = re.search(r"/tickets/\d+", page.url).group()
    page.select_option("[name=lead_department_id]", label=DEPARTMENT)
    press(page, "Control+Enter")
    page.wait_for_url(TICKET)
    page.locator(".toast button[type=submit]").click()
    page.wait_for_url(f"**{ticket}")
    expect(page.locator(".log > li").first).to_contain_text("撤")


def test_many_are_chosen_by_keys_handed_over_and_taken_back(opens):
    page = opens("coordinator", "/tickets?view=open", size=DESKTOP)
    expect(page.locator(".picked")).to_be_hidden()
    press(page, "j", "x", "j", "Space")
    expect(page.locator(".picked button")).to_contain_text("2")
    page.locator(".picked button").click()
    expect(page.locator("main .rows > li")).to_have_count(2)
    page.select_option("[name=lead_department_id]", label=DEPARTMENT)
    press(page, "Control+Enter")
    expect(page.locator(".toast")).to_contain_text(f"2 件已交给{DEPARTMENT}")
    assert page.url.endswith("/tickets")
    page.locator(".toast button[type=submit]").click()
    expect(page.locator(".toast")).to_contain_text("已撤回 2 件")


def test_one_press_chooses_the_whole_page_and_one_more_none(opens):
    page = opens("coordinator", "/tickets?view=mine")
    thumb, ticked = Thumb(page), page.locator(".pick input:checked")
    thumb.tap("[data-pick-all]")
    assert ticked.count() == page.locator(".pick input").count() > 0
    expect(page.locator(".picked button")).to_be_visible()
    thumb.tap("[data-pick-all]")
    expect(ticked).to_have_count(0)
    small = page.evaluate(
        "[...document.querySelectorAll('.pick')].filter((box) => box.offsetWidth < 44 || box.offsetHeight < 44).length"
    )
    assert small == 0


def test_without_javascript_the_boxes_and_the_whole_page_still_work(opens):
    page = opens("coordinator", "/tickets?view=mine", script=False)
    page.locator(".pick").first.click()
    page.locator(".picked button").click()
    expect(page.locator("main .rows > li")).to_have_count(1)
    page.goto("/tickets?view=mine")
    page.locator("[data-pick-all]").click()
    page.select_option("[name=lead_department_id]", label=DEPARTMENT)
    page.locator(".act .main-act").click()
    page.wait_for_url("**/tickets?view=mine")
    expect(page.locator(".toast")).to_contain_text(DEPARTMENT)


def test_the_keys_are_listed(opens):
    page = opens("handler", "/tickets", size=DESKTOP)
    press(page, "?")
    for cap in ("j", "x", "n", "e", "Ctrl"):
        expect(page.locator("#keys kbd", has_text=re.compile(f"^{cap}$"))).to_be_visible()
