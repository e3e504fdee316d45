"""A project's stages and progress as pages: record a stage, void one, the update from the site."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import N_
from app.domain import stages
from app.models.project import Project, Verb
from app.models.project_shapes import ProgressTyped, Reach, Voiding
from app.web import project_words
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep
from app.web.project_forms import ProjectDeskDep
from app.web.projects import EventDep, may

router = page_router("/projects/{project_id}")
ToReach = Annotated[Project, Depends(may(Verb.REACH))]
ToVoid = Annotated[Project, Depends(may(Verb.VOID))]
ToUpdate = Annotated[Project, Depends(may(Verb.UPDATE))]
ReachForm = Annotated[Form[Reach], Depends(form_of(Reach))]
VoidForm = Annotated[Form[Voiding], Depends(form_of(Voiding))]
UpdateForm = Annotated[Form[ProgressTyped], Depends(form_of(ProgressTyped))]


@router.get("/stages/new", name="project_reach")
def ask_reach(project: ToReach, desk: ProjectDeskDep) -> Response:
    return desk.reach(project)


@router.post("/stages/new")
def reach(project: ToReach, work: WorkDep, form: ReachForm, desk: ProjectDeskDep) -> Response:
    return desk.settle(
        project, form, lambda data: stages.reach(work, project, data), N_("The stage is recorded"), desk.reach
    )


@router.get("/stages/{event_id}/voiding", name="project_void")
def ask_void(project: ToVoid, event: EventDep, desk: ProjectDeskDep) -> Response:
    return desk.void(project, event)


@router.post("/stages/{event_id}/voiding")
def void(project: ToVoid, event: EventDep, work: WorkDep, form: VoidForm, desk: ProjectDeskDep) -> Response:
    return desk.settle(
        project,
        form,
        lambda data: stages.void(work, project, event, data),
        N_("The stage counts no more; it can still be read below"),
        lambda project, form, status: desk.void(project, event, form, status=status),
    )


@router.get("/update", name="project_update")
def ask_update(project: ToUpdate, desk: ProjectDeskDep) -> Response:
    return desk.update(project)


@router.post("/update")
def update(project: ToUpdate, work: WorkDep, form: UpdateForm, desk: ProjectDeskDep, page: PageDep) -> Response:
    """No version: what comes late from a phone without signal is still what was seen on site."""
    said = form.apply(work, lambda data: stages.update(work, project, data, form.files))
    if said is None:
        return desk.update(project, form, status=form.status)
    return page.done("project", project_words.told(said), project_id=project.id)
