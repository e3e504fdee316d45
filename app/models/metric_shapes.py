"""Numbers that can be defended: each with its definition, its version, its cut-off and the rows behind it (MS1)."""

from datetime import date
from enum import StrEnum, auto

from sqlmodel import SQLModel

from app.models.day_shapes import MaybeDay
from app.models.ticket_shapes import Given


class Unit(StrEnum):
    """NONE: a number that is refused, with the reason."""

    COUNT = auto()
    RATE = auto()
    NONE = auto()


class MetricFilter(Given):
    """`as_of`: the zone's day at whose end things are counted; without it, today up to now."""

    as_of: MaybeDay = None


class StatedRead(SQLModel):
    """A published figure that is known as words only; it is printed and never calculated with (MS14)."""

    code: str
    label: str
    label_en: str
    text: str
    text_en: str
    source: str
    stated_on: date


class MetricRead(SQLModel):
    """One number. `value` is a count, or a percentage with one decimal, half up; null when nothing can be said.

    `href` lists exactly the rows of the numerator, `denominator_href` those of the denominator. `refusal` says why
    there is no number; `stated` are figures about the same projects that exist as words only.
    """

    code: str
    group: str
    unit: Unit
    name: str
    name_en: str
    value: int | float | None
    numerator: int | None
    denominator: int | None
    definition: str
    definition_en: str
    version: int
    cut_off: date
    href: str | None
    denominator_href: str | None
    refusal: str | None
    refusal_en: str | None
    stated: list[StatedRead]


class MetricsRead(SQLModel):
    """All numbers of one cut-off, over what the reader may see, and the zone's figures that are words only."""

    as_of: date
    metrics: list[MetricRead]
    stated: list[StatedRead]

    def of(self, code: str) -> MetricRead:
        """One of them by its code."""
        return next(metric for metric in self.metrics if metric.code == code)
