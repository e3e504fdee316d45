"""Finding the project that an address names, and what a route about it needs first."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends

from app import policy
from app.core.errors import Stale
from app.core.i18n import N_
from app.domain.work import Work
from app.models.project import Project, StageEvent, Verb
from app.queries import projects
from app.web.deps import SeenVersion, WorkDep
from app.web.tickets import RowId


def find(project_id: RowId, work: WorkDep) -> Project:
    return projects.get(work.session, work.actor, project_id)


ProjectDep = Annotated[Project, Depends(find)]


def may(verb: Verb) -> Callable[[Project, Work], Project]:
    """The project, for somebody who may do this to it: 404, then 403, before the body is looked at (R38)."""

    def allowed(project: ProjectDep, work: WorkDep) -> Project:
        policy.require(work.actor, verb, project)
        return project

    return allowed


def to(verb: Verb) -> Callable[[Project, Work, int], Project]:
    """The same for a change: the caller must have seen the row as it is now (412)."""

    def unchanged(project: ProjectDep, work: WorkDep, seen: SeenVersion) -> Project:
        policy.require(work.actor, verb, project)
        if project.version != seen:
            raise Stale(N_("Somebody has just changed this; look again."))
        return project

    return unchanged


def may_add(work: WorkDep) -> Work:
    """The work of somebody who may open a project's file at all, before the body is looked at."""
    policy.require(work.actor, Verb.ADD)
    return work


AdderDep = Annotated[Work, Depends(may_add)]


def find_event(project: ProjectDep, event_id: RowId, work: WorkDep) -> StageEvent:
    return projects.event(work.session, project, event_id)


EventDep = Annotated[StageEvent, Depends(find_event)]
