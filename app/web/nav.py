"""The one navigation: a tab bar on the phone, a side bar on the desktop (ux.md part 4)."""

from dataclasses import dataclass, replace

from starlette.requests import Request

from app.core.i18n import N_, gettext
from app.models.ticket_asks import TicketFilter
from app.models.user import Role
from app.policy.actor import Actor
from app.queries import ticket_list
from app.web import addresses


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go. `is_wide` ones stand on the desktop only, `is_main` is the raised button."""

    route: str
    label: str
    icon: str
    key: str = ""
    is_wide: bool = False
    is_main: bool = False
    is_current: bool = False
    badge: int | None = None


_TODAY = Place("today", N_("Today"), "today", "g t")
_SETTINGS = Place("settings", N_("Settings"), "gear", is_wide=True)
_STAFF = (
    _TODAY,
    Place("projects", N_("Projects"), "proj", "g p"),
    Place("ticket_new", N_("Record a problem"), "cam", "c", is_main=True),
    Place("tickets", N_("Tickets"), "tick", "g k"),
    Place("calendar", N_("Calendar"), "cal", "g c"),
    Place("enterprises", N_("Enterprises"), "ent", is_wide=True),
    Place("task_forces", N_("Task forces"), "ppl", is_wide=True),
    Place("common_problems", N_("Common problems"), "link", is_wide=True),
    Place("wall", N_("War chart"), "wall", "g w", is_wide=True),
    _SETTINGS,
)
_ZONE_WIDE = (
    *_STAFF[:-1],
    Place("supervision", N_("Oversight"), "bell", is_wide=True),
    _SETTINGS,
)
_CONTACT = (
    Place("tickets", N_("My requests"), "tick"),
    Place("ticket_new", N_("Raise a request"), "cam", "c", is_main=True),
    Place("settings", N_("Settings"), "gear"),
)
_ADMIN = (
    Place("admin", N_("Administration"), "user"),
    Place("settings", N_("Settings"), "gear"),
)
_HANDLES = (Role.OFFICER, Role.HANDLER, Role.COORDINATOR, Role.ENTERPRISE)
BADGE_AT_MOST = 99
# Supervision reads and sends back; it records nothing.
_SUPERVISION = tuple(
    replace(place, is_wide=False) if place.route == "supervision" else place
    for place in _ZONE_WIDE
    if not place.is_main
)
_BY_ROLE = {
    Role.ENTERPRISE: _CONTACT,
    Role.ADMIN: _ADMIN,
    Role.SUPERVISOR: _SUPERVISION,
    Role.LEADER: _ZONE_WIDE,
    Role.COORDINATOR: _ZONE_WIDE,
}


def places(request: Request, actor: Actor | None) -> list[Place]:
    """The places of this person's bar, the one in whose part of the site we are marked current."""
    if actor is None:
        return []
    path = request.url.path
    shown = {place: addresses.path(request, place.route) for place in _BY_ROLE.get(actor.role, _STAFF)}
    hits = [place for place, address in shown.items() if path.startswith(address)]
    current = max(hits, key=lambda place: len(shown[place]), default=None)
    waiting = _waiting(request, actor)
    return [
        replace(
            place,
            label=gettext(place.label),
            is_current=place is current,
            badge=waiting if place.route == "tickets" else None,
        )
        for place in shown
    ]


def _waiting(request: Request, actor: Actor) -> int | None:
    """How many tickets wait for this person, 99 at most, unless the page has counted them already.

    Nobody is asked when no transaction is open any more.
    """
    session = request.state.session
    if actor.role not in _HANDLES or not session.in_transaction():
        return None
    known: int | None = getattr(request.state, "waiting", None)
    mine = (TicketFilter(view="mine"), BADGE_AT_MOST)
    number = ticket_list.counts(session, actor, [mine], request.state.now)[0] if known is None else known
    return min(number, BADGE_AT_MOST)
