"""Founding a zone: the rows without which nothing can be recorded."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

from sqlmodel import Session

from app.core.db import stand_alone
from app.core.errors import Conflict
from app.core.i18n import N_
from app.core.instants import DEFAULT_ZONE
from app.core.recurrence import ShiftPolicy
from app.domain import year_plan
from app.models.service_day import ServiceDayRule
from app.models.zone import DeadlineRule, Level, TicketKind, Zone
from app.queries import rules

_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Charter:
    """What `zhuanban init` asks for. `clock_offset_s` seconds lie between the wall clock and a demo zone's."""

    name: str
    short_name: str
    time_zone: str = DEFAULT_ZONE
    is_demo: bool = False
    clock_offset_s: int = 0


def found(session: Session, charter: Charter, now: datetime) -> Zone:
    """Create the zone with the usual kinds, deadlines (1 / 3+15 / 25 working days) and this year's service days.

    Two that found at once take turns; the second is told (Conflict) that there is one.
    """
    stand_alone(session.connection())
    if rules.zone(session) is not None:
        raise Conflict(N_("This database holds a zone already; one deployment is one zone."))
    zone = Zone(
        name=charter.name,
        short_name=charter.short_name,
        time_zone=charter.time_zone,
        is_demo=charter.is_demo,
        clock_offset_s=charter.clock_offset_s,
        created_at=now,
    )
    session.add(zone)
    usual = _usual()
    for position, kind in enumerate(usual["kinds"]):
        session.add(TicketKind(**kind | {"level": Level(kind["level"])}, position=position))
    for rule in usual["deadlines"]:
        session.add(DeadlineRule(**rule | {"level": Level(rule["level"])}, in_force_from=_ALWAYS))
    session.add(_rule(usual["service_day_rule"], now))
    session.flush()
    year_plan.fill(session, now.year, now)
    return zone


def _rule(usual: dict[str, Any], now: datetime) -> ServiceDayRule:
    return ServiceDayRule(
        ordinals=usual["ordinals"],
        weekday=usual["weekday"],
        valid_from=date(now.year, 1, 1),
        starts=time.fromisoformat(usual["starts"]),
        ends=time.fromisoformat(usual["ends"]),
        shift=ShiftPolicy(usual["shift"]),
    )


def _usual() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("app").joinpath("data", "zone_defaults.json").read_text(encoding="utf-8"))
    return found
