"""The ticket clock against a count minute by minute, and the cases in which help desks have been wrong."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.core.clock import Clock, Pause, merged
from app.core.workdays import WorkCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
CLOCK = Clock(WorkCalendar())
MINUTE = timedelta(minutes=1)
EPOCH = datetime(2019, 4, 22, tzinfo=SHANGHAI)  # a Monday; May Day and two worked Sundays follow
THREE_WEEKS = 21 * 24 * 60


def at(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


minutes = some.integers(0, THREE_WEEKS)
instants = minutes.map(lambda minute: EPOCH + minute * MINUTE)
pauses = some.builds(
    lambda began, lasts: Pause(EPOCH + began * MINUTE, EPOCH + (began + lasts) * MINUTE),
    minutes,
    some.integers(0, 6 * 24 * 60),
)


def by_the_minute(registered_at: datetime, workdays: int, stops: list[Pause]) -> datetime:
    """Walk on minute by minute from the end of the day of registration until the working time is used up."""
    here = registered_at.astimezone(SHANGHAI).replace(hour=17, minute=0)
    left = workdays * 8 * 60
    while left:
        is_open = CLOCK.calendar.is_workday(here.date()) and 9 <= here.hour < 17
        if is_open and not any(stop.began_at <= here < stop.ended_at for stop in stops):
            left -= 1
        here += MINUTE
    return here


@given(instants, some.integers(1, 12), some.lists(pauses, max_size=5))
def test_the_due_time_is_what_counting_minute_by_minute_gives(start: datetime, workdays: int, stops: list[Pause]):
    assert CLOCK.due(start, workdays, stops).at == by_the_minute(start, workdays, stops)


@given(instants, some.integers(1, 25), some.lists(pauses, max_size=5), pauses)
def test_one_more_pause_never_brings_the_due_time_nearer(start: datetime, workdays: int, stops: list[Pause], more):
    assert CLOCK.due(start, workdays, [*stops, more]).at >= CLOCK.due(start, workdays, stops).at


@given(instants, some.integers(1, 25), pauses, some.integers(0, 6 * 24 * 60))
def test_it_does_not_matter_how_a_pause_is_split(start: datetime, workdays: int, whole: Pause, cut: int):
    middle = min(whole.began_at + cut * MINUTE, whole.ended_at)
    halves = [Pause(middle, whole.ended_at), Pause(whole.began_at, middle)]
    assert CLOCK.due(start, workdays, halves) == CLOCK.due(start, workdays, [whole])


@given(instants, some.integers(1, 25))
def test_without_a_pause_it_is_closing_time_of_the_last_working_day(start: datetime, workdays: int):
    assert CLOCK.due(start, workdays) == CLOCK.calendar.due_instant(start, workdays, "Asia/Shanghai")


@given(instants, some.integers(0, 15_000))
def test_adding_working_time_and_measuring_it_agree(start: datetime, worked: int):
    assert CLOCK.between(start, CLOCK.add(start, worked * MINUTE)) == worked * MINUTE


@given(instants, instants, instants)
def test_working_time_adds_up(first: datetime, second: datetime, third: datetime):
    a, b, c = sorted((first, second, third))
    assert CLOCK.between(a, b) + CLOCK.between(b, c) == CLOCK.between(a, c)


@given(some.lists(pauses, max_size=6))
def test_merged_pauses_neither_touch_nor_go_back(stops: list[Pause]):
    joined = list(merged(stops))
    assert all(one.ended_at < two.began_at for one, two in pairwise(joined))


def test_a_pause_over_night_does_not_move_an_eight_hour_limit():
    """fixtures.md 6.5, first half."""
    night = Pause(at("2019-06-26 17:00"), at("2019-06-27 09:00"))
    assert CLOCK.due(at("2019-06-26 10:00"), 1, [night]).at == at("2019-06-27 17:00")


def test_a_pause_over_a_weekend_adds_nothing():
    """fixtures.md 6.5, second half: Friday evening to Monday morning."""
    weekend = Pause(at("2019-06-28 17:00"), at("2019-07-01 09:00"))
    assert CLOCK.due(at("2019-06-26 10:00"), 3, [weekend]).at == at("2019-07-01 17:00")


def test_a_pause_counts_by_the_working_time_inside_it():
    two_hours = Pause(at("2019-06-27 15:00"), at("2019-06-28 09:00"))
    assert CLOCK.due(at("2019-06-26 10:00"), 1, [two_hours]).at == at("2019-06-28 11:00")


def test_a_pause_before_the_clock_starts_takes_nothing_out():
    same_day = Pause(at("2019-06-26 10:00"), at("2019-06-26 16:00"))
    assert CLOCK.due(at("2019-06-26 09:30"), 3, [same_day]).at == at("2019-07-01 17:00")


def test_a_pause_of_which_a_sunday_is_worked():
    """28 April 2019 was a working Sunday by the notice of 22 March."""
    sunday = Pause(at("2019-04-27 00:00"), at("2019-04-29 00:00"))
    assert CLOCK.due(at("2019-04-26 10:00"), 3, [sunday]).at == at("2019-05-05 17:00")


def test_a_pause_after_the_end_changes_nothing():
    late = Pause(at("2019-07-02 09:00"), at("2019-08-02 09:00"))
    assert CLOCK.due(at("2019-06-26 10:00"), 3, [late]).at == at("2019-07-01 17:00")


def test_a_year_that_nobody_announced_is_named():
    assert CLOCK.due(datetime(2026, 12, 25, 2, tzinfo=UTC), 15).not_announced == (2027,)


def test_a_promise_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        CLOCK.due(at("2019-06-26 10:00"), 0)
