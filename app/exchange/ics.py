"""Paper out: service days and visits as iCalendar that real calendar programs read (RFC 5545, reliability R62).

Days are written one by one, never as an RRULE, so a moved day is one event on its new date. UIDs stay for ever,
SEQUENCE grows with each change, hours carry the zone's own time zone. No phones, no names of people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, Timezone

from app.core.i18n import N_, gettext
from app.core.instants import day_of, instant_of
from app.models.service_day import DayState
from app.models.service_day_shapes import ServiceDayRow
from app.models.visit import VisitState

_HOST = "zhuanban"
_VISIT_LASTS = timedelta(hours=1)
_STATUS = {
    DayState.CONFLICT: "TENTATIVE",
    DayState.CANCELLED: "CANCELLED",
    VisitState.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `begins` and `ends` are aware instants, `changed_at` says which copy is the newer one."""

    uid: str
    sequence: int
    begins: datetime
    ends: datetime
    summary: str
    status: str
    changed_at: datetime
    location: str | None = None
    description: str | None = None


def of_day(day: ServiceDayRow, zone: str) -> Entry:
    """A service day; one that was moved says from which date, one that nobody noted says that, since it is over."""
    name = gettext(N_("Enterprise service day"))
    ends = instant_of(day.on_day, day.ends, zone)
    return Entry(
        uid=f"service-day-{day.uid}@{_HOST}",
        sequence=day.sequence,
        begins=instant_of(day.on_day, day.starts, zone),
        ends=ends,
        summary=gettext(N_("%(name)s: %(theme)s")) % {"name": name, "theme": day.theme} if day.theme else name,
        status="TENTATIVE" if day.is_unrecorded else _STATUS.get(day.state, "CONFIRMED"),
        changed_at=max(day.changed_at, ends) if day.is_unrecorded else day.changed_at,
        location=day.venue,
        description=_told(day),
    )


def _told(day: ServiceDayRow) -> str | None:
    moved = gettext(N_("Moved from %(day)s.")) % {"day": day.rule_on} if day.rule_on not in {None, day.on_day} else ""
    unrecorded = gettext(day.unrecorded_name) if day.is_unrecorded else ""
    return " ".join(words for words in (moved, unrecorded) if words) or None


def of_visit(row: Mapping[str, Any], title: str, now: datetime) -> Entry:
    """A planned visit; `title` is the name of the firm or project as its reader may see it."""
    begins = row["planned_at"]
    return Entry(
        uid=f"visit-{row['key']}@{_HOST}",
        sequence=row["version"] - 1,
        begins=begins,
        ends=max(row["finished_at"] or begins, begins + _VISIT_LASTS),
        summary=gettext(N_("Visit: %(title)s")) % {"title": title},
        status=_STATUS.get(row["state"], "CONFIRMED"),
        changed_at=now,
        location=row["place"],
    )


def written(entries: Iterable[Entry], zone: str, name: str, *, is_feed: bool) -> bytes:
    """The file. Only a feed says how often to look again; some phones refuse a download that does (ux.md U17)."""
    kept = sorted(entries, key=lambda entry: (entry.begins, entry.uid))
    calendar = Calendar()
    calendar.add("prodid", "-//Zhuanban//Service days//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    if is_feed:
        calendar.add("x-published-ttl", "PT1H")
    if kept:
        first, last = day_of(kept[0].begins, zone), day_of(kept[-1].ends, zone)
        # A year before and after, so that a zone with summer time has both of its offsets.
        around = timedelta(days=366)
        calendar.add_component(Timezone.from_tzid(zone, first_date=first - around, last_date=last + around))
    for entry in kept:
        calendar.add_component(_event(entry, zone))
    return bytes(calendar.to_ical())


def _event(entry: Entry, zone: str) -> Event:
    local = instant_of(day_of(entry.begins, zone), zone=zone).tzinfo
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.begins.astimezone(local))
    event.add("dtend", entry.ends.astimezone(local))
    event.add("summary", entry.summary)
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT" if entry.status == "CANCELLED" else "OPAQUE")
    event.add("class", "PRIVATE")
    for field, text in (("location", entry.location), ("description", entry.description)):
        if text:
            event.add(field, text)
    return event
