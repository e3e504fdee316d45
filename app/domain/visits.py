"""What can be done with visits: plan, begin, start and finish in one tap, change, cancel. No position is ever asked."""

from datetime import datetime

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.instants import day_of, instant_of
from app.domain import journal, photos
from app.domain.work import Work
from app.models.user import User
from app.models.visit import Verb, Visit, VisitMember, VisitState
from app.models.visit_shapes import (
    VisitBegin,
    VisitCancel,
    VisitChange,
    VisitFinish,
    VisitPlan,
    VisitReopen,
    VisitStart,
)
from app.queries import people, service_days, tickets
from app.queries import visits as stored


def plan(work: Work, data: VisitPlan) -> Visit:
    """A visit to come. The same key twice is one visit."""
    policy.require(work.actor, Verb.PLAN, data)
    if known := stored.by_key(work.session, work.actor, data.key):
        return known
    visit = _new(work, data)
    visit.planned_at = visit.at = instant(work, data.planned_at)
    visit.purpose, visit.place = data.purpose, data.place
    return _enter(work, visit, Verb.PLAN, data.member_ids)


def begin(work: Work, data: VisitBegin) -> Visit:
    """A visit that nobody planned, from this moment; on a service day it counts as one of its visits."""
    policy.require(work.actor, Verb.BEGIN, data)
    if known := stored.by_key(work.session, work.actor, data.key):
        return known
    visit = _new(work, data)
    visit.state, visit.started_at, visit.at = VisitState.UNDER_WAY, work.now, work.now
    day = service_days.live_on(work.session, work.today)
    visit.service_day_id = day.id if day else None
    return _enter(work, visit, Verb.BEGIN, [work.actor.id])


def start(work: Work, visit: Visit, _data: VisitStart) -> Visit:
    """We are here; whoever taps went along."""
    policy.require(work.actor, Verb.START, visit)
    before = _advance(visit, Verb.START, VisitState.UNDER_WAY)
    visit.started_at = visit.at = work.now
    _go_along(work, visit, {work.actor.id})
    return _record(work, visit, Verb.START, before)


def finish(work: Work, visit: Visit, data: VisitFinish, pictures: list[bytes] | None = None) -> Visit:
    """Two chips and perhaps a line. A forgotten start is set to the planned hour."""
    policy.require(work.actor, Verb.FINISH, visit)
    before = _advance(visit, Verb.FINISH, VisitState.FINISHED)
    if visit.started_at is None:
        visit.started_at = min(visit.planned_at or work.now, work.now)
    visit.at, visit.finished_at = visit.started_at, work.now
    visit.met, visit.upshot, visit.summary, visit.who_text = data.met, data.upshot, data.summary, data.who_text
    _go_along(work, visit, {work.actor.id, *data.member_ids})
    photos.keep(work, visit, pictures or [])
    return _record(work, visit, Verb.FINISH, before, data.summary)


def change(work: Work, visit: Visit, data: VisitChange) -> Visit:
    """Another hour, purpose or place, other people."""
    policy.require(work.actor, Verb.CHANGE, visit)
    before = _advance(visit, Verb.CHANGE, visit.state)
    if data.planned_at is not None:
        visit.planned_at = _new_hour(work, visit, instant(work, data.planned_at))
        visit.at = visit.started_at or visit.planned_at
    visit.purpose, visit.place = data.purpose, data.place
    _replace_members(work, visit, set(data.member_ids))
    return _record(work, visit, Verb.CHANGE, before)


def cancel(work: Work, visit: Visit, data: VisitCancel) -> Visit:
    """It does not take place, and why."""
    policy.require(work.actor, Verb.CANCEL, visit)
    before = _advance(visit, Verb.CANCEL, VisitState.CANCELLED)
    visit.summary = data.reason
    return _record(work, visit, Verb.CANCEL, before, data.reason)


def reopen(work: Work, visit: Visit, _data: VisitReopen) -> Visit:
    """Undo the end or the cancellation; what was written stays."""
    policy.require(work.actor, Verb.REOPEN, visit)
    was_out = visit.started_at is not None
    before = _advance(visit, Verb.REOPEN, VisitState.UNDER_WAY if was_out else VisitState.PLANNED)
    visit.finished_at = None
    return _record(work, visit, Verb.REOPEN, before)


def place(work: Work, enterprise_id: int | None, project_id: int | None) -> tuple[int | None, int | None]:
    """The firm and the project to go to, each looked up in what this person may see; one of them must be given."""
    if enterprise_id is None and project_id is None:
        raise RuleBroken(N_("Choose an enterprise or a project."), field="enterprise_id")
    project = tickets.project(work.session, work.actor, project_id) if project_id else None
    if enterprise_id is None and project is not None:
        enterprise_id = project.enterprise_id
    elif enterprise_id is not None:
        people.enterprise(work.session, enterprise_id)
    return enterprise_id, project.id if project else None


def instant(work: Work, given: datetime) -> datetime:
    """What a form sends has no offset and means the zone's time."""
    return given if given.tzinfo else instant_of(given.date(), given.time(), work.zone.time_zone)


def _new_hour(work: Work, visit: Visit, wanted: datetime) -> datetime:
    """An hour of the visit's own day, of today or later: only what took place is noted about the past."""
    zone = work.zone.time_zone
    stays = visit.planned_at is not None and day_of(visit.planned_at, zone) == day_of(wanted, zone)
    if not stays and day_of(wanted, zone) < work.today:
        raise RuleBroken(N_("This date is past. Choose today or a later day."), field="planned_at")
    return wanted


def _new(work: Work, data: VisitPlan | VisitBegin) -> Visit:
    enterprise_id, project_id = place(work, data.enterprise_id, data.project_id)
    return Visit(
        key=data.key,
        enterprise_id=enterprise_id,
        project_id=project_id,
        created_by=work.actor.id,
        created_at=work.now,
    )


def _enter(work: Work, visit: Visit, verb: Verb, member_ids: list[int]) -> Visit:
    work.session.add(visit)
    work.session.flush()
    _go_along(work, visit, set(member_ids))
    after = journal.snapshot(visit, "state", "enterprise_id", "project_id", "planned_at", "started_at")
    journal.record(work, verb, visit, after=after)
    return visit


def _advance(visit: Visit, verb: Verb, to: VisitState) -> dict[str, object]:
    visit.take(verb)
    before = journal.snapshot(visit, *_FACTS)
    visit.state = to
    return before


_FACTS = ("state", "planned_at", "started_at", "finished_at", "met", "upshot")


def _record(work: Work, visit: Visit, verb: Verb, before: dict[str, object], words: str | None = None) -> Visit:
    after = journal.snapshot(visit, *_FACTS) | {"words": journal.fingerprint(words)}
    journal.record(work, verb, visit, before=before, after=after)
    return visit


def _go_along(work: Work, visit: Visit, user_ids: set[int]) -> None:
    assert visit.id is not None
    known = {row.user_id for row in stored.members(work.session, visit)}
    for user_id in sorted(user_ids - known):
        person = work.session.get(User, user_id)
        if person is None or not person.is_active or not person.is_staff:
            raise RuleBroken(N_("Choose somebody of the zone's staff."), field="member_ids")
        work.session.add(VisitMember(visit_id=visit.id, user_id=user_id))


def _replace_members(work: Work, visit: Visit, user_ids: set[int]) -> None:
    for row in stored.members(work.session, visit):
        if row.user_id not in user_ids:
            work.session.delete(row)
    _go_along(work, visit, user_ids)
