"""Finding the service day and the team that an address names, and what a route about them needs first."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import Depends, Path

from app import policy
from app.domain.work import Work
from app.models.service_day import ServiceDay, ServiceDayRule, Team, Verb
from app.queries import rosters, service_days, service_rules
from app.web.deps import SeenVersion, WorkDep
from app.web.guards import guards, unchanged


def find(day: date, work: WorkDep) -> ServiceDay:
    return service_days.get(work.session, work.actor, day)


DayDep = Annotated[ServiceDay, Depends(find)]
may, to = guards(find)


def find_team(
    number: Annotated[int, Path(ge=1, le=99)], day: Annotated[ServiceDay, Depends(may(Verb.STAFF))], work: WorkDep
) -> Team:
    return rosters.team(work.session, day, number)


TeamDep = Annotated[Team, Depends(find_team)]


def seen_team(team: TeamDep, seen: SeenVersion) -> Team:
    """The team as the caller saw it."""
    unchanged(team, seen)
    return team


SeenTeam = Annotated[Team, Depends(seen_team)]


def find_rule(work: WorkDep) -> ServiceDayRule:
    policy.require(work.actor, Verb.SET_RULE)
    return service_rules.rule(work.session)


RuleDep = Annotated[ServiceDayRule, Depends(find_rule)]


def seen_rule(rule: RuleDep, seen: SeenVersion) -> ServiceDayRule:
    """The rule as the caller saw it."""
    unchanged(rule, seen)
    return rule


SeenRule = Annotated[ServiceDayRule, Depends(seen_rule)]


def may_plan(verb: Verb) -> Callable[[Work], Work]:
    """The work of somebody who may plan days, before the body is looked at."""

    def allowed(work: WorkDep) -> Work:
        policy.require(work.actor, verb)
        return work

    return allowed
