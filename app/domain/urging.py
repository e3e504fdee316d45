"""Asking whoever has a ticket to hurry: once a working day, so that it stays worth reading."""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.instants import day_of
from app.domain import deadlines, letters, post
from app.domain.ticket_steps import Said, Step
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.ticket_move_shapes import Urging
from app.queries import mornings


def urge(work: Work, ticket: Ticket, data: Urging) -> Ticket:
    """The enterprise, or supervision, asks to hurry. RuleBroken when it was asked on this working day already."""
    policy.require(work.actor, Verb.URGE, ticket)
    if was_urged_today(work, ticket):
        raise RuleBroken(
            N_("It was asked to hurry today already. You can ask again on the next working day."), field="note"
        )
    step = Step(work, ticket, Verb.URGE, "urged_at")
    ticket.urged_at = work.now
    for user in mornings.holders(work.session, ticket):
        post.send(work, letters.urging(work, ticket, user))
    return step.done(Said(data.note))


def was_urged_today(work: Work, ticket: Ticket) -> bool:
    """Whether no working day has begun since it was urged last."""
    if ticket.urged_at is None:
        return False
    calendar = deadlines.clock(work).calendar
    last, today = (day_of(at, work.zone.time_zone) for at in (ticket.urged_at, work.now))
    return calendar.workdays_between(last, today) == 0
