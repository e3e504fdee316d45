"""Working days as the State Council announces them: holidays, make-up working days, a zone's own corrections.

The days come from the `holidays` library, which carries each yearly notice of the General Office of the State
Council since 2001. A year whose notice it does not carry is never guessed: it is counted Monday to Friday and
every result that passes through it names the year in `not_announced`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from app.core.instants import day_of, instant_of

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 6
CLOSING_TIME = time(17, 0)


@dataclass(frozen=True, slots=True)
class DayName:
    """A holiday's name in both languages of the product."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class DayOverride:
    """What an admin says about one date; it wins over the library. `name` stays empty for a plain day."""

    is_working: bool
    name: DayName | None = None


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day found by counting working days, and the years on the way that nobody has announced yet."""

    on: date
    not_announced: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        return bool(self.not_announced)


@dataclass(frozen=True, slots=True)
class Due(CountedDay):
    """A promise's end: `at` is an aware UTC instant, `on` the same moment's day in the zone."""

    at: datetime = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class _Notice:
    names: Mapping[date, DayName]
    makeup: frozenset[date]


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """The working days of one zone.

    `overrides` correct single dates. `declared_years` are the years whose whole notice has been loaded as
    overrides, so that a year newer than the library counts as announced. Build a new calendar when either
    changes: what was counted once is kept.
    """

    overrides: Mapping[date, DayOverride] = field(default_factory=dict)
    declared_years: frozenset[int] = frozenset()
    _workdays: dict[int, tuple[date, ...]] = field(default_factory=dict, init=False, repr=False)

    def is_announced(self, year: int) -> bool:
        return year in self.declared_years or _notice_of(year) is not None

    def not_announced(self, start: date, end: date) -> tuple[int, ...]:
        """The years from `start` to `end`, in either order, that are only counted Monday to Friday."""
        first, last = sorted((start.year, end.year))
        return tuple(year for year in range(first, last + 1) if not self.is_announced(year))

    def is_workday(self, day: date) -> bool:
        if override := self.overrides.get(day):
            return override.is_working
        is_weekend = day.isoweekday() >= SATURDAY
        if (notice := _notice_of(day.year)) is None:
            return not is_weekend
        return day in notice.makeup if is_weekend else day not in notice.names

    def is_makeup_workday(self, day: date) -> bool:
        """Whether a Saturday or Sunday is worked in exchange for a longer holiday."""
        return day.isoweekday() >= SATURDAY and self.is_workday(day)

    def holiday_name(self, day: date) -> DayName | None:
        """The festival that keeps people at home; None on a working day and on an ordinary weekend.

        A day off that is exchanged for a make-up day bears the name of the festival it lengthens.
        """
        if self.is_workday(day):
            return None
        override, notice = self.overrides.get(day), _notice_of(day.year)
        return (override and override.name) or (notice and notice.names.get(day)) or None

    def add_workdays(self, day: date, count: int) -> CountedDay:
        """The `count`-th working day after `day`, which is not counted itself; before it if negative.

        Zero gives `day` back, working or not. Raises ValueError beyond the year 9999.
        """
        if count == 0:
            return CountedDay(day, self.not_announced(day, day))
        year, workdays = day.year, self._workdays_of(day.year)
        index = count + (bisect_right(workdays, day) - 1 if count > 0 else bisect_left(workdays, day))
        while index >= len(workdays):
            index -= len(workdays)
            year, workdays = year + 1, self._workdays_of(year + 1)
        while index < 0:
            year, workdays = year - 1, self._workdays_of(year - 1)
            index += len(workdays)
        return CountedDay(workdays[index], self.not_announced(day, workdays[index]))

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after `start`, up to and including `end`; negative if `end` is earlier."""
        if end < start:
            return -self.workdays_between(end, start)
        whole_years = sum(len(self._workdays_of(year)) for year in range(start.year, end.year))
        return whole_years + self._count_through(end) - self._count_through(start)

    def next_workday(self, day: date) -> date:
        """The first working day strictly after `day`."""
        return self.add_workdays(day, 1).on

    def previous_workday(self, day: date) -> date:
        """The last working day strictly before `day`."""
        return self.add_workdays(day, -1).on

    def due_instant(self, registered_at: datetime, count: int, zone: str, closing_time: time = CLOSING_TIME) -> Due:
        """When a promise of `count` working days ends: closing time of the `count`-th one after registration.

        `registered_at` is an aware instant; its day in `zone` is not counted, whatever the hour. Raises
        ValueError for a naive instant or a count below one.
        """
        if registered_at.tzinfo is None:
            raise ValueError("registered_at needs a time zone")
        if count < 1:
            raise ValueError("a promise lasts at least one working day")
        counted = self.add_workdays(day_of(registered_at, zone), count)
        closing = instant_of(counted.on, closing_time, zone)
        return Due(counted.on, counted.not_announced, at=closing.astimezone(UTC))

    def _workdays_of(self, year: int) -> tuple[date, ...]:
        if year not in self._workdays:
            first, days = date(year, 1, 1), (date(year, 12, 31) - date(year, 1, 1)).days + 1
            every_day = (first + timedelta(days=offset) for offset in range(days))
            self._workdays[year] = tuple(day for day in every_day if self.is_workday(day))
        return self._workdays[year]

    def _count_through(self, day: date) -> int:
        return bisect_right(self._workdays_of(day.year), day)


@cache
def _notice_of(year: int) -> _Notice | None:
    """One year's notice, or None when the library does not carry it.

    It lists statutory days for every year from 1950 to 2100, those it only expects included. What can come
    from a notice alone are the make-up days, and no notice has been without one since the first of 2001.
    """
    # Imported on first use: a sixth of a second that starting up need not wait for.
    from holidays import country_holidays  # noqa: PLC0415

    chinese, english = (country_holidays("CN", years=(year, year + 1), language=code) for code in ("zh_CN", "en_US"))
    makeup = frozenset(day for day in chinese.weekend_workdays if day.year == year)
    if not makeup:
        return None
    zh, en = _festivals(chinese), _festivals(english)
    names = {day: DayName(zh[day], en[day]) for day in zh if day.year == year and day not in makeup}
    return _Notice(names, makeup)


def _festivals(book: "HolidayBase") -> dict[date, str]:
    """Name every day off after its festival; an exchanged one is just a "day off" to the library."""
    exchanged = book.tr(book.substituted_label).partition("%s")[0]
    observed = book.tr(book.observed_label).replace("%s", "")
    named = {day: name.removesuffix(observed) for day, name in book.items() if not name.startswith(exchanged)}
    return {day: named.get(day) or named[min(named, key=lambda other: abs(other - day))] for day in book}
