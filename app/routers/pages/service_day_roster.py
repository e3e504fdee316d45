"""The roster of a service day as pages."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.core.i18n import gettext
from app.core.text import MaybeLine
from app.domain import roster
from app.models.roster_shapes import Disbanding, StopWrite, TeamWrite
from app.models.service_day import ServiceDay, Verb
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.forms import Form, form_of
from app.web.page import PageDep
from app.web.roster_page import RosterDeskDep
from app.web.service_days import SeenTeam, TeamDep, may

router = page_router("/service-days/{day}/teams")
Staffed = Annotated[ServiceDay, Depends(may(Verb.STAFF))]
TeamForm = Annotated[Form[TeamWrite], Depends(form_of(TeamWrite))]
StopForm = Annotated[Form[StopWrite], Depends(form_of(StopWrite))]


@router.get("/new", name="team_new")
def new(day: Staffed, desk: RosterDeskDep) -> Response:
    return desk.team(day, None)


@router.post("/new")
def create(day: Staffed, form: TeamForm, work: WorkDep, desk: RosterDeskDep, page: PageDep) -> Response:
    done = form.apply(work, lambda data: roster.form_team(work, day, data))
    return page.done("service_day", gettext("Saved"), day=day.on_day) if done else desk.team(day, None, form)


@router.get("/{number}", name="team")
def show(day: Staffed, team: TeamDep, desk: RosterDeskDep) -> Response:
    return desk.team(day, team)


@router.post("/{number}")
def change(day: Staffed, team: TeamDep, form: TeamForm, desk: RosterDeskDep, page: PageDep) -> Response:
    done = form.apply(desk.work, lambda data: roster.change_team(desk.work, day, team, data), team)
    return page.done("service_day", gettext("Saved"), day=day.on_day) if done else desk.team(day, team, form)


@router.post("/{number}/disbanding", name="team_disband")
def disband(day: Staffed, team: SeenTeam, work: WorkDep, page: PageDep) -> Response:
    roster.disband(work, day, team, Disbanding())
    return page.done("service_day", gettext("The team is off the roster"), day=day.on_day)


@router.get("/{number}/stops/new", name="stop_new")
def ask(day: Staffed, team: TeamDep, desk: RosterDeskDep, q: Annotated[MaybeLine, Query()] = None) -> Response:
    return desk.stop(day, team, words=q or "")


@router.post("/{number}/stops/new")
def add_stop(day: Staffed, team: TeamDep, form: StopForm, desk: RosterDeskDep, page: PageDep) -> Response:
    done = form.apply(desk.work, lambda data: roster.add_stop(desk.work, day, team, data))
    return (
        page.done("service_day", gettext("The stop is added"), day=day.on_day) if done else desk.stop(day, team, form)
    )
