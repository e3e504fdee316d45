"""How many changes somebody may make a minute, counted where all processes see it: in the journal (R13, R33)."""

from datetime import timedelta

from fastapi import Request

from app.core.errors import TooMany
from app.core.i18n import N_
from app.queries import journal
from app.web import wiring

_MINUTE = timedelta(minutes=1)


def slow_down(request: Request) -> None:
    """Raise TooMany (429) when as many requests of the person have changed something as WRITES_PER_MINUTE allows.

    Every change leaves its line anyway, so nothing more is written to count it, and reading counts nothing. A hundred
    tickets handed over at once are one request.
    """
    state, limit = request.state, wiring.of(request).settings.writes_a_minute
    if not limit or state.actor is None:
        return
    lately = journal.newest_requests(state.session, state.actor.id, state.now - _MINUTE, limit)
    if len(lately) == limit:
        wait_s = int((lately[-1] + _MINUTE - state.now).total_seconds()) + 1
        raise TooMany(N_("Too many requests. Please wait %(seconds)s seconds."), retry_after_s=wait_s)
