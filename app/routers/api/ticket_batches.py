"""Handing over many tickets at once, as JSON: one result for each (R20)."""

from app.domain import ticket_batches
from app.models.batch_shapes import BatchAssignment, BatchOutcome, BatchUndo
from app.web.door import api_router
from app.web.ticket_batches import AssignerDep, outcomes

router = api_router("/tickets/assignments", "tickets")


@router.post("")
def assign(work: AssignerDep, data: BatchAssignment) -> list[BatchOutcome]:
    """Up to 100 tickets, each with the version that was seen; one that is refused holds up no other.

    422, and nothing is done, when the department or the handler does not fit.
    """
    return outcomes(ticket_batches.assign(work, data))


@router.post("/undo")
def undo(work: AssignerDep, data: BatchUndo) -> list[BatchOutcome]:
    """Within a minute, as long as nothing else happened to the ticket."""
    return outcomes(ticket_batches.undo(work, data))
