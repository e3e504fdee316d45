"""The question whether it is solved: asked by the service itself, handed out by nobody who handled the ticket.

The link is random and of one use, its hash alone is kept, and the journal never has it.
"""

from app import policy
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import N_
from app.core.secrets import digest, new_token
from app.domain import journal, ticket_endings
from app.domain.work import Work
from app.models.evaluation import Evaluation, Verb
from app.models.portal_shapes import Judgement
from app.models.ticket import Ticket
from app.models.ticket_move_shapes import Confirmation, Reopening
from app.queries import evaluations as stored


def issue(work: Work, evaluation: Evaluation) -> str:
    """A new link's secret, shown once; one handed out before stops working. Conflict when nothing is asked any more."""
    policy.require(work.actor, Verb.ISSUE, evaluation)
    ticket = work.session.get_one(Ticket, evaluation.ticket_id)
    _need_open(work, evaluation, ticket)
    secret = new_token()
    evaluation.token_hash, evaluation.issued_at = digest(secret), work.now
    journal.record(work, Verb.ISSUE, evaluation, after=journal.snapshot(evaluation, "ticket_id", "round"))
    return secret


def answer(work: Work, evaluation: Evaluation, data: Judgement) -> Ticket:
    """The enterprise's last word: satisfied confirms the ticket, not satisfied opens it again one level up."""
    policy.require(work.actor, Verb.ANSWER, evaluation)
    ticket = work.session.get_one(Ticket, evaluation.ticket_id)
    _need_open(work, evaluation, ticket)
    if data.satisfied == "yes":
        return ticket_endings.confirm(work, ticket, Confirmation(note=data.comment))
    if not data.comment:
        raise RuleBroken(N_("Please say what is still wrong."), field="comment")
    return ticket_endings.reopen(work, ticket, Reopening(reason=data.comment))


def _need_open(work: Work, evaluation: Evaluation, ticket: Ticket) -> None:
    if not stored.is_open(evaluation, ticket, work.now):
        raise Conflict(N_("This ticket has moved on; look again."))
