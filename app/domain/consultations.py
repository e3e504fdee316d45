"""Joint consultation: several departments, one ticket, one written conclusion (M09)."""

from app import policy
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import N_
from app.domain.ticket_steps import Said, Step
from app.domain.work import Work
from app.models.consultation import Consultation, ConsultationDepartment
from app.models.ticket import Ticket, TicketAssist
from app.models.ticket_life import Verb
from app.models.ticket_move_shapes import Conclusion, Convocation
from app.queries import people, waits
from app.queries import tickets as stored


def convene(work: Work, ticket: Ticket, data: Convocation) -> Ticket:
    """Ask departments to sit together on a day; they assist from now on, so the ticket is in their lists."""
    policy.require(work.actor, Verb.CONVENE, ticket)
    if data.meets_on < work.today:
        raise RuleBroken(N_("This day is over."), field="meets_on")
    if not set(data.department_ids) - {ticket.lead_department_id}:
        raise RuleBroken(N_("Choose another department too."), field="department_ids")
    if waits.consultation(work.session, ticket):
        raise RuleBroken(N_("A consultation has been called already; write its conclusion first."), field="meets_on")
    assert ticket.id is not None
    step = Step(work, ticket, Verb.CONVENE)
    meeting = Consultation(
        ticket_id=ticket.id,
        meets_on=data.meets_on,
        place=data.place,
        convened_at=work.now,
        convened_by=work.actor.id,
    )
    work.session.add(meeting)
    work.session.flush()
    _invite(work, ticket, meeting, set(data.department_ids))
    return step.done(Said(data.agenda), meets_on=data.meets_on)


def conclude(work: Work, ticket: Ticket, data: Conclusion) -> Ticket:
    """Write down what was agreed: once, and it stands in the timeline that the enterprise reads."""
    policy.require(work.actor, Verb.CONCLUDE, ticket)
    meeting = waits.consultation(work.session, ticket)
    if meeting is None:
        raise Conflict(N_("No consultation waits for a conclusion; look again."))
    step = Step(work, ticket, Verb.CONCLUDE)
    meeting.conclusion, meeting.concluded_at, meeting.concluded_by = data.conclusion, work.now, work.actor.id
    return step.done(Said(data.conclusion))


def _invite(work: Work, ticket: Ticket, meeting: Consultation, department_ids: set[int]) -> None:
    assert ticket.id is not None
    assert meeting.id is not None
    assisting = {row.department_id for row in stored.assists(work.session, ticket.id)}
    for department_id in sorted(department_ids):
        people.department(work.session, department_id, "department_ids")
        work.session.add(ConsultationDepartment(consultation_id=meeting.id, department_id=department_id))
        if department_id not in assisting | {ticket.lead_department_id}:
            work.session.add(TicketAssist(ticket_id=ticket.id, department_id=department_id))
