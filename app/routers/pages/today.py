"""Everybody's first page: what waits today, by role."""

from fastapi import Response
from fastapi.responses import RedirectResponse

from app.models.user import Role
from app.queries import today
from app.web import boards, entry
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.page import PageDep

router = page_router("/today")
PAGES = {
    Role.LEADER: "today/leader.html",
    Role.OFFICER: "today/officer.html",
    Role.HANDLER: "today/handler.html",
    Role.COORDINATOR: "today/coordinator.html",
    Role.SUPERVISOR: "today/supervisor.html",
}


@router.get("", name="today")
def show(work: WorkDep, page: PageDep) -> Response:
    if work.actor.role not in PAGES:
        return RedirectResponse(entry.home(work.actor.role), status_code=303)
    facts = today.of(work.session, work.actor, work.now, work.zone.time_zone)
    return page.show(PAGES[work.actor.role], today=facts, now=work.now, words=boards.words(work.actor))
