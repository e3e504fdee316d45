"""Instants are UTC, days belong to the zone; these are the bridges between the two."""

from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Shanghai"
# The time zone in which this request prints its times: the zone's own, set once by the frame.
shown_in: ContextVar[str] = ContextVar("shown_in", default=DEFAULT_ZONE)


def day_of(instant: datetime, zone: str = DEFAULT_ZONE) -> date:
    """The zone's calendar day in which an instant lies."""
    return instant.astimezone(ZoneInfo(zone)).date()


def instant_of(day: date, clock: time = time(), zone: str = DEFAULT_ZONE) -> datetime:
    """The instant at which the zone's clocks show `clock` on `day` (aware, in the zone's time)."""
    return datetime.combine(day, clock, ZoneInfo(zone))


def bounds(day: date, zone: str = DEFAULT_ZONE) -> tuple[datetime, datetime]:
    """First instant of the day and first instant of the next."""
    return instant_of(day, zone=zone), instant_of(day + timedelta(days=1), zone=zone)
