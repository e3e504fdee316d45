"""Everything read about one project."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from app import policy
from app.core import fuzzy
from app.core.errors import NotFound
from app.core.fuzzy import Days
from app.core.i18n import N_
from app.models.enterprise import Belt
from app.models.project import Precision, Progress, Project, Stage, StageEvent, Verb
from app.models.project_reads import ProjectRead, StartRead
from app.models.ticket_shapes import NamedRef
from app.policy import projects
from app.policy.actor import Actor
from app.queries import pairings, project_history, project_list

# What cannot be before construction has begun, so a day of it bounds the start from above.
_AFTER_START = {
    Stage.RESUMED,
    Stage.UNDER_CONSTRUCTION,
    Stage.COMPLETED,
    Stage.IN_PRODUCTION,
    Stage.FULL_CAPACITY,
}
_STRETCH = {
    Precision.DAY: fuzzy.exactly,
    Precision.MONTH: fuzzy.within_month,
    Precision.BEFORE: fuzzy.no_later_than,
}


def get(session: Session, actor: Actor, project_id: int) -> Project:
    """The row if this person may see it; otherwise it does not exist (404)."""
    found = session.exec(select(Project).where(Project.id == project_id, projects.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such project."))
    return found


def by_key(session: Session, actor: Actor, key: UUID) -> Project | None:
    """The project that was added under a key, if this person may see it."""
    return session.exec(select(Project).where(Project.key == key, projects.visible(actor))).one_or_none()


def has_code(session: Session, code: str, but: int | None) -> bool:
    """Whether another project bears this project code."""
    wanted = select(Project.id).where(Project.project_code == code, col(Project.id).is_distinct_from(but))
    return session.exec(wanted).first() is not None


def progress_by_key(session: Session, actor: Actor, key: UUID) -> Progress | None:
    return session.exec(select(Progress).where(Progress.key == key, Progress.author_id == actor.id)).one_or_none()


def event(session: Session, project: Project, event_id: int) -> StageEvent:
    """A stage event of this project that still holds."""
    found = session.get(StageEvent, event_id)
    if found is None or found.project_id != project.id or found.voided_at is not None:
        raise NotFound(N_("No such stage event."))
    return found


def read(session: Session, actor: Actor, project: Project, today: date) -> ProjectRead:
    """The facts of one project with what this person may do to it now; words that give an investor away stay out."""
    row = session.execute(
        project_list.columns()
        .add_columns(col(Belt.name).label("belt"), col(Belt.name_en).label("belt_en"))
        .outerjoin(Belt, col(Belt.id) == col(Project.belt_id))
        .where(col(Project.id) == project.id)
    )
    found = row.mappings().one()
    line = project_list.row_of(found, actor)
    belt = NamedRef(id=project.belt_id, name=found["belt"], name_en=found["belt_en"]) if project.belt_id else None
    kept_back = {"alias": None, "project_code": None, "note": None} if line.is_hidden else {}
    facts = project.model_dump() | line.model_dump() | {"belt": belt} | kept_back
    return ProjectRead.model_validate(
        facts
        | {
            "start": start_of(project, holding(session, project), today),
            "rebased": project_history.rebasings(session, project),
            "people": pairings.in_charge(session, project),
            "moves": [verb for verb in Verb if verb is not Verb.ADD and policy.may(actor, verb, project)],
        }
    )


def holding(session: Session, project: Project) -> list[StageEvent]:
    """The stage events that hold, in the order of their days."""
    wanted = select(StageEvent).where(StageEvent.project_id == project.id, col(StageEvent.voided_at).is_(None))
    return list(session.exec(wanted.order_by(col(StageEvent.on_day), col(StageEvent.id))))


def start_of(project: Project, events: Sequence[StageEvent], today: date) -> StartRead:
    """First plan, present plan and reality of the start, and how far they lie apart, never said too exactly (M31)."""
    actual_on, actual_precision = _actual(events)
    plan, new = project.baseline_start_on, project.planned_start_on
    compares, lead = None, None
    if plan and actual_on:
        compares, lead = (
            "actual",
            fuzzy.lead(_days(plan, project.baseline_start_precision), _days(actual_on, actual_precision)),
        )
    elif plan:
        compares, lead = "delay", fuzzy.delay(_days(plan, project.baseline_start_precision), today)
        if lead is None and new:
            real = _days(new, project.planned_start_precision)
            compares, lead = "planned", fuzzy.lead(_days(plan, project.baseline_start_precision), real)
    return StartRead(
        baseline_on=plan,
        baseline_precision=project.baseline_start_precision,
        planned_on=new,
        planned_precision=project.planned_start_precision,
        actual_on=actual_on,
        actual_precision=actual_precision,
        compares=compares if lead else None,
        at_least=lead.at_least if lead else None,
        at_most=lead.at_most if lead else None,
    )


def _actual(events: Sequence[StageEvent]) -> tuple[date | None, Precision | None]:
    """The first start that holds; without one, the first thing that can only come after it."""
    for said in events:
        if said.stage is Stage.STARTED:
            return said.on_day, said.precision
    after = next((said for said in events if said.stage in _AFTER_START), None)
    return (after.on_day, Precision.BEFORE) if after else (None, None)


def _days(day: date, precision: Precision | None) -> Days:
    return _STRETCH[precision or Precision.DAY](day)
