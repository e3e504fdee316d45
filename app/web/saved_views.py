"""The own views: as chips over the list, on the page where they are kept in order, in the form that names one."""

from typing import Annotated, Any

from fastapi import Depends

from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.saved_view import SavedView, ViewRead, ViewSave
from app.models.ticket_asks import TicketFilter
from app.queries import saved_views
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.page import address
from app.web.tickets import RowId

_WORDS = {"kept": N_("The view %(name)s stands above the list now."), "gone": N_("The view %(name)s is deleted.")}


def find(view_id: RowId, work: WorkDep) -> SavedView:
    return saved_views.get(work.session, work.actor, view_id)


ViewDep = Annotated[SavedView, Depends(find)]


def chips(views: list[SavedView], wanted: TicketFilter) -> list[dict[str, Any]]:
    """One chip a view, marked when its filters are the ones that are on."""
    on = saved_views.kept(wanted)
    asked = [(view.name, saved_views.kept(saved_views.filter_of(view))) for view in views]
    return [{"label": name, "href": address("/tickets", kept), "is_current": kept == on} for name, kept in asked]


def rows(work: Work) -> list[dict[str, Any]]:
    """The own views in order; `up` and `down` are the places beside each, None at the ends."""
    views = read(work)
    return [
        {
            "view": view,
            "href": address("/tickets", view.asked),
            "up": view.position - 1 or None,
            "down": view.position + 1 if view.position < len(views) else None,
        }
        for view in views
    ]


def read(work: Work) -> list[ViewRead]:
    return [saved_views.read(view) for view in saved_views.own(work.session, work.actor)]


def hidden(form: Form[ViewSave]) -> list[tuple[str, Any]]:
    """The filters that a form for a new view carries along."""
    return [(name, value) for name, value in form.typed.items() if name in TicketFilter.model_fields and value]


def said(what: str, view: SavedView) -> str:
    """What was done with a view, for the line that appears after it."""
    return gettext(_WORDS[what]) % {"name": view.name}
