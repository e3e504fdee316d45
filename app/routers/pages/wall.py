"""The war chart."""

from fastapi import Response

from app.queries import wall
from app.web import boards
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.page import PageDep

router = page_router("/wall")
REFRESH_S = 60


@router.get("", name="wall")
def show(work: WorkDep, page: PageDep) -> Response:
    facts = wall.of(work.session, work.actor, work.now, work.zone.time_zone)
    return page.show("wall/show.html", wall=facts, now=work.now, words=boards.words(work.actor), refresh_s=REFRESH_S)
