"""What comes with a demand raised without an account, as JSON: the number left, and, for supervision, the answers."""

from app.models.enterprise_shapes import PhoneRead, Reveal
from app.models.portal_shapes import EvaluationRead, IssuedRead, Issuing
from app.queries import evaluations
from app.web.accounts import UnkeptDep
from app.web.demand_contacts import ContactDeskDep
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.evaluation_desk import EvaluationDeskDep, WatchedDep

router = api_router("/tickets/{ticket_id}", "tickets")


@router.get("/evaluation")
def index(ticket: WatchedDep, work: WorkDep) -> list[EvaluationRead]:
    """Every round's question and what came of it, the oldest first; for supervision only."""
    return evaluations.read(work.session, work.actor, ticket, work.now)


@router.post("/evaluation")
def issue(_data: Issuing, desk: EvaluationDeskDep, _unkept: UnkeptDep) -> IssuedRead:
    """A one-time link for the enterprise, shown once to supervision; one handed out before stops working."""
    return desk.issue()


@router.post("/phone")
def reveal(data: Reveal, desk: ContactDeskDep, _unkept: UnkeptDep) -> PhoneRead:
    """The whole number that was left with the ticket; to whom and why is written down."""
    return desk.shown(data)
