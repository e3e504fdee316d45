"""Who may do what with a common problem, and who may see which; enterprises never learn that there is one (M15)."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.models.common_problem import CommonProblem, CommonTicket, Verb
from app.models.ticket import Ticket
from app.models.user import Role
from app.policy import tickets
from app.policy.actor import Actor
from app.policy.rules import STAFF, ZONE_WIDE, Rule, by

RULES: dict[Verb, Rule] = {
    Verb.OPEN: by(Role.COORDINATOR),
    # Of its tickets only those are resolved that this person may resolve one by one.
    Verb.RESOLVE: lambda actor, _problem: actor.is_(Role.HANDLER, Role.OFFICER),
    Verb.CLOSE: lambda actor, problem: actor.is_(Role.COORDINATOR) and problem.closed_at is None,
}


def visible(actor: Actor) -> ColumnElement[bool]:
    """The common problems that exist for this person, as SQL: all, or those with a ticket that this person sees."""
    if actor.is_(*ZONE_WIDE):
        return sa.true()
    if not actor.is_(*STAFF):
        return sa.false()
    seen = select(CommonTicket.common_problem_id).join(Ticket, col(Ticket.id) == CommonTicket.ticket_id)
    return col(CommonProblem.id).in_(seen.where(tickets.visible(actor)))
