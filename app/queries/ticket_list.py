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
from app.models.ticket import OPEN, State, Ticket
from app.models.ticket_asks import TicketFilter
from app.models.ticket_shapes import TicketRow
from app.models.user import Role, User
from app.models.zone import TicketKind
from app.policy import projects, tickets
from app.policy.actor import Actor
from app.queries import lights

_Handler, _Registrar = sa.orm.aliased(User), sa.orm.aliased(User)


def named() -> Select[Any]:
    """A select of the columns of TicketRow, with `warn_at` for the light and `registrar` for the page."""
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
        )
        .join(TicketKind, col(TicketKind.id) == col(Ticket.kind_id))
        .outerjoin(Enterprise, col(Enterprise.id) == col(Ticket.enterprise_id))
        .outerjoin(Department, col(Department.id) == col(Ticket.lead_department_id))
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
    statement = named().where(*conditions(actor, wanted, now))
    if wanted.after:
        statement = statement.where(_beyond(key, wanted.after, forward=by_due))
    order = (key, col(Ticket.id)) if by_due else (key.desc(), col(Ticket.id).desc())
    rows = session.execute(statement.order_by(*order).limit(wanted.limit + 1)).mappings().all()
    items = [row_of(row, actor, now) for row in rows[: wanted.limit]]
    if len(rows) <= wanted.limit:
        return Slice(items, None)
    last = items[-1]
    return Slice(items, paging.pack(last.due_at if by_due else last.registered_at, last.id))


def row_of(row: Any, actor: Actor, now: datetime) -> TicketRow:
    """One result row of `named` as the shape of a list's line."""
    light = lights.of(row["state"], row["due_at"], row["warn_at"], now)
    facts = {name: row[name] for name in TicketRow.model_fields if name in row}
    return TicketRow.model_construct(**facts | {"state": tickets.shown_state(actor, row["state"]), "light": light})


def count(session: Session, actor: Actor, wanted: TicketFilter, now: datetime) -> int:
    """How many there are, counted up to 501 so that the cost does not grow with the table."""
    some = select(Ticket.id).where(*conditions(actor, wanted, now)).limit(paging.COUNTED_AT_MOST + 1)
    found: int = session.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()
    return found


def conditions(actor: Actor, wanted: TicketFilter, now: datetime) -> list[ColumnElement[bool]]:
    """The filter as SQL, what the person may see first."""
    exact: dict[Any, int | None] = {
        Ticket.kind_id: wanted.kind_id,
        Ticket.lead_department_id: wanted.department_id,
        Ticket.enterprise_id: wanted.enterprise_id,
        Ticket.project_id: wanted.project_id,
    }
    chosen = [col(column) == value for column, value in exact.items() if value is not None]
    if wanted.project_id is not None:
        chosen.append(projects.tells_of(actor, Ticket.project_id))
    if wanted.state is not None:
        chosen.append(col(Ticket.state).in_(tickets.states_behind(actor, wanted.state)))
    return [tickets.visible(actor), *_VIEWS[wanted.view](actor, now), *chosen]


def _mine(actor: Actor, _now: datetime) -> list[ColumnElement[bool]]:
    """What waits for this person: a coordinator's unassigned ones, a contact's unconfirmed ones, a handler's own."""
    waiting = {
        Role.COORDINATOR: col(Ticket.state).in_([State.REGISTERED, State.RETURNED, State.CONFIRMED]),
        Role.ENTERPRISE: col(Ticket.state) == State.RESOLVED,
    }
    own = sa.or_(
        col(Ticket.handler_id) == actor.id,
        sa.and_(col(Ticket.handler_id).is_(None), col(Ticket.lead_department_id) == actor.department_id),
    )
    return [waiting.get(actor.role, sa.and_(_open(), own))]


def _open() -> ColumnElement[bool]:
    return col(Ticket.state).in_(OPEN)


_VIEWS: dict[str, Callable[[Actor, datetime], list[ColumnElement[bool]]]] = {
    "mine": _mine,
    "team": lambda actor, _now: [_open(), col(Ticket.lead_department_id) == actor.department_id],
    "due": lambda _actor, now: [_open(), col(Ticket.warn_at) <= now, col(Ticket.due_at) >= now],
    "over": lambda _actor, now: [_open(), col(Ticket.due_at) < now],
    "open": lambda _actor, _now: [_open()],
    "all": lambda _actor, _now: [],
}


def _beyond(key: Any, cursor: str, *, forward: bool) -> ColumnElement[bool]:
    at, last_id = paging.unpack(cursor, datetime, int)
    pair, mark = sa.tuple_(key, col(Ticket.id)), sa.tuple_(at, last_id)
    return pair > mark if forward else pair < mark
