"""The calendar in words: what stands in a day, in which order the next days follow, what the rule says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from babel.dates import format_date

from app.core import i18n
from app.core.i18n import N_, gettext, ngettext
from app.models.calendar_shapes import CalendarDay, CalendarMonth
from app.models.service_day import DayState
from app.models.service_day_shapes import ServiceDayRow
from app.web import filters

MONTH, AGENDA = N_("Month"), N_("List")
_GRID_LENGTH, _LIST_LENGTH = 12, 24
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """One line in a day of the grid. `kind`: s a service day, off one that left this date, more the rest."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the grid; `kinds` are its classes, `word` names the festival or the make-up working day."""

    on: date
    href: str
    kinds: str
    is_today: bool
    is_chosen: bool
    word: str
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coming:
    """One line of the list beside the grid."""

    on: date
    when: str
    title: str
    href: str
    pill: str = ""
    light: str = "brand"
    note: str = ""


def short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def month_name(day: date) -> str:
    return format_date(day, "LLL", i18n.locale())


def weeks(month: CalendarMonth, chosen: date | None, today: date) -> list[list[Cell]]:
    """The grid, Monday first."""
    cells = [_cell(day, month.first, chosen, today) for day in month.days]
    return [cells[at : at + _WEEK] for at in range(0, len(cells), _WEEK)]


def _cell(day: CalendarDay, first: date, chosen: date | None, today: date) -> Cell:
    kinds = (
        ("out", (day.on.year, day.on.month) != (first.year, first.month)),
        ("svc", any(stands(row, day.on) for row in day.service_days)),
        ("rest", not day.is_workday),
        ("today", day.on == today),
    )
    return Cell(
        on=day.on,
        href=f"?d={day.on}",
        kinds=" ".join(kind for kind, holds in kinds if holds),
        is_today=day.on == today,
        is_chosen=day.on == chosen,
        word=_day_word(day),
        marks=[*(_service_mark(row, day.on) for row in day.service_days), *_visit_marks(day)],
    )


def stands(row: ServiceDayRow, on: date) -> bool:
    """Whether a service day takes place, or is still to be decided, on this date."""
    return row.on_day == on and row.state is not DayState.CANCELLED


def _day_word(day: CalendarDay) -> str:
    if day.is_makeup:
        return gettext(N_("Make-up working day"))
    return (day.holiday if i18n.language.get() == i18n.CHINESE else day.holiday_en) or ""


def _service_mark(row: ServiceDayRow, on: date) -> Mark:
    if row.on_day != on:
        words = gettext(N_("Moved to %(day)s")) % {"day": filters.short_day(row.on_day)}
        return Mark(words, "off")
    if row.state is DayState.CANCELLED:
        return Mark(gettext(N_("Service day")), "off")
    if not row.stop_count:
        return Mark(gettext(N_("Service day")), "s")
    words = ngettext("Service day, %(num)s stop", "Service day, %(num)s stops", row.stop_count)
    return Mark(words % {"num": row.stop_count}, "s")


def _visit_marks(day: CalendarDay) -> list[Mark]:
    marks = [Mark(short(row.title, _GRID_LENGTH)) for row in day.visits]
    rest = day.visit_count - len(marks)
    return [*marks, Mark(gettext(N_("%(count)s more")) % {"count": rest}, "more")] if rest else marks


def coming(days: Iterable[CalendarDay], today: date) -> list[Coming]:
    """The days in which something stands: service days first, then the day's visits on one line."""
    return [line for day in days for line in _lines(day, today)]


def _lines(day: CalendarDay, today: date) -> list[Coming]:
    when = gettext(N_("Today")) if day.on == today else format_date(day.on, "EEE", i18n.locale())
    lines = [_service_line(row, when) for row in day.service_days if row.on_day == day.on]
    if day.visits:
        rest = day.visit_count - len(day.visits)
        more = gettext(N_("%(count)s more")) % {"count": rest}
        names = [short(row.title, _LIST_LENGTH) for row in day.visits] + ([more] if rest else [])
        count = ngettext("%(num)s visit", "%(num)s visits", day.visit_count) % {"num": day.visit_count}
        lines.append(Coming(day.on, when, count, f"/visits?on={day.on}", note=" · ".join(names)))
    return lines


def _service_line(row: ServiceDayRow, when: str) -> Coming:
    title = gettext(N_("Enterprise service day"))
    pill, light = state_pill(row)
    return Coming(
        row.on_day,
        when,
        gettext("%(name)s: %(theme)s") % {"name": title, "theme": short(row.theme, 40)} if row.theme else title,
        f"/service-days/{row.on_day}",
        pill,
        light,
        counts(row),
    )


def counts(row: ServiceDayRow) -> str:
    """2 teams · 7 firms; empty before the roster is drawn up."""
    teams = ngettext("%(num)s team", "%(num)s teams", row.team_count) % {"num": row.team_count}
    stops = ngettext("%(num)s stop", "%(num)s stops", row.stop_count) % {"num": row.stop_count}
    return " · ".join(words for words, count in ((teams, row.team_count), (stops, row.stop_count)) if count)


def state_pill(row: ServiceDayRow) -> tuple[str, str]:
    """Word and light of how a day stands."""
    if row.is_unrecorded:
        return gettext(row.unrecorded_name), "grey"
    words, light = {
        DayState.PLANNED: (N_("Planned"), "brand"),
        DayState.CONFLICT: (N_("Clashes with a holiday"), "amber"),
        DayState.MOVED: (N_("Moved"), "brand"),
        DayState.CANCELLED: (N_("Cancelled"), "grey"),
        DayState.HELD: (N_("Held"), "green"),
    }[row.state]
    return gettext(words), light


def free_days(month: CalendarMonth) -> list[str]:
    """The month's festivals and make-up working days as sentences: on a phone the grid has no room for words."""
    inside = [day for day in month.days if day.on.month == month.first.month]
    found = []
    for word, group in groupby(inside, key=_day_word):
        days = list(group)
        if word:
            found.append(f"{_span([day.on for day in days])} {word}")
    return found


def _span(days: list[date]) -> str:
    ends = dict.fromkeys(filters.short_day(day) for day in (days[0], days[-1]))
    return " – ".join(ends)
