"""How a project's file begins and changes; its stages and its progress have rooms of their own."""

from typing import Any

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.domain import journal, search_index, stages
from app.domain.work import Work
from app.models.enterprise import Belt, Park
from app.models.org import TaskForce
from app.models.project import Precision, Project, Verb
from app.models.project_shapes import ProjectAdd, ProjectChange, ProjectFacts, Rebase, Retrack
from app.policy import projects as rights
from app.queries import people
from app.queries import projects as stored

# Names and words may have to be erased some day, so the journal keeps only their prints.
_WORDS = {"name", "alias", "note", "not_started_reason", "total_investment_text"}
_BASELINE = ("baseline_start_on", "baseline_start_precision")
_PLACES: dict[str, Any] = {"task_force_id": TaskForce, "park_id": Park, "belt_id": Belt}


def add(work: Work, data: ProjectAdd) -> Project:
    """Open a project's file with the stage that it has. The same key twice is one project.

    The first stage may lie in the past without a reason: it was entered late, not changed afterwards.
    """
    policy.require(work.actor, Verb.ADD, data)
    if known := stored.by_key(work.session, work.actor, data.key):
        return known
    facts = _checked(work, data, None, data.model_dump(include=set(ProjectFacts.model_fields)))
    row = Project(
        **_settled(facts),
        key=data.key,
        track=data.track,
        stage=data.stage,
        entered_on=data.entered_on or data.stage_on or work.today,
        updated_at=work.now,
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    stages.begin(work, row, data)
    journal.record(work, Verb.ADD, row, after=_kept(row, facts) | journal.snapshot(row, "track", "stage", "stage_on"))
    search_index.project(work.session, row)
    return row


def change(work: Work, project: Project, data: ProjectChange) -> Project:
    """Change what is given, leave the rest (PATCH)."""
    policy.require(work.actor, Verb.CHANGE, project)
    facts = _checked(work, data, project, data.model_dump(exclude_unset=True))
    before = _kept(project, facts)
    for name, value in _settled(facts).items():
        setattr(project, name, value)
    journal.record(work, Verb.CHANGE, project, before=before, after=_kept(project, facts))
    search_index.project(work.session, project)
    return project


def rebase(work: Work, project: Project, data: Rebase) -> Project:
    """Another baseline, which only a coordinator sets and never without a reason (M31)."""
    policy.require(work.actor, Verb.REBASE, project)
    before = journal.snapshot(project, *_BASELINE)
    project.baseline_start_on = _first_of_month(data.baseline_start_on, data.baseline_start_precision)
    project.baseline_start_precision = data.baseline_start_precision
    after = journal.snapshot(project, *_BASELINE) | {"reason": data.reason}
    journal.record(work, Verb.REBASE, project, before=before, after=after)
    return project


def retrack(work: Work, project: Project, data: Retrack) -> Project:
    """Confirm that a new project that has started counts as an existing one now, or take that back (M05)."""
    policy.require(work.actor, Verb.RETRACK, project)
    before = journal.snapshot(project, "track")
    project.track = data.track
    journal.record(work, Verb.RETRACK, project, before=before, after=journal.snapshot(project, "track"))
    return project


def _checked(work: Work, data: ProjectFacts, row: Project | None, facts: dict[str, Any]) -> dict[str, Any]:
    """The given facts, each reference looked up; RuleBroken names the field that is wrong."""
    for name, kind in _PLACES.items():
        if facts.get(name) is not None and work.session.get(kind, facts[name]) is None:
            raise RuleBroken(N_("Choose one of these."), field=name)
    if facts.get("enterprise_id") is not None:
        people.enterprise(work.session, facts["enterprise_id"])
    if "task_force_id" in facts and not _may_place(work, row, facts["task_force_id"]):
        raise RuleBroken(N_("Choose one of your own task forces."), field="task_force_id")
    code = facts.get("project_code")
    if code and stored.has_code(work.session, code, row.id if row else None):
        raise RuleBroken(N_("Another project has this code already."), field="project_code")
    _check_secret(data, row, facts)
    _check_baseline(row, facts)
    return facts


def _may_place(work: Work, row: Project | None, task_force_id: int | None) -> bool:
    """An officer does not put a project under another task force, but may leave one where it is."""
    stays = row is not None and row.task_force_id == task_force_id
    return stays or rights.adds_to(work.actor, task_force_id)


def _check_secret(data: ProjectFacts, row: Project | None, facts: dict[str, Any]) -> None:
    """Whoever must not read the name has to be able to speak of it (M33)."""
    is_secret = facts.get("is_confidential", row.is_confidential if row else False)
    code_name = facts.get("code_name", row.code_name if row else data.code_name)
    if is_secret and not code_name:
        raise RuleBroken(N_("A confidential project needs a code name."), field="code_name")


def _check_baseline(row: Project | None, facts: dict[str, Any]) -> None:
    """A baseline is set once; what compares with it would mean nothing otherwise (M31)."""
    if row is None or row.baseline_start_on is None:
        return
    given = _settled({name: facts[name] for name in _BASELINE if name in facts})
    if any(given[name] != getattr(row, name) for name in given):
        raise RuleBroken(
            N_("The first plan is fixed; only a coordinator changes it, with a reason."), field=_BASELINE[0]
        )


def _settled(facts: dict[str, Any]) -> dict[str, Any]:
    """A date without its precision means the day; a month stands on its first day; no date, no precision."""
    whole = dict(facts)
    for day, precision in (_BASELINE, ("planned_start_on", "planned_start_precision")):
        if day in whole:
            exact = whole.get(precision) or Precision.DAY
            whole[precision] = exact if whole[day] else None
            whole[day] = whole[day] and _first_of_month(whole[day], exact)
    return whole


def _first_of_month(day: Any, precision: Precision) -> Any:
    return day.replace(day=1) if precision is Precision.MONTH else day


def _kept(row: Project, names: Any) -> dict[str, object]:
    """What the journal keeps of these fields."""
    plain = journal.snapshot(row, *(name for name in names if name not in _WORDS))
    return plain | {name: journal.fingerprint(getattr(row, name)) for name in names if name in _WORDS}
