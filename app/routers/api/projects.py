"""Projects as JSON: the same verbs and shapes as the pages."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.domain import projects
from app.models.project import Project, Verb
from app.models.project_reads import ProjectRead, ProjectRow, StageCounts
from app.models.project_shapes import (
    ProjectAdd,
    ProjectChange,
    ProjectFilter,
    Rebase,
    Retrack,
    StageFilter,
)
from app.queries import project_list
from app.queries import projects as stored
from app.web.api import Listing, PageOf, tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.projects import AdderDep, ProjectDep, to

router = api_router("/projects", "projects")


@router.get("")
def index(wanted: Annotated[ProjectFilter, Query()], work: WorkDep, listing: Listing) -> PageOf[ProjectRow]:
    """The longest silent first; with `as_of`, what was known that day, at the stage of that day."""
    return listing.of(project_list.page(work.session, work.actor, wanted, work.today))


@router.get("/stage-counts")
def count(wanted: Annotated[StageFilter, Query()], work: WorkDep) -> StageCounts:
    """How many projects had each stage on `as_of` (today): the same day always gives the same answer."""
    return project_list.stage_counts(work.session, work.actor, wanted, work.today)


@router.post("", status_code=201)
def add(work: AdderDep, data: ProjectAdd, response: Response) -> ProjectRead:
    return _shown(work, projects.add(work, data), response)


@router.get("/{project_id}")
def show(project: ProjectDep, work: WorkDep, response: Response) -> ProjectRead:
    return _shown(work, project, response)


@router.patch("/{project_id}")
def change(
    data: ProjectChange, project: Annotated[Project, Depends(to(Verb.CHANGE))], work: WorkDep, response: Response
) -> ProjectRead:
    """Only what is sent is changed; null empties a field."""
    return _shown(work, projects.change(work, project, data), response)


@router.post("/{project_id}/baseline")
def rebase(
    data: Rebase, project: Annotated[Project, Depends(to(Verb.REBASE))], work: WorkDep, response: Response
) -> ProjectRead:
    return _shown(work, projects.rebase(work, project, data), response)


@router.post("/{project_id}/track")
def retrack(
    data: Retrack, project: Annotated[Project, Depends(to(Verb.RETRACK))], work: WorkDep, response: Response
) -> ProjectRead:
    return _shown(work, projects.retrack(work, project, data), response)


def _shown(work: WorkDep, project: Project, response: Response) -> ProjectRead:
    return tagged(response, stored.read(work.session, work.actor, project, work.today))
