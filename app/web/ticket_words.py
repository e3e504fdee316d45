"""A ticket in plain words: what its light means, which deadline runs, the five steps, what a move brought about."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core import instants
from app.core.i18n import N_, gettext, ngettext
from app.models.ticket_life import OPEN, State
from app.models.ticket_shapes import Light, PleaRead, TicketRead, TicketRow
from app.web import filters
from app.web.labels import label, local

_DAY = timedelta(days=1)
_STEPS = (N_("Raised"), N_("Handing over"), N_("In progress"), N_("Confirm"), N_("Closing"))
_STEP_OF = {
    State.REGISTERED: 1,
    State.RETURNED: 1,
    State.RULING: 1,
    State.ASSIGNED: 2,
    State.ACCEPTED: 2,
    State.IN_PROGRESS: 2,
    State.SUSPENDED: 2,
    State.RESOLVED: 3,
    State.CONFIRMED: 4,
    State.CLOSED: 5,
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
    """The five steps as ui.steps shows them; one that was withdrawn has its beginning and its end."""
    if ticket.state is State.WITHDRAWN:
        return [
            {"label": words, "is_done": True, "is_now": False} for words in (gettext(_STEPS[0]), label(ticket.state))
        ]
    at = _STEP_OF[ticket.state]
    return [{"label": gettext(name), "is_done": place < at, "is_now": place == at} for place, name in enumerate(_STEPS)]


def firm(row: TicketRow) -> str:
    """Whose ticket it is; not known yet is said in words (M11)."""
    return local(row, "enterprise") if row.enterprise else gettext(N_("Enterprise to be confirmed"))


def holder(row: TicketRow) -> str:
    """On whom it lies: the handler with the department, the department, or nobody yet."""
    if row.department is None:
        return gettext(N_("Not handed over yet"))
    return f"{local(row, 'department')} · {row.handler}" if row.handler else local(row, "department")


def plea(asked: PleaRead) -> str:
    """What a department asks for, in one line."""
    if asked.review_on:
        return gettext("Clock stands still until the review on %(day)s") % {"day": filters.day(asked.review_on)}
    return ngettext("%(count)s working day more", "%(count)s working days more", asked.workdays or 0) % {
        "count": asked.workdays
    }


def extension_path(ticket: TicketRead) -> str:
    """Who decides on the extension that is asked for now."""
    if ticket.extensions:
        return gettext("It was extended once already: the coordinator decides, with a written reason.")
    return gettext("The first time your department's duty leader decides.")


def standing(ticket: TicketRead) -> str:
    """What holds besides the deadline: suspended until, silence ends it, a ruling, on whose word it ended."""
    if ticket.review_on:
        return gettext("The clock stands still; looked at again on %(day)s.") % {"day": filters.day(ticket.review_on)}
    if ticket.state is State.RESOLVED and ticket.confirm_by:
        words = gettext("If the enterprise says nothing until %(time)s, it is closed with \u201cno answer\u201d.")
        return words % {"time": filters.moment(ticket.confirm_by)}
    if ticket.ending:
        return " · ".join(label(found) for found in (ticket.ending, ticket.sample) if found)
    return gettext("A ruling has settled who leads; it cannot be returned.") if ticket.is_ruled else ""


def detail(ticket: TicketRead) -> str:
    """What was said beyond the title, which is its first line unless somebody gave another."""
    return "" if ticket.detail is None or ticket.detail == ticket.title else ticket.detail


FILTERS = {
    "plea": plea,
    "standing": standing,
    "extension_path": extension_path,
    "detail": detail,
    "cause": cause,
    "firm": firm,
    "holder": holder,
}
