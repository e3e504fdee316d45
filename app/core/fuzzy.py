"""Dates that are known only so far, and what can honestly be said about the days between two of them (M31, MS14)."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch in which a day lies; `first` is None when only the last possible day is known."""

    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class Lead:
    """By how many days something is ahead of its plan; negative: behind. Equal bounds are an exact number.

    A bound that nobody can know is None. Both bounds on different sides of zero: it cannot be said.
    """

    at_least: int | None
    at_most: int | None


def exactly(day: date) -> Days:
    return Days(day, day)


def within_month(day: date) -> Days:
    """Some day of the month that `day` lies in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Days(day.replace(day=1), day.replace(day=last))


def no_later_than(day: date) -> Days:
    return Days(None, day)


def lead(plan: Days, real: Days) -> Lead:
    """How far `real` is ahead of `plan`. A plan that is only a limit is measured against the limit."""
    earliest_plan = plan.first or plan.last
    at_most = (plan.last - real.first).days if real.first else None
    return Lead((earliest_plan - real.last).days, at_most)


def delay(plan: Days, today: date) -> Lead | None:
    """What has not happened by `today` is behind at least so much; None while the plan may still be kept."""
    late = (today - plan.last).days
    return Lead(None, -late) if late > 0 else None
