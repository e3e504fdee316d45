"""Everything read about supervision notices."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, select

from app import policy
from app.core import paging
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Slice
from app.models.enterprise import Enterprise
from app.models.notice import LIFE, Notice, NoticeLine, NoticeState
from app.models.notice_shapes import ClockTrace, NoticeFilter, NoticeLineRead, NoticeRead, NoticeRow, PauseRead
from app.models.org import Department
from app.models.project import Project
from app.models.ticket import Ticket
from app.models.ticket_time import TicketPause
from app.models.user import Role, User
from app.policy import boards, notices
from app.policy.actor import Actor
from app.queries import firm_names


def get(session: Session, actor: Actor, notice_id: int) -> Notice:
    """The row if this person may see it; otherwise it does not exist (404)."""
    found = session.exec(select(Notice).where(Notice.id == notice_id, notices.visible(actor))).one_or_none()
    if found is None:
        raise NotFound(N_("No such notice."))
    return found


def page(session: Session, actor: Actor, wanted: NoticeFilter, now: datetime) -> Slice[NoticeRow]:
    """One page, for staff (403): what waits by the day of the answer, all of them newest first."""
    boards.require_staff(actor)
    newest = wanted.view == "all"
    key = col(Notice.issued_at) if newest else col(Notice.answer_by)
    statement = _named().where(*_asked(actor, wanted, now))
    if wanted.after:
        pair, mark = sa.tuple_(key, col(Notice.id)), sa.tuple_(*paging.unpack(wanted.after, datetime, int))
        statement = statement.where(pair < mark if newest else pair > mark)
    order = (key.desc(), col(Notice.id).desc()) if newest else (key, col(Notice.id))
    rows = session.execute(statement.order_by(*order).limit(wanted.limit + 1)).mappings().all()
    items = [_row(row, now) for row in rows[: wanted.limit]]
    if len(rows) <= wanted.limit:
        return Slice(items, None)
    return Slice(items, paging.pack(items[-1].issued_at if newest else items[-1].answer_by, items[-1].id))


def count(session: Session, actor: Actor, wanted: NoticeFilter, now: datetime) -> int:
    """How many there are, counted up to 501."""
    some = select(Notice.id).where(*_asked(actor, wanted, now)).limit(paging.COUNTED_AT_MOST + 1)
    return int(session.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one())


def of_ticket(session: Session, actor: Actor, ticket: Ticket, now: datetime) -> list[NoticeRow]:
    """The notices about one ticket, newest first; to an enterprise there are none."""
    wanted = _named().where(col(Notice.ticket_id) == ticket.id, notices.visible(actor))
    return [_row(row, now) for row in session.execute(wanted.order_by(col(Notice.id).desc())).mappings()]


def read(session: Session, actor: Actor, notice: Notice, now: datetime) -> NoticeRead:
    """One notice with its words, the ticket's clock, and what this person may do with it."""
    extra = (
        col(Notice.department_id),
        col(Notice.cause),
        col(Notice.settled_at),
        col(Notice.is_synthetic),
        col(Ticket.state).label("ticket_state"),
        col(Enterprise.name).label("enterprise"),
        col(Enterprise.name_en).label("enterprise_en"),
        col(Project.code_name),
        col(Project.is_confidential),
        col(Project.task_force_id),
        col(User.name).label("handler"),
        *(col(getattr(Ticket, name)) for name in _CLOCK),
    )
    wanted = (
        _named()
        .add_columns(*extra)
        .outerjoin(Enterprise, col(Enterprise.id) == col(Ticket.enterprise_id))
        .outerjoin(Project, col(Project.id) == col(Ticket.project_id))
        .outerjoin(User, col(User.id) == col(Ticket.handler_id))
    )
    row = session.execute(wanted.where(col(Notice.id) == notice.id)).mappings().one()
    clock = ClockTrace(**{name: row[name] for name in _CLOCK}, pauses=_pauses(session, notice))
    moves = [v for v, (before, _) in LIFE.items() if notice.state in before and policy.may(actor, v, notice)]
    facts = {name: row[name] for name in row if name not in _CLOCK} | _row(row, now).model_dump()
    facts |= firm_names.instead(actor, row)
    lines = _lines(session, notice)
    return NoticeRead.model_validate(facts | {"clock": clock, "lines": lines, "moves": moves})


_CLOCK = ("registered_at", "answer_due_at", "answered_at", "solve_due_at", "resolved_at", "extended_workdays")
_OWN = ("id", "year", "number", "colour", "state", "due_at", "issued_at", "answer_by", "version")


def _named() -> Select[Any]:
    """The columns of NoticeRow."""
    return (
        sa.select(
            *(col(getattr(Notice, name)) for name in _OWN),
            col(Notice.ticket_id),
            col(Ticket.title).label("ticket"),
            col(Department.name).label("department"),
            col(Department.name_en).label("department_en"),
        )
        .join(Ticket, col(Ticket.id) == col(Notice.ticket_id))
        .outerjoin(Department, col(Department.id) == col(Notice.department_id))
    )


def _row(row: Any, now: datetime) -> NoticeRow:
    is_late = row["state"] is NoticeState.ISSUED and row["answer_by"] < now
    number = f"{row['year']}-{row['number']:03d}"
    return NoticeRow.model_construct(
        **{name: row[name] for name in NoticeRow.model_fields if name not in {"number", "is_late"}},
        number=number,
        is_late=is_late,
    )


def _asked(actor: Actor, wanted: NoticeFilter, now: datetime) -> list[ColumnElement[bool]]:
    waits = col(Notice.state) == NoticeState.ISSUED
    views: dict[str, list[ColumnElement[bool]]] = {
        "mine": [_mine(actor)],
        "unanswered": [waits],
        "late": [waits, col(Notice.answer_by) < now],
        "answered": [col(Notice.state) == NoticeState.ANSWERED],
        "all": [],
    }
    exact: dict[Any, Any] = {Notice.colour: wanted.colour, Notice.department_id: wanted.department_id}
    chosen = [col(column) == value for column, value in exact.items() if value is not None]
    return [notices.visible(actor), *views[wanted.view], *chosen]


def _mine(actor: Actor) -> ColumnElement[bool]:
    """What this person does something about: answers to judge, or notices to the own department to answer."""
    if actor.is_(Role.SUPERVISOR):
        return col(Notice.state) == NoticeState.ANSWERED
    unled = col(Notice.department_id).is_(None)
    to_us = unled if actor.is_(Role.COORDINATOR) else col(Notice.department_id) == actor.department_id
    is_asked = actor.is_(Role.COORDINATOR, Role.HANDLER, Role.OFFICER)
    return sa.and_(sa.true() if is_asked else sa.false(), col(Notice.state) == NoticeState.ISSUED, to_us)


def _lines(session: Session, notice: Notice) -> list[NoticeLineRead]:
    said = (col(column) for column in (NoticeLine.at, NoticeLine.verb, NoticeLine.words))
    wanted = (
        sa.select(*said, col(User.name).label("who"))
        .outerjoin(User, col(User.id) == col(NoticeLine.author_id))
        .where(col(NoticeLine.notice_id) == notice.id)
        .order_by(col(NoticeLine.id))
    )
    return [NoticeLineRead.model_validate(row) for row in session.execute(wanted).mappings()]


def _pauses(session: Session, notice: Notice) -> list[PauseRead]:
    wanted = (
        sa.select(col(TicketPause.began_at), col(TicketPause.ended_at))
        .where(col(TicketPause.ticket_id) == notice.ticket_id)
        .order_by(col(TicketPause.began_at))
    )
    return [PauseRead.model_validate(row) for row in session.execute(wanted).mappings()]
