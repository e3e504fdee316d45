"""Searching: the same words looked up on either database, only among the rows that exist for this person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects import postgresql
from sqlmodel import Session, col, select

from app.core import search
from app.core.db import is_sqlite
from app.core.paging import COUNTED_AT_MOST
from app.models.enterprise import Enterprise
from app.models.project import Project
from app.models.search import Found, SearchDoc
from app.models.search_shapes import Count, Finding, Findings
from app.models.ticket import Ticket
from app.models.user import User
from app.policy import enterprises, findable, projects, tickets
from app.policy.actor import Actor
from app.queries import highlights

SHOWN_OF_A_KIND, SHOWN_OF_LATEST = 20, 5
_RANKED = 60  # the newest so many of a kind are put in order; ranking all of a common word costs 200 ms at 1M rows


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a kind's rows live, and which of them exist for somebody and are somebody's own."""

    row_id: Any
    visible: ColumnElement[bool]
    own: ColumnElement[bool]


def document(session: Session, kind: Found, ref_id: int) -> SearchDoc | None:
    """What was stored to be found about a row."""
    return session.exec(select(SearchDoc).where(SearchDoc.kind == kind, SearchDoc.ref_id == ref_id)).one_or_none()


def find(session: Session, actor: Actor, question: str) -> Findings:
    """What holds every word of the question, by kind. A question without letters or digits finds nothing."""
    phrases = search.phrases(question)
    if not phrases:
        return Findings(items=[], counts=[], counted_at_most=COUNTED_AT_MOST)
    items: list[Finding] = []
    counts = []
    for kind in Found:
        rows, count = _newest(session, actor, kind, phrases)
        shown = [_shown(row, question) for row in sorted(rows, key=lambda row: _rank(row, question))]
        items += shown[:SHOWN_OF_A_KIND]
        counts.append(Count(kind=kind, count=count))
    return Findings(items=items, counts=counts, counted_at_most=COUNTED_AT_MOST)


def latest(session: Session, actor: Actor) -> list[Finding]:
    """The newest of what this person may see, for a search page on which nothing was asked yet."""
    rows = [
        row
        for kind in (Found.TICKET, Found.PROJECT, Found.ENTERPRISE)
        for row in session.execute(
            _matching(actor, kind, sa.true()).order_by(col(SearchDoc.ref_id).desc()).limit(SHOWN_OF_LATEST)
        ).mappings()
    ]
    return [_shown(row, "") for row in rows]


def _newest(session: Session, actor: Actor, kind: Found, phrases: list[list[str]]) -> tuple[Sequence[Any], int]:
    """The newest rows that hold the words, and how many there are, capped.

    A common word is held by an eighth of a million tickets: only the newest are looked at, unless too few of those
    exist for this person. A kind without any costs one look into the index.
    """
    every = _holding(session, [[search.kind_word(kind)], *phrases])
    newest = every.limit(COUNTED_AT_MOST + 1)
    ids = session.execute(newest).scalars().all()
    if not ids:
        return [], 0
    some = _matching(actor, kind, col(SearchDoc.id).in_(newest if len(ids) > _RANKED else ids))
    rows = _ranked(session, some)
    if len(rows) < _RANKED and len(ids) > COUNTED_AT_MOST:
        some = _matching(actor, kind, col(SearchDoc.id).in_(every.order_by(None)))
        rows = _ranked(session, some)
    return rows, len(rows) if len(rows) < _RANKED else _count(session, some)


def _ranked(session: Session, found: Select[Any]) -> Sequence[Any]:
    return session.execute(found.order_by(col(SearchDoc.id).desc()).limit(_RANKED)).mappings().all()


def _matching(actor: Actor, kind: Found, words: ColumnElement[bool]) -> Select[Any]:
    room = _room(actor, kind)
    columns: tuple[Any, ...] = (SearchDoc.kind, SearchDoc.ref_id, SearchDoc.title, SearchDoc.body, SearchDoc.initials)
    found: Select[Any] = sa.select(*columns, room.own.label("is_mine"))
    return found.join(room.row_id.class_, room.row_id == col(SearchDoc.ref_id)).where(
        col(SearchDoc.kind) == kind, room.visible, words
    )


def _holding(session: Session, phrases: list[list[str]]) -> Select[Any]:
    """The numbers of the documents that hold every phrase, newest first; SQLite reads them off the index alone.

    The words hold nothing but letters, digits and ideographs, so no syntax of either database can be in them.
    """
    if is_sqlite(session):
        index = sa.table("search_fts", sa.column("rowid"), sa.column("search_fts"))
        asked = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
        return sa.select(index.c.rowid).where(index.c.search_fts.op("MATCH")(asked)).order_by(index.c.rowid.desc())
    words = sa.func.string_to_array(col(SearchDoc.grams), " ", type_=postgresql.ARRAY(sa.Text))
    every = words.contains(sa.cast([word for phrase in phrases for word in phrase], postgresql.ARRAY(sa.Text)))
    padded = sa.literal(" ").concat(col(SearchDoc.grams)).concat(" ")
    held = sa.and_(every, *(padded.contains(f" {' '.join(phrase)} ") for phrase in phrases if len(phrase) > 1))
    return sa.select(col(SearchDoc.id)).where(held).order_by(col(SearchDoc.id).desc())


def _room(actor: Actor, kind: Found) -> _Room:
    if kind is Found.TICKET:
        own = sa.or_(col(Ticket.handler_id) == actor.id, col(Ticket.registered_by) == actor.id)
        return _Room(Ticket.id, tickets.visible(actor), own)
    if kind is Found.PROJECT:
        return _Room(Project.id, projects.visible(actor), col(Project.id).in_(actor.paired_project_ids))
    if kind is Found.ENTERPRISE:
        own = col(Enterprise.id).in_(actor.paired_enterprise_ids)
        return _Room(Enterprise.id, enterprises.visible(actor), own)
    return _Room(User.id, findable.people(actor), col(User.department_id) == actor.department_id)


def _count(session: Session, found: Select[Any]) -> int:
    some = found.with_only_columns(col(SearchDoc.id)).limit(COUNTED_AT_MOST + 1)
    counted: int = session.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()
    return counted


def _rank(row: Any, question: str) -> tuple[int, bool]:
    """Prefix before word start before inside (ux.md F9), own before others'; the sort keeps newest first."""
    title, asked = row["title"].lower(), question.strip().lower()
    first = (search.runs(question) or [""])[0]
    if title.startswith(asked) or row["initials"].startswith(asked):
        place = 0
    else:
        place = 1 if any(word.startswith(first) for word in search.runs(title)) else 2
    return place, not row["is_mine"]


def _shown(row: Any, question: str) -> Finding:
    return Finding(
        kind=row["kind"],
        id=row["ref_id"],
        title=row["title"],
        excerpt=highlights.excerpt(row["title"], row["body"], question),
        is_mine=bool(row["is_mine"]),
    )
