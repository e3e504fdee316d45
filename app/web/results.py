"""What the search page prints: groups of things found, each with its address and its marked words."""

from dataclasses import dataclass
from typing import Any

from app.core.i18n import N_, gettext, ngettext
from app.core.paging import COUNTED_AT_MOST
from app.domain.work import Work
from app.models.search import Found
from app.models.search_shapes import Count, DayFound, Finding, Piece, Question
from app.queries import finding, finding_days, highlights
from app.web import filters
from app.web.forms import Form
from app.web.labels import label, local
from app.web.page import address

_HEADINGS = {
    Found.TICKET: N_("Tickets"),
    Found.PROJECT: N_("Projects"),
    Found.ENTERPRISE: N_("Enterprises"),
    Found.PERSON: N_("People"),
}
_ADDRESSES = {Found.TICKET: "/tickets/{}", Found.PROJECT: "/projects/{}", Found.ENTERPRISE: "/enterprises/{}"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found; `href` is None for people, who have no page of their own."""

    href: str | None
    title: list[Piece]
    excerpt: list[Piece]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    count: str
    lines: list[Line]


def status(form: Form[Question]) -> int:
    return 422 if form.errors else 200


def of(work: Work, form: Form[Question]) -> dict[str, Any]:
    """`groups` to print, and `is_asked`: whether there was a question at all."""
    asked, day = form.data.q if form.data else "", None
    if not asked:
        items, counts = finding.latest(work.session, work.actor), []
    else:
        found = finding.find(work.session, work.actor, asked)
        items, counts = found.items, found.counts
        day = finding_days.find(work.session, work.actor, asked, work.now, work.zone.time_zone)
    groups = [_group(kind, asked, [item for item in items if item.kind is kind], counts) for kind in Found]
    shown = [group for group in groups if group.lines]
    return {"groups": [_day(day), *shown] if day else shown, "is_asked": bool(asked)}


def _day(found: DayFound) -> Group:
    """A line for the day, to the calendar; a line for its service day, if it has one."""
    facts = [local(found, "holiday")] if found.holiday else []
    facts += [ngettext("%(count)s visit", "%(count)s visits", found.visit_count) % {"count": found.visit_count}]
    facts += [ngettext("%(count)s deadline", "%(count)s deadlines", found.due_count) % {"count": found.due_count}]
    month = address("/calendar", {"m": f"{found.on:%Y-%m}", "d": found.on.isoformat()})
    lines = [_plain(month, filters.full_day(found.on), " \u00b7 ".join(facts))]
    if found.service_day:
        state = label(found.service_day.state)
        lines.insert(0, _plain(f"/service-days/{found.on}", gettext("Enterprise service day"), state))
    return Group(gettext(N_("Day")), "", lines)


def _plain(href: str, title: str, excerpt: str) -> Line:
    return Line(href, [Piece(title, is_hit=False)], [Piece(excerpt, is_hit=False)], is_mine=False)


def _group(kind: Found, asked: str, items: list[Finding], counts: list[Count]) -> Group:
    number = next((one.count for one in counts if one.kind is kind), None)
    return Group(gettext(_HEADINGS[kind]), _counted(number), [_line(item, asked) for item in items])


def _counted(number: int | None) -> str:
    if number is None:
        return ""
    if number > COUNTED_AT_MOST:
        return gettext("more than %(number)s") % {"number": COUNTED_AT_MOST}
    return ngettext("%(number)s found", "%(number)s found", number) % {"number": number}


def _line(item: Finding, asked: str) -> Line:
    address = _ADDRESSES.get(item.kind)
    return Line(
        href=address and address.format(item.id),
        title=highlights.pieces(item.title, asked),
        excerpt=highlights.pieces(item.excerpt, asked) if item.excerpt else [],
        is_mine=item.is_mine,
    )
