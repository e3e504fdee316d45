"""Days as people type them into a search: 2019-07-16, 7-16, 16 July, and the same in Chinese."""

import re
from datetime import date, timedelta

# Year, month, day, and the other word for a day of the month, as ideographs.
_YEAR, _MONTH, _DAY, _NUMBER = "\u5e74", "\u6708", "\u65e5", "\u53f7"
_FULL = re.compile(rf"^(\d{{4}})[-/.{_YEAR}](\d{{1,2}})[-/.{_MONTH}](\d{{1,2}})[{_DAY}{_NUMBER}]?$")
_SHORT = re.compile(rf"^(\d{{1,2}})[-/.{_MONTH}](\d{{1,2}})[{_DAY}{_NUMBER}]?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(r"^(?:(?P<day>\d{1,2}) )?(?P<month>[a-z]{3})[a-z]*(?: (?P<late>\d{1,2}))?(?:,? (?P<year>\d{4}))?$")
_YEARS = range(1900, 2101)  # others are numbers that only look like days
_NEAR = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "\u4eca\u5929": 0,
    "\u660e\u5929": 1,
    "\u6628\u5929": -1,
}


def read(text: str, today: date) -> date | None:
    """The day that a text means; without a year the one nearest to `today`. None when it is no day."""
    said = " ".join(text.lower().split())
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    if full := _FULL.match(said.replace(" ", "")):
        return _day(*map(int, full.groups()))
    if short := _SHORT.match(said.replace(" ", "")):
        return _nearest(int(short[1]), int(short[2]), today)
    return _worded(said, today)


def _worded(said: str, today: date) -> date | None:
    words = _WORDS.match(said)
    number = words and (words["day"] or words["late"])
    if not words or not number or words["month"] not in _MONTHS:
        return None
    month = _MONTHS.index(words["month"]) + 1
    return _day(int(words["year"]), month, int(number)) if words["year"] else _nearest(month, int(number), today)


def _nearest(month: int, number: int, today: date) -> date | None:
    days = [_day(year, month, number) for year in (today.year - 1, today.year, today.year + 1)]
    return min((day for day in days if day), key=lambda day: abs(day - today), default=None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year in _YEARS else None
    except ValueError:
        return None
