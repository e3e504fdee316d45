"""Who may hand out and answer the question whether it is solved: never whoever works on tickets (R43).

The link goes to whoever holds the ticket's own secret and knows the number that was left with it, or from supervision
to the enterprise; supervision handles no tickets. Only supervision reads what was not answered.
"""

from typing import Any

from app.models.evaluation import Verb
from app.models.event import Via
from app.models.user import Role
from app.policy.actor import Actor
from app.policy.rules import Rule


def _holds(actor: Actor, evaluation: Any) -> bool:
    return actor.via is Via.PORTAL and evaluation.ticket_id == actor.ticket_id


RULES: dict[Verb, Rule] = {
    Verb.ISSUE: lambda actor, evaluation: _holds(actor, evaluation) or actor.is_(Role.SUPERVISOR),
    Verb.ANSWER: _holds,
}


def reads(actor: Actor) -> bool:
    """May look at questions and answers as such."""
    return actor.is_(Role.SUPERVISOR)
