"""What the article states about parks, belts, firms and projects; whatever it leaves open stays empty."""

from datetime import date
from typing import Any

from app.demo.book import Book, data, day
from app.domain import search_index
from app.models.enterprise import Belt, Enterprise, Park
from app.models.project import Precision, Project, Stage, StageEvent, Track
from app.models.stated import StatedFigure

LIST_YEAR = 2019


def fill(book: Book) -> None:
    told = data("zone.json")
    book.keep(*(Park(**one) for one in told["parks"]), *(Belt(**one) for one in told["belts"]))
    for one in told["enterprises"]:
        _enterprise(book, one)
    for one in told["figures"]:
        _figure(book, one, told)
    for one in data("projects.json")["named"]:
        _project(book, one)


def _enterprise(book: Book, told: dict[str, Any]) -> None:
    row = Enterprise(name=told["name"], name_en=told.get("name_en"), note=told["note"], created_at=book.now)
    book.firms[told["id"]] = book.kept(row)
    search_index.enterprise(book.session, row)
    book.note(row, "name")


def _figure(book: Book, told: dict[str, Any], zone: dict[str, Any]) -> None:
    plain = {name: value for name, value in told.items() if name != "quote"}
    source = f"{zone['source']}: {told['quote']}"
    row = StatedFigure(**plain, source=source, stated_on=date.fromisoformat(zone["known_on"]))
    book.keep(row)
    book.note(row, "code", "text")


def _project(book: Book, told: dict[str, Any]) -> None:
    baseline, planned = _dated(told.get("baseline")), _dated(told.get("planned"))
    events = told["events"]
    row = Project(
        name=told["name"],
        alias=told.get("alias"),
        track=Track(told["track"]),
        stage=Stage(events[-1]["stage"]) if events else Stage.UNKNOWN,
        stage_on=day(events[-1]["on"]) if events else None,
        entered_on=date.fromisoformat(told["known_on"]),
        list_year=LIST_YEAR if told["on_list"] else None,
        is_major=told["on_list"],
        enterprise_id=book.firms.get(told.get("enterprise", "")),
        total_investment_text=told.get("investment_text"),
        baseline_start_on=baseline[0],
        baseline_start_precision=baseline[1],
        planned_start_on=planned[0],
        planned_start_precision=planned[1],
        note=_note(told),
        group_tags=tags(told["tags"]),
        created_at=book.now,
    )
    project_id = book.projects[told["id"]] = book.kept(row)
    search_index.project(book.session, row)
    book.keep(*(_event(book, project_id, one) for one in events))
    book.note(row, "name", "stage", "list_year", "group_tags")


def _event(book: Book, project_id: int, told: dict[str, Any]) -> StageEvent:
    return StageEvent(
        project_id=project_id,
        stage=Stage(told["stage"]),
        on_day=date.fromisoformat(told["on"]),
        precision=Precision(told["precision"]),
        reason=data("projects.json")["source"],
        evidence=told["evidence"],
        recorded_at=book.now,
    )


def _note(told: dict[str, Any]) -> str:
    """How the article puts it, and what it leaves open, in its own words."""
    doubts = [data("projects.json")["ambiguities"][code] for code in told.get("ambiguity", [])]
    lines = [told["status"], told.get("extra"), *doubts, *told["quotes"]]
    return "\n".join(line for line in lines if line)


def _dated(told: list[str] | None) -> tuple[date | None, Precision | None]:
    return (date.fromisoformat(told[0]), Precision(told[1])) if told else (None, None)


def tags(names: list[str]) -> str:
    """Tags as the column keeps them: between commas, so that one is found whole."""
    return f",{','.join(names)}," if names else ""
