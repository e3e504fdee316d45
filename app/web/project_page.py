"""The facts of a project's own page: what it is, how it stands, what happened, who has charge of it."""

from types import SimpleNamespace
from typing import Any

from app.domain.work import Work
from app.models.project import Project, Stage, Track, Verb
from app.models.project_reads import ProjectRead
from app.models.ticket_asks import TicketFilter
from app.models.visit_shapes import VisitFilter
from app.queries import project_history, projects, ticket_list, visits
from app.web import project_words
from app.web.page import address

_SHOWN = 5
_BEGUN = {Stage.STARTED, Stage.RESUMED, Stage.UNDER_CONSTRUCTION, Stage.COMPLETED}


def facts(work: Work, project: Project) -> dict[str, Any]:
    """Everything projects/show.html prints."""
    session, actor = work.session, work.actor
    shown = projects.read(session, actor, project, work.today)
    asked = TicketFilter(view="all", project_id=project.id, limit=_SHOWN)
    return {
        "project": shown,
        "steps": project_words.steps(shown.stage),
        "events": project_history.stages(session, project),
        "reports": project_history.progress(session, project),
        "tickets": ticket_list.page(session, actor, asked, work.now).items,
        "tickets_url": address("/tickets", {"view": "all", "project_id": project.id}),
        "ticket_url": address("/tickets/new", {"project_id": project.id}),
        "visits": visits.page(
            session, actor, VisitFilter(project_id=project.id, limit=_SHOWN), work.zone.time_zone
        ).items,
        "may": SimpleNamespace(**{verb.value: verb in shown.moves for verb in Verb}),
        "counts_as_new": _counts_as_new(shown),
    }


def _counts_as_new(shown: ProjectRead) -> bool:
    """A new project that is being built: propose that it counts as an existing one (M05)."""
    return shown.track is Track.INCREMENTAL and shown.stage in _BEGUN and Verb.RETRACK in shown.moves
