"""First and third Tuesday, and what happens to it at the holidays."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.recurrence import (
    MonthlyRule,
    OccurrenceState,
    ShiftPolicy,
    nth_weekdays,
    occurrences,
    plan_year,
)
from app.core.workdays import DayOverride, WorkCalendar

CALENDAR = WorkCalendar()
TUESDAY = 2
SERVICE_DAYS = MonthlyRule((1, 3), TUESDAY, valid_from=date(2017, 1, 1))
RULE_DATES_2019 = (
    "01-01 01-15 02-05 02-19 03-05 03-19 04-02 04-16 05-07 05-21 06-04 06-18 "
    "07-02 07-16 08-06 08-20 09-03 09-17 10-01 10-15 11-05 11-19 12-03 12-17"
)
CLASHES = {
    2017: "04-04 10-03",
    2018: "02-20 05-01 10-02",
    2019: "01-01 02-05 10-01",
    2020: "05-05 10-06",
    2021: "02-16 05-04 09-21 10-05",
    2022: "02-01 04-05 05-03 10-04",
    2023: "05-02 10-03",
    2024: "09-17 10-01",
    2025: "02-04 10-07",
    2026: "02-17 05-05 10-06",
}


def in_year(year, text):
    return [date.fromisoformat(f"{year}-{month_and_day}") for month_and_day in text.split()]


def planned(year, policy=ShiftPolicy.NEXT_WORKDAY, rule=SERVICE_DAYS):
    return plan_year(rule, year, policy, CALENDAR)


def clashes(year, **how):
    return [day for day in planned(year, **how) if day.state is OccurrenceState.HOLIDAY_CONFLICT]


def test_rule_dates_of_2019():
    assert list(occurrences(SERVICE_DAYS, 2019)) == in_year(2019, RULE_DATES_2019)


@pytest.mark.parametrize("year", CLASHES)
def test_clashes_with_holidays_of_ten_years(year):
    assert [day.on for day in clashes(year)] == in_year(year, CLASHES[year])
    assert len(planned(year)) == 24


def test_proposals_of_2019_with_the_festivals_name():
    following = {day.on: (day.proposed_on, day.holiday.en) for day in clashes(2019)}
    assert following == {
        date(2019, 1, 1): (date(2019, 1, 2), "New Year's Day"),
        date(2019, 2, 5): (date(2019, 2, 11), "Chinese New Year (Spring Festival)"),
        date(2019, 10, 1): (date(2019, 10, 8), "National Day"),
    }
    preceding = [day.proposed_on for day in clashes(2019, policy=ShiftPolicy.PREVIOUS_WORKDAY)]
    assert preceding == [date(2018, 12, 29), date(2019, 2, 3), date(2019, 9, 30)]


def test_asking_shows_the_clash_and_proposes_nothing():
    assert [(day.on.month, day.proposed_on) for day in clashes(2019, policy=ShiftPolicy.ASK)] == [
        (1, None),
        (2, None),
        (10, None),
    ]


def test_keeping_plans_the_holiday_and_still_names_it():
    days = planned(2019, policy=ShiftPolicy.KEEP)
    assert {day.state for day in days} == {OccurrenceState.PLANNED}
    assert [day.on.month for day in days if day.holiday] == [1, 2, 10]


def test_a_proposal_avoids_the_rules_own_next_day():
    first_and_second = MonthlyRule((1, 2), TUESDAY, valid_from=date(2019, 1, 1))
    october = next(day for day in clashes(2019, rule=first_and_second) if day.on.month == 10)
    assert october.proposed_on == date(2019, 10, 9)


def test_two_clashes_in_one_long_holiday_get_two_days():
    a_longer_holiday = WorkCalendar({date(2019, 2, day): DayOverride(is_working=False) for day in (11, 12)})
    rule = MonthlyRule((1, 2), TUESDAY, valid_from=date(2019, 2, 1), valid_to=date(2019, 2, 28))
    days = plan_year(rule, 2019, ShiftPolicy.NEXT_WORKDAY, a_longer_holiday)
    assert [day.proposed_on for day in days] == [date(2019, 2, 13), date(2019, 2, 14)]


def test_a_proposal_that_enters_a_year_without_notice_is_provisional():
    off = {date(2026, 12, day): DayOverride(is_working=False) for day in range(15, 32)}
    last = plan_year(SERVICE_DAYS, 2026, ShiftPolicy.NEXT_WORKDAY, WorkCalendar(off))[-1]
    assert (last.proposed_on, last.not_announced) == (date(2027, 1, 1), (2027,))


def test_a_year_without_notice_is_planned_provisionally():
    days = planned(2027)
    assert {day.state for day in days} == {OccurrenceState.PLANNED}
    assert all(day.not_announced == (2027,) and day.is_provisional for day in days)


def test_announced_days_are_not_provisional():
    assert not any(day.is_provisional for day in planned(2019))


def test_held_days_off_the_rule_are_not_rule_dates():
    held = [date(2017, 2, 20), date(2019, 6, 12), date(2019, 6, 26), date(2019, 7, 9)]
    assert [day.isoweekday() for day in held] == [1, 3, 3, 2]
    assert not set(held) & {*occurrences(SERVICE_DAYS, 2017), *occurrences(SERVICE_DAYS, 2019)}


def test_validity_includes_both_ends():
    rule = MonthlyRule((1, 3), TUESDAY, valid_from=date(2019, 2, 19), valid_to=date(2019, 4, 2))
    assert list(occurrences(rule, 2019)) == in_year(2019, "02-19 03-05 03-19 04-02")
    assert occurrences(rule, 2018) == occurrences(rule, 2020) == ()


def test_a_fifth_weekday_is_left_out_where_the_month_has_none():
    assert nth_weekdays(2019, 7, TUESDAY, (5,)) == (date(2019, 7, 30),)
    assert nth_weekdays(2019, 6, TUESDAY, (5,)) == ()
    assert nth_weekdays(2019, 6, TUESDAY, (-1, 4)) == (date(2019, 6, 25),)
    assert nth_weekdays(2019, 6, TUESDAY, (-5,)) == ()


@pytest.mark.parametrize(("ordinals", "weekday"), [((), 2), ((0,), 2), ((6,), 2), ((1,), 0), ((1,), 8)])
def test_a_rule_that_means_nothing_is_refused(ordinals, weekday):
    with pytest.raises(ValueError, match=r"ordinal|weekday"):
        MonthlyRule(ordinals, weekday, valid_from=date(2019, 1, 1))


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 7), st.integers(1, 5))
@example(9999, 12, 1, 5)  # the end of the calendar
def test_ordinals_from_the_front_and_the_back_name_the_same_days(year, month, weekday, ordinal):
    every = nth_weekdays(year, month, weekday, range(1, 6))
    assert all(day.isoweekday() == weekday and (day.year, day.month) == (year, month) for day in every)
    assert nth_weekdays(year, month, weekday, (ordinal,)) == every[ordinal - 1 : ordinal]
    assert nth_weekdays(year, month, weekday, (-ordinal,)) == tuple(reversed(every))[ordinal - 1 : ordinal]
