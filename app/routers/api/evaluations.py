"""What enterprises answered, as JSON, for supervision only."""

from app.models.portal_shapes import EvaluationRead, IssuedRead, Issuing
from app.queries import evaluations
from app.web.accounts import UnkeptDep
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.evaluation_desk import EvaluationDeskDep, WatchedDep

router = api_router("/tickets/{ticket_id}/evaluation", "tickets")


@router.get("")
def index(ticket: WatchedDep, work: WorkDep) -> list[EvaluationRead]:
    """Every round's question and what came of it, the oldest first."""
    return evaluations.read(work.session, work.actor, ticket, work.now)


@router.post("")
def issue(_data: Issuing, desk: EvaluationDeskDep, _unkept: UnkeptDep) -> IssuedRead:
    """A one-time link for the enterprise, shown once; one handed out before stops working."""
    return desk.issue()
