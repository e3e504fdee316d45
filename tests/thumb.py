"""A thumb on a phone's screen: it taps what is shown, and counts."""

from pathlib import Path

from playwright.sync_api import Page
from tickets import jpeg


class Thumb:
    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: str) -> None:
        self.page.locator(what).first.click()
        self.taps += 1

    def choose(self, field: str, label: str) -> None:
        """A chip of a group of chips, by its word."""
        self.tap(f"#f-{field} label:text-is('{label}')")

    def shoot(self, folder: Path) -> None:
        """The phone's camera takes three taps: open, shutter, use it."""
        photo = folder / "photo.jpg"
        photo.write_bytes(jpeg())
        self.page.locator("input[name=photos][capture]").set_input_files(photo)
        self.taps += 3
