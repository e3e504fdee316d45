"""What can be done with service days: plan a year from the rule, move, cancel, add, describe, hold."""

from datetime import date
from uuid import uuid4

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.workdays import WorkCalendar
from app.domain import journal, year_plan
from app.domain.work import Work
from app.models.service_day import DayState, ServiceDay, Verb
from app.models.service_day_shapes import (
    DayDetails,
    DayMove,
    DayReason,
    ExtraDay,
    Holding,
    YearPlan,
)
from app.queries import rosters, rules, service_rules
from app.queries import service_days as stored


def plan(work: Work, data: YearPlan) -> list[ServiceDay]:
    """Make rows of the rule's dates of a year, and look again at untouched ones; those made or changed.

    Doing it twice changes nothing. After a later notice of the State Council it finds the new clashes.
    """
    policy.require(work.actor, Verb.PLAN)
    touched = year_plan.fill(work.session, data.year, work.now, work.actor.id)
    for day in touched:
        journal.record(work, Verb.PLAN, day, after=_facts(day))
    return touched


def add(work: Work, data: ExtraDay) -> ServiceDay:
    """A day outside the rule, today or later, such as the first one ever, on Monday 2017-02-20 (fixtures.md 6.7)."""
    policy.require(work.actor, Verb.ADD)
    _check_date(work, data.on_day, on_holiday=data.on_holiday)
    usual = service_rules.rule(work.session)
    day = ServiceDay(
        uid=uuid4(),
        on_day=data.on_day,
        starts=data.starts or usual.starts,
        ends=data.ends or usual.ends,
        state=DayState.PLANNED,
        decided=True,
        reason=data.reason,
        theme=data.theme,
        venue=data.venue,
        changed_at=work.now,
        changed_by=work.actor.id,
    )
    if day.ends <= day.starts:
        raise RuleBroken(N_("The end must be later than the start."), field="ends")
    work.session.add(day)
    journal.record(work, Verb.ADD, day, after=_facts(day))
    return day


def move(work: Work, day: ServiceDay, data: DayMove) -> ServiceDay:
    """To another date, its planned stops with it. The rule's date stays on record; a feed shows one event."""
    policy.require(work.actor, Verb.MOVE, day)
    day.take(Verb.MOVE)
    if data.on_day == day.on_day:
        raise RuleBroken(N_("It is on this date already."), field="on_day")
    _check_date(work, data.on_day, on_holiday=data.on_holiday)
    before = _facts(day)
    _shift(work, day, data.on_day)
    day.state = DayState.PLANNED if data.on_day == day.rule_on else DayState.MOVED
    return _settle(work, day, Verb.MOVE, before, data.reason)


def move_back(work: Work, day: ServiceDay, data: DayReason) -> ServiceDay:
    """Undo a move: back to the date that the rule gave, clash or not."""
    policy.require(work.actor, Verb.MOVE_BACK, day)
    _take(work, day, Verb.MOVE_BACK)
    assert day.rule_on is not None
    _check_free(work, day.rule_on)
    before = _facts(day)
    _shift(work, day, day.rule_on)
    day.state = _state_at(rules.calendar(work.session), day)
    return _settle(work, day, Verb.MOVE_BACK, before, data.reason)


def keep(work: Work, day: ServiceDay, data: DayReason) -> ServiceDay:
    """Hold it on the holiday all the same."""
    policy.require(work.actor, Verb.KEEP, day)
    _take(work, day, Verb.KEEP)
    before = _facts(day)
    day.state = DayState.PLANNED
    return _settle(work, day, Verb.KEEP, before, data.reason)


def cancel(work: Work, day: ServiceDay, data: DayReason) -> ServiceDay:
    """It does not take place; the year's list keeps it with the reason, a feed says so."""
    policy.require(work.actor, Verb.CANCEL, day)
    day.take(Verb.CANCEL)
    before = _facts(day)
    day.state = DayState.CANCELLED
    return _settle(work, day, Verb.CANCEL, before, data.reason)


def restore(work: Work, day: ServiceDay, data: DayReason) -> ServiceDay:
    """It was cancelled, or marked as held, by mistake."""
    policy.require(work.actor, Verb.RESTORE, day)
    day.take(Verb.RESTORE)
    if day.state is DayState.CANCELLED:
        _check_free(work, day.on_day)
    before = _facts(day)
    day.state = _state_at(rules.calendar(work.session), day)
    return _settle(work, day, Verb.RESTORE, before, data.reason)


def describe(work: Work, day: ServiceDay, data: DayDetails) -> ServiceDay:
    """Set theme, venue and hours."""
    policy.require(work.actor, Verb.DESCRIBE, day)
    day.take(Verb.DESCRIBE)
    before = _facts(day)
    day.theme, day.venue, day.starts, day.ends = data.theme, data.venue, data.starts, data.ends
    return _settle(work, day, Verb.DESCRIBE, before, day.reason)


def hold(work: Work, day: ServiceDay, _data: Holding) -> ServiceDay:
    """It took place; only a day that has come can have been held."""
    policy.require(work.actor, Verb.HOLD, day)
    _take(work, day, Verb.HOLD)
    before = _facts(day)
    day.state = DayState.HELD
    return _settle(work, day, Verb.HOLD, before, day.reason)


_UNTIMELY = {
    Verb.MOVE_BACK: N_("The rule's date is past."),
    Verb.KEEP: N_("This day is past."),
    Verb.HOLD: N_("This day is still to come."),
}


def _take(work: Work, day: ServiceDay, verb: Verb) -> None:
    day.take(verb)
    if not day.is_in_time(verb, work.today):
        raise RuleBroken(_UNTIMELY[verb])


def _settle(work: Work, day: ServiceDay, verb: Verb, before: dict[str, object], reason: str | None) -> ServiceDay:
    """Every change is one step that subscribers see (`sequence`), with who decided it and why."""
    day.reason, day.sequence, day.decided = reason, day.sequence + 1, True
    day.changed_at, day.changed_by = work.now, work.actor.id
    journal.record(work, verb, day, before=before, after=_facts(day) | {"words": journal.fingerprint(reason)})
    return day


def _shift(work: Work, day: ServiceDay, to: date) -> None:
    distance = to - day.on_day
    for stop in rosters.planned_stops(work.session, day.id):
        if stop.planned_at is not None:
            stop.planned_at = stop.at = stop.planned_at + distance
    day.on_day = to


def _state_at(calendar: WorkCalendar, day: ServiceDay) -> DayState:
    """What a day is when nothing but its dates is known."""
    if day.rule_on is not None and day.on_day != day.rule_on:
        return DayState.MOVED
    clashes = day.rule_on is not None and not calendar.is_workday(day.on_day)
    return DayState.CONFLICT if clashes else DayState.PLANNED


def _check_date(work: Work, to: date, *, on_holiday: bool) -> None:
    if to < work.today:
        raise RuleBroken(N_("This date is past. Choose today or a later day."), field="on_day")
    _check_free(work, to)
    if not on_holiday and not rules.calendar(work.session).is_workday(to):
        raise RuleBroken(N_("This is not a working day. Tick the box below to hold it all the same."), field="on_day")


def _check_free(work: Work, to: date) -> None:
    if stored.live_on(work.session, to) is not None:
        raise RuleBroken(N_("There is a service day on this date already."), field="on_day")


def _facts(day: ServiceDay) -> dict[str, object]:
    return journal.snapshot(day, "on_day", "rule_on", "state", "theme", "venue") | {
        "starts": day.starts.isoformat(),
        "ends": day.ends.isoformat(),
    }
