"""Supervision's page: tables of departments whose every number opens its list, and the definitions below."""

from datetime import timedelta
from typing import Any

from fastapi import Response

from app.core.i18n import N_, gettext
from app.core.instants import day_of
from app.domain.work import Work
from app.models.supervision_shapes import DepartmentLine, SupervisionFilter, SupervisionRead
from app.models.ticket_shapes import NamedRef
from app.queries import supervision as stored
from app.queries.supervision_sets import running_period
from app.web import filters
from app.web.forms import Form
from app.web.labels import local
from app.web.page import Page, address

# Each table: its title, its note, its columns by their codes, the first of them those without which a line is left out.
_TABLES = (
    ("overdue", N_("Overdue now"), "", ("overdue_3", "overdue_7", "overdue_more")),
    (
        "promises",
        N_("Promises kept"),
        "",
        ("registered", "settled", "resolution_rate", "resolved", "on_time", "on_time_rate"),
    ),
    (
        "words",
        N_("The enterprises' last word"),
        N_("Who gave no answer counts neither as satisfied nor as dissatisfied."),
        (
            "satisfied",
            "dissatisfied",
            "satisfaction_rate",
            "no_answer",
            "to_call",
            *(
                "called_satisfied",
                "called_dissatisfied",
                "unreached",
            ),
        ),
    ),
    ("exceptions", N_("Extended twice, suspended"), "", ("extended_twice", "suspended")),
)
_RATES = ("resolution_rate", "on_time_rate", "satisfaction_rate")


def show(work: Work, page: Page, form: Form[SupervisionFilter]) -> Response:
    """The page of a period; the running month when the period is not one."""
    period = form.data.period if form.data else None
    seen = stored.of(work.session, work.actor, period, work.now, work.zone.time_zone)
    status = 422 if form.errors else 200
    return page.show("supervision/show.html", status=status, form=form, **_facts(work, seen))


def named(code: str | None, period: str | None) -> str:
    """What a list that belongs to a number is of."""
    name = next((local(told) for told in stored.definitions() if told.code == code), "–")
    return f"{name} · {period}" if period else name


def _facts(work: Work, seen: SupervisionRead) -> dict[str, Any]:
    return {
        "seen": seen,
        "names": {told.code: local(told) for told in seen.definitions},
        "tables": [_table(seen, *table) for table in _TABLES],
        "pairs": [
            {"from": _body(pair.sender, N_("First hand-over")), "to": _body(pair.returner), "figure": pair.figure}
            for pair in seen.pairs
        ],
        "suspended": [(row, _body(row.department)) for row in seen.suspended],
        "periods": _periods(work, seen),
        "span": f"{filters.full_day(seen.since)} – {filters.full_day(seen.until - timedelta(days=1))}",
    }


def _table(seen: SupervisionRead, name: str, title: str, note: str, codes: tuple[str, ...]) -> dict[str, Any]:
    """Only departments that have something in it; the zone's own line is the last."""
    lines = [line for line in seen.lines if any(line.figures[code].value for code in codes if code in line.figures)]
    rows = [{"name": _body(line.department), "cells": _cells(line, codes)} for line in lines]
    rows.append({"name": gettext(N_("The whole zone")), "cells": _cells(seen.zone, codes)})
    return {"name": name, "title": gettext(title), "note": note and gettext(note), "codes": codes, "rows": rows}


def _cells(line: DepartmentLine, codes: tuple[str, ...]) -> list[dict[str, str]]:
    return [_cell(line, code) for code in codes]


def _cell(line: DepartmentLine, code: str) -> dict[str, str]:
    """A number that opens its list, or a rate; nothing to be measured is a dash, not a nought."""
    if code in _RATES:
        rate = getattr(line, code)
        return {"text": "–" if rate is None else f"{filters.number(rate)}%", "href": ""}
    figure = line.figures[code]
    return {"text": filters.number(figure.value), "href": figure.href if figure.value else ""}


def _body(body: NamedRef | None, otherwise: str = N_("Not handed over yet")) -> str:
    return local(body) if body else gettext(otherwise)


def _periods(work: Work, seen: SupervisionRead) -> list[dict[str, Any]]:
    """The running month and the one before, the quarter, the year."""
    here = running_period(work.now, work.zone.time_zone)
    today = day_of(work.now, work.zone.time_zone)
    before = f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
    offered = {
        here: N_("This month"),
        before: N_("Last month"),
        f"{today.year}-Q{(today.month + 2) // 3}": N_("This quarter"),
        f"{today.year}": N_("This year"),
    }
    return [
        {
            "label": gettext(name),
            "href": address("/supervision", {"period": period}),
            "is_current": period == seen.period,
        }
        for period, name in offered.items()
    ]
