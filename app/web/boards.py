"""What both boards say in words: how a project stands, how far away a day is, what a number is made of."""

from datetime import date
from typing import Any

from app.core import i18n
from app.core.i18n import N_, gettext, ngettext
from app.models.board_shapes import ChartRow, ForceRate, NextDay, NextStop, QuietProject, Standing
from app.models.metric_shapes import MetricRead, MetricsRead, Unit
from app.models.project import Precision, Stage
from app.policy import boards as policy
from app.policy.actor import Actor
from app.web import filters, notice_words

_STANDING = {
    Standing.STUCK: N_("Stuck on an overdue ticket"),
    Standing.ON_PLAN: N_("On plan"),
    Standing.LATE: N_("Not started in time"),
    Standing.NOT_DUE: N_("Start not due yet"),
    Standing.STARTED: N_("Under way"),
}
_FIRST_ROUND = ("under_way_rate", "not_started", "under_way", "start_rate", "resumption_rate", "on_time_rate")


def standing(row: ChartRow) -> str:
    """How the project stands against its plan; days that are only a bound are called one."""
    if row.standing is not Standing.EARLY:
        return gettext(_STANDING[row.standing])
    days = row.early_days or 0
    if Precision.DAY is row.started_precision is row.planned_precision:
        return ngettext("%(count)s day early", "%(count)s days early", days) % {"count": days}
    return ngettext("%(count)s day early or more", "%(count)s days early or more", days) % {"count": days}


def milestone(row: ChartRow) -> str:
    """What is known about the start: when it happened, or when it is planned for."""
    if row.started_on and row.stage is Stage.RESUMED:
        return _dated(N_("Resumed %(day)s"), N_("Resumed by %(day)s"), row.started_on, row.started_precision)
    if row.started_on:
        return _dated(N_("Started %(day)s"), N_("Started by %(day)s"), row.started_on, row.started_precision)
    if row.planned_on:
        return _dated(N_("To start %(day)s"), N_("To start before %(day)s"), row.planned_on, row.planned_precision)
    return gettext(N_("No date is known"))


def _dated(exact: str, bound: str, day: date, precision: Precision | None) -> str:
    if precision is Precision.MONTH:
        return gettext(exact) % {"day": filters.month(day)}
    message = bound if precision is Precision.BEFORE else exact
    return gettext(message) % {"day": filters.short_day(day)}


def plan_words(row: ChartRow) -> str:
    """The bars of a row for people who do not see them."""
    planned = gettext(N_("planned for %(day)s")) % {"day": filters.short_day(row.planned_on)}
    return f"{planned}, {milestone(row)}"


def away(day: NextDay) -> str:
    """In how many days a service day comes."""
    return ngettext("in %(count)s day", "in %(count)s days", day.in_days) % {"count": day.in_days}


def when(day: NextDay) -> str:
    """The date as one word, short enough for a large number's place."""
    words = filters.short_day(day.on_day)
    return words.replace(" ", "") if i18n.language.get() == i18n.CHINESE else words


def quiet(row: QuietProject) -> str:
    """For how long nobody has said anything about a project."""
    if row.quiet_days is None:
        return gettext(N_("never updated here"))
    words = ngettext("not updated for %(count)s day", "not updated for %(count)s days", row.quiet_days)
    return words % {"count": row.quiet_days}


def value(metric: MetricRead) -> str:
    """The number as it is printed, without its unit."""
    return "–" if metric.value is None else filters.number(metric.value)


def unit(metric: MetricRead) -> str:
    return "%" if metric.unit is Unit.RATE else ""


def parts(metric: MetricRead) -> str:
    """`128 of 142` for a rate."""
    if metric.denominator is None:
        return ""
    return gettext(N_("%(part)s of %(whole)s")) % {"part": metric.numerator, "whole": metric.denominator}


def first_round(numbers: MetricsRead) -> list[MetricRead]:
    """The numbers that a leader looks at first, in this order (product.md finding 6)."""
    return [numbers.of(code) for code in _FIRST_ROUND]


def force(rate: ForceRate) -> str:
    """The task force's name; where the source does not say whose a project is, that is said."""
    if rate.force is None:
        return gettext(N_("Task force not stated"))
    return rate.force_en or rate.force.name if i18n.language.get() == i18n.ENGLISH else rate.force.name


def companions(stop: NextStop) -> str:
    """The departments that come along, in the reader's language."""
    is_english = i18n.language.get() == i18n.ENGLISH
    return gettext(N_(", ")).join(stop.companions_en if is_english else stop.companions)


def words(actor: Actor) -> dict[str, Any]:
    """All of these by name, and whose the counts are."""
    return _WORDS | {"whose": "" if policy.counts_all(actor) else gettext(N_("These numbers count what you may see."))}


_WORDS = {
    **notice_words.WORDS,
    "standing": standing,
    "milestone": milestone,
    "plan_words": plan_words,
    "away": away,
    "when": when,
    "quiet": quiet,
    "value": value,
    "unit": unit,
    "parts": parts,
    "first_round": first_round,
    "force": force,
    "companions": companions,
}
