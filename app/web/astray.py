"""Somebody who asked for what is not there or not theirs still gets the usual frame, and a way on."""

from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from fastapi import Request
from sqlalchemy.exc import OperationalError

from app.core.db import open_session
from app.core.i18n import N_, gettext
from app.web import addresses, locale, nav, sign_in, wiring

# Pages that stand in no bar, and the place of the bar that leads to them.
_KIN = {"/service-days": "calendar", "/visits": "today", "/metrics": "wall", "/pairings": "enterprises"}


class Way(NamedTuple):
    address: str
    label: str


def greet(request: Request) -> None:
    """Find out who asks for an address that no route has, by reading alone; a busy database leaves a stranger."""
    parts, state = wiring.of(request), request.state
    if hasattr(state, "actor"):
        return
    with suppress(OperationalError), open_session(parts.engine, writes=False) as session:
        state.session, state.now = session, parts.clock()
        state.zone, state.actor = sign_in.recognise(session, request, state.now)
    locale.speak(request)


def ways(request: Request) -> list[Way]:
    """Where to go from here: the list of that kind of thing, then the page one came from, if it is ours."""
    path, came_from = request.url.path, urlsplit(request.headers.get("referer", ""))
    found = [Way(there, gettext(N_("Go to: %(place)s")) % {"place": label}) for there, label in _lists(request, path)]
    if came_from.netloc == request.url.netloc and came_from.path not in {path, *(way.address for way in found)}:
        back = came_from.path + (f"?{came_from.query}" if came_from.query else "")
        found.append(Way(back, gettext(N_("Back to where you were"))))
    return found


def _lists(request: Request, path: str) -> list[tuple[str, str]]:
    kin = next((route for start, route in _KIN.items() if path.startswith(start)), "")
    places = nav.places(request, getattr(request.state, "actor", None))
    found = [place for place in places if place.is_current or place.route == kin]
    return [(there, place.label) for place in found if (there := addresses.path(request, place.route)) != path]
