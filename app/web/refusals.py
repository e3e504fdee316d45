"""What somebody signed in was not allowed to do: a line in the journal, although the request itself kept nothing."""

from contextlib import suppress

from fastapi import Request, Response
from sqlalchemy.exc import OperationalError
from starlette.background import BackgroundTask

from app.core.db import transaction
from app.core.errors import NotAllowed
from app.domain import access
from app.policy.actor import Actor
from app.web import entry, observe, wiring


def note(request: Request, response: Response, refused: NotAllowed) -> Response:
    """Write the line once the answer has left, in a transaction of its own; a stranger leaves none (R39, R63)."""
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is not None:
        response.background = BackgroundTask(_keep, request, actor, refused)
    return response


def _keep(request: Request, actor: Actor, refused: NotAllowed) -> None:
    # The log has told it already; a busy database keeps nobody waiting for the journal.
    with suppress(OperationalError), transaction(wiring.of(request).engine) as session:
        route = f"{request.method} {observe.template(request.scope)}"
        access.note_refusal(session, actor, refused, entry.visitor(request), route)
