"""The zone's own data and rules: its name, the kinds of tickets, deadlines, the working-day calendar."""

from datetime import date

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import deadlines, journal, year_plan
from app.domain.work import Work
from app.models.zone import DeadlineRule, TicketKind, Verb, WorkdayOverride, Zone
from app.models.zone_shapes import DaysLoad, DeadlineSet, KindAdd, KindChange, ZoneChange
from app.queries import admin, people, waits

_KIND = ("name", "name_en", "position", "level", "lead_department_id", "is_active")
_ZONE = ("name", "short_name", "returns_at_most", "confirm_workdays", "sample_percent")
_DAYS_AT_MOST, _CALENDAR = 400, "the calendar of working days"
# The English words, and how the notices are usually noted down in Chinese: one character for each.
_MEANS = {"work": True, "off": False, "\u73ed": True, "\u4f11": False}
_FULL_WIDTH_COMMA = "\uff0c"


def change_zone(work: Work, data: ZoneChange) -> Zone:
    """What stands over every page, and whom to call when the service fails."""
    policy.require(work.actor, Verb.CHANGE, work.zone)
    before = journal.snapshot(work.zone, *_ZONE)
    work.zone.sqlmodel_update(data.model_dump(exclude_unset=True))
    journal.record(work, Verb.CHANGE, work.zone, before=before, after=journal.snapshot(work.zone, *_ZONE))
    return work.zone


def add_kind(work: Work, data: KindAdd) -> TicketKind:
    policy.require(work.actor, Verb.ADD_KIND)
    if admin.has_kind(work.session, data.code):
        raise RuleBroken(N_("This code is taken."), field="code")
    _check_department(work, data)
    kind = TicketKind(**data.model_dump())
    work.session.add(kind)
    journal.record(work, Verb.ADD_KIND, kind, after=journal.snapshot(kind, "code", *_KIND))
    return kind


def change_kind(work: Work, kind: TicketKind, data: KindChange) -> TicketKind:
    """Tickets keep their kind; a closed one is no longer offered."""
    policy.require(work.actor, Verb.CHANGE_KIND, kind)
    _check_department(work, data)
    before = journal.snapshot(kind, *_KIND)
    kind.sqlmodel_update(data.model_dump())
    journal.record(work, Verb.CHANGE_KIND, kind, before=before, after=journal.snapshot(kind, *_KIND))
    return kind


def set_deadline(work: Work, data: DeadlineSet) -> DeadlineRule:
    """A new version, in force from now: tickets registered before keep theirs (M12)."""
    policy.require(work.actor, Verb.SET_DEADLINE)
    if data.solve_workdays < data.answer_workdays:
        raise RuleBroken(N_("A solution cannot be due before the first answer."), field="solve_workdays")
    rule = DeadlineRule(**data.model_dump(), in_force_from=work.now)
    work.session.add(rule)
    journal.record(work, Verb.SET_DEADLINE, rule, after=data.model_dump())
    return rule


def load_days(work: Work, data: DaysLoad) -> int:
    """Lay the days of a State Council notice over the calendar; a day that was loaded before is replaced.

    All lines or none: RuleBroken names the first line that cannot be read. Service days still to come are planned
    anew at once, except those whose date somebody decided; returns how many clash because of this.
    """
    policy.require(work.actor, Verb.LOAD_DAYS)
    loaded = [_day_of(work, number, line) for number, line in enumerate(data.days.splitlines(), 1) if line.strip()]
    if len(loaded) > _DAYS_AT_MOST:
        raise RuleBroken(N_("At most %(most)s days at once."), field="days", most=_DAYS_AT_MOST)
    for row in loaded:
        row.notice = data.notice
    rows = [work.session.merge(row) for row in {row.day: row for row in loaded}.values()]
    clashes = _replan(work, {row.day.year for row in rows}, data.notice or _CALENDAR)
    after = {"days": len(rows), "clashes": clashes, "notice": journal.fingerprint(data.notice)}
    journal.record(work, Verb.LOAD_DAYS, work.zone, after=after)
    return clashes


def drop_day(work: Work, row: WorkdayOverride) -> None:
    """Take one loaded day back: the library's word counts again, for service days still to come too."""
    policy.require(work.actor, Verb.DROP_DAY, row)
    work.session.delete(row)
    _replan(work, {row.day.year}, row.notice or _CALENDAR)
    journal.record(work, Verb.DROP_DAY, work.zone, before={"day": row.day.isoformat(), "is_working": row.is_working})


def _replan(work: Work, years: set[int], notice: str) -> int:
    """Service days and deadlines follow the calendar at once, each change with an event of its own."""
    work.session.flush()
    deadlines.recount(work, waits.counted(work.session), notice)
    return year_plan.refill(work.session, sorted(years), work.now, work.today, work.actor.id)


def _day_of(work: Work, number: int, line: str) -> WorkdayOverride:
    given, _, rest = line.replace(_FULL_WIDTH_COMMA, ",").partition(",")
    means, _, name = rest.partition(",")
    try:
        day = date.fromisoformat(given.strip())
        is_working = _MEANS[means.strip().lower()]
    except (ValueError, KeyError) as unreadable:
        raise RuleBroken(
            N_("Line %(number)s cannot be read. Write it like 2027-02-06,off,Spring Festival."),
            field="days",
            number=number,
        ) from unreadable
    return WorkdayOverride(day=day, is_working=is_working, name=name.strip()[:60], loaded_at=work.now)


def _check_department(work: Work, data: KindAdd | KindChange) -> None:
    if data.lead_department_id:
        people.department(work.session, data.lead_department_id, "lead_department_id")
