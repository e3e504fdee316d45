"""The leader's minute (ux.md F5): four answers on a phone without scrolling, with and without JavaScript."""

import pytest

pytestmark = pytest.mark.browser
ANSWERS = ("[aria-labelledby=today-stuck] .st[data-s=red]", ".rows .row .m", 'a[href^="/service-days/2019-08-06"]')


@pytest.mark.parametrize("script", [True, False])
def test_what_on_whom_since_when_and_the_next_day_are_above_the_fold(opens, script):
    page = opens("leader", "/today", script=script)
    fold = page.locator("nav.nav").bounding_box()["y"]
    for answer in ANSWERS:
        box = page.locator(answer).first.bounding_box()
        assert box["y"] + box["height"] <= fold
    assert page.locator(".rows .row").nth(2).bounding_box()["y"] < fold


def test_the_wall_renews_its_numbers_by_itself(opens):
    page = opens("leader", "/wall", size={"width": 1440, "height": 900})
    noise = []
    page.on("console", lambda line: noise.append(line.text) if line.type == "error" else None)
    page.clock.install()
    page.reload()
    with page.expect_response(lambda answer: answer.url.endswith("/wall")) as renewed:
        page.clock.fast_forward(61_000)
    assert renewed.value.status == 200
    assert page.locator("#wall-board .kpi").count() == 6
    assert noise == []


def test_the_wall_fits_on_one_sheet(opens):
    page = opens("leader", "/wall", size={"width": 1440, "height": 900})
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1
