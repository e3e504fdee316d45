"""One service day as a page, as a route sheet on paper, and as a file."""

from fastapi import Response

from app.exchange import ics
from app.models.service_day import ServiceDay, Verb
from app.models.service_day_shapes import ServiceDayRead
from app.web import calendar_words as words
from app.web import feeds
from app.web.service_day_pages import STEPS, DayDesk, Step


def day_page(desk: DayDesk, row: ServiceDay) -> Response:
    """Theme, state, teams and stops, what came of it, what can be done."""
    day = desk.read(row)
    pill, light = words.state_pill(day)
    return desk.page.show(
        "service_days/show.html",
        service_day=day,
        pill=pill,
        light=light,
        steps=_steps(day),
        may_hold=Verb.HOLD in day.moves and not day.is_unrecorded,
        asks_whether_held=Verb.HOLD in day.moves and day.is_unrecorded,
        may_staff=Verb.STAFF in day.moves,
        proposal=_proposal(day),
        moved=day.rule_on is not None and day.rule_on != day.on_day,
    )


def sheet_page(desk: DayDesk, row: ServiceDay) -> Response:
    """The route sheet: each team with its stops, hours and room for notes, on A4."""
    return desk.page.show("service_days/sheet.html", service_day=desk.read(row))


def day_file(desk: DayDesk, row: ServiceDay) -> Response:
    """The day as a file for any calendar."""
    day = desk.read(row)
    entry = ics.of_day(day, desk.work.zone.time_zone)
    return feeds.download(desk.work, [entry], f"service-day-{day.on_day}")


def _steps(day: ServiceDayRead) -> list[Step]:
    """What else can be done; whether a past day was held is asked above all of it."""
    asked = {Verb.CANCEL} if day.is_unrecorded else set()
    return [step for verb, step in STEPS.items() if verb in day.moves and verb not in asked]


def _proposal(day: ServiceDayRead) -> bool:
    """Whether a proposed working day waits for a word."""
    return Verb.KEEP in day.moves and day.proposed_on is not None
