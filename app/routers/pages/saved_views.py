"""The own saved views as pages: name the filters that are on, rename, put in order, delete."""

from typing import Annotated, Any

from fastapi import Depends, Response

from app import policy
from app.domain import saved_views
from app.models.saved_view import Verb, ViewPlace, ViewRename, ViewSave
from app.web import saved_views as shown
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of, query_of
from app.web.page import PageDep
from app.web.saved_views import ViewDep

router = page_router("/tickets/views")
SaveForm = Annotated[Form[ViewSave], Depends(form_of(ViewSave))]
StartForm = Annotated[Form[ViewSave], Depends(query_of(ViewSave))]


@router.get("", name="ticket_views")
def index(work: WorkDep, page: PageDep) -> Response:
    return page.show("tickets/views.html", rows=shown.rows(work))


@router.get("/new", name="ticket_view_new")
def new(work: WorkDep, page: PageDep, start: StartForm) -> Response:
    policy.require(work.actor, Verb.SAVE)
    return page.show("tickets/view_new.html", form=Form.filled(ViewSave, start.typed), kept=shown.hidden(start))


@router.post("/new")
def save(work: WorkDep, page: PageDep, form: SaveForm) -> Response:
    view = form.apply(work, lambda data: saved_views.save(work, data))
    if view is None:
        return page.show("tickets/view_new.html", status=422, form=form, kept=shown.hidden(form))
    return page.done("tickets", shown.said("kept", view), view.asked)


@router.get("/{view_id}", name="ticket_view")
def show(view: ViewDep, page: PageDep) -> Response:
    return page.show("tickets/view.html", form=Form.filled(ViewRename, {"name": view.name}), view=view)


@router.post("/{view_id}")
def rename(
    view: ViewDep, work: WorkDep, page: PageDep, form: Annotated[Form[ViewRename], Depends(form_of(ViewRename))]
) -> Response:
    done = form.apply(work, lambda data: saved_views.rename(work, view, data))
    if done is None:
        return page.show("tickets/view.html", status=422, form=form, view=view)
    return page.done("ticket_views", "")


@router.post("/{view_id}/position", name="ticket_view_move")
def move(
    view: ViewDep, work: WorkDep, page: PageDep, form: Annotated[Form[Any], Depends(form_of(ViewPlace))]
) -> Response:
    form.apply(work, lambda data: saved_views.move(work, view, data))
    return page.done("ticket_views", "")


@router.post("/{view_id}/removal", name="ticket_view_remove")
def remove(view: ViewDep, work: WorkDep, page: PageDep) -> Response:
    words = shown.said("gone", view)
    saved_views.remove(work, view)
    return page.done("ticket_views", words)
