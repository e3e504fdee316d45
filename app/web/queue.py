"""The list somebody works down: kept in a cookie of its own, so that a ticket leads on to the next one in it.

The cookie holds filters, not an address: what does not read as filters of ours is nothing.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Request, Response
from pydantic import ValidationError

from app.core.errors import RuleBroken
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_asks import TicketFilter
from app.models.ticket_shapes import TicketRow
from app.queries import saved_views, ticket_list
from app.web import wiring
from app.web.page import address

COOKIE = "queue"
_KEPT_S = 12 * 3600
_LONGEST = 500


def keep(request: Request, response: Response, wanted: TicketFilter) -> Response:
    """Remember the list that this answer shows, when it is not remembered yet."""
    said = urlencode(saved_views.kept(wanted) or {"view": wanted.view})
    if request.cookies.get(COOKIE) != said:
        response.set_cookie(
            COOKIE,
            said,
            max_age=_KEPT_S,
            path="/tickets",
            secure=wiring.of(request).settings.is_secure,
            httponly=True,
            samesite="lax",
        )
    return response


def of(request: Request) -> TicketFilter | None:
    """The list that this browser showed last, or None."""
    said = request.cookies.get(COOKIE, "")[:_LONGEST]
    try:
        return TicketFilter.model_validate(dict(parse_qsl(said))) if said else None
    except ValidationError:
        return None


def list_address(request: Request) -> str:
    """Where "back to the tickets" leads."""
    wanted = of(request)
    return address("/tickets", saved_views.kept(wanted) if wanted else {})


def place(request: Request, work: Work, ticket: Ticket) -> str | None:
    """Where the ticket stands in that list, so that a move can lead on from there; None when it is not in it."""
    wanted = of(request)
    return ticket_list.place(work.session, work.actor, wanted, work.now, ticket) if wanted else None


def facts(request: Request, work: Work, ticket: Ticket) -> dict[str, Any]:
    """The way back to the list and, on the page after a move (`after`, its place), what comes next in it."""
    wanted, after = of(request), request.query_params.get("after")
    onward = wanted is not None and after is not None
    return {
        "list_url": list_address(request),
        "is_onward": onward,
        "following": _following(work, ticket, wanted, after) if wanted and after else None,
    }


def _following(work: Work, ticket: Ticket, wanted: TicketFilter, after: str) -> TicketRow | None:
    """The one behind that place, else the first of those that were passed over; None: this was the last."""
    for where in ({"after": after, "limit": 2}, {"limit": 2}):
        asked = wanted.model_copy(update=where)
        try:
            rows = ticket_list.page(work.session, work.actor, asked, work.now).items
        except RuleBroken:  # somebody wrote another place into the address
            continue
        for row in rows:
            if row.id != ticket.id:
                return row
    return None
