"""The year's service days by the rule, the visits that the article tells of, and an invented roster for today."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from app.demo.book import Book, data
from app.domain import year_plan
from app.models.service_day import ServiceDay, Team, TeamDepartment, Theme
from app.models.visit import Met, Upshot, Visit, VisitMember, VisitState
from app.queries import service_days


def fill(book: Book) -> None:
    theme = data("zone.json")["theme"]
    book.keep(Theme(from_on=date.fromisoformat(theme["from_on"]), text=theme["text"]))
    year_plan.fill(book.session, book.now.year, book.now)
    for day in service_days.by_rule_date(book.session, book.now.year).values():
        book.note(day, "on_day", "rule_on", "state")
    for told in data("zone.json")["visits"]:
        _stated(book, told)
    for told in data("cases.json")["past_visits"]:
        _past(book, told)
    today = service_days.live_on(book.session, book.work.today)
    assert today is not None
    for told in data("cases.json")["teams"]:
        _team(book, today, told)


def _stated(book: Book, told: dict[str, Any]) -> None:
    """A visit of which only the day is known: it stands at the day's beginning and names no hour."""
    row = Visit(
        key=uuid4(),
        enterprise_id=book.firms[told["enterprise"]],
        project_id=book.projects.get(told.get("project", "")),
        state=VisitState.FINISHED,
        purpose=told["purpose"],
        at=book.moment(f"{told['on']}T00:00"),
        summary=f"{data('zone.json')['source']}: {told['quote']}",
        who_text=told["who"],
        created_at=book.now,
    )
    book.keep(row)
    book.note(row, "enterprise_id", "at", "state")


def _past(book: Book, told: dict[str, Any]) -> None:
    begun = book.moment(told["at"])
    row = Visit(
        key=uuid4(),
        enterprise_id=book.firms[told["enterprise"]],
        service_day_id=_day(book, date.fromisoformat(told["rule_day"])).id,
        state=VisitState.FINISHED,
        purpose=told["purpose"],
        planned_at=begun,
        started_at=begun,
        finished_at=begun + timedelta(minutes=told["minutes"]),
        met=Met(told["met"]),
        upshot=Upshot(told["upshot"]),
        summary=told["summary"],
        created_by=book.user_id(told["who"]),
        created_at=begun,
        is_synthetic=True,
    )
    visit_id = book.kept(row)
    book.keep(VisitMember(visit_id=visit_id, user_id=book.user_id(told["who"])))
    book.note(row, "enterprise_id", "at", "state", "is_synthetic")


def _team(book: Book, today: ServiceDay, told: dict[str, Any]) -> None:
    row = Team(
        service_day_id=today.id or 0,
        number=told["number"],
        name=told["name"],
        leader_id=book.users[told["leader"]].id,
        task_force_id=book.forces[told["force"]],
    )
    team_id = book.kept(row)
    book.keep(*(TeamDepartment(team_id=team_id, department_id=book.departments[code]) for code in told["departments"]))
    book.note(row, "number", "leader_id")
    for stop in told["stops"]:
        _stop(book, today, row, stop)


def _stop(book: Book, today: ServiceDay, team: Team, told: dict[str, Any]) -> None:
    row = Visit(
        key=uuid4(),
        enterprise_id=book.firms.get(told.get("enterprise", "")),
        project_id=book.projects.get(told.get("project", "")),
        service_day_id=today.id,
        team_id=team.id,
        purpose=told["purpose"],
        planned_at=book.moment(f"{today.on_day}T{told['at']}"),
        created_by=team.leader_id,
        created_at=book.now,
        is_synthetic=True,
    )
    book.keep(row)
    book.note(row, "enterprise_id", "project_id", "at", "is_synthetic")


def _day(book: Book, on: date) -> ServiceDay:
    found = service_days.live_on(book.session, on)
    assert found is not None
    return found
