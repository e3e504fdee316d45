"""The forms of the roster: a team, and a stop of a team."""

from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Response

from app.models.roster_shapes import StopWrite, TeamRead, TeamWrite
from app.models.service_day import ServiceDay, Team
from app.models.ticket_shapes import NamedRef
from app.queries import people, roster_choices, rosters
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.labels import local
from app.web.page import PageDep
from app.web.service_day_pages import DayDeskDep


class RosterDesk:
    """Shows the forms about teams; everything is a plain select, nothing has to be dragged."""

    def __init__(self, work: WorkDep, page: PageDep, desk: DayDeskDep) -> None:
        self.work, self.page, self.desk = work, page, desk

    def team(self, day: ServiceDay, team: Team | None, form: Form[TeamWrite] | None = None) -> Response:
        """The form of a new team, numbered after the last one, or of one that stands."""
        teams, _ = rosters.of(self.work.session, self.work.actor, day.id or 0)
        shown = next((each for each in teams if team and each.id == team.id), None)
        start = _start(shown) if shown else {"number": max((each.number for each in teams), default=0) + 1}
        session = self.work.session
        return self.page.show(
            "service_days/team.html",
            status=form.status if form else 200,
            form=form or Form.filled(TeamWrite, start),
            service_day=self.desk.read(day),
            team=shown,
            people=named(roster_choices.staff(session)),
            forces=named(roster_choices.forces(session)),
            departments=[(row.id, local(row)) for row in people.departments(session)],
        )

    def stop(self, day: ServiceDay, team: Team, form: Form[StopWrite] | None = None, words: str = "") -> Response:
        """The form of a stop; `words` narrow the firms that can be chosen."""
        session, actor = self.work.session, self.work.actor
        firms = roster_choices.firms(session, actor, words)
        found = str(firms[0].id) if words and firms else None
        start = {"key": str(uuid4()), "enterprise_id": found}
        return self.page.show(
            "service_days/stop.html",
            status=form.status if form else 200,
            form=form or Form.filled(StopWrite, start),
            service_day=self.desk.read(day),
            team=team,
            firms=named(firms),
            sites=named(roster_choices.sites(session, actor)),
            words=words,
        )


def named(rows: list[NamedRef]) -> list[tuple[int, str]]:
    """As selects want them."""
    return [(row.id, row.name) for row in rows]


def _start(team: TeamRead) -> dict[str, Any]:
    return {
        "number": team.number,
        "name": team.name,
        "leader_id": team.leader and team.leader.id,
        "task_force_id": team.task_force and team.task_force.id,
        "department_ids": [row.id for row in team.departments],
    }


RosterDeskDep = Annotated[RosterDesk, Depends(RosterDesk)]
