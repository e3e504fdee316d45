"""Finding the project that an address names, and what a route about it needs first."""

from typing import Annotated

from fastapi import Depends

from app import policy
from app.domain.work import Work
from app.models.project import Project, StageEvent, Verb
from app.queries import projects
from app.web.deps import WorkDep
from app.web.guards import guards
from app.web.tickets import RowId


def find(project_id: RowId, work: WorkDep) -> Project:
    return projects.get(work.session, work.actor, project_id)


ProjectDep = Annotated[Project, Depends(find)]
may, to = guards(find)


def may_add(work: WorkDep) -> Work:
    """The work of somebody who may open a project's file at all, before the body is looked at."""
    policy.require(work.actor, Verb.ADD)
    return work


AdderDep = Annotated[Work, Depends(may_add)]


def find_event(project: ProjectDep, event_id: RowId, work: WorkDep) -> StageEvent:
    return projects.event(work.session, project, event_id)


EventDep = Annotated[StageEvent, Depends(find_event)]
