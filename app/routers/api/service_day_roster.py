"""The roster of a service day as JSON: teams and their stops."""

from typing import Annotated

from fastapi import Depends, Response

from app.domain import roster
from app.models.roster_shapes import Disbanding, StopWrite, TeamRead, TeamWrite
from app.models.service_day import ServiceDay, Verb
from app.models.visit_shapes import VisitRead
from app.queries import rosters, visits
from app.web.api import tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.service_days import DayDep, SeenTeam, TeamDep, may

router = api_router("/service-days/{day}/teams", "service days")
Staffed = Annotated[ServiceDay, Depends(may(Verb.STAFF))]


@router.get("")
def index(day: DayDep, work: WorkDep) -> list[TeamRead]:
    return rosters.of(work.session, work.actor, day.id or 0)[0]


@router.post("", status_code=201)
def create(day: Staffed, data: TeamWrite, work: WorkDep) -> list[TeamRead]:
    roster.form_team(work, day, data)
    return index(day, work)


@router.post("/{number}")
def change(day: Staffed, team: SeenTeam, data: TeamWrite, work: WorkDep) -> list[TeamRead]:
    roster.change_team(work, day, team, data)
    return index(day, work)


@router.post("/{number}/disbanding")
def disband(day: Staffed, team: SeenTeam, data: Disbanding, work: WorkDep) -> list[TeamRead]:
    roster.disband(work, day, team, data)
    return index(day, work)


@router.post("/{number}/stops", status_code=201)
def add_stop(day: Staffed, team: TeamDep, data: StopWrite, work: WorkDep, response: Response) -> VisitRead:
    stop = roster.add_stop(work, day, team, data)
    return tagged(response, visits.read(work.session, work.actor, stop, work.now))
