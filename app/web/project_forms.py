"""The forms about projects: each on a page of its own, shown again with everything that was typed."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import uuid4

from fastapi import Depends, Response
from pydantic import BaseModel

from app.core.i18n import N_, gettext
from app.models.project import Precision, Project, Stage, StageEvent, Track
from app.models.project_shapes import ProgressTyped, ProjectAdd, ProjectFacts, ProjectTyped, Reach, Rebase, Voiding
from app.policy import projects as rights
from app.queries import enterprises, org, projects
from app.web import labels, project_page, ticket_choices
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.page import PageDep

T = TypeVar("T", bound=BaseModel)
_WAN = 10_000
_STEP = 5
_MOST = 100
# What usually comes next, offered as chips; every stage can be chosen where a stage is recorded.
_NEXT = {
    Stage.LEAD: (Stage.CONCEIVED, Stage.NEGOTIATING),
    Stage.CONCEIVED: (Stage.RESERVE, Stage.NEGOTIATING),
    Stage.RESERVE: (Stage.NEGOTIATING, Stage.TO_SIGN),
    Stage.NEGOTIATING: (Stage.TO_SIGN, Stage.SIGNED),
    Stage.TO_SIGN: (Stage.SIGNED,),
    Stage.SIGNED: (Stage.LANDED, Stage.PRE_APPROVAL, Stage.STARTED),
    Stage.LANDED: (Stage.PRE_APPROVAL, Stage.STARTED),
    Stage.PRE_APPROVAL: (Stage.STARTED,),
    Stage.STARTED: (Stage.UNDER_CONSTRUCTION, Stage.COMPLETED, Stage.STOPPED),
    Stage.RESUMED: (Stage.UNDER_CONSTRUCTION, Stage.COMPLETED, Stage.STOPPED),
    Stage.UNDER_CONSTRUCTION: (Stage.COMPLETED, Stage.WINTER_BREAK, Stage.STOPPED),
    Stage.COMPLETED: (Stage.IN_PRODUCTION,),
    Stage.IN_PRODUCTION: (Stage.FULL_CAPACITY,),
    Stage.WINTER_BREAK: (Stage.RESUMED,),
    Stage.STOPPED: (Stage.RESUMED, Stage.TERMINATED),
    Stage.DEFERRED: (Stage.NEGOTIATING, Stage.TERMINATED),
    Stage.UNKNOWN: (Stage.SIGNED, Stage.STARTED, Stage.UNDER_CONSTRUCTION),
}


class ProjectDesk:
    """Shows the forms, empty or as they were sent."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def new(self, form: Form[ProjectAdd], *, status: int = 200, words: str = "") -> Response:
        """A file to open. On the way to a firm everything typed so far travels in the address."""
        usual = {"key": str(uuid4()), "track": Track.INCREMENTAL.value, "stage": Stage.LEAD.value}
        forces = self._forces(None)
        form.typed = usual | ({"task_force_id": forces[0][0]} if len(forces) == 1 else {}) | form.typed
        if status == 200:  # noqa: PLR2004  asked for, not sent: nothing is wrong yet
            form.errors = {}
        choices = self._choices(form, words, forces) | {
            "stages": labels.options(Stage),
            "tracks": labels.options(Track),
        }
        return self.page.show("projects/new.html", status=status, form=form, words=words, choices=choices)

    def edit(self, project: Project, form: Form[ProjectTyped], *, status: int = 200, words: str = "") -> Response:
        """A file as it is, or as it was typed."""
        if status == 200:  # noqa: PLR2004  asked for, not sent
            form.typed, form.errors = values(project) | form.typed, {}
        choices = self._choices(form, words, self._forces(project))
        has_baseline = project.baseline_start_on is not None
        return self._show(
            "projects/edit.html", project, form, status, words=words, choices=choices, has_baseline=has_baseline
        )

    def reach(self, project: Project, form: Form[Reach] | None = None, *, status: int = 200) -> Response:
        form = form or Form.filled(
            Reach, {"on_day": self.work.today.isoformat(), "precision": Precision.DAY.value, "stage": ""}
        )
        offered = {"stages": labels.options(Stage), "precisions": labels.options(Precision)}
        return self._show("projects/reach.html", project, form, status, choices=offered)

    def void(
        self, project: Project, event: StageEvent, form: Form[Voiding] | None = None, *, status: int = 200
    ) -> Response:
        return self._show("projects/void.html", project, form or Form(Voiding), status, event=event)

    def rebase(self, project: Project, form: Form[Rebase] | None = None, *, status: int = 200) -> Response:
        form = form or Form.filled(Rebase, values(project))
        return self._show(
            "projects/baseline.html", project, form, status, choices={"precisions": labels.options(Precision)}
        )

    def update(self, project: Project, form: Form[ProgressTyped] | None = None, *, status: int = 200) -> Response:
        """Photo, chips, a line; a browser gives no photo twice, so that is said."""
        form = form or Form.filled(ProgressTyped, {"key": str(uuid4())})
        if form.files:
            form.errors.setdefault("photos", gettext(N_("Please add the photos again.")))
        following = [(stage.value, labels.label(stage)) for stage in _NEXT.get(project.stage, ())]
        offered = {"stages": following, "percents": percents(project.percent)}
        return self._show("projects/update.html", project, form, status, choices=offered)

    def show(self, project: Project, form: Form[Any], *, status: int) -> Response:
        """The project's own page, for the one press that needs no form; what is wrong stands on top."""
        return self.page.show("projects/show.html", status=status, form=form, **project_page.facts(self.work, project))

    def settle(
        self, project: Project, form: Form[T], act: Callable[[T], object], words: str, again: Callable[..., Response]
    ) -> Response:
        """Do it and go back to the project; or the form again, with everything typed and what is wrong."""
        if form.apply(self.work, act, project) is None:
            return again(project, form, status=form.status)
        return self.page.done("project", gettext(words), project_id=project.id)

    def _show(self, name: str, project: Project, form: Any, status: int, **more: Any) -> Response:
        facts = projects.read(self.work.session, self.work.actor, project, self.work.today)
        return self.page.show(name, status=status, form=form, project=facts, **more)

    def _forces(self, project: Project | None) -> list[tuple[Any, str]]:
        """Where this person may put a project, and where it is."""
        own = project.task_force_id if project else None
        found = org.forces(self.work.session, self.work.actor)
        return [
            (row.id, labels.local(row)) for row in found if row.id == own or rights.adds_to(self.work.actor, row.id)
        ]

    def _choices(self, form: Form[Any], words: str, forces: list[tuple[Any, str]]) -> dict[str, Any]:
        session = self.work.session
        chosen = str(form.typed.get("enterprise_id") or "")
        return {
            "forces": forces,
            "parks": [(row.id, labels.local(row)) for row in enterprises.parks(session)],
            "belts": [(row.id, labels.local(row)) for row in enterprises.belts(session)],
            "firms": [*ticket_choices.firms(self.work, words, chosen), ("", gettext(N_("None yet")))],
            "precisions": labels.options(Precision),
        }


def values(project: Project) -> dict[str, Any]:
    """A file as its form shows it: dates as days, amounts as people write them."""
    found = project.model_dump(mode="json", include=set(ProjectFacts.model_fields))
    for name in ("total_investment_yuan", "plan_year_yuan"):
        yuan = found[name]
        found[name] = f"{yuan // _WAN} wan" if yuan and yuan % _WAN == 0 else yuan
    return found


def percents(now: int | None) -> list[tuple[int, str]]:
    """Five less, five or ten more than at present, as chips that say where that leads."""
    at = now or 0
    steps = ((-_STEP, "\u2212"), (_STEP, "+"), (2 * _STEP, "+"))
    offered = [(at + step, f"{sign}{abs(step)} → {at + step}%") for step, sign in steps]
    return [(percent, words) for percent, words in offered if 0 <= percent <= _MOST]


ProjectDeskDep = Annotated[ProjectDesk, Depends(ProjectDesk)]
