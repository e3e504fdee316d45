"""Days that come back every month by ordinal and weekday, and what to do when one is not a working day."""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.workdays import DayName, WorkCalendar

DAYS_IN_WEEK = 7
MONTHS = range(1, 13)
ORDINALS = frozenset({1, 2, 3, 4, 5, -1, -2, -3, -4, -5})


@dataclass(frozen=True, slots=True)
class MonthlyRule:
    """Such as "the first and third Tuesday": `ordinals` (1, 3), `weekday` 2.

    `weekday` is ISO, 1 Monday to 7 Sunday. An ordinal is 1 to 5, or -1 to -5 counted from the month's end.
    Both ends of the validity are included; `valid_to` None is open. Raises ValueError for anything else.
    """

    ordinals: tuple[int, ...]
    weekday: int
    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if not self.ordinals or not ORDINALS.issuperset(self.ordinals):
            raise ValueError("an ordinal is 1 to 5, or -1 to -5 from the month's end")
        if not 1 <= self.weekday <= DAYS_IN_WEEK:
            raise ValueError("a weekday is 1 (Monday) to 7 (Sunday)")

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class ShiftPolicy(StrEnum):
    """What to propose for a day that is not worked; nothing moves before the office confirms it."""

    NEXT_WORKDAY = "next_workday"
    PREVIOUS_WORKDAY = "previous_workday"
    ASK = "ask"
    KEEP = "keep"


class OccurrenceState(StrEnum):
    PLANNED = "planned"
    HOLIDAY_CONFLICT = "holiday_conflict"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day of the plan.

    `proposed_on` is a working day that no other day of the plan uses, only for a conflict and only under a
    policy that knows a direction. `holiday` is named whatever the policy. `not_announced` lists the years, of
    the day or of the proposal, whose State Council notice is missing: the answer may change when it comes.
    """

    on: date
    state: OccurrenceState
    proposed_on: date | None = None
    holiday: DayName | None = None
    not_announced: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        return bool(self.not_announced)


def nth_weekdays(year: int, month: int, weekday: int, ordinals: Iterable[int]) -> tuple[date, ...]:
    """The month's days with that ISO weekday and those ordinals, in order; a missing fifth is left out."""
    before_first, length = monthrange(year, month)  # Monday is 0 here
    start = 1 + (weekday - 1 - before_first) % DAYS_IN_WEEK
    days = [date(year, month, day) for day in range(start, length + 1, DAYS_IN_WEEK)]
    indices = {ordinal - 1 if ordinal > 0 else len(days) + ordinal for ordinal in ordinals}
    return tuple(day for index, day in enumerate(days) if index in indices)


def occurrences(rule: MonthlyRule, year: int) -> tuple[date, ...]:
    """The rule's days in one year, within its validity, in order, holidays or not."""
    days = (day for month in MONTHS for day in nth_weekdays(year, month, rule.weekday, rule.ordinals))
    return tuple(day for day in days if rule.covers(day))


def plan_year(rule: MonthlyRule, year: int, policy: ShiftPolicy, calendar: WorkCalendar) -> tuple[Occurrence, ...]:
    """The rule's days in one year, each with its state and, for a clash, a proposal."""
    days = occurrences(rule, year)
    taken, planned = set(days), []
    for day in days:
        occurrence = _occurrence(day, policy, calendar, taken)
        planned.append(occurrence)
        if occurrence.proposed_on:
            taken.add(occurrence.proposed_on)
    return tuple(planned)


def _occurrence(day: date, policy: ShiftPolicy, calendar: WorkCalendar, taken: Collection[date]) -> Occurrence:
    missing = calendar.not_announced(day, day)
    if calendar.is_workday(day):
        return Occurrence(day, OccurrenceState.PLANNED, not_announced=missing)
    holiday = calendar.holiday_name(day)
    if policy is ShiftPolicy.KEEP:
        return Occurrence(day, OccurrenceState.PLANNED, holiday=holiday, not_announced=missing)
    proposed = _proposal(day, policy, calendar, taken)
    missing = calendar.not_announced(day, proposed or day)
    return Occurrence(day, OccurrenceState.HOLIDAY_CONFLICT, proposed, holiday, missing)


def _proposal(day: date, policy: ShiftPolicy, calendar: WorkCalendar, taken: Collection[date]) -> date | None:
    steps: dict[ShiftPolicy, Callable[[date], date]] = {
        ShiftPolicy.NEXT_WORKDAY: calendar.next_workday,
        ShiftPolicy.PREVIOUS_WORKDAY: calendar.previous_workday,
    }
    if (step := steps.get(policy)) is None:
        return None
    proposed = step(day)
    while proposed in taken:
        proposed = step(proposed)
    return proposed
