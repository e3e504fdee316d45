"""What is asked of the search and what it finds; both doors share these shapes."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from app.core.text import SEARCH_LENGTH
from app.models.search import Found
from app.models.service_day_shapes import ServiceDayRow
from app.models.ticket_shapes import Given

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=SEARCH_LENGTH)]


class Question(Given):
    """Two ideographs, pinyin initials, the beginning of a Latin word, a date.

    One ideograph finds what begins with it.
    """

    q: Words = ""


class Finding(BaseModel):
    """One thing found. `excerpt` is the part of its text that holds the words, when the title does not."""

    model_config = ConfigDict(from_attributes=True)

    kind: Found
    id: int
    title: str
    excerpt: str
    is_mine: bool


class Count(BaseModel):
    """How many of a kind there are, counted up to `counted_at_most` + 1."""

    kind: Found
    count: int


class DayFound(BaseModel):
    """The day that a question names: its holiday, its service day, how many visits and running deadlines it has."""

    on: date
    is_workday: bool
    holiday: str | None
    holiday_en: str | None
    service_day: ServiceDayRow | None
    visit_count: int
    due_count: int


class Findings(BaseModel):
    """At most twenty of each kind: titles that begin so, words that begin so, the rest; own first, then newest.

    `day` when the question can be read as a date.
    """

    day: DayFound | None = None
    items: list[Finding]
    counts: list[Count]
    counted_at_most: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, marked or not."""

    text: str
    is_hit: bool
