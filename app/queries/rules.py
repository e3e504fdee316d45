"""The zone's rules in force: deadlines, kinds, the working-day calendar."""

from datetime import date, datetime
from functools import lru_cache

from sqlmodel import Session, col, select

from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.workdays import SATURDAY, DayName, DayOverride, WorkCalendar
from app.models.org import Department
from app.models.zone import DeadlineRule, Level, TicketKind, WorkdayOverride, Zone


def zone(session: Session) -> Zone | None:
    """The one zone of this deployment, or None before `init`."""
    return session.exec(select(Zone)).first()


def deadline(session: Session, level: Level, at: datetime) -> DeadlineRule:
    """The rule in force for a level at an instant; the version is kept on each ticket (M12)."""
    found = session.exec(
        select(DeadlineRule)
        .where(DeadlineRule.level == level, DeadlineRule.in_force_from <= at)
        .order_by(col(DeadlineRule.in_force_from).desc(), col(DeadlineRule.id).desc())
    ).first()
    if found is None:
        raise RuleBroken(N_("No deadline is set for this level yet; ask the administrator."), field="level")
    return found


def deadline_of(session: Session, rule_id: int) -> DeadlineRule:
    """The version of the rule that a ticket keeps."""
    return session.get_one(DeadlineRule, rule_id)


def kinds(session: Session) -> list[TicketKind]:
    """The active kinds in the order of the chips."""
    active = select(TicketKind).where(col(TicketKind.is_active)).order_by(col(TicketKind.position))
    return list(session.exec(active))


def kind(session: Session, kind_id: int) -> TicketKind:
    found = session.get(TicketKind, kind_id)
    if found is None or not found.is_active:
        raise RuleBroken(N_("Choose one of the kinds."), field="kind_id")
    return found


def kind_of(session: Session, kind_id: int) -> TicketKind:
    """The kind that an existing ticket has, whether it is still offered or not."""
    return session.get_one(TicketKind, kind_id)


def usual_department(session: Session, kind_id: int) -> Department | None:
    """The department that usually takes a kind."""
    wanted = select(Department).join(TicketKind, col(TicketKind.lead_department_id) == Department.id)
    return session.exec(wanted.where(TicketKind.id == kind_id)).first()


def calendar(session: Session) -> WorkCalendar:
    """The State Council calendar with the zone's own overrides laid over it."""
    loaded = session.exec(select(WorkdayOverride).order_by(col(WorkdayOverride.day))).all()
    return _calendar(tuple((row.day, row.is_working, row.name) for row in loaded))


@lru_cache(maxsize=4)
def _calendar(loaded: tuple[tuple[date, bool, str], ...]) -> WorkCalendar:
    overrides = {day: DayOverride(is_working, DayName(name, name)) for day, is_working, name in loaded}
    # Only a notice makes people work on a weekend: a year with such a day has had its notice loaded.
    declared = {day.year for day, is_working, _ in loaded if is_working and day.isoweekday() >= SATURDAY}
    return WorkCalendar(overrides, frozenset(declared))
