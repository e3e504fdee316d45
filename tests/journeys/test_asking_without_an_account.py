"""Somebody in a firm scans the code on the wall (ux.md F12): few taps, a number at once, the last word by a link."""

import re
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import Browser, Page, expect
from thumb import Thumb

pytestmark = pytest.mark.browser
FIRM = "示例精密制造企业"
WORDS = "夜班变压器又跳闸了"
NUMBER = "13912345678"
FIVE = 5
SCREEN = {"width": 390, "height": 844}
FOLLOW = re.compile(r"/e/t/[\w-]{43}$")


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """Chromium fills a form faster than any person, so here nobody is too quick."""
    monkeypatch.setenv("PORTAL_FILL_SECONDS", "0")


@pytest.fixture
def scans(browser: Browser, site: str):
    """A phone that nobody is signed in on, at what the code says."""
    contexts = []

    def phone(address: str, *, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=site, viewport=SCREEN, has_touch=True, locale="zh-CN", java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(urlsplit(address).path)
        return page

    yield phone
    for context in contexts:
        context.close()


def printed(opens) -> str:
    """What is on the sheet that the coordinator prints for the firm."""
    page = opens("coordinator", "/enterprises")
    page.get_by_role("link", name=FIRM).first.click()
    page.locator("a[href$='/qr']").click()
    page.locator(".act .main-act").click()
    expect(page.locator(".qr-sheet")).to_contain_text(FIRM)
    drawn = page.locator(".qr-sheet .qr").get_attribute("src")
    firm = re.search(r"/enterprises/(\d+)/", page.url)[1]
    again = page.request.post(
        f"/api/v1/enterprises/{firm}/qr/sheet", data={}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    address = again.json()["address"]
    assert drawn == segno.make(address, micro=False, error="m").svg_data_uri(scale=8, border=4, light="#fff")
    return address


def ask(page: Page) -> int:
    """Fill in the form and send it; how many taps it took."""
    thumb = Thumb(page)
    thumb.choose("kind_id", "用电")
    thumb.tap("[name=detail]")
    page.keyboard.type(WORDS)
    thumb.tap("[name=phone]")
    page.keyboard.type(NUMBER)
    thumb.tap("main .main-act")
    page.wait_for_url(re.compile("/received$"))
    return thumb.taps


def handle(opens, number: str) -> None:
    """Handed over, signed for, called solved."""
    coordinator = opens("coordinator", f"/tickets/{number}/assignment")
    coordinator.select_option("[name=lead_department_id]", label="经开区经发局")
    coordinator.locator(".act .main-act").click()
    handler = opens("handler", f"/tickets/{number}/acceptance")
    handler.locator(".act .main-act").click()
    handler.goto(f"/tickets/{number}/resolution")
    handler.locator("#f-outcome label").first.click()
    handler.fill("[name=resolution]", "换了变压器")
    handler.locator(".act .main-act").click()
    handler.wait_for_url(re.compile(r"/tickets/\d+$"))
    expect(handler.locator("main")).not_to_contain_text("评价")


def judge(page: Page) -> None:
    """Satisfied, by whoever knows the number that was left."""
    page.fill("[name=digits]", NUMBER[-4:])
    page.get_by_role("button", name="去评价").click()
    page.locator("#f-satisfied label").first.click()
    page.locator("main .main-act").click()
    expect(page.locator("h1")).to_contain_text("谢谢")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_code_on_the_wall_to_the_last_word(opens, scans, script):
    page = scans(printed(opens), script=script)
    assert ask(page) <= FIVE
    number = re.search(r"\d+", page.locator("h1").inner_text())[0]
    expect(page.locator("main")).to_contain_text("139****5678")
    page.locator("main .main-act").click()
    page.wait_for_url(FOLLOW)
    follow = page.url
    expect(page.locator("main")).to_contain_text(WORDS)
    page.get_by_role("button", name="催一下").click()
    expect(page.locator(".log")).to_contain_text(FIRM)
    handle(opens, number)
    page.goto(follow)
    judge(page)
    page.goto(follow)
    expect(page.locator(".steps [aria-current]")).to_have_count(1)
    expect(page.locator("[name=digits]")).to_have_count(0)


def hand(opens, number: str, department: str, noun: str = "assignment", reason: str = "") -> None:
    page = opens("coordinator", f"/tickets/{number}/{noun}")
    page.select_option("[name=lead_department_id]", label=department)
    if reason:
        page.fill("[name=reason]", reason)
    send(page)


def write(opens, who: str, number: str, move: tuple[str, str, str]) -> None:
    """A move that asks for one text: its noun, its field, the words."""
    noun, field, words = move
    page = opens(who, f"/tickets/{number}/{noun}")
    page.fill(f"[name={field}]", words)
    send(page)


def send(page: Page) -> None:
    page.locator(".act .main-act").click()
    page.wait_for_url(re.compile(r"/tickets/\d+$"))


def consult(opens, number: str) -> None:
    page = opens("handler", f"/tickets/{number}/consultation")
    page.locator("#f-department_ids label", has_text="经开区建设局").click()
    page.fill("[name=meets_on]", "2019-07-18")
    send(page)
    write(opens, "handler", number, ("conclusion", "conclusion", "建设局挖沟，经发局协调供电公司"))


def resolve(opens, number: str, words: str) -> None:
    page = opens("handler", f"/tickets/{number}/resolution")
    page.locator("#f-outcome label").first.click()
    page.fill("[name=resolution]", words)
    send(page)


def judge_unhappy(page: Page) -> None:
    page.fill("[name=digits]", NUMBER[-4:])
    page.get_by_role("button", name="去评价").click()
    page.locator("#f-satisfied label").nth(1).click()
    page.fill("[name=comment]", "昨晚又跳闸")
    page.locator("main .main-act").click()
    expect(page.locator("h1")).to_contain_text("谢谢")


def argue(opens, number: str) -> None:
    """Two departments send it back, one of them again: the coordinator rules."""
    hand(opens, number, "经开区经发局")
    write(opens, "handler", number, ("return", "reason", "不归我们管"))
    hand(opens, number, "经开区商务局")
    write(opens, "officer", number, ("return", "reason", "也不归我们管"))
    hand(opens, number, "经开区经发局")
    write(opens, "handler", number, ("appeal", "reason", "请裁定"))
    hand(opens, number, "经开区经发局", "ruling", "供电归经发局")


def test_the_loop_closes_over_return_ruling_consultation_and_a_second_round(opens, scans):
    """Issue 3: nothing bounces for ever, and the enterprise has the last word, twice."""
    page = scans(printed(opens))
    ask(page)
    number = re.search(r"\d+", page.locator("h1").inner_text())[0]
    page.locator("main .main-act").click()
    page.wait_for_url(FOLLOW)
    follow = page.url
    argue(opens, number)
    send(opens("handler", f"/tickets/{number}/acceptance"))
    consult(opens, number)
    for words, say in (("换了变压器", judge_unhappy), ("线路也换了", judge)):
        resolve(opens, number, words)
        page.goto(follow)
        expect(page.locator("main")).not_to_contain_text("不归我们管")
        say(page)
    closing = opens("coordinator", f"/tickets/{number}/closing")
    send(closing)
    told = closing.locator(".log").inner_text()
    for words in ("已退回", "申请裁定", "裁定牵头部门", "会商结论", "昨晚又跳闸", "已销号"):
        assert words in told, words
