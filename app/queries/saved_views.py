"""The views that somebody saved, and what they ask for today."""

from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.saved_view import SavedView, ViewRead
from app.models.ticket_asks import TicketFilter
from app.policy.actor import Actor

_OF_A_PAGE = {"after", "limit", "name"}


def own(session: Session, actor: Actor) -> list[SavedView]:
    """This person's views in their own order."""
    mine = select(SavedView).where(SavedView.user_id == actor.id)
    return list(session.exec(mine.order_by(col(SavedView.position), col(SavedView.id))))


def get(session: Session, actor: Actor, view_id: int) -> SavedView:
    """One of the own views; nobody else's exists."""
    found = session.get(SavedView, view_id)
    if found is None or found.user_id != actor.id:
        raise NotFound(N_("No such view."))
    return found


def read(view: SavedView) -> ViewRead:
    assert view.id is not None
    return ViewRead(id=view.id, name=view.name, position=view.position, asked=kept(filter_of(view)))


def kept(wanted: TicketFilter) -> dict[str, Any]:
    """What is kept of the filters over a list: those that are on, not the page."""
    return wanted.model_dump(mode="json", exclude_defaults=True, exclude=_OF_A_PAGE)


def filter_of(view: SavedView) -> TicketFilter:
    """What a view asks for: each of its filters that still exists, so that an old view opens whatever has changed."""
    standing: dict[str, Any] = {}
    for name, value in view.asked.items():
        try:
            TicketFilter.model_validate({name: value})
        except ValidationError:
            continue
        standing[name] = value
    return TicketFilter.model_validate(standing)
