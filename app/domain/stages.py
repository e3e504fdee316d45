"""A project reaches stages, is reported on, and errors are voided; the past is never rewritten (M06)."""

from datetime import date

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import journal, photos
from app.domain.work import Work
from app.models.project import Precision, Progress, Project, Stage, StageEvent, Verb
from app.models.project_shapes import ProgressWrite, ProjectAdd, Reach, Voiding
from app.queries import projects as stored


def reach(work: Work, project: Project, data: Reach) -> StageEvent:
    """Record that a stage was reached. Days to come are refused; days gone by need a reason (M06)."""
    policy.require(work.actor, Verb.REACH, project)
    on_day = _day(data.on_day or work.today, data.precision)
    if (data.on_day or on_day) > work.today:
        raise RuleBroken(N_("This day has not come yet."), field="on_day")
    if on_day < work.today and not data.reason:
        raise RuleBroken(N_("Write why it is recorded afterwards."), field="reason")
    if any((one.stage, one.on_day) == (data.stage, on_day) for one in stored.holding(work.session, project)):
        raise RuleBroken(N_("This stage is recorded for this day already."), field="stage")
    before = journal.snapshot(project, *_FACTS)
    said = _say(work, project, data.stage, on_day)
    said.precision, said.reason, said.evidence = data.precision, data.reason, data.evidence
    project.updated_at = work.now
    after = journal.snapshot(project, *_FACTS) | {"event": said.id, "reached": data.stage, "on_day": on_day}
    journal.record(work, Verb.REACH, project, before=before, after=after)
    return said


def void(work: Work, project: Project, event: StageEvent, data: Voiding) -> StageEvent:
    """Take a stage event out of count, with the reason; it stays to be read."""
    policy.require(work.actor, Verb.VOID, project)
    before = journal.snapshot(project, *_FACTS)
    event.voided_at, event.voided_by, event.void_reason = work.now, work.actor.id, data.reason
    work.session.flush()
    _settle(work, project)
    project.updated_at = work.now
    after = journal.snapshot(project, *_FACTS) | {"event": event.id, "voided": event.stage}
    journal.record(work, Verb.VOID, project, before=before, after=after)
    return event


def update(work: Work, project: Project, data: ProgressWrite, pictures: list[bytes] | None = None) -> Progress:
    """One tap from the site: what is new, or that nothing is. The same key twice is one update (R18).

    `pictures` are raw uploads, re-encoded before they are kept. Another stage is reached today.
    """
    policy.require(work.actor, Verb.UPDATE, project)
    if known := stored.progress_by_key(work.session, work.actor, data.key):
        return known
    if not (data.is_unchanged or data.percent is not None or data.stage or data.note or pictures):
        raise RuleBroken(N_("Choose what is new, or press “No change”."), field="percent")
    before = journal.snapshot(project, *_FACTS)
    said = Progress.model_validate(
        data.model_dump() | {"project_id": project.id, "author_id": work.actor.id, "at": work.now}
    )
    work.session.add(said)
    work.session.flush()
    photos.keep(work, said, pictures or [])
    if data.stage and data.stage is not project.stage:
        _say(work, project, data.stage, work.today)
    project.percent = data.percent if data.percent is not None else project.percent
    project.updated_at = work.now
    after = journal.snapshot(project, *_FACTS) | {"progress": said.id, "words": journal.fingerprint(data.note)}
    journal.record(work, Verb.UPDATE, project, before=before, after=after)
    return said


def begin(work: Work, project: Project, data: ProjectAdd) -> None:
    """The first stage event of a new project; none while nobody knows its stage."""
    policy.require(work.actor, Verb.ADD, data)
    if data.stage is Stage.UNKNOWN:
        return
    on_day = _day(data.stage_on or work.today, data.stage_precision)
    if on_day > work.today:
        raise RuleBroken(N_("This day has not come yet."), field="stage_on")
    _say(work, project, data.stage, on_day).precision = data.stage_precision


_FACTS = ("stage", "stage_on", "percent")


def _say(work: Work, project: Project, stage: Stage, on_day: date) -> StageEvent:
    assert project.id is not None
    said = StageEvent(
        project_id=project.id, stage=stage, on_day=on_day, recorded_at=work.now, recorded_by=work.actor.id
    )
    work.session.add(said)
    work.session.flush()
    _settle(work, project)
    return said


def _settle(work: Work, project: Project) -> None:
    """The newest event that holds is where the project stands, whatever was recorded last."""
    holding = stored.holding(work.session, project)
    newest = holding[-1] if holding else None
    project.stage = newest.stage if newest else Stage.UNKNOWN
    project.stage_on = newest.on_day if newest else None


def _day(day: date, precision: Precision) -> date:
    return day.replace(day=1) if precision is Precision.MONTH else day
