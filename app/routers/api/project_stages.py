"""A project's stages and progress as JSON."""

from typing import Annotated

from fastapi import Depends, Response

from app.domain import stages
from app.models.project import Project, Verb
from app.models.project_reads import ProgressRead, ProjectRead, StageEventRead
from app.models.project_shapes import ProgressWrite, Reach, Voiding
from app.queries import project_history
from app.queries import projects as stored
from app.web.api import sent_form, tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.forms import Form
from app.web.projects import EventDep, ProjectDep, may, to

router = api_router("/projects/{project_id}", "projects")
ToUpdate = Annotated[Project, Depends(may(Verb.UPDATE))]


@router.get("/stages")
def history(project: ProjectDep, work: WorkDep) -> list[StageEventRead]:
    """The newest day first; voided ones are marked."""
    return project_history.stages(work.session, project)


@router.post("/stages", status_code=201)
def reach(
    data: Reach, project: Annotated[Project, Depends(to(Verb.REACH))], work: WorkDep, response: Response
) -> ProjectRead:
    stages.reach(work, project, data)
    return tagged(response, stored.read(work.session, work.actor, project, work.today))


@router.post("/stages/{event_id}/voiding")
def void(
    data: Voiding, project: Annotated[Project, Depends(may(Verb.VOID))], event: EventDep, work: WorkDep
) -> list[StageEventRead]:
    stages.void(work, project, event, data)
    return project_history.stages(work.session, project)


@router.get("/progress")
def reports(project: ProjectDep, work: WorkDep) -> list[ProgressRead]:
    """The latest thirty, newest first."""
    return project_history.progress(work.session, project)


@router.post("/progress", status_code=201)
def update(data: ProgressWrite, project: ToUpdate, work: WorkDep) -> list[ProgressRead]:
    stages.update(work, project, data)
    return project_history.progress(work.session, project)


@router.post("/progress/photos", status_code=201)
def update_with_photos(
    project: ToUpdate, work: WorkDep, form: Annotated[Form[ProgressWrite], Depends(sent_form(ProgressWrite))]
) -> list[ProgressRead]:
    """Multipart: the fields of a progress update, and files named `photos`."""
    assert form.data is not None
    stages.update(work, project, form.data, form.files)
    return project_history.progress(work.session, project)
