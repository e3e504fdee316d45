"""What the calendar asks and shows: a month of days with what stands in them."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field
from sqlmodel import SQLModel

from app.core.text import blank_is_none
from app.models.day_shapes import MaybeDay
from app.models.service_day_shapes import ServiceDayRow
from app.models.ticket_shapes import Given
from app.models.visit_shapes import VisitRow

MonthText = Annotated[str, Field(pattern=r"^(20\d\d|2100)-(0[1-9]|1[0-2])$")]


class CalendarFilter(Given):
    """`m` a month, `view` the grid or the list, `d` the day whose contents stand beside it."""

    m: Annotated[MonthText | None, BeforeValidator(blank_is_none)] = None
    view: Annotated[str, Field(pattern="^(month|agenda)$")] = "month"
    d: MaybeDay = None

    def first_day(self, today: date) -> date:
        """The first of the month wanted: the one named, else the chosen day's, else this one."""
        if self.m:
            return date.fromisoformat(f"{self.m}-01")
        return (self.d or today).replace(day=1)


class CalendarDay(SQLModel):
    """One day. `visits` are the first three of `visit_count`, without the stops of service days.

    `holiday` names the festival that the day is off for.
    """

    on: date
    is_workday: bool
    is_makeup: bool
    holiday: str | None
    holiday_en: str | None
    service_days: list[ServiceDayRow]
    visits: list[VisitRow]
    visit_count: int


class CalendarMonth(SQLModel):
    """Whole weeks from Monday around one month. `is_announced`: the year's holidays are known."""

    first: date
    is_announced: bool
    days: list[CalendarDay]
