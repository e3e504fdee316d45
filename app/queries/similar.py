"""Tickets like what somebody says: looked up by its most telling words, the newest first, then weighed as a whole.

How telling a word is, the newest tickets say. Each step reads so many rows at most, so the cost does not grow with the
table; and since both databases give the same rows, both give the same answer (dependencies.md 4.7).
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
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

SAMPLE, PER_PROBE, PER_GROUND, SIFTED, WEIGHED = 200, 30, 60, 400, 60
# Looked up: words that at most two of the newest tickets hold, and the rarest of the others.
RARE, COMMON, RARE_HELD = 12, 5, 2
_NEWEST = 2**62


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
        newest = _sample(session) if words else []
        sample = [held for _, key, held in newest if key != own_id]
        self._newest = max((doc for doc, _, _ in newest), default=0)
        self._weights = likeness.weights(words, sample)
        held_by = {word: sum(word in held for held in sample) for word in words}
        self._known = [word for word in words if held_by[word]]
        self._rare = {word for word in words if held_by[word] <= RARE_HELD}

    def among(self, *wanted: ColumnElement[bool], at_least: float) -> list[Match]:
        """The tickets with these properties that this person may see, best first; of equals the newest first."""
        if not self._weights:
            return []
        wanted = (*wanted, col(Ticket.id) != self.own_id) if self.own_id else wanted
        is_near = not self.actor.is_(*ZONE_WIDE)
        held = self._held(self._near(wanted) if is_near else self._by_words(wanted))
        weighed = likeness.unsaid(self._weights, set(self._known).union(*held.values()))
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
        """What was stored to be found and holds one of the most telling words, in that order.

        For words in use both the newest are looked up and older ones: else what a busy week brings would hide the past.
        """
        rare = likeness.rarest({word: self._weights[word] for word in self._weights if word in self._rare}, RARE)
        common = likeness.rarest({word: self._weights[word] for word in self._known if word not in self._rare}, COMMON)
        probes = [*((word, _NEWEST) for word in (*rare, *common)), *((word, self._newest // 2) for word in common)]
        given: dict[str, Any] = {f"word_{at}": _asked(self.session, word) for at, (word, _) in enumerate(probes)}
        given |= {f"until_{at}": until for at, (_, until) in enumerate(probes)}
        rows = self.session.execute(_probing(len(rare), 2 * len(common), is_lite=is_sqlite(self.session)), given)
        told: dict[int, float] = {}
        for doc, word in sorted({(row.doc, probes[row.at][0]) for row in rows}):
            told[doc] = told.get(doc, 0.0) + self._weights[word]
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


def _sample(session: Session) -> list[tuple[int, int, set[str]]]:
    """The newest: its own number, the ticket's, and the words."""
    newest = select(SearchDoc.id, SearchDoc.ref_id, SearchDoc.grams).where(SearchDoc.kind == Found.TICKET)
    rows = session.exec(newest.order_by(col(SearchDoc.ref_id).desc()).limit(SAMPLE))
    return [(doc or 0, key, set(held.split())) for doc, key, held in rows]


def _asked(session: Session, word: str) -> str:
    """A word as the database takes it; it has only letters, digits and ideographs, so no syntax can be in it."""
    return f'"{search.kind_word(Found.TICKET)}" AND "{word}"' if is_sqlite(session) else word


@lru_cache(maxsize=128)
def _probing(rare: int, common: int, *, is_lite: bool) -> Any:
    """So many look-ups as one statement, each for the newest that hold a word, up to a number. Built once."""
    each = [_probe(at, is_rare=at < rare, is_lite=is_lite).subquery() for at in range(rare + common)]
    rows = (sa.select(sa.literal(at).label("at"), probe.c[0].label("doc")) for at, probe in enumerate(each))
    return sa.union_all(*rows)


def _probe(at: int, *, is_rare: bool, is_lite: bool) -> Select[Any]:
    until: Any = sa.bindparam(f"until_{at}", type_=sa.BigInteger, literal_execute=not is_lite)
    if is_lite:
        index = sa.table("search_fts", sa.column("rowid"), sa.column("search_fts"))
        match = index.c.search_fts.op("MATCH")(sa.bindparam(f"word_{at}", type_=sa.Text))
        found = sa.select(index.c.rowid).where(match, index.c.rowid <= until)
        return found.order_by(index.c.rowid.desc()).limit(PER_PROBE)
    words = sa.func.string_to_array(col(SearchDoc.grams), " ", type_=postgresql.ARRAY(sa.Text))
    # Written into the statement: a plan that is kept for any word takes the wrong index for a rare one.
    word = sa.bindparam(f"word_{at}", type_=sa.Text, literal_execute=True)
    holds = words.contains(sa.cast(postgresql.array([word]), postgresql.ARRAY(sa.Text)))
    docs = sa.select(col(SearchDoc.id)).where(col(SearchDoc.kind) == Found.TICKET, holds)
    # Few rows hold a rare word, and sorting those beats walking back through all rows until enough of them are met.
    order = col(SearchDoc.id) + 0 if is_rare else col(SearchDoc.id)
    return docs.where(col(SearchDoc.id) <= until).order_by(order.desc()).limit(PER_PROBE)
