"""A ticket's whole life in the hands of the people who move it, on phones."""

import re

import pytest
from playwright.sync_api import Page, expect
from thumb import Thumb

pytestmark = pytest.mark.browser
SEND = ".act .main-act"
FIRM = "示例精密制造企业"
WORDS = "夜班变压器又跳闸了"
TICKET = re.compile(r"/tickets/\d+$")


def raised_by_the_contact(opens, tmp_path, *, script: bool) -> tuple[Page, str]:
    """The contact's page, and the address of the new ticket."""
    page = opens("enterprise", "/tickets/new", script=script)
    thumb = Thumb(page)
    thumb.shoot(tmp_path)
    thumb.choose("kind_id", "用电")
    page.fill("[name=detail]", WORDS)
    thumb.tap(SEND)
    page.wait_for_url(re.compile(r"/tickets/\d+"))
    return page, re.search(r"/tickets/\d+", page.url).group()


def press(page: Page, noun: str) -> None:
    """From the ticket to the page of one move."""
    page.locator(f".act a[href$='/{noun}']").click()


def send(page: Page) -> None:
    page.locator(SEND).click()
    page.wait_for_url(TICKET)


def handle(page: Page, ticket: str) -> None:
    """From today's list: sign for it, then say how it was solved."""
    page.locator(f"main a[href='{ticket}']").first.click()
    press(page, "acceptance")
    send(page)
    press(page, "resolution")
    Thumb(page).tap("#f-outcome label")
    page.fill("[name=resolution]", "已增容到 400 千伏安")
    send(page)


def assign(page: Page) -> None:
    press(page, "assignment")
    page.select_option("[name=lead_department_id]", label="经开区经发局")
    send(page)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_four_people_bring_a_request_to_its_end(opens, tmp_path, script):
    contact, ticket = raised_by_the_contact(opens, tmp_path, script=script)
    coordinator = opens("coordinator", ticket, script=script)
    expect(coordinator.locator("main")).to_contain_text(WORDS)
    expect(coordinator.locator("main .photos img")).to_have_count(1)
    assign(coordinator)
    handle(opens("handler", "/today", script=script), ticket)
    contact.goto(ticket)
    press(contact, "confirmation")
    send(contact)
    coordinator.goto(ticket)
    press(coordinator, "closing")
    send(coordinator)
    expect(coordinator.locator(".steps .done").last).to_contain_text("销号")
    expect(coordinator.locator(".log > li")).to_have_count(6)


def test_the_contact_sees_only_the_tickets_of_the_own_firm(opens):
    page = opens("enterprise", "/tickets?view=all")
    rows = page.locator("main .rows .row")
    assert rows.count() > 0
    for line in rows.all_inner_texts():
        assert FIRM in line
    own = {ticket["id"] for ticket in page.request.get("/api/v1/tickets?limit=100").json()["items"]}
    staff = opens("coordinator", "/tickets").request.get("/api/v1/tickets?limit=100").json()["items"]
    foreign = next(ticket["id"] for ticket in staff if ticket["id"] not in own)
    assert page.goto(f"/tickets/{foreign}").status == 404
    assert page.request.get(f"/api/v1/tickets/{foreign}").status == 404


def test_two_people_at_once_lose_nothing_of_what_was_typed(opens, tmp_path):
    _, ticket = raised_by_the_contact(opens, tmp_path, script=True)
    slow, quick = opens("coordinator", ticket), opens("coordinator", ticket)
    press(slow, "assignment")
    slow.select_option("[name=lead_department_id]", label="经开区建设局")
    slow.fill("[name=note]", "请建设局先去现场")
    assign(quick)
    slow.locator(SEND).click()
    expect(slow.locator("[name=note]")).to_have_value("请建设局先去现场")
    expect(slow.locator("main")).to_contain_text("经开区经发局")
