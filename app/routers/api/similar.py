"""What similar tickets tell, as JSON."""

from typing import Annotated

from fastapi import Query

from app.models.similar_shapes import Draft, Likeness, Suggestion
from app.queries import similar_cases
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.tickets import TicketDep

router = api_router("/tickets", "tickets")


@router.get("/suggestion")
def suggestion(draft: Annotated[Draft, Query()], work: WorkDep) -> Suggestion:
    """What the solved tickets you may see tell of one that is being typed, and which open ones may be the same."""
    return similar_cases.of_draft(work.session, work.actor, draft, work.now)


@router.get("/{ticket_id}/similar")
def similar(ticket: TicketDep, work: WorkDep) -> Likeness:
    """Solved tickets like this one that you may see, and to whom most of them went; best first."""
    return similar_cases.of_ticket(work.session, work.actor, ticket)
