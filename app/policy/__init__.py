"""Who may do what, who may see which rows. Every door, list, search, feed and export asks here and nowhere else."""

from enum import StrEnum
from typing import Any

from app.core.errors import NotAllowed
from app.core.i18n import N_
from app.models import channel, enterprise, job, project, service_day, ticket_life, user, visit, webhook
from app.models.common_problem import Verb as CommonProblemVerb
from app.models.evaluation import Verb as EvaluationVerb
from app.models.feed import Verb as FeedVerb
from app.models.notice import Verb as NoticeVerb
from app.models.org import Verb as BodyVerb
from app.models.portal import Verb as PortalVerb
from app.models.saved_view import Verb as ViewVerb
from app.models.ticket import Ticket
from app.models.user import Role
from app.models.zone import Verb as ZoneVerb
from app.policy import (
    accounts,
    common_problems,
    enterprises,
    evaluations,
    feeds,
    notices,
    org,
    portal,
    post,
    projects,
    saved_views,
    service_days,
    tickets,
    visits,
    zone,
)
from app.policy.actor import Actor
from app.policy.rules import Rule
from app.policy.stand_in import stand_in

# Verbs of different nouns may share a word, so rules are found by the verb's own enum first.
RULES: dict[type[StrEnum], dict[Any, Rule]] = {
    BodyVerb: org.RULES,
    channel.Verb: post.CHANNEL_RULES,
    CommonProblemVerb: common_problems.RULES,
    enterprise.Verb: enterprises.RULES,
    EvaluationVerb: evaluations.RULES,
    FeedVerb: feeds.RULES,
    job.Verb: post.JOB_RULES,
    PortalVerb: portal.RULES,
    NoticeVerb: notices.RULES,
    project.Verb: projects.RULES,
    service_day.Verb: service_days.RULES,
    ticket_life.Verb: tickets.RULES,
    user.Verb: accounts.RULES,
    ViewVerb: saved_views.RULES,
    visit.Verb: visits.RULES,
    webhook.Verb: post.WEBHOOK_RULES,
    ZoneVerb: zone.RULES,
}


def may(actor: Actor, verb: StrEnum, row: object = None) -> bool:
    return actor.may_write and RULES[type(verb)][verb](actor, row)


def require(actor: Actor, verb: StrEnum, row: object = None) -> None:
    """Raise NotAllowed (403) unless this person may do this to this row."""
    if not may(actor, verb, row):
        kind, row_id = getattr(row, "__tablename__", ""), getattr(row, "id", None)
        raise NotAllowed(
            N_("You may not do this."), verb=verb.value, kind=kind, row_id=row_id, roles=tuple(roles_for(verb, row))
        )


def roles_for(verb: StrEnum, row: object = None) -> list[Role]:
    """The roles in which somebody, with the right ties, may do this to the row as it is now."""
    return [role for role in Role if _can_ever(role, verb, row)]


def _can_ever(role: Role, verb: StrEnum, row: object) -> bool:
    try:
        return RULES[type(verb)][verb](stand_in(role, row), row)
    except AttributeError:  # the rule asks the row something for this role, and there is no row
        return False


def moves(actor: Actor, row: Ticket) -> list[ticket_life.Verb]:
    """What this person may do to the ticket now: the buttons in HTML, `moves` in JSON."""
    return [verb for verb, (before, _) in ticket_life.LIFE.items() if row.state in before and may(actor, verb, row)]
