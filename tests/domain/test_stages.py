"""Stages as of any day, asked of the dated events (product.md M06)."""

from datetime import date

import pytest
from actors import NOW

from app.models.project import Project, Stage, StageEvent, Track
from app.queries import stages

JUNE, JULY = date(2019, 6, 9), date(2019, 7, 9)


def project(session, name="Plant", entered_on=date(2019, 1, 1)):
    row = Project(
        name=name, track=Track.STOCK, stage=Stage.SIGNED, entered_on=entered_on, created_at=NOW, is_synthetic=True
    )
    session.add(row)
    session.flush()
    return row


def reach(session, row, stage, on_day, *, is_void=False):
    event = StageEvent(
        project_id=row.id, stage=stage, on_day=on_day, recorded_at=NOW, voided_at=NOW if is_void else None
    )
    session.add(event)
    session.flush()
    return event


def test_two_days_give_two_answers_that_stay_the_same(work):
    desk = work("leader")
    one, other = project(desk.session), project(desk.session, "Other")
    reach(desk.session, one, Stage.SIGNED, date(2019, 3, 1))
    reach(desk.session, other, Stage.SIGNED, date(2019, 3, 1))
    reach(desk.session, one, Stage.STARTED, date(2019, 7, 1))
    for _ in range(2):
        assert stages.counts(desk.session, desk.actor, JUNE) == {Stage.SIGNED: 2}
        assert stages.counts(desk.session, desk.actor, JULY) == {Stage.SIGNED: 1, Stage.STARTED: 1}


def test_a_later_word_of_the_same_day_holds(work):
    desk = work("leader")
    one = project(desk.session)
    for stage in (Stage.STARTED, Stage.UNDER_CONSTRUCTION):
        reach(desk.session, one, stage, JULY)
    assert stages.counts(desk.session, desk.actor, JULY) == {Stage.UNDER_CONSTRUCTION: 1}


def test_a_voided_event_counts_for_no_day(work):
    desk = work("leader")
    one = project(desk.session)
    reach(desk.session, one, Stage.SIGNED, JUNE)
    reach(desk.session, one, Stage.STARTED, JUNE, is_void=True)
    assert stages.counts(desk.session, desk.actor, JULY) == {Stage.SIGNED: 1}


def test_a_project_without_a_word_is_unknown_and_one_of_later_is_not_there(work):
    desk = work("leader")
    project(desk.session)
    project(desk.session, "Later", entered_on=date(2019, 8, 1))
    assert stages.counts(desk.session, desk.actor, JULY) == {Stage.UNKNOWN: 1}


@pytest.mark.parametrize(("who", "count"), [("leader", 2), ("officer", 1), ("contact", 0), ("admin", 0)])
def test_only_what_one_may_see_is_counted(work, who, count):
    desk = work(who)
    project(desk.session)
    project(desk.session, "Own").task_force_id = 1
    desk.session.flush()
    assert sum(stages.counts(desk.session, desk.actor, JULY).values()) == count


def test_the_first_time_a_stage_was_reached(work):
    desk = work("leader")
    one = project(desk.session)
    reach(desk.session, one, Stage.STARTED, date(2019, 5, 2))
    reach(desk.session, one, Stage.WINTER_BREAK, date(2019, 5, 20))
    reach(desk.session, one, Stage.STARTED, date(2019, 6, 1))
    first = desk.session.execute(stages.reached(Stage.STARTED, JULY).select()).mappings().one()
    assert (first["project_id"], first["on_day"]) == (one.id, date(2019, 5, 2))
    assert desk.session.execute(stages.reached(Stage.STARTED, date(2019, 5, 1)).select()).first() is None
