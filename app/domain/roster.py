"""The roster of a service day, drawn up by hand: teams and their stops."""

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.instants import instant_of
from app.domain import journal, visits
from app.domain.work import Work
from app.models.org import TaskForce
from app.models.roster_shapes import Disbanding, StopWrite, TeamWrite
from app.models.service_day import ServiceDay, Team, TeamDepartment, Verb
from app.models.user import User
from app.models.visit import Verb as VisitVerb
from app.models.visit import Visit, VisitState
from app.queries import people, rosters
from app.queries import visits as stored


def form_team(work: Work, day: ServiceDay, data: TeamWrite) -> Team:
    """Put a team together: a number of its own on that day, a leader, the departments that come along."""
    policy.require(work.actor, Verb.STAFF, day)
    day.take(Verb.STAFF)
    assert day.id is not None
    team = Team(service_day_id=day.id, number=data.number, name=data.name)
    return _write(work, day, team, data)


def change_team(work: Work, day: ServiceDay, team: Team, data: TeamWrite) -> Team:
    """Other people, another name or number."""
    policy.require(work.actor, Verb.STAFF, day)
    day.take(Verb.STAFF)
    return _write(work, day, team, data)


def disband(work: Work, day: ServiceDay, team: Team, _data: Disbanding) -> None:
    """Take a team off the roster with its planned stops; one that has been out already stays."""
    policy.require(work.actor, Verb.STAFF, day)
    day.take(Verb.STAFF)
    if rosters.has_been_out(work.session, team):
        raise RuleBroken(N_("This team has been out already; it stays on record."))
    for stop in rosters.planned_stops(work.session, day.id, team.id):
        stop.state = VisitState.CANCELLED
        journal.record(work, VisitVerb.CANCEL, stop, after=journal.snapshot(stop, "state"))
    for stop in rosters.all_stops(work.session, team):
        stop.team_id = None
    for helper in rosters.helpers(work.session, team):
        work.session.delete(helper)
    journal.record(work, "disband", team, before=journal.snapshot(team, "number", "name", "leader_id"))
    work.session.delete(team)


def add_stop(work: Work, day: ServiceDay, team: Team, data: StopWrite) -> Visit:
    """A stop of the team: a planned visit. The same key twice is one stop; clashes are shown, not refused."""
    policy.require(work.actor, Verb.STAFF, day)
    day.take(Verb.STAFF)
    if known := stored.by_key(work.session, work.actor, data.key):
        return known
    enterprise_id, project_id = visits.place(work, data.enterprise_id, data.project_id)
    stop = Visit(
        key=data.key,
        enterprise_id=enterprise_id,
        project_id=project_id,
        service_day_id=day.id,
        team_id=team.id,
        purpose=data.purpose,
        planned_at=instant_of(day.on_day, data.at, work.zone.time_zone),
        created_by=work.actor.id,
        created_at=work.now,
    )
    work.session.add(stop)
    after = journal.snapshot(stop, "enterprise_id", "project_id", "planned_at", "team_id", "service_day_id")
    journal.record(work, VisitVerb.PLAN, stop, after=after)
    return stop


def _write(work: Work, day: ServiceDay, team: Team, data: TeamWrite) -> Team:
    _check(work, day, team, data)
    before = {} if team.id is None else journal.snapshot(team, *_FACTS)
    team.number, team.name = data.number, data.name
    team.leader_id, team.task_force_id = data.leader_id, data.task_force_id
    work.session.add(team)
    work.session.flush()
    assert team.id is not None
    wanted = set(data.department_ids)
    kept = {row.department_id for row in rosters.helpers(work.session, team)}
    for row in rosters.helpers(work.session, team):
        if row.department_id not in wanted:
            work.session.delete(row)
    work.session.add_all(TeamDepartment(team_id=team.id, department_id=key) for key in sorted(wanted - kept))
    after = journal.snapshot(team, *_FACTS) | {"departments": sorted(wanted)}
    journal.record(work, Verb.STAFF, team, before=before, after=after)
    return team


_FACTS = ("number", "name", "leader_id", "task_force_id")


def _check(work: Work, day: ServiceDay, team: Team, data: TeamWrite) -> None:
    if rosters.is_taken(work.session, day, team, data.number):
        raise RuleBroken(N_("Another team has this number."), field="number")
    leader = work.session.get(User, data.leader_id) if data.leader_id else None
    if data.leader_id and (leader is None or not leader.is_active or not leader.is_staff):
        raise RuleBroken(N_("Choose somebody of the zone's staff."), field="leader_id")
    force = work.session.get(TaskForce, data.task_force_id) if data.task_force_id else None
    if data.task_force_id and (force is None or not force.is_active):
        raise RuleBroken(N_("Choose a task force."), field="task_force_id")
    for department_id in data.department_ids:
        people.department(work.session, department_id, "department_ids")
