"""Common problems: one matter behind several tickets, each of which still gets an answer of its own (M15)."""

from app import policy
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import N_
from app.domain import journal, tickets
from app.domain.ticket_steps import Said, Step
from app.domain.work import Work
from app.models.common_problem import CommonProblem, CommonTicket, Verb
from app.models.common_problem_shapes import CommonClosing, CommonProblemOpen, CommonResolution
from app.models.ticket import Ticket
from app.models.ticket_life import Verb as TicketVerb
from app.models.ticket_move_shapes import Merger, Parting, Resolution
from app.queries import common_problems as stored
from app.queries import tickets as stored_tickets


def open_(work: Work, data: CommonProblemOpen) -> CommonProblem:
    """Say that several tickets, or a first one, are one matter."""
    policy.require(work.actor, Verb.OPEN)
    problem = CommonProblem(title=data.title, detail=data.detail, opened_at=work.now, opened_by=work.actor.id)
    work.session.add(problem)
    work.session.flush()
    assert problem.id is not None
    journal.record(work, Verb.OPEN, problem, after={"tickets": sorted(set(data.ticket_ids))})
    for ticket_id in sorted(set(data.ticket_ids)):
        merge(work, stored_tickets.get(work.session, work.actor, ticket_id), Merger(common_problem_id=problem.id))
    return problem


def merge(work: Work, ticket: Ticket, data: Merger) -> Ticket:
    """Put a ticket to a common problem. Nothing of its own life changes: neither who has it nor by when."""
    policy.require(work.actor, TicketVerb.MERGE, ticket)
    problem = stored.still_open(work.session, data.common_problem_id)
    if stored.link(work.session, ticket):
        raise RuleBroken(
            N_("Ticket %(number)s is part of a common problem already; take it out there first."), number=ticket.id
        )
    assert ticket.id is not None
    assert problem.id is not None
    step = Step(work, ticket, TicketVerb.MERGE)
    work.session.add(CommonTicket(ticket_id=ticket.id, common_problem_id=problem.id))
    return step.done(Said(data.note, is_internal=True), common_problem=problem.id)


def part(work: Work, ticket: Ticket, data: Parting) -> Ticket:
    """Take a ticket out of its common problem: it is something else after all."""
    policy.require(work.actor, TicketVerb.PART, ticket)
    link = stored.link(work.session, ticket)
    if link is None:
        raise Conflict(N_("This ticket is not part of a common problem; look again."))
    step = Step(work, ticket, TicketVerb.PART)
    work.session.delete(link)
    return step.done(Said(data.reason, is_internal=True), common_problem=link.common_problem_id)


def resolve(work: Work, problem: CommonProblem, data: CommonResolution) -> CommonProblem:
    """Say of all its tickets that wait for this person that they are solved.

    Each requester reads the answer in the own timeline, in words of the own where there are some, and has the last
    word on the own ticket: this is nothing but resolving them one by one.
    """
    policy.require(work.actor, Verb.RESOLVE, problem)
    waiting = stored.resolvable(work.session, work.actor, problem)
    if not waiting:
        raise Conflict(N_("None of its tickets waits for your solution; look again."))
    own = {answer.ticket_id: answer.body for answer in data.answers}
    if own.keys() - {ticket.id for ticket in waiting}:
        raise RuleBroken(N_("One of these answers is for a ticket that does not wait for you."), field="answers")
    for ticket in waiting:
        words = own.get(ticket.id or 0, data.resolution)
        tickets.resolve(work, ticket, Resolution(outcome=data.outcome, resolution=words))
    journal.record(work, Verb.RESOLVE, problem, after={"tickets": [ticket.id for ticket in waiting]})
    return problem


def close(work: Work, problem: CommonProblem, data: CommonClosing) -> CommonProblem:
    """Write down what was found; it stands in the list of what policy has to change. Its tickets live on."""
    policy.require(work.actor, Verb.CLOSE, problem)
    before = journal.snapshot(problem, "closed_at")
    problem.closed_at, problem.finding = work.now, data.finding
    after = journal.snapshot(problem, "closed_at") | {"finding": journal.fingerprint(data.finding)}
    journal.record(work, Verb.CLOSE, problem, before=before, after=after)
    return problem
