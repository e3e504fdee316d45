"""What a screen reader says: only what changes in a live region after the page is there."""

import pytest

pytestmark = pytest.mark.browser
HEARD = """addEventListener("DOMContentLoaded", () => setTimeout(() => {
  const region = document.getElementById("toast");
  const note = () => { document.documentElement.dataset.heard = region.textContent.trim(); };
  new MutationObserver(note).observe(region, {childList: true});
}))"""


def own_ticket(opens):
    """The handler's page of the ticket that is due first."""
    page = opens("handler", "/tickets?view=mine")
    page.locator("main .rows .row").first.click()
    page.wait_for_url("**/tickets/*")
    return page


def write_a_note(page) -> None:
    page.fill("[name=body]", "Seen on site")
    page.click("form[action$='/notes'] button[type=submit]")


def test_what_was_done_is_said_once_the_page_is_there(opens):
    page = own_ticket(opens)
    page.add_init_script(HEARD)
    write_a_note(page)
    page.locator("html[data-heard]:not([data-heard=''])").wait_for(state="attached")
    assert page.get_attribute("html", "data-heard") == page.locator("#toast").text_content().strip()


def test_a_line_with_the_key_on_its_button_stays(opens):
    page = own_ticket(opens)
    page.clock.install()
    write_a_note(page)
    page.clock.fast_forward(1_000)
    page.locator("#toast button").last.focus()
    page.clock.fast_forward(20_000)
    assert page.locator("#toast button").last.is_visible()
    page.evaluate("document.activeElement.blur()")
    page.clock.fast_forward(20_000)
    assert page.locator("#toast button").count() == 0
