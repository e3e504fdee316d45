"""Lists of tickets: filters as SQL, columns not objects, keyset pages in the order of the running deadline."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, select

from app.core import paging
from app.core.paging import Slice
from app.models.enterprise import Enterprise
from app.models.org import Department
from app.models.project import Project
from app.models.ticket import Ticket
from app.models.ticket_asks import TicketFilter
from app.models.ticket_life import PleaKind, Sample, State
from app.models.ticket_shapes import TicketRow
from app.models.user import Role, User
from app.models.zone import TicketKind
from app.policy import firms, tickets
from app.policy.actor import Actor
from app.queries import firm_names, lights, supervision_sets

_Handler, _Registrar = sa.orm.aliased(User), sa.orm.aliased(User)


def named() -> Select[Any]:
    """A select of the columns of TicketRow, with `warn_at` for the light and `registrar` for the page.

    All joins are outer ones, the kind's too, which every ticket has: so tickets come first, in an index's order.
    """
    return (
        sa.select(
            *(col(getattr(Ticket, name)) for name in _COLUMNS),
            col(TicketKind.name).label("kind"),
            col(TicketKind.name_en).label("kind_en"),
            col(Enterprise.name).label("enterprise"),
            col(Enterprise.name_en).label("enterprise_en"),
            col(Department.name).label("department"),
            col(Department.name_en).label("department_en"),
            _Handler.name.label("handler"),  # type: ignore[attr-defined]
            _Registrar.name.label("registrar"),  # type: ignore[attr-defined]
            col(Project.code_name),
            col(Project.is_confidential),
            col(Project.task_force_id),
        )
        .outerjoin(TicketKind, col(TicketKind.id) == col(Ticket.kind_id))
        .outerjoin(Enterprise, col(Enterprise.id) == col(Ticket.enterprise_id))
        .outerjoin(Department, col(Department.id) == col(Ticket.lead_department_id))
        .outerjoin(Project, col(Project.id) == col(Ticket.project_id))
        .outerjoin(_Handler, _Handler.id == col(Ticket.handler_id))  # type: ignore[arg-type]
        .outerjoin(_Registrar, _Registrar.id == col(Ticket.registered_by))  # type: ignore[arg-type]
    )


_COLUMNS = (
    "id",
    "title",
    "state",
    "level",
    "is_urgent",
    "registered_at",
    "due_at",
    "warn_at",
    "version",
)


def page(session: Session, actor: Actor, wanted: TicketFilter, now: datetime) -> Slice[TicketRow]:
    """One page of what this person may see; open ones by due time, all of them newest first."""
    by_due = wanted.view != "all"
    key = col(Ticket.due_at) if by_due else col(Ticket.registered_at)
    beyond = [_beyond(key, wanted.after, forward=by_due)] if wanted.after else []
    order = (key, col(Ticket.id)) if by_due else (key.desc(), col(Ticket.id).desc())
    found = _seen(actor, [*_asked(actor, wanted, now), *beyond], wanted.limit + 1, order)
    statement = named().where(found).order_by(*order).limit(wanted.limit + 1)
    rows = session.execute(statement).mappings().all()
    items = [row_of(row, actor, now) for row in rows[: wanted.limit]]
    if len(rows) <= wanted.limit:
        return Slice(items, None)
    last = items[-1]
    return Slice(items, paging.pack(last.due_at if by_due else last.registered_at, last.id))


def place(session: Session, actor: Actor, wanted: TicketFilter, now: datetime, ticket: Ticket) -> str | None:
    """Where a ticket stands in a list, as the cursor of what comes after it; None when it is not in the list."""
    found = _seen(actor, [*_asked(actor, wanted, now), col(Ticket.id) == ticket.id], 1)
    if session.exec(select(Ticket.id).where(found)).first() is None:
        return None
    return paging.pack(ticket.registered_at if wanted.view == "all" else ticket.due_at, ticket.id or 0)


def some(session: Session, actor: Actor, ids: list[int], now: datetime) -> list[TicketRow]:
    """Those of these tickets that this person may see, the first deadline first."""
    found = sa.and_(col(Ticket.id).in_(ids), tickets.visible(actor))
    rows = session.execute(named().where(found).order_by(col(Ticket.due_at), col(Ticket.id))).mappings()
    return [row_of(row, actor, now) for row in rows]


def row_of(row: Any, actor: Actor, now: datetime) -> TicketRow:
    """One result row of `named` as the shape of a list's line."""
    row = {**row, **firm_names.instead(actor, row)}
    light = lights.of(row["state"], row["due_at"], row["warn_at"], now)
    return TicketRow.model_construct(**{**row, "state": tickets.shown_state(actor, row["state"]), "light": light})


def count(session: Session, actor: Actor, wanted: TicketFilter, now: datetime) -> int:
    """How many there are, counted up to 501 so that the cost does not grow with the table."""
    return counts(session, actor, [(wanted, paging.COUNTED_AT_MOST)], now)[0]


def counts(session: Session, actor: Actor, lists: list[tuple[TicketFilter, int]], now: datetime) -> list[int]:
    """How many each list holds, in one statement; each with its own limit, past which only "more" is known."""
    each = [_capped(_seen(actor, _asked(actor, wanted, now), most + 1), most + 1) for wanted, most in lists]
    return list(session.execute(sa.select(*each)).one())


def _capped(found: ColumnElement[bool], most: int) -> Any:
    return (
        sa.select(sa.func.count()).select_from(select(Ticket.id).where(found).limit(most).subquery()).scalar_subquery()
    )


def _seen(
    actor: Actor, asked: list[ColumnElement[bool]], most: int, order: tuple[Any, ...] = ()
) -> ColumnElement[bool]:
    """That a ticket is asked for and may be seen by this person; of more than `most` the first ones only.

    Whoever sees tickets on several grounds gets the first ones of each ground, which its index yields in order: no
    plan for the grounds joined by OR reads fewer rows than all that the person may ever see.
    """
    grounds = tickets.sights(actor)
    if len(grounds) == 1:
        return sa.and_(*grounds, *asked)
    each = [select(Ticket.id).where(ground, *asked).order_by(*order).limit(most).subquery() for ground in grounds]
    return col(Ticket.id).in_(sa.union(*(sa.select(some.c.id) for some in each)))


def _asked(actor: Actor, wanted: TicketFilter, now: datetime) -> list[ColumnElement[bool]]:
    """The filter as SQL."""
    exact: dict[Any, int | None] = {
        Ticket.kind_id: wanted.kind_id,
        Ticket.lead_department_id: wanted.department_id,
        Ticket.enterprise_id: wanted.enterprise_id,
        Ticket.project_id: wanted.project_id,
    }
    chosen = [col(column) == value for column, value in exact.items() if value is not None]
    if wanted.enterprise_id is not None:
        chosen.append(firms.told(actor, Ticket.project_id))
    if wanted.state is not None:
        chosen.append(col(Ticket.state).in_(tickets.states_behind(actor, wanted.state)))
    return [*_VIEWS[wanted.view](actor, now), *chosen, *supervision_sets.asked(actor, wanted, now)]


def _mine(actor: Actor, _now: datetime) -> list[ColumnElement[bool]]:
    """What waits for this person: a coordinator's unassigned ones, a contact's unconfirmed ones, a handler's own."""
    above = sa.or_(col(Ticket.extensions) > 0, col(Ticket.is_plea_above))
    extended = sa.and_(col(Ticket.plea) == PleaKind.EXTENSION, above)
    waiting = {
        Role.COORDINATOR: sa.or_(col(Ticket.state).in_(_UNASSIGNED), col(Ticket.plea) == PleaKind.SUSPENSION, extended),
        Role.ENTERPRISE: col(Ticket.state) == State.RESOLVED,
        Role.SUPERVISOR: col(Ticket.sample) == Sample.DRAWN,
    }
    return [waiting[actor.role]] if actor.role in waiting else [lights.running(), _own(actor)]


def _own(actor: Actor) -> ColumnElement[bool]:
    in_department = col(Ticket.lead_department_id) == actor.department_id
    grounds = [col(Ticket.handler_id) == actor.id, sa.and_(col(Ticket.handler_id).is_(None), in_department)]
    if actor.user.is_duty_leader:
        ours = (col(Ticket.extensions) == 0, sa.not_(col(Ticket.is_plea_above)))
        first = sa.and_(col(Ticket.plea) == PleaKind.EXTENSION, *ours)
        grounds.append(sa.and_(first, in_department))
    return sa.or_(*grounds)


_UNASSIGNED = (State.REGISTERED, State.RETURNED, State.RULING, State.CONFIRMED)
_VIEWS: dict[str, Callable[[Actor, datetime], list[ColumnElement[bool]]]] = {
    "mine": _mine,
    "team": lambda actor, _now: [lights.running(), col(Ticket.lead_department_id) == actor.department_id],
    "due": lambda _actor, now: [lights.running(), col(Ticket.warn_at) <= now, col(Ticket.due_at) >= now],
    "over": lambda _actor, now: [lights.running(), col(Ticket.due_at) < now],
    "open": lambda _actor, _now: [lights.running()],
    "all": lambda _actor, _now: [],
}


def _beyond(key: Any, cursor: str, *, forward: bool) -> ColumnElement[bool]:
    at, last_id = paging.unpack(cursor, datetime, int)
    pair, mark = sa.tuple_(key, col(Ticket.id)), sa.tuple_(at, last_id)
    return pair > mark if forward else pair < mark
