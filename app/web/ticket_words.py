"""A ticket in plain words: what its light means, which deadline runs, the five steps, what a move brought about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core import instants
from app.core.i18n import N_, gettext, ngettext
from app.models.ticket_life import OPEN, State, Verb
from app.models.ticket_shapes import Light, TicketRead, TicketRow
from app.web import filters
from app.web.labels import label, local

_DAY = timedelta(days=1)
_STEPS = (N_("Raised"), N_("Handed over"), N_("In progress"), N_("Confirm"), N_("Closed"))
_STEP_OF = {
    State.REGISTERED: 1,
    State.RETURNED: 1,
    State.ASSIGNED: 2,
    State.ACCEPTED: 2,
    State.IN_PROGRESS: 2,
    State.RESOLVED: 3,
    State.CONFIRMED: 4,
    State.CLOSED: 5,
}
_TOLD = {
    Verb.RAISE: N_("Raised"),
    Verb.ASSIGN: N_("Handed over"),
    Verb.ACCEPT: N_("Accepted"),
    Verb.RETURN: N_("Returned"),
    Verb.ANSWER: N_("Answered"),
    Verb.RESOLVE: N_("Solved, says who handled it"),
    Verb.CONFIRM: N_("Confirmed"),
    Verb.REOPEN: N_("Reopened"),
    Verb.CLOSE: N_("Closed"),
    Verb.IDENTIFY: N_("Enterprise named"),
}


def left(due_at: datetime, now: datetime) -> str:
    """How long there still is, or by how much it is late: in hours within a day, else in whole days."""
    span = abs(due_at - now)
    days, hours = span // _DAY, max(1, round(span / timedelta(hours=1)))
    if due_at >= now:
        words = ngettext("%(count)s day left", "%(count)s days left", days)
        short = ngettext("%(count)s hour left", "%(count)s hours left", hours)
    else:
        words = ngettext("%(count)s day late", "%(count)s days late", days)
        short = ngettext("%(count)s hour late", "%(count)s hours late", hours)
    return words % {"count": days} if days else short % {"count": hours}


def cause(row: TicketRow, now: datetime) -> str:
    """Why the light is what it is: `2 days late`, `due today 17:00`, `waiting for the enterprise`."""
    if row.state not in OPEN:
        return label(row.state)
    if row.light is not Light.AMBER:
        return left(row.due_at, now)
    if instants.day_of(row.due_at) == instants.day_of(now):
        return gettext("Due today %(time)s") % {"time": filters.clock(row.due_at)}
    return gettext("Due %(time)s") % {"time": f"{filters.day(row.due_at)} {filters.clock(row.due_at)}"}


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline that runs: its name, its instant, what is left, how much of the time is used up (0..100)."""

    name: str
    at: datetime
    left: str
    percent: int
    is_answer: bool


def due(ticket: TicketRead, now: datetime) -> Due | None:
    """None when no clock runs: it waits for the enterprise, or is over."""
    if ticket.state not in OPEN:
        return None
    whole, used = ticket.due_at - ticket.registered_at, now - ticket.registered_at
    percent = 100 if now >= ticket.due_at else max(0, int(100 * used / whole))
    return Due(deadline_name(ticket), ticket.due_at, left(ticket.due_at, now), percent, ticket.answered_at is None)


def deadline_name(ticket: TicketRead) -> str:
    return gettext(N_("To be solved by")) if ticket.answered_at else gettext(N_("First answer by"))


def steps(ticket: TicketRead) -> list[dict[str, object]]:
    """The five steps as ui.steps shows them."""
    at = _STEP_OF[ticket.state]
    return [{"label": gettext(name), "is_done": place < at, "is_now": place == at} for place, name in enumerate(_STEPS)]


def told(verb: Verb) -> str:
    """What happened, above the words in the timeline; a note is nothing but its words."""
    return gettext(_TOLD[verb]) if verb in _TOLD else ""


def brought(verb: Verb, ticket: TicketRead) -> str:
    """What a move just brought about, for the line that appears after it; names the consequence (ux.md 6.1)."""
    return _BROUGHT[verb](ticket)


def _by_when(ticket: TicketRead) -> str:
    name = N_("to be solved by %(day)s") if ticket.answered_at else N_("first answer due by %(day)s")
    return gettext(name) % {"day": filters.day(ticket.due_at)}


def _said(message: str, **facts: Callable[[TicketRead], str]) -> Callable[[TicketRead], str]:
    return lambda ticket: gettext(message) % {name: of(ticket) for name, of in facts.items()}


def _department(ticket: TicketRead) -> str:
    return local(ticket, "department") if ticket.department else gettext(N_("the coordinator"))


_BROUGHT: dict[Verb, Callable[[TicketRead], str]] = {
    Verb.RAISE: _said(N_("Recorded; %(deadline)s"), deadline=_by_when),
    Verb.ASSIGN: _said(N_("Handed to %(department)s, %(deadline)s"), department=_department, deadline=_by_when),
    Verb.ACCEPT: _said(N_("Accepted; %(deadline)s"), deadline=_by_when),
    Verb.RETURN: _said(N_("Back with the coordinator, who hands it to another department")),
    Verb.ANSWER: _said(N_("The enterprise can read your answer now; %(deadline)s"), deadline=_by_when),
    Verb.RESOLVE: _said(N_("Solved on our side; now the enterprise confirms")),
    Verb.CONFIRM: _said(N_("Confirmed; the coordinator closes it now")),
    Verb.REOPEN: _said(N_("Open again with %(department)s, %(deadline)s"), department=_department, deadline=_by_when),
    Verb.CLOSE: _said(N_("Closed; nothing more to do")),
    Verb.IDENTIFY: _said(N_("This ticket belongs to %(enterprise)s now"), enterprise=lambda t: local(t, "enterprise")),
    Verb.NOTE: _said(N_("Noted")),
}


def firm(row: TicketRow) -> str:
    """Whose ticket it is; not known yet is said in words (M11)."""
    return local(row, "enterprise") if row.enterprise else gettext(N_("Enterprise to be confirmed"))


def holder(row: TicketRow) -> str:
    """On whom it lies: the handler with the department, the department, or nobody yet."""
    if row.department is None:
        return gettext(N_("Not handed over yet"))
    return f"{local(row, 'department')} · {row.handler}" if row.handler else local(row, "department")


def detail(ticket: TicketRead) -> str:
    """What was said beyond the title, which is its first line unless somebody gave another."""
    return "" if ticket.detail is None or ticket.detail == ticket.title else ticket.detail


FILTERS = {"detail": detail, "cause": cause, "told": told, "firm": firm, "holder": holder}
