"""The calendar against the State Council's notices and against counting one day at a time."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.workdays import DayName, DayOverride, WorkCalendar

ZONE = "Asia/Shanghai"
CALENDAR = WorkCalendar()
# What was known before the notice of 2019-03-22 lengthened May Day: only 1 May was off.
BEFORE_MAY_DAY_NOTICE = WorkCalendar(
    {
        date(2019, 4, 28): DayOverride(is_working=False),
        date(2019, 5, 2): DayOverride(is_working=True),
        date(2019, 5, 3): DayOverride(is_working=True),
        date(2019, 5, 5): DayOverride(is_working=False),
    }
)
NEW_YEAR = DayName("元旦", "New Year's Day")

# 2017 to 2029 holds announced years and, from 2027, years that are not.
days = st.dates(date(2017, 1, 1), date(2029, 12, 31))
counts = st.integers(1, 60)
corrections = st.dictionaries(days, st.booleans().map(DayOverride), max_size=40)
calendars = corrections.map(WorkCalendar)


def counted_one_by_one(calendar, start, count):
    day, left, step = start, abs(count), timedelta(days=1 if count > 0 else -1)
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


def each_day(first, last):
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


@pytest.mark.parametrize("day", ["2019-02-02", "2019-02-03", "2019-04-28", "2019-05-05", "2019-09-29", "2019-10-12"])
def test_make_up_weekends_of_2019_are_worked(day):
    day = date.fromisoformat(day)
    assert CALENDAR.is_workday(day)
    assert CALENDAR.is_makeup_workday(day)
    assert CALENDAR.holiday_name(day) is None


def test_2019_has_these_days_off_and_no_others():
    stretches = [("01-01", "01-01"), ("02-04", "02-10"), ("04-05", "04-05"), ("05-01", "05-04")]
    stretches += [("06-07", "06-07"), ("09-13", "09-13"), ("10-01", "10-07")]
    off = {d for a, b in stretches for d in each_day(date.fromisoformat(f"2019-{a}"), date.fromisoformat(f"2019-{b}"))}
    year = each_day(date(2019, 1, 1), date(2019, 12, 31))
    assert not any(CALENDAR.is_workday(day) for day in off)
    assert {d for d in year if d.isoweekday() <= 5 and not CALENDAR.is_workday(d)} == {
        d for d in off if d.isoweekday() <= 5
    }
    assert sum(CALENDAR.is_makeup_workday(day) for day in year) == 6


@pytest.mark.parametrize(
    ("registered", "count", "due"),
    [
        ("2019-02-01", 3, "2019-02-11"),
        ("2019-02-01", 15, "2019-02-27"),
        ("2019-04-26", 3, "2019-04-30"),
        ("2019-04-26", 5, "2019-05-06"),
        ("2019-06-05", 3, "2019-06-11"),
        ("2019-06-26", 3, "2019-07-01"),
        ("2019-06-26", 15, "2019-07-17"),
        ("2019-09-27", 3, "2019-10-08"),
        ("2019-09-27", 10, "2019-10-16"),
        ("2019-09-30", 3, "2019-10-10"),
    ],
)
def test_deadlines_of_the_fixture(registered, count, due):
    counted = CALENDAR.add_workdays(date.fromisoformat(registered), count)
    assert counted.on == date.fromisoformat(due)
    assert not counted.is_provisional


def test_the_notice_of_march_2019_moves_a_deadline():
    registered = date(2019, 3, 20)
    assert BEFORE_MAY_DAY_NOTICE.add_workdays(registered, 30).on == date(2019, 5, 3)
    after = CALENDAR.add_workdays(registered, 30).on
    assert after == date(2019, 5, 5)
    assert CALENDAR.is_makeup_workday(after)


def test_names_in_both_languages_reach_the_days_exchanged_for_weekends():
    assert CALENDAR.holiday_name(date(2019, 1, 1)) == NEW_YEAR
    assert CALENDAR.holiday_name(date(2018, 12, 31)) == NEW_YEAR
    assert CALENDAR.holiday_name(date(2026, 10, 6)) == DayName("国庆节", "National Day")
    assert CALENDAR.holiday_name(date(2026, 4, 6)) == DayName("清明节", "Tomb-Sweeping Day")
    assert CALENDAR.holiday_name(date(2019, 7, 13)) is None


def test_the_library_carries_the_notices_of_2001_to_2026():
    assert [year for year in range(1990, 2040) if CALENDAR.is_announced(year)] == list(range(2001, 2027))


def test_a_year_without_notice_is_counted_monday_to_friday_and_said():
    counted = CALENDAR.add_workdays(date(2026, 12, 30), 5)
    assert (counted.on, counted.not_announced, counted.is_provisional) == (date(2027, 1, 6), (2027,), True)
    assert CALENDAR.is_workday(date(2027, 10, 1))
    assert CALENDAR.holiday_name(date(2027, 10, 1)) is None


def test_a_loaded_notice_makes_its_year_announced():
    loaded = WorkCalendar({date(2027, 1, 1): DayOverride(is_working=False, name=NEW_YEAR)}, frozenset({2027}))
    counted = loaded.add_workdays(date(2026, 12, 30), 5)
    assert (counted.on, counted.not_announced) == (date(2027, 1, 7), ())
    assert loaded.holiday_name(date(2027, 1, 1)) == NEW_YEAR


def test_a_single_correction_does_not_announce_a_year():
    corrected = WorkCalendar({date(2027, 1, 1): DayOverride(is_working=False)})
    assert corrected.add_workdays(date(2026, 12, 30), 5).not_announced == (2027,)


def test_a_correction_without_a_name_keeps_the_festivals_name():
    assert WorkCalendar({date(2019, 1, 1): DayOverride(is_working=False)}).holiday_name(date(2019, 1, 1)) == NEW_YEAR


def test_next_and_previous_workday_never_answer_the_day_itself():
    assert CALENDAR.next_workday(date(2019, 10, 1)) == date(2019, 10, 8)
    assert CALENDAR.previous_workday(date(2019, 10, 1)) == date(2019, 9, 30)
    assert CALENDAR.next_workday(date(2019, 10, 11)) == date(2019, 10, 12)


def test_a_promise_ends_at_closing_time_in_the_zone():
    registered = datetime(2019, 9, 27, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    due = CALENDAR.due_instant(registered, 3, ZONE)
    assert (due.on, due.at) == (date(2019, 10, 8), datetime(2019, 10, 8, 9, tzinfo=UTC))
    assert due.at.tzinfo is UTC


def test_the_day_of_registration_is_the_zones_day():
    shortly_after_midnight_in_the_zone = datetime(2019, 6, 25, 16, 5, tzinfo=UTC)
    due = CALENDAR.due_instant(shortly_after_midnight_in_the_zone, 3, ZONE)
    assert due.on == date(2019, 7, 1)


def test_a_promise_into_a_year_without_notice_says_so():
    due = CALENDAR.due_instant(datetime(2026, 12, 30, 1, tzinfo=UTC), 5, ZONE)
    assert due.not_announced == (2027,)


def test_a_promise_needs_an_instant_and_a_working_day():
    registered = datetime(2019, 6, 26, 9, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.due_instant(registered.replace(tzinfo=None), 3, ZONE)
    with pytest.raises(ValueError, match="working day"):
        CALENDAR.due_instant(registered, 0, ZONE)


def test_loading_the_calendar_does_not_load_the_holiday_library():
    script = "import sys, app.core.workdays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@given(calendars, days, counts, st.sampled_from([1, -1]))
def test_adding_agrees_with_counting_one_day_at_a_time(calendar, start, count, direction):
    signed = count * direction
    assert calendar.add_workdays(start, signed).on == counted_one_by_one(calendar, start, signed)


@given(calendars, days, counts)
def test_counting_between_undoes_adding(calendar, start, count):
    end = calendar.add_workdays(start, count).on
    assert calendar.workdays_between(start, end) == count
    assert calendar.workdays_between(end, start) == -count


@given(calendars, days, days)
def test_between_counts_each_working_day_once(calendar, start, end):
    first, last = sorted((start, end))
    expected = sum(calendar.is_workday(day) for day in each_day(first, last)[1:])
    assert calendar.workdays_between(first, last) == expected


@given(calendars, days, days, counts)
def test_later_registration_and_longer_promise_never_end_earlier(calendar, one, other, count):
    earlier, later = sorted((one, other))
    due = calendar.add_workdays(earlier, count).on
    assert due <= calendar.add_workdays(later, count).on
    assert due < calendar.add_workdays(earlier, count + 1).on
    assert calendar.is_workday(due)


@given(days)
def test_zero_working_days_is_the_day_itself(day):
    counted = CALENDAR.add_workdays(day, 0)
    assert counted.on == day
    assert counted.is_provisional == (day.year > 2026)
