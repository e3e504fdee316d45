"""Tickets: the two that the article states, and invented ones walked through their lives by the verbs themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from app.demo import drawing
from app.demo.book import Book, data
from app.domain import (
    consultations,
    deadlines,
    raising,
    search_index,
    ticket_endings,
    ticket_ownership,
    ticket_time,
    tickets,
)
from app.domain.work import Work
from app.models.ticket import Ticket
from app.models.ticket_life import Nature, Source, State
from app.models.ticket_move_shapes import (
    Acceptance,
    Appeal,
    Assignment,
    Closing,
    Confirmation,
    Convocation,
    Decision,
    ExtensionAsked,
    FirstAnswer,
    Reopening,
    Resolution,
    Return,
    SuspensionAsked,
    Withdrawal,
)
from app.models.ticket_shapes import TicketRaise
from app.models.zone import Level
from app.queries import rules

_STEPS: dict[str, tuple[Callable[[Work, Ticket, Any], object], type]] = {
    "accept": (tickets.accept, Acceptance),
    "answer": (tickets.answer, FirstAnswer),
    "appeal": (ticket_ownership.appeal, Appeal),
    "ask_extension": (ticket_time.ask_extension, ExtensionAsked),
    "ask_suspension": (ticket_time.ask_suspension, SuspensionAsked),
    "suspend": (ticket_time.suspend, Decision),
    "convene": (consultations.convene, Convocation),
    "withdraw": (ticket_endings.withdraw, Withdrawal),
    "return": (ticket_ownership.return_, Return),
    "resolve": (tickets.resolve, Resolution),
    "confirm": (ticket_endings.confirm, Confirmation),
    "reopen": (ticket_endings.reopen, Reopening),
    "close": (ticket_endings.close, Closing),
}


@dataclass
class _Case:
    told: dict[str, Any]
    ticket: Ticket | None = None


def fill(book: Book) -> None:
    """Everything happens in the order of time, so the journal reads like one that grew day by day."""
    kinds = {kind.code: kind.id or 0 for kind in rules.kinds(book.session)}
    happenings: list[tuple[datetime, Callable[[], None]]] = []
    for told in data("cases.json")["tickets"]:
        case = _Case(told)
        happenings.append((book.moment(told["at"]), partial(_raise, book, kinds, case)))
        happenings += [(book.moment(step[0]), partial(_step, book, case, step)) for step in told["steps"]]
    stated = data("zone.json")["tickets"]
    happenings += [(_day(book, told), partial(_stated, book, kinds, told)) for told in stated]
    for _, happen in sorted(happenings, key=lambda happening: happening[0]):
        happen()


def _stated(book: Book, kinds: dict[str, int], told: dict[str, Any]) -> None:
    """Answered on the spot on 26 June; whose it was, by whom and how it was solved is not stated (A8, M11)."""
    at = _day(book, told)
    work = Work(book.session, book.work.actor, at, book.zone, book.work.files)
    due = deadlines.of(work, Level.COMPLEX, at)
    row = Ticket(
        key=uuid4(),
        title=told["title"],
        detail=told["detail"],
        nature=Nature(told["nature"]),
        kind_id=kinds[told["kind"]],
        level=Level.COMPLEX,
        state=State.RESOLVED,
        source=Source.VISIT,
        registered_at=at,
        rule_id=due.rule_id,
        answer_due_at=due.answer_due_at,
        solve_due_at=due.solve_due_at,
        due_at=due.solve_due_at,
        warn_at=due.solve_due_at,
        answered_at=at,
        resolved_at=at,
        is_resolved_on_site=True,
    )
    deadlines.run(work, row)
    book.keep(row)
    search_index.ticket(book.session, row)
    book.note(row, "state", "is_resolved_on_site", "due_at")


def _raise(book: Book, kinds: dict[str, int], case: _Case) -> None:
    told = case.told
    asked = TicketRaise(
        key=uuid4(),
        kind_id=kinds[told["kind"]],
        title=told["title"],
        detail=told["detail"],
        enterprise_id=book.firms.get(told.get("enterprise", "")),
        project_id=book.projects.get(told.get("project", "")),
        level=told.get("level"),
        source=told.get("source"),
        is_urgent=told.get("urgent", False),
    )
    shots = [drawing.site(seed) for seed in range(told.get("photos", 0))] if book.files else []
    case.ticket = raising.raise_(book.as_(told["by"], book.moment(told["at"])), asked, shots)
    case.ticket.is_synthetic = True


def _step(book: Book, case: _Case, step: list[Any]) -> None:
    at, who, verb, given = step
    assert case.ticket is not None
    work = book.as_(who, book.moment(at))
    if verb == "assign":
        helpers = [book.departments[code] for code in given.get("assist", [])]
        lead = book.departments[given["department"]]
        ticket_ownership.assign(work, case.ticket, Assignment(lead_department_id=lead, assist_department_ids=helpers))
        return
    if "departments" in given:
        named = {"department_ids": [book.departments[code] for code in given["departments"]]}
        given = {key: value for key, value in given.items() if key != "departments"} | named
    act, shape = _STEPS[verb]
    act(work, case.ticket, shape(**given))


def _day(book: Book, told: dict[str, Any]) -> datetime:
    """The beginning of a day of which no hour is known."""
    return book.moment(f"{told['on']}T00:00")
