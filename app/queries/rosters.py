"""The roster of a service day: teams with their stops, and what clashes in it."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.models.org import Department, TaskForce
from app.models.roster_shapes import Clash, StopRead, TeamRead
from app.models.service_day import ServiceDay, Team, TeamDepartment
from app.models.ticket_shapes import NamedRef
from app.models.user import User
from app.models.visit import Visit, VisitState
from app.policy import visits
from app.policy.actor import Actor
from app.queries.visits import firm_of, named, project_of

_NAMED = {"id", "name", "name_en"}
STOP_LASTS = timedelta(hours=1)  # the usual length of a stop (ux.md F6)


def team(session: Session, day: ServiceDay, number: int) -> Team:
    wanted = select(Team).where(Team.service_day_id == day.id, Team.number == number)
    found = session.exec(wanted).one_or_none()
    if found is None:
        raise NotFound(N_("No such team."))
    return found


def helpers(session: Session, row: Team) -> list[TeamDepartment]:
    return list(session.exec(select(TeamDepartment).where(TeamDepartment.team_id == row.id)))


def planned_stops(session: Session, day_id: int | None, team_id: int | None = None) -> list[Visit]:
    """The stops that have not begun, of one team or of the whole day, whoever asks."""
    wanted = select(Visit).where(Visit.service_day_id == day_id, Visit.state == VisitState.PLANNED)
    return list(session.exec(wanted if team_id is None else wanted.where(Visit.team_id == team_id)))


def all_stops(session: Session, row: Team) -> list[Visit]:
    return list(session.exec(select(Visit).where(Visit.team_id == row.id)))


def has_been_out(session: Session, row: Team) -> bool:
    out = select(Visit.id).where(
        Visit.team_id == row.id, col(Visit.state).in_([VisitState.UNDER_WAY, VisitState.FINISHED])
    )
    return session.exec(out.limit(1)).first() is not None


def is_taken(session: Session, day: ServiceDay, row: Team, number: int) -> bool:
    """Whether another team of the day has this number."""
    same = select(Team.id).where(Team.service_day_id == day.id, Team.number == number)
    return any(key != row.id for key in session.exec(same))


def of(session: Session, actor: Actor, day_id: int) -> tuple[list[TeamRead], list[StopRead]]:
    """The teams in order with the stops that this person may see, and the stops of no team.

    A firm sees only the teams that come to it.
    """
    departments = _departments(session, day_id)
    stops = _stops(session, actor, day_id)
    _mark(stops, departments)
    found = [
        TeamRead(
            **row.model_dump(include={"id", "number", "name", "version"}),
            leader=NamedRef(id=row.leader_id, name=leader) if row.leader_id and leader else None,
            task_force=NamedRef(**force.model_dump(include=_NAMED)) if force else None,
            departments=departments[row.id or 0],
            stops=stops[row.id or 0],
        )
        for row, leader, force in _rows(session, day_id)
    ]
    shown = [each for each in found if each.stops] if actor.user.is_enterprise else found
    return shown, stops[0]


def _rows(session: Session, day_id: int) -> Any:
    return session.exec(
        select(Team, User.name, TaskForce)
        .outerjoin(User, col(User.id) == Team.leader_id)
        .outerjoin(TaskForce, col(TaskForce.id) == Team.task_force_id)
        .where(Team.service_day_id == day_id)
        .order_by(col(Team.number))
    )


def _departments(session: Session, day_id: int) -> dict[int, list[NamedRef]]:
    found: dict[int, list[NamedRef]] = defaultdict(list)
    rows = session.exec(
        select(TeamDepartment.team_id, Department)
        .join(Department, col(Department.id) == TeamDepartment.department_id)
        .join(Team, col(Team.id) == TeamDepartment.team_id)
        .where(Team.service_day_id == day_id)
        .order_by(col(Department.code))
    )
    for team_id, department in rows:
        found[team_id].append(NamedRef(**department.model_dump(include=_NAMED)))
    return found


def _stops(session: Session, actor: Actor, day_id: int) -> dict[int, list[StopRead]]:
    found: dict[int, list[StopRead]] = defaultdict(list)
    wanted = named().where(
        col(Visit.service_day_id) == day_id, col(Visit.state) != VisitState.CANCELLED, visits.visible(actor)
    )
    for row in session.execute(wanted.order_by(col(Visit.at), col(Visit.id))).mappings():
        found[row["team_id"] or 0].append(
            StopRead(
                visit_id=row["id"],
                at=row["at"],
                state=row["state"],
                enterprise=firm_of(actor, row),
                project=project_of(actor, row),
                purpose=row["purpose"],
            )
        )
    return found


def _mark(stops: dict[int, list[StopRead]], departments: dict[int, list[NamedRef]]) -> None:
    """Note at each stop what clashes with another one of the day."""
    firms: dict[int, int] = defaultdict(int)
    busy: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for team_id, row in stops.items():
        for stop in row:
            firms[stop.enterprise.id if stop.enterprise else 0] += 1
            for department in departments[team_id]:
                busy[department.id].append((stop.at, team_id))
    for team_id, row in stops.items():
        bodies = [department.id for department in departments[team_id]]
        for before, stop in zip([None, *row], row, strict=False):
            stop.clashes = [
                clash
                for clash, holds in (
                    (Clash.SAME_FIRM, stop.enterprise is not None and firms[stop.enterprise.id] > 1),
                    (Clash.OVERLAP, before is not None and _meet(before.at, stop.at)),
                    (Clash.DEPARTMENT_TWICE, any(_is_elsewhere(busy[body], stop, team_id) for body in bodies)),
                )
                if holds
            ]


def _meet(one: datetime, other: datetime) -> bool:
    return abs(one - other) < STOP_LASTS


def _is_elsewhere(busy: list[tuple[datetime, int]], stop: StopRead, team_id: int) -> bool:
    return any(other != team_id and _meet(at, stop.at) for at, other in busy)


def lines(session: Session, actor: Actor, day_id: int) -> list[tuple[int, str, list[str]]]:
    """Number, name and stops of each team, in one question to the database: what the calendar's side card says."""
    stop = named().where(visits.visible(actor), col(Visit.state) != VisitState.CANCELLED).subquery()
    wanted = (
        sa.select(col(Team.number), col(Team.name).label("team_name"), stop)
        .outerjoin(stop, stop.c.team_id == col(Team.id))
        .where(col(Team.service_day_id) == day_id)
        .order_by(col(Team.number), stop.c.at, stop.c.id)
    )
    found: dict[int, tuple[int, str, list[str]]] = {}
    for row in session.execute(wanted).mappings():
        line = found.setdefault(row["number"], (row["number"], row["team_name"], []))
        place = firm_of(actor, row) or project_of(actor, row)
        if place:
            line[2].append(place.name)
    return [line for line in found.values() if line[2] or not actor.user.is_enterprise]
