"""One person's day: what waits, where to go, what is stuck. Each role gets what it acts on, and nothing else."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.core.instants import day_of
from app.models.board_shapes import IdleProject, NextStop, QuietProject, Today
from app.models.enterprise import Enterprise
from app.models.notice_shapes import NoticeFilter
from app.models.org import Department
from app.models.project import Project
from app.models.service_day import TeamDepartment
from app.models.ticket import Ticket
from app.models.ticket_asks import TicketFilter
from app.models.ticket_shapes import TicketRow
from app.models.user import Role
from app.models.visit import Visit, VisitState
from app.models.visit_shapes import VisitFilter, VisitRow
from app.policy import boards, firms, projects, tickets, visits
from app.policy.actor import Actor
from app.queries import ahead, metric_sets, metrics, notices, ticket_list
from app.queries.lights import running
from app.queries.visits import page as visit_page

SHOWN, BOARD = 5, 20
QUIET = timedelta(days=7)
# How many the zone still owes an answer, or how many are for the own department to answer.
_NOTICES = {Role.LEADER: "unanswered", Role.SUPERVISOR: "unanswered"}
_HANDS_ON = (Role.OFFICER, Role.HANDLER, Role.COORDINATOR)
_OVERLOOKS = (Role.LEADER, Role.SUPERVISOR)


def of(session: Session, actor: Actor, now: datetime, zone: str) -> Today:
    """The day of a member of the staff (403 for anybody else), in at most thirteen statements."""
    boards.require_staff(actor)
    on = day_of(now, zone)
    ours, following = ahead.days(session, actor, on)
    day = Today(
        on=on,
        lights=ahead.lights(session, actor, now),
        service_day=ours,
        next_day=following,
        notices=notices.page(session, actor, NoticeFilter(view="mine", limit=SHOWN), now).items,
        notice_count=notices.count(session, actor, NoticeFilter(view=_NOTICES.get(actor.role, "mine")), now),
    )
    if actor.is_(*_HANDS_ON):
        _add_todo(session, actor, now, day)
    if actor.is_(Role.LEADER, Role.OFFICER, Role.HANDLER):
        _add_stops(session, actor, zone, day)
    if actor.is_(Role.OFFICER):
        _add_quiet(session, actor, now, day)
    if actor.is_(Role.COORDINATOR):
        day.clashes = ahead.clashes(session, actor, on)
    if actor.is_(*_OVERLOOKS):
        day.stuck = stuck(session, actor, now, BOARD if actor.is_(Role.SUPERVISOR) else SHOWN)
        day.numbers = metrics.of(session, actor, None, now, zone)
        day.idle = _idle(session, actor, on)
    return day


def stuck(session: Session, actor: Actor, now: datetime, most: int) -> list[TicketRow]:
    """The overdue tickets, the longest overdue first."""
    return ticket_list.page(session, actor, TicketFilter(view="over", limit=most), now).items


def _add_todo(session: Session, actor: Actor, now: datetime, day: Today) -> None:
    wanted = TicketFilter(view="mine", limit=SHOWN)
    day.todo = ticket_list.page(session, actor, wanted, now).items
    day.todo_count = len(day.todo)
    if day.todo_count == SHOWN:
        day.todo_count = ticket_list.count(session, actor, wanted, now)


def _add_stops(session: Session, actor: Actor, zone: str, day: Today) -> None:
    wanted = VisitFilter(view="mine", on=day.on, limit=BOARD)
    found = visit_page(session, actor, wanted, zone).items
    day.stops = [stop for stop in found if stop.state is not VisitState.CANCELLED]
    day.stops_done = sum(stop.state is VisitState.FINISHED for stop in day.stops)
    following = (VisitState.UNDER_WAY, VisitState.PLANNED)
    ahead_of_us = sorted(
        (stop for stop in day.stops if stop.state in following), key=lambda stop: stop.state is following[1]
    )
    if ahead_of_us and actor.is_(Role.OFFICER, Role.HANDLER):
        day.next_stop = _next_stop(session, actor, ahead_of_us[0])


def _next_stop(session: Session, actor: Actor, stop: VisitRow) -> NextStop:
    coming = (
        select(Department.name, Department.name_en)
        .join(TeamDepartment, col(TeamDepartment.department_id) == Department.id)
        .join(Visit, col(Visit.team_id) == col(TeamDepartment.team_id))
        .where(Visit.id == stop.id)
        .order_by(col(Department.code))
    )
    names = session.exec(coming).all()
    last = session.execute(_last(actor, stop)).first() if stop.enterprise else None
    return NextStop(
        visit=stop,
        companions=[name for name, _ in names],
        companions_en=[name_en for _, name_en in names],
        last_on=last.at if last else None,
        last_summary=last.summary if last else None,
        open_count=last.open_count if last else 0,
    )


def _last(actor: Actor, stop: VisitRow) -> Any:
    """One line about the firm: its open tickets, and the last finished visit if there was one."""
    assert stop.enterprise is not None
    firm = stop.enterprise.id
    ended = (
        visits.visible(actor),
        firms.told(actor, Visit.project_id),
        col(Visit.enterprise_id) == firm,
        col(Visit.state) == VisitState.FINISHED,
    )
    newest = (
        sa.select(col(Visit.id)).where(*ended).order_by(col(Visit.at).desc(), col(Visit.id).desc()).limit(1)
    ).scalar_subquery()
    open_count = (
        sa.select(sa.func.count())
        .where(
            tickets.visible(actor),
            firms.told(actor, Ticket.project_id),
            col(Ticket.enterprise_id) == firm,
            running(),
        )
        .scalar_subquery()
    )
    return (
        sa.select(col(Visit.at), col(Visit.summary), open_count.label("open_count"))
        .select_from(Enterprise)
        .outerjoin(Visit, col(Visit.id) == newest)
        .where(col(Enterprise.id) == firm)
    )


def _add_quiet(session: Session, actor: Actor, now: datetime, day: Today) -> None:
    """Projects in the person's charge without an update for seven days, the longest first."""
    mine = sa.or_(
        col(Project.id).in_(actor.paired_project_ids), col(Project.enterprise_id).in_(actor.paired_enterprise_ids)
    )
    updated = col(Project.updated_at)
    wanted = (
        sa.select(*_NAMED, col(Project.stage), col(Project.percent), updated, sa.func.count().over().label("all"))
        .where(mine, sa.or_(updated.is_(None), updated <= now - QUIET))
        .order_by(updated.is_not(None), updated, col(Project.id))
        .limit(SHOWN)
    )
    rows = session.execute(wanted).mappings().all()
    day.quiet_count = rows[0]["all"] if rows else 0
    day.quiet = [
        QuietProject(
            id=row["id"],
            name=shown_name(actor, row),
            stage=row["stage"],
            percent=row["percent"],
            quiet_days=(day.on - day_of(row["updated_at"])).days if row["updated_at"] else None,
        )
        for row in rows
    ]


def _idle(session: Session, actor: Actor, on: date) -> list[IdleProject]:
    wanted = (
        sa.select(*_NAMED, col(Project.not_started_reason).label("reason"), col(Project.planned_start_on))
        .where(projects.visible(actor), metric_sets.condition("not_started", on))
        .order_by(col(Project.planned_start_on), col(Project.id))
        .limit(SHOWN)
    )
    return [
        IdleProject(
            id=row["id"],
            name=shown_name(actor, row),
            reason=row["reason"],
            planned_start_on=row["planned_start_on"],
        )
        for row in session.execute(wanted).mappings()
    ]


def shown_name(actor: Actor, row: Any) -> str:
    """The name that this person may read: an unsigned investor's project goes by its code name (M33)."""
    is_open = projects.sees_name(actor, is_confidential=row["is_confidential"], task_force_id=row["task_force_id"])
    name: str = row["name"] if is_open else row["code_name"] or "–"
    return name


_NAMED = tuple(
    col(column)
    for column in (Project.id, Project.name, Project.code_name, Project.is_confidential, Project.task_force_id)
)
