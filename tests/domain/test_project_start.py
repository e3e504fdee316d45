"""How early or late a start is, never said too exactly (product.md M31)."""

from datetime import date

import pytest
from actors import NOW

from app.models.project import Precision, Project, Stage, StageEvent, Track
from app.queries.projects import start_of

TODAY = date(2019, 7, 16)
SEPTEMBER = date(2019, 9, 30)


def start(baseline=None, planned=None, events=(), today=TODAY):
    row = Project(name="P07", track=Track.STOCK, stage=Stage.LEAD, entered_on=TODAY, created_at=NOW)
    row.baseline_start_on, row.baseline_start_precision = baseline or (None, None)
    row.planned_start_on, row.planned_start_precision = planned or (None, None)
    said = [StageEvent(project_id=1, stage=s, on_day=d, precision=p, recorded_at=NOW) for s, d, p in events]
    found = start_of(row, said, today)
    return found.compares, found.at_least, found.at_most


def test_p07_started_no_later_than_9_july_is_at_least_83_days_before_its_limit():
    event = (Stage.STARTED, date(2019, 7, 9), Precision.BEFORE)
    assert start((SEPTEMBER, Precision.BEFORE), events=[event]) == ("actual", 83, None)


@pytest.mark.parametrize(
    ("baseline", "on", "expected"),
    [
        ((SEPTEMBER, Precision.DAY), (date(2019, 7, 9), Precision.DAY), (83, 83)),
        ((date(2019, 7, 1), Precision.DAY), (date(2019, 7, 9), Precision.DAY), (-8, -8)),
        ((SEPTEMBER, Precision.DAY), (date(2019, 7, 1), Precision.MONTH), (61, 91)),
        ((date(2019, 9, 1), Precision.MONTH), (date(2019, 7, 9), Precision.DAY), (54, 83)),
        ((date(2019, 7, 1), Precision.MONTH), (date(2019, 7, 9), Precision.DAY), (-8, 22)),
        ((date(2019, 7, 1), Precision.DAY), (date(2019, 7, 9), Precision.BEFORE), (-8, None)),
    ],
)
def test_the_bounds_are_as_wide_as_what_is_known(baseline, on, expected):
    assert start(baseline, events=[(Stage.STARTED, *on)])[1:] == expected


def test_work_under_way_bounds_a_start_that_nobody_recorded():
    event = (Stage.UNDER_CONSTRUCTION, date(2019, 7, 9), Precision.DAY)
    assert start((SEPTEMBER, Precision.DAY), events=[event]) == ("actual", 83, None)


def test_not_started_after_the_plan_is_behind_by_so_much_at_least():
    assert start((date(2019, 7, 1), Precision.DAY)) == ("delay", None, -15)
    assert start((date(2019, 7, 1), Precision.MONTH)) == (None, None, None)


def test_a_new_plan_is_compared_with_the_first():
    assert start((SEPTEMBER, Precision.DAY), (date(2019, 8, 1), Precision.DAY)) == ("planned", 60, 60)


def test_without_a_first_plan_nothing_is_said():
    assert start(None, (SEPTEMBER, Precision.DAY), [(Stage.STARTED, TODAY, Precision.DAY)]) == (None, None, None)
