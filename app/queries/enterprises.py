"""Everything read about enterprises, parks and belts. Lists read columns, not objects, and page by keyset."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, select

from app import policy
from app.core import paging, search, text
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Slice
from app.models.enterprise import Belt, Enterprise, Park, Verb
from app.models.enterprise_shapes import EnterpriseFilter, EnterpriseRead, EnterpriseRow, PlaceRead
from app.models.project import Project
from app.models.project_reads import ProjectRow
from app.models.ticket import Ticket
from app.models.ticket_shapes import NamedRef
from app.policy import enterprises, firms, projects, tickets
from app.policy.actor import Actor
from app.queries import pairings, project_list
from app.queries.lights import running

_COLUMNS = ("id", "name", "name_en", "uscc", "sector", "park_id", "is_synthetic", "version")
PROJECTS_SHOWN = 50


def get(session: Session, actor: Actor, enterprise_id: int) -> Enterprise:
    """The row if this person may see it; otherwise it does not exist (404)."""
    wanted = select(Enterprise).where(Enterprise.id == enterprise_id, enterprises.visible(actor))
    found = session.exec(wanted).one_or_none()
    if found is None:
        raise NotFound(N_("No such enterprise."))
    return found


def has(session: Session, column: Any, value: str, but: int | None) -> bool:
    """Whether another enterprise has this value in a column."""
    wanted = select(Enterprise.id).where(col(column) == value, col(Enterprise.id).is_distinct_from(but))
    return session.exec(wanted).first() is not None


def is_served(session: Session, actor: Actor, row: Enterprise) -> bool:
    """Whether this person serves the firm, by charge or by a ticket that waits for them."""
    wanted = select(Enterprise.id).where(Enterprise.id == row.id, enterprises.served(actor))
    return session.exec(wanted).first() is not None


def page(session: Session, actor: Actor, wanted: EnterpriseFilter) -> Slice[EnterpriseRow]:
    """One page of what this person may see, by name."""
    statement = _lines(actor).where(*_conditions(actor, wanted))
    if wanted.after:
        mark = sa.tuple_(*paging.unpack(wanted.after, str, int))
        statement = statement.where(sa.tuple_(col(Enterprise.name), col(Enterprise.id)) > mark)
    order = col(Enterprise.name), col(Enterprise.id)
    rows = session.execute(statement.order_by(*order).limit(wanted.limit + 1)).mappings().all()
    items = [_row_of(row) for row in rows[: wanted.limit]]
    following = paging.pack(items[-1].name, items[-1].id) if len(rows) > wanted.limit else None
    return Slice(items, following)


def count(session: Session, actor: Actor, wanted: EnterpriseFilter) -> int:
    """How many there are, counted up to 501 so that the cost does not grow with the table."""
    some = select(Enterprise.id).where(*_conditions(actor, wanted)).limit(paging.COUNTED_AT_MOST + 1)
    found: int = session.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()
    return found


def read(session: Session, actor: Actor, row: Enterprise) -> EnterpriseRead:
    """One firm's file: what is known, who has charge of it, its projects that this person may know to be its own."""
    line = _row_of(session.execute(_lines(actor).where(col(Enterprise.id) == row.id)).mappings().one())
    is_firm = actor.user.is_enterprise
    own = {
        "contact_phone": row.contact_phone if enterprises.sees_phone(actor, row) else text.masked(row.contact_phone),
        "note": None if is_firm else row.note,
        "people": pairings.in_charge(session, row),
        "projects": _projects(session, actor, row),
        "moves": _moves(session, actor, row),
    }
    return EnterpriseRead.model_validate(row.model_dump() | line.model_dump() | own)


def _moves(session: Session, actor: Actor, row: Enterprise) -> list[Verb]:
    """What this person may do to the file; its phone number is shown to those who serve the firm."""
    moves: list[Verb] = [verb for verb in Verb if verb is not Verb.ADD and policy.may(actor, verb, row)]
    if Verb.REVEAL in moves and not is_served(session, actor, row):
        moves.remove(Verb.REVEAL)
    return moves


def parks(session: Session) -> list[PlaceRead]:
    return [PlaceRead.model_validate(row.model_dump()) for row in session.exec(select(Park).order_by(col(Park.id)))]


def belts(session: Session) -> list[PlaceRead]:
    return [PlaceRead.model_validate(row.model_dump()) for row in session.exec(select(Belt).order_by(col(Belt.id)))]


def _lines(actor: Actor) -> Select[Any]:
    """The columns of a line, with the number of open tickets that this person may see."""
    is_own = col(Ticket.enterprise_id) == col(Enterprise.id)
    open_tickets = (
        sa.select(sa.func.count())
        .select_from(Ticket)
        .where(is_own, running(), tickets.visible(actor), firms.told(actor, Ticket.project_id))
        .correlate(Enterprise)
        .scalar_subquery()
    )
    return sa.select(
        *(col(getattr(Enterprise, name)) for name in _COLUMNS),
        col(Park.name).label("park"),
        col(Park.name_en).label("park_en"),
        open_tickets.label("open_tickets"),
    ).outerjoin(Park, col(Park.id) == col(Enterprise.park_id))


def _row_of(row: Any) -> EnterpriseRow:
    park = NamedRef(id=row["park_id"], name=row["park"], name_en=row["park_en"]) if row["park_id"] else None
    facts = {name: row[name] for name in EnterpriseRow.model_fields if name in row}
    return EnterpriseRow.model_construct(**facts | {"park": park})


def _conditions(actor: Actor, wanted: EnterpriseFilter) -> list[ColumnElement[bool]]:
    chosen = [enterprises.visible(actor)]
    if wanted.park_id:
        chosen.append(col(Enterprise.park_id) == wanted.park_id)
    if wanted.mine:
        chosen.append(col(Enterprise.id).in_(actor.paired_enterprise_ids))
    if wanted.q:
        chosen.append(_words(wanted.q))
    return chosen


def _words(words: str) -> ColumnElement[bool]:
    """The name holds the words, or its pinyin initials or its credit code begin with them."""
    matches = [
        col(Enterprise.name).icontains(words, autoescape=True),
        col(Enterprise.name_en).icontains(words, autoescape=True),
        col(Enterprise.uscc).startswith(words.upper(), autoescape=True),
    ]
    if initials := search.initials(words):
        matches.append(col(Enterprise.initials).startswith(initials, autoescape=True))
    return sa.or_(*matches)


def _projects(session: Session, actor: Actor, row: Enterprise) -> list[ProjectRow]:
    """A confidential project is not listed under its firm for those who must not know whose it is (M33)."""
    wanted = (
        project_list.columns()
        .where(col(Project.enterprise_id) == row.id, projects.visible(actor), projects.named(actor))
        .order_by(col(Project.id))
        .limit(PROJECTS_SHOWN)
    )
    return [project_list.row_of(line, actor) for line in session.execute(wanted).mappings()]
