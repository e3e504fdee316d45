"""The task forces as everybody who works for the zone sees them."""

from fastapi import Response

from app.queries import org
from app.web.accounts import RowId
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.page import PageDep

router = page_router("/task-forces")


@router.get("", name="task_forces")
def index(work: WorkDep, page: PageDep) -> Response:
    return page.show("task_forces/index.html", forces=org.forces(work.session, work.actor))


@router.get("/{force_id}", name="task_force")
def show(force_id: RowId, work: WorkDep, page: PageDep) -> Response:
    row = org.force(work.session, work.actor, force_id)
    return page.show("task_forces/show.html", force=org.read(work.session, row))
