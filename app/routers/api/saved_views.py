"""The own saved views as JSON; what one asks for goes to GET /tickets as it is."""

from app.domain import saved_views
from app.models.saved_view import ViewPlace, ViewRead, ViewRename, ViewSave
from app.queries.saved_views import read
from app.web import saved_views as shown
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.saved_views import ViewDep

router = api_router("/me/views", "me")


@router.get("")
def index(work: WorkDep) -> list[ViewRead]:
    return shown.read(work)


@router.post("", status_code=201)
def save(work: WorkDep, data: ViewSave) -> ViewRead:
    """The filters as GET /tickets takes them, and a name. At most 20 views."""
    return read(saved_views.save(work, data))


@router.get("/{view_id}")
def show(view: ViewDep) -> ViewRead:
    return read(view)


@router.post("/{view_id}/name")
def rename(view: ViewDep, data: ViewRename, work: WorkDep) -> ViewRead:
    return read(saved_views.rename(work, view, data))


@router.post("/{view_id}/position")
def move(view: ViewDep, data: ViewPlace, work: WorkDep) -> list[ViewRead]:
    """All own views in their new order."""
    saved_views.move(work, view, data)
    return shown.read(work)


@router.delete("/{view_id}", status_code=204)
def remove(view: ViewDep, work: WorkDep) -> None:
    saved_views.remove(work, view)
