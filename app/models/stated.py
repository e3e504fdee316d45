"""Published figures that are known as words only: group totals, "nearly", "more than" (product.md MS14, M19, M30)."""

from datetime import date

from sqlmodel import Field, SQLModel


class StatedFigure(SQLModel, table=True):
    """One figure as it was printed; it is never parsed, split over a group's members or added up.

    `group_tag` names the projects that it is about (their `group_tags`), None when it is about the zone.
    """

    __tablename__ = "stated_figure"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    label: str
    label_en: str
    text: str
    text_en: str
    group_tag: str | None = None
    source: str
    stated_on: date
