"""Service days and visits without HTTP: the journal, late notices, two writers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from uuid import uuid4

import pytest
from actors import FIRM
from conftest import Clients
from sqlmodel import col, select

from app.core.errors import Conflict, NotAllowed, RuleBroken
from app.domain import roster, service_days, service_rules, visits
from app.models.event import Event
from app.models.roster_shapes import Disbanding, StopWrite, TeamWrite
from app.models.service_day import DayState, ServiceDay, Verb
from app.models.service_day_shapes import DayMove, DayReason, RuleWrite, YearPlan
from app.models.visit import Met, Upshot
from app.models.visit_shapes import VisitBegin, VisitFinish, VisitPlan
from app.models.zone import WorkdayOverride
from app.queries import service_days as stored
from app.queries import service_rules as rules

WHY = DayReason(reason="National Day")
URL = "/api/v1/service-days"


def lines(work):
    return [event.verb for event in work.session.exec(select(Event).order_by(col(Event.id)))]


def day(work, on):
    return stored.get(work.session, work.actor, on)


def test_every_verb_leaves_one_line_in_the_journal(work):
    mine = work("coordinator")
    october = day(mine, date(2019, 10, 1))
    service_days.move(mine, october, DayMove(on_day=date(2019, 10, 8), reason="National Day"))
    service_days.move_back(mine, october, WHY)
    service_days.keep(mine, october, WHY)
    service_days.cancel(mine, october, WHY)
    service_days.restore(mine, october, WHY)
    team = roster.form_team(mine, october, TeamWrite(number=1, name="First", department_ids=[1]))
    roster.add_stop(mine, october, team, StopWrite(key=uuid4(), enterprise_id=FIRM, at=time(9)))
    begun = visits.begin(mine, VisitBegin(key=uuid4(), enterprise_id=FIRM))
    visits.finish(mine, begun, VisitFinish(met=Met.STAFF, upshot=Upshot.NOTHING_OPEN))
    moves = [f"service_day.{verb}" for verb in ("move", "move_back", "keep", "cancel", "restore")]
    assert lines(mine) == [*moves, "team.staff", "visit.plan", "visit.begin", "visit.finish"]


def test_the_journal_tells_the_dates_and_not_the_words(work):
    mine = work("coordinator")
    october = day(mine, date(2019, 10, 1))
    service_days.move(mine, october, DayMove(on_day=date(2019, 10, 8), reason="Mr Wang travels"))
    event = mine.session.exec(select(Event)).one()
    assert (event.before, event.after["on_day"]) == ({"on_day": "2019-10-01", "state": "conflict"}, "2019-10-08")
    assert "Wang" not in event.model_dump_json()


def test_a_late_notice_finds_new_clashes_and_leaves_decided_days_alone(work):
    mine = work("coordinator")
    kept = day(mine, date(2019, 10, 1))
    service_days.keep(mine, kept, WHY)
    free = {"is_working": False, "name": "Flood", "loaded_at": mine.now}
    mine.session.add_all(WorkdayOverride(day=on, **free) for on in (date(2019, 8, 6), date(2019, 10, 1)))
    touched = service_days.plan(mine, YearPlan(year=2019))
    assert [(row.on_day, row.state, row.sequence, row.proposed_on) for row in touched] == [
        (date(2019, 8, 6), DayState.CONFLICT, 1, date(2019, 8, 7))
    ]
    assert kept.state is DayState.PLANNED


def test_an_override_makes_a_year_known_and_takes_a_holiday_back(work):
    mine = work("coordinator")
    mine.session.add(WorkdayOverride(day=date(2019, 10, 1), is_working=True, name="", loaded_at=mine.now))
    (freed,) = service_days.plan(mine, YearPlan(year=2019))
    assert (freed.on_day, freed.state, freed.holiday) == (date(2019, 10, 1), DayState.PLANNED, None)


def test_another_rule_plans_other_days(work):
    mine = work("coordinator")
    fridays = RuleWrite(
        ordinals=[-1], weekday=5, valid_from=date(2020, 1, 1), starts=time(9), ends=time(12), shift="previous_workday"
    )
    service_rules.set_rule(mine, rules.rule(mine.session), fridays)
    planned = service_days.plan(mine, YearPlan(year=2020))
    assert {row.on_day.isoweekday() for row in planned} == {5}
    clash = next(row for row in planned if row.state is DayState.CONFLICT)
    assert clash.proposed_on < clash.on_day


def test_a_rule_date_to_which_another_day_was_moved_is_not_lost(work):
    mine = work("coordinator")
    december = day(mine, date(2019, 12, 17))
    service_days.move(mine, december, DayMove(on_day=date(2020, 1, 7), reason="Snow"))
    service_days.plan(mine, YearPlan(year=2020))
    year = stored.year(mine.session, mine.actor, 2020, mine.today)
    seventh = [(row.rule_on, row.state) for row in year.days if row.on_day == date(2020, 1, 7)]
    assert sorted(seventh) == [(date(2019, 12, 17), DayState.MOVED), (date(2020, 1, 7), DayState.CANCELLED)]
    assert year.not_planned == []


def test_a_day_is_done_with_only_once(work):
    mine = work("coordinator")
    october = day(mine, date(2019, 10, 1))
    service_days.cancel(mine, october, WHY)
    for verb in (service_days.cancel, service_days.keep, service_days.move_back):
        with pytest.raises(Conflict):
            verb(mine, october, WHY)


def test_nobody_else_decides_and_no_firm_is_visited_by_supervision(work):
    october = day(work("coordinator"), date(2019, 10, 1))
    for name in ("leader", "officer", "handler", "supervisor", "contact", "admin"):
        with pytest.raises(NotAllowed):
            service_days.cancel(work(name), october, WHY)
    for name in ("supervisor", "contact", "admin"):
        with pytest.raises(NotAllowed):
            visits.begin(work(name), VisitBegin(key=uuid4(), enterprise_id=FIRM))


def test_a_team_that_has_been_out_stays(work):
    mine = work("coordinator")
    today = day(mine, date(2019, 7, 16))
    team = roster.form_team(mine, today, TeamWrite(number=1, name="First"))
    stop = roster.add_stop(mine, today, team, StopWrite(key=uuid4(), enterprise_id=FIRM, at=time(9)))
    visits.finish(mine, stop, VisitFinish(met=Met.IN_CHARGE, upshot=Upshot.FOLLOW_UP))
    with pytest.raises(RuleBroken):
        roster.disband(mine, today, team, Disbanding())


def test_an_hour_without_offset_is_the_zones(work):
    mine = work("officer")
    planned = visits.plan(mine, VisitPlan(key=uuid4(), enterprise_id=FIRM, planned_at="2019-07-18T14:00"))
    assert planned.at.isoformat() == "2019-07-18T14:00:00+08:00"


def test_two_coordinators_at_once_move_a_day_once(as_: Clients):
    client = as_("coordinator")
    seen = client.get(f"{URL}/2019-10-01").json()

    def move(to):
        sent = {"on_day": to, "reason": "National Day"}
        return client.post(f"{URL}/2019-10-01/move", json=sent, headers={"If-Match": f'"{seen["version"]}"'})

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(move, ["2019-10-08", "2019-10-09", "2019-10-10", "2019-10-11"]))
    won = [answer.json()["on_day"] for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 404, 409, 412}
    assert won == [row["on_day"] for row in client.get(URL).json()["days"] if row["rule_on"] == "2019-10-01"]


def test_two_days_moved_at_once_to_one_date_do_not_share_it(as_: Clients):
    client = as_("coordinator")

    def move(before):
        version = client.get(f"{URL}/{before}").json()["version"]
        sent = {"on_day": "2019-12-30", "reason": "Fair"}
        return client.post(f"{URL}/{before}/move", json=sent, headers={"If-Match": f'"{version}"'}).status_code

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(move, ["2019-12-03", "2019-12-17", "2019-11-19"]))
    assert answers.count(200) == 1
    assert set(answers) <= {200, 409, 422}
    days = client.get(URL).json()["days"]
    assert len([row for row in days if row["on_day"] == "2019-12-30"]) == 1


def test_a_double_tap_is_one_visit(as_: Clients):
    client, sent = as_("officer"), {"key": str(uuid4()), "enterprise_id": FIRM}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: client.post("/api/v1/visits/under-way", json=sent), range(4)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len(client.get("/api/v1/visits").json()["items"]) == 1


def test_a_day_knows_what_it_allows():
    extra = ServiceDay(uid=uuid4(), on_day=date(2017, 2, 20), starts=time(9), ends=time(12), state=DayState.MOVED)
    assert not extra.allows(Verb.MOVE_BACK)
