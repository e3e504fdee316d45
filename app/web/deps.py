"""What every route may ask for. The only place, beside the command line, that reads the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request

from app.core.errors import NotSignedIn, VersionMissing
from app.core.i18n import N_
from app.domain.work import Work
from app.policy.actor import Actor


def clock(offset_s: int = 0) -> Callable[[], datetime]:
    """The wall clock, `offset_s` seconds behind it in a demo zone."""
    return lambda: datetime.now(UTC) - timedelta(seconds=offset_s)


async def get_work(request: Request) -> Work:
    """The request's work, for a signed-in person; NotSignedIn (401 or the log-in page) for anybody else."""
    state = request.state
    if state.actor is None:
        raise NotSignedIn(N_("Please sign in first."))
    return Work(state.session, state.actor, state.now, state.zone, state.files)


WorkDep = Annotated[Work, Depends(get_work)]


async def get_visitor(request: Request) -> Actor | None:
    """Who is looking, if anybody is signed in: for pages that strangers may open too."""
    actor: Actor | None = request.state.actor
    return actor


VisitorDep = Annotated[Actor | None, Depends(get_visitor)]


async def get_seen_version(request: Request) -> int:
    """The version of the row that the caller saw: `If-Match` in the API, the hidden `version` field in a form (R16).

    Raises VersionMissing (428) when neither is given.
    """
    given = request.headers.get("if-match", "").removeprefix("W/").strip('"')
    if not given and request.headers.get("content-type", "").partition(";")[0] in _FORMS:
        given = str((await request.form()).get("version", ""))
    if not given.isdecimal() or len(given) > _LONGEST:
        raise VersionMissing(N_("Say which version you saw: send If-Match with the ETag that you were given."))
    return int(given)


_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
_LONGEST = 18
SeenVersion = Annotated[int, Depends(get_seen_version)]
