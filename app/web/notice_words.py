"""A supervision notice in words: what it says to the department, which light its colour is."""

from typing import Any

from app import policy
from app.core.i18n import N_, gettext, ngettext
from app.domain.work import Work
from app.models.notice import CAUSE_NAMES, Colour, NoticeState, Verb
from app.models.notice_shapes import ClockTrace, NoticeLineRead, NoticeRead, NoticeRow
from app.models.ticket import Ticket
from app.models.ticket_life import UNSOLVED
from app.queries import notices
from app.web import filters
from app.web.labels import local

_LIGHTS = {Colour.BLUE: "brand", Colour.YELLOW: "amber", Colour.RED: "red"}
_SAYS = {
    Colour.BLUE: N_(
        "A working day or less is left: this is due on %(due)s. Please say whether it will be done by then."
    ),
    Colour.YELLOW: N_("This is behind: it was due on %(due)s. Please say what is in the way and what you do by when."),
    Colour.RED: N_("This is overdue: it was to be solved by %(due)s. Please say why, and by when it will be solved."),
}


def on_ticket(work: Work, ticket: Ticket) -> dict[str, Any]:
    """What a ticket's page shows of its notices: none to an enterprise."""
    return {
        "notices": notices.of_ticket(work.session, work.actor, ticket, work.now),
        "may_notice": ticket.state in UNSOLVED and policy.may(work.actor, Verb.ISSUE, ticket),
        "words": WORDS,
    }


def light(row: NoticeRow) -> str:
    """The shape and colour that stand for the notice's own."""
    return _LIGHTS[row.colour]


def addressee(row: NoticeRow) -> str:
    """To whom it is written; where nobody leads the ticket, to the coordination office."""
    return local(row, "department") if row.department else gettext(N_("Coordination office"))


def waits(row: NoticeRow) -> str:
    """What it waits for."""
    if row.state is not NoticeState.ISSUED:
        return gettext(_STANDS[row.state])
    words = N_("Answer overdue since %(time)s") if row.is_late else N_("Answer by %(time)s")
    return gettext(words) % {"time": filters.moment(row.answer_by)}


_STANDS = {
    NoticeState.ANSWERED: N_("Answered, supervision decides"),
    NoticeState.ACCEPTED: N_("Answer accepted"),
    NoticeState.WITHDRAWN: N_("Notice withdrawn"),
}


def demand(notice: NoticeRead) -> str:
    """What the notice says: the words somebody wrote, or those of its colour."""
    written = next((line.words for line in notice.lines if line.verb is Verb.ISSUE), None)
    return written or gettext(_SAYS[notice.colour]) % {"due": filters.moment(notice.due_at)}


def cause(notice: NoticeRead) -> str:
    """Why the clock took it back."""
    return gettext(CAUSE_NAMES[notice.cause]) if notice.cause else ""


def filed(notice: NoticeRead) -> str:
    """The number as papers bear it: the year in brackets of six angles, then the number."""
    year, _, number = notice.number.partition("-")
    return gettext(N_("Supervision \u3014%(year)s\u3015 no. %(number)s")) % {"year": year, "number": int(number)}


def until(notice: NoticeRead) -> str:
    """By when it is to be answered, with the year."""
    return f"{filters.full_day(notice.answer_by)} {filters.clock(notice.answer_by)}"


def answers(notice: NoticeRead) -> list[NoticeLineRead]:
    """What was said after it was issued."""
    return [line for line in notice.lines if line.verb is not Verb.ISSUE]


def trace(clock: ClockTrace) -> list[tuple[str, str]]:
    """The ticket's clock as (name, words), in the order in which it ran."""
    steps = [
        (N_("Registered"), filters.moment(clock.registered_at)),
        (N_("First answer by"), filters.moment(clock.answer_due_at)),
        (N_("Answered"), filters.moment(clock.answered_at)),
        (N_("To be solved by"), filters.moment(clock.solve_due_at)),
        (N_("Solved"), filters.moment(clock.resolved_at)),
    ]
    days = clock.extended_workdays
    if days:
        words = ngettext("%(count)s working day more", "%(count)s working days more", days) % {"count": days}
        steps.append((N_("Extended"), words))
    stops = [
        (N_("Clock stood still"), f"{filters.moment(stop.began_at)} – {filters.moment(stop.ended_at)}")
        for stop in clock.pauses
    ]
    return [(gettext(name), words) for name, words in steps + stops]


WORDS = {
    "light": light,
    "addressee": addressee,
    "waits": waits,
    "demand": demand,
    "cause": cause,
    "filed": filed,
    "until": until,
    "answers": answers,
    "trace": trace,
}
