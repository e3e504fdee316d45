"""What is kept on a phone until there is signal: sealed, for its owner alone, gone at sign-out (conflict 1)."""

import re

import pytest
from playwright.sync_api import Page, expect

from app import demo

pytestmark = pytest.mark.browser
WORDS = "The transformer hums"
RAW = """async () => {
  const base = await new Promise((done) => {
    indexedDB.open("zhuanban").onsuccess = (one) => done(one.target.result);
  });
  const all = (name) => new Promise((done) => {
    base.transaction(name).objectStore(name).getAll().onsuccess = (one) => done(one.target.result);
  });
  const [outbox, draft, key] = [await all("outbox"), await all("draft"), await all("key")];
  const read = (buffer) => new TextDecoder().decode(buffer);
  const shown = [...outbox, ...draft].map((one) => JSON.stringify(one) + read(one.body.data) + read(one.words.data));
  return {
    count: outbox.length, drafts: draft.length, keys: key.length, shown: shown.join(" "),
    canRead: await Promise.all(key.map((one) => crypto.subtle.exportKey("raw", one.key).then(() => true, () => false))),
  };
}"""
AGE = """async (days) => {
  const base = await new Promise((done) => {
    indexedDB.open("zhuanban").onsuccess = (one) => done(one.target.result);
  });
  for (const name of ["outbox", "draft"]) {
    const change = base.transaction(name, "readwrite");
    const place = change.objectStore(name);
    const all = await new Promise((done) => { place.getAll().onsuccess = (one) => done(one.target.result); });
    for (const one of all) place.put({ ...one, at: one.at - days * 86400000 });
    await new Promise((done) => { change.oncomplete = done; });
  }
}"""


def record(page: Page) -> None:
    """Something typed without signal."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.open('pages').then((pages) => pages.match('/tickets/new')).then(Boolean)")
    page.context.set_offline(True)
    page.locator("label", has_text="\u7528\u7535").first.click()
    page.fill("[name=detail]", WORDS)
    page.click(".act .main-act")
    expect(page.locator("outbox-strip")).to_contain_text("1")


def until(page: Page, what: str, number: int) -> None:
    """Wait for so many rows in the browser's store."""
    page.evaluate(
        f"""async ([what, number]) => {{
          while ((await ({RAW})())[what] !== number) await new Promise((done) => setTimeout(done, 20));
        }}""",
        [what, number],
    )


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="session")


def sign_in(page: Page, account: str, path: str = "/outbox") -> None:
    page.goto("/login")
    page.fill("[name=username]", account)
    page.fill("[name=password]", demo.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/login" not in address)
    page.goto(path)


def numbers(page: Page) -> tuple[int, int]:
    found = page.evaluate(RAW)
    return found["count"], found["drafts"]


def test_it_is_sealed_and_opens_without_signal(opens):
    page = opens("officer", "/tickets/new")
    record(page)
    page.goto("/outbox")
    expect(page.locator("outbox-list [data-items]")).to_contain_text(WORDS)
    kept = page.evaluate(RAW)
    assert (kept["count"], kept["keys"], kept["canRead"]) == (1, 1, [False])
    assert WORDS not in kept["shown"]


def test_the_next_user_cannot_read_it_and_its_owner_loses_nothing(opens):
    page = opens("officer", "/tickets/new")
    record(page)
    end_session(page)
    page.context.set_offline(False)
    page.goto("/login")
    until(page, "keys", 0)
    assert numbers(page)[0] == 1
    sign_in(page, "handler")
    expect(page.locator("outbox-list [data-none]")).to_be_visible()
    until(page, "keys", 1)
    kept = page.evaluate(RAW)
    assert (kept["count"], kept["keys"], WORDS in kept["shown"]) == (1, 1, False)
    end_session(page)
    sign_in(page, "officer", "/tickets")
    until(page, "count", 0)
    assert WORDS in str(page.request.get("/api/v1/tickets?limit=100").json())


@pytest.mark.parametrize("goes", [True, False], ids=["leaves", "stays"])
def test_signing_out_asks_first_and_then_takes_it_along(opens, goes):
    page = opens("officer", "/tickets/new")
    page.fill("[name=detail]", WORDS)
    until(page, "drafts", 1)
    asked: list[str] = []

    def answer(dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if goes else dialog.dismiss()

    page.on("dialog", answer)
    page.goto("/settings")
    with page.expect_event("dialog"):
        page.locator("[data-logout] button:visible").first.click()
    if goes:
        page.wait_for_url(re.compile("/login"))
    assert [("1" in words) for words in asked] == [True]
    assert numbers(page) == (0, 0 if goes else 1)


def test_signing_out_with_nothing_kept_asks_nothing(opens):
    page = opens("officer", "/settings")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.locator("[data-logout] button:visible").first.click()
    page.wait_for_url(re.compile("/login"))


def test_after_two_weeks_it_is_gone_whoever_it_was(opens):
    page = opens("officer", "/tickets/new")
    page.fill("[name=detail]", WORDS)
    until(page, "drafts", 1)
    end_session(page)
    page.evaluate(AGE, 13)
    page.goto("/login")
    until(page, "keys", 0)
    assert numbers(page) == (0, 1)
    page.evaluate(AGE, 2)
    page.reload()
    until(page, "drafts", 0)


def test_on_plain_http_nothing_is_kept_and_the_form_is_sent_at_once(opens):
    """This machine's loopback counts as secure; any other name, which the browser is told to find there, does not."""
    page = opens("officer", "/outbox", host="zone.test")
    assert page.evaluate("isSecureContext") is False
    expect(page.locator("[data-open-line]")).to_be_visible()
    page.goto("/tickets/new")
    page.locator("label", has_text="\u7528\u7535").first.click()
    page.fill("[name=detail]", WORDS)
    page.click(".act .main-act")
    page.wait_for_url(re.compile(r"/tickets/\d+"))
    assert numbers(page) == (0, 0)
