"""The ticket clock: working time, and what a pause takes out of it. Pure arithmetic: no database, no present moment.

The rule (fixtures.md 6.5, product.md finding 4): a promise is an amount of working time. A pause takes out the working
time that lies inside it and nothing else, so a night, a weekend or a festival under a pause adds nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.instants import DEFAULT_ZONE, day_of, instant_of
from app.core.workdays import CLOSING_TIME, Due, WorkCalendar

OPENING_TIME = time(9, 0)
_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stands still: aware instants, the end not included."""

    began_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts working time: the working days of `calendar`, from `opens` to `closes` by the clocks of `zone`.

    Offices close at least an hour after they open, on the same day.
    """

    calendar: WorkCalendar
    zone: str = DEFAULT_ZONE
    opens: time = OPENING_TIME
    closes: time = CLOSING_TIME

    @property
    def workday(self) -> timedelta:
        """The working time of one day."""
        return _since_midnight(self.closes) - _since_midnight(self.opens)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; nothing when `end` is not later."""
        if end <= start:
            return _NOTHING
        first, last = day_of(start, self.zone), day_of(end, self.zone)
        whole = self.calendar.workdays_between(first, last) - self.calendar.is_workday(last)
        whole += self.calendar.is_workday(first)
        return whole * self.workday + self._worked(end) - self._worked(start)

    def add(self, start: datetime, worked: timedelta) -> datetime:
        """The earliest instant by which `worked` has been worked since `start` (aware, UTC); `start` for nothing."""
        if worked <= _NOTHING:
            return start.astimezone(UTC)
        day = day_of(start, self.zone)
        done = self._worked(start)
        left_today = self.workday - done if self.calendar.is_workday(day) else _NOTHING
        if worked <= left_today:
            return self._at(day, done + worked)
        later, into_day = divmod(worked - left_today, self.workday)
        if not into_day:  # the end of a day comes before the opening of the next
            later, into_day = later - 1, self.workday
        return self._at(self.calendar.add_workdays(day, later + 1).on, into_day)

    def due(self, registered_at: datetime, workdays: int, pauses: Iterable[Pause] = ()) -> Due:
        """When a promise of `workdays` working days ends, given the pauses since, in any order, overlapping or not.

        The day of registration is not counted, so the clock starts at its closing time. Without a pause this is
        `WorkCalendar.due_instant` (fixtures.md 6.4). Raises ValueError for less than one working day.
        """
        if workdays < 1:
            raise ValueError("a promise lasts at least one working day")
        here = instant_of(day_of(registered_at, self.zone), self.closes, self.zone)
        left = workdays * self.workday
        for pause in merged(pauses):
            worked = self.between(here, pause.began_at)
            if worked >= left:
                break
            left -= worked
            here = max(here, pause.ended_at)
        at = self.add(here, left)
        on = day_of(at, self.zone)
        return Due(on, self.calendar.not_announced(day_of(registered_at, self.zone), on), at=at)

    def _worked(self, instant: datetime) -> timedelta:
        """Working time of the instant's own day that has passed at it."""
        local = instant.astimezone(ZoneInfo(self.zone))
        if not self.calendar.is_workday(local.date()):
            return _NOTHING
        passed = _since_midnight(local.time()) - _since_midnight(self.opens)
        return min(max(passed, _NOTHING), self.workday)

    def _at(self, day: date, into_day: timedelta) -> datetime:
        return (instant_of(day, self.opens, self.zone) + into_day).astimezone(UTC)


def merged(pauses: Iterable[Pause]) -> Iterator[Pause]:
    """The same paused time in order, without overlaps; what ends before it begins is no pause."""
    current: Pause | None = None
    for pause in sorted((p for p in pauses if p.began_at < p.ended_at), key=lambda p: p.began_at):
        if current is None or pause.began_at > current.ended_at:
            if current:
                yield current
            current = pause
        else:
            current = Pause(current.began_at, max(current.ended_at, pause.ended_at))
    if current:
        yield current


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond)
