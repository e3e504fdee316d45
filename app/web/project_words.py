"""A project in plain words: dates that are known only so far, how early or late, how long silent, how much money."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core import instants
from app.core.i18n import N_, gettext, ngettext
from app.models.project import Precision, Progress, Stage
from app.models.project_reads import ProjectRow, StartRead
from app.web import filters
from app.web.labels import label

SILENT_DAYS = 7  # after a week without a word a site is asked about (ux.md 4, today)
_SITE = {Stage.STARTED, Stage.RESUMED, Stage.UNDER_CONSTRUCTION}
_PHASES = (N_("Talks"), N_("Signed"), N_("Building"), N_("Completed"), N_("Producing"))
_PHASE_OF = {
    Stage.LEAD: 0,
    Stage.CONCEIVED: 0,
    Stage.RESERVE: 0,
    Stage.NEGOTIATING: 0,
    Stage.TO_SIGN: 0,
    Stage.SIGNED: 1,
    Stage.LANDED: 1,
    Stage.PRE_APPROVAL: 1,
    Stage.STARTED: 2,
    Stage.RESUMED: 2,
    Stage.UNDER_CONSTRUCTION: 2,
    Stage.WINTER_BREAK: 2,
    Stage.STOPPED: 2,
    Stage.COMPLETED: 3,
    Stage.IN_PRODUCTION: 4,
    Stage.FULL_CAPACITY: 4,
}


@dataclass(frozen=True, slots=True)
class Pill:
    """A light, or none, and its words."""

    light: str
    text: str


def fuzzy(day: date | None, precision: Precision | None) -> str:
    """30 September 2019; September 2019; by 30 September 2019: no more exactly than it is known (MS14)."""
    if day is None:
        return "–"
    if precision is Precision.MONTH:
        return filters.month(day)
    if precision is Precision.BEFORE:
        return gettext("by %(day)s") % {"day": filters.full_day(day)}
    return filters.full_day(day)


def lead(start: StartRead) -> Pill | None:
    """How early or late the start is, as a bound where only a bound is known (M31)."""
    if start.compares is None:
        return None
    if start.compares == "delay":
        return Pill("amber", _days(N_("Behind the first plan by %(days)s so far"), -(start.at_most or 0)))
    return _compared(start, start.at_least, start.at_most)


def _compared(start: StartRead, low: int | None, high: int | None) -> Pill:
    if low is not None and low > 0:
        return Pill("green" if start.compares == "actual" else "", _ahead(start, low, high))
    if high is not None and high < 0:
        return Pill("amber", _span(N_("%(days)s behind the first plan"), -high, -low if low is not None else None))
    if low == high == 0:
        return Pill("green", gettext("On the day of the first plan"))
    return Pill("grey", gettext("Early or late cannot be said from these dates"))


def _ahead(start: StartRead, low: int, high: int | None) -> str:
    if start.baseline_precision is Precision.BEFORE:
        return _span(N_("%(days)s before the stated limit"), low, high)
    return _span(N_("%(days)s ahead of the first plan"), low, high)


def _span(message: str, low: int, high: int | None) -> str:
    """`83 days`, `61 to 91 days`, `at least 83 days`."""
    if low == high:
        return _days(message, low)
    if high is None:
        return gettext(message) % {"days": gettext("at least %(days)s") % {"days": _count(low)}}
    return gettext(message) % {"days": gettext("%(least)s to %(most)s days") % {"least": low, "most": high}}


def _days(message: str, days: int) -> str:
    return gettext(message) % {"days": _count(days)}


def _count(days: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def silent(row: ProjectRow, now: datetime) -> Pill | None:
    """How long nobody has said anything; amber for a building site after a week."""
    if row.updated_at is None:
        return None
    days = (
        instants.day_of(now, instants.shown_in.get()) - instants.day_of(row.updated_at, instants.shown_in.get())
    ).days
    if days < 1:
        return Pill("", gettext("Updated today"))
    light = "amber" if days >= SILENT_DAYS and row.stage in _SITE else ""
    return Pill(light, ngettext("Updated %(count)s day ago", "Updated %(count)s days ago", days) % {"count": days})


def amount(row: ProjectRow) -> str:
    """The amount in figures, or as it was said; nothing known is a dash, never a zero (MS14)."""
    if row.total_investment_yuan is None:
        return row.total_investment_text or "–"
    words = filters.money(row.total_investment_yuan)
    return f"{words} ({row.total_investment_text})" if row.total_investment_text else words


def progress(row: ProjectRow) -> str:
    """Stage and percentage, `Under construction 45 %`."""
    return label(row.stage) if row.percent is None else f"{label(row.stage)} {row.percent}%"


def steps(stage: Stage) -> list[dict[str, object]]:
    """The phases of a project as ui.steps shows them; none for what has left the chain."""
    at = _PHASE_OF.get(stage)
    if at is None:
        return []
    return [
        {"label": gettext(name), "is_done": place < at, "is_now": place == at} for place, name in enumerate(_PHASES)
    ]


def told(said: Progress) -> str:
    """What an update brought about, for the line that appears after it."""
    if said.is_unchanged:
        return gettext(N_("Noted: no change"))
    if said.percent is None:
        return gettext(N_("Noted; everybody concerned sees it now"))
    return gettext(N_("Noted: %(percent)s%% done")) % {"percent": said.percent}


FILTERS = {"lead": lead, "silent": silent, "amount": amount, "progress": progress, "fuzzy": fuzzy}
