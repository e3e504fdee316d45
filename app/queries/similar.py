"""Tickets like what somebody says: looked up by its most telling words, the newest first, then weighed as a whole.

How telling a word is, the newest tickets say. Each step reads so many rows at most, so the cost does not grow with the
table; and since both databases give the same rows, both give the same answer (dependencies.md 4.7).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects import postgresql
from sqlmodel import Session, col, select

from app.core import likeness, search
from app.core.db import is_sqlite
from app.models.search import Found, SearchDoc
from app.models.ticket import Ticket
from app.policy import tickets
from app.policy.actor import Actor
from app.policy.rules import ZONE_WIDE

SAMPLE, PER_PROBE, PER_GROUND, SIFTED, WEIGHED = 200, 60, 60, 400, 60
PROBES_NEW, PROBES_KNOWN = 10, 6  # looked up: words that the newest tickets do not hold, and rare ones that they do


@dataclass(frozen=True, slots=True)
class Match:
    """A ticket, and how much of what was said it says too: above 0, at most 1."""

    ticket_id: int
    share: float

    @property
    def percent(self) -> int:
        return round(100 * self.share)


class Matcher:
    """Finds what resembles a text, for one person; the ticket that it is the text of, if it is one, is left out.

    The text is weighed once, whatever is looked for then.
    """

    def __init__(self, session: Session, actor: Actor, text: str, own_id: int | None = None) -> None:
        self.session, self.actor, self.own_id = session, actor, own_id
        words = likeness.telling(text)
        sample = _sample(session, own_id) if words else []
        self._weights = likeness.weights(words, sample)
        self._known = {word for word in words if any(word in held for held in sample)}

    def among(self, *wanted: ColumnElement[bool], at_least: float) -> list[Match]:
        """The tickets with these properties that this person may see, best first; of equals the newest first."""
        if not self._weights:
            return []
        wanted = (*wanted, col(Ticket.id) != self.own_id) if self.own_id else wanted
        is_near = not self.actor.is_(*ZONE_WIDE)
        held = self._held(self._near(wanted) if is_near else self._by_words(wanted))
        weighed = likeness.unsaid(self._weights, self._known.union(*held.values()))
        matches = [Match(key, likeness.share(weighed, words)) for key, words in held.items()]
        good = [match for match in matches if match.share >= at_least]
        return sorted(good, key=lambda match: (-match.share, -match.ticket_id))

    def _by_words(self, wanted: tuple[ColumnElement[bool], ...]) -> list[int]:
        """Those that hold the most telling words, most of what they tell first."""
        docs = self._docs[:SIFTED]
        fits = sa.select(col(SearchDoc.id), col(SearchDoc.ref_id)).join(Ticket, col(Ticket.id) == SearchDoc.ref_id)
        rows = self.session.execute(fits.where(col(SearchDoc.id).in_(docs), *wanted))
        fitting = {row.id: row.ref_id for row in rows}
        return [fitting[doc] for doc in docs if doc in fitting][:WEIGHED]

    @cached_property
    def _docs(self) -> list[int]:
        """What was stored to be found and holds one of the most telling words, in that order."""
        new = [word for word in self._weights if word not in self._known][:PROBES_NEW]
        known = {word: weight for word, weight in self._weights.items() if word in self._known}
        probes = new + likeness.rarest(known, PROBES_KNOWN)
        found = [_holding(self.session, word).subquery() for word in probes]
        every = sa.union_all(*(sa.select(sa.literal(at), probe.c[0]) for at, probe in enumerate(found)))
        told: dict[int, float] = {}
        for at, doc in sorted((at, doc) for at, doc in self.session.execute(every)):
            told[doc] = told.get(doc, 0.0) + self._weights[probes[at]]
        return sorted(told, key=lambda doc: (-told[doc], -doc))

    def _near(self, wanted: tuple[ColumnElement[bool], ...]) -> list[int]:
        """The newest on each ground on which this person sees tickets: by words alone one would find others' mostly."""
        newest = (col(Ticket.registered_at).desc(), col(Ticket.id).desc())
        grounds = tickets.sights(self.actor)
        each = [select(Ticket.id).where(sight, *wanted).order_by(*newest).limit(PER_GROUND) for sight in grounds]
        every = sa.union(*(sa.select(some.subquery().c.id) for some in each))
        return list(self.session.execute(every).scalars())

    def _held(self, ids: list[int]) -> dict[int, set[str]]:
        wanted = select(SearchDoc.ref_id, SearchDoc.grams).where(
            SearchDoc.kind == Found.TICKET, col(SearchDoc.ref_id).in_(ids)
        )
        return {key: set(held.split()) for key, held in self.session.exec(wanted)}


def _sample(session: Session, own_id: int | None) -> list[set[str]]:
    newest = select(SearchDoc.ref_id, SearchDoc.grams).where(SearchDoc.kind == Found.TICKET)
    rows = session.exec(newest.order_by(col(SearchDoc.ref_id).desc()).limit(SAMPLE))
    return [set(held.split()) for key, held in rows if key != own_id]


def _holding(session: Session, word: str) -> Select[Any]:
    """The newest that hold a word; a word has only letters, digits and ideographs, so no syntax is in it."""
    if is_sqlite(session):
        index = sa.table("search_fts", sa.column("rowid"), sa.column("search_fts"))
        asked = f'"{search.kind_word(Found.TICKET)}" AND "{word}"'
        found = sa.select(index.c.rowid).where(index.c.search_fts.op("MATCH")(asked))
        return found.order_by(index.c.rowid.desc()).limit(PER_PROBE)
    words = sa.func.string_to_array(col(SearchDoc.grams), " ", type_=postgresql.ARRAY(sa.Text))
    holds = words.contains(sa.cast([word], postgresql.ARRAY(sa.Text)))
    docs = sa.select(col(SearchDoc.id)).where(col(SearchDoc.kind) == Found.TICKET, holds)
    return docs.order_by(col(SearchDoc.id).desc()).limit(PER_PROBE)
