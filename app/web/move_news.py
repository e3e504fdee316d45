"""What a move brought about: in the timeline, and in the line that appears after it."""

from collections.abc import Callable

from app.core.i18n import N_, gettext
from app.models.ticket_life import Verb
from app.models.ticket_shapes import TicketRead, TimelineItem
from app.web import filters
from app.web.labels import local

_TOLD = {
    Verb.RAISE: N_("Raised"),
    Verb.ASSIGN: N_("Handed over"),
    Verb.ACCEPT: N_("Accepted"),
    Verb.RETURN: N_("Returned"),
    Verb.APPEAL: N_("Asked for a ruling"),
    Verb.RULE: N_("Ruled who leads"),
    Verb.ANSWER: N_("Answered"),
    Verb.ASK_EXTENSION: N_("Asked for more time"),
    Verb.EXTEND: N_("Extended"),
    Verb.ASK_SUSPENSION: N_("Asked to suspend it"),
    Verb.SUSPEND: N_("Suspended"),
    Verb.REFUSE: N_("Refused the request"),
    Verb.RESUME: N_("Goes on"),
    Verb.CONVENE: N_("Joint consultation called"),
    Verb.CONCLUDE: N_("Conclusion of the joint consultation"),
    Verb.RESOLVE: N_("Solved, says who handled it"),
    Verb.CONFIRM: N_("Confirmed"),
    Verb.REOPEN: N_("Reopened"),
    Verb.CLOSE: N_("Closed"),
    Verb.LAPSE: N_("Closed: the enterprise gave no answer"),
    Verb.CHECK: N_("Asked by supervision"),
    Verb.WITHDRAW: N_("Withdrawn"),
    Verb.MERGE: N_("Put together with others"),
    Verb.PART: N_("Taken out of the common problem"),
    Verb.URGE: N_("Asked to hurry"),
    Verb.UNDO: N_("Taken back"),
    Verb.RECOUNT: N_("Counted anew: the calendar of working days has changed"),
    Verb.IDENTIFY: N_("Enterprise named"),
}


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


def _review(ticket: TicketRead) -> str:
    return filters.day(ticket.review_on) if ticket.review_on else "–"


_BROUGHT: dict[Verb, Callable[[TicketRead], str]] = {
    Verb.RAISE: _said(N_("Recorded; %(deadline)s"), deadline=_by_when),
    Verb.ASSIGN: _said(N_("Handed to %(department)s, %(deadline)s"), department=_department, deadline=_by_when),
    Verb.ACCEPT: _said(N_("Accepted; %(deadline)s"), deadline=_by_when),
    Verb.RETURN: _said(N_("Back with the coordinator, who hands it to another department")),
    Verb.APPEAL: _said(N_("The coordinator rules; until then %(department)s keeps it"), department=_department),
    Verb.RULE: _said(N_("%(department)s leads, finally; %(deadline)s"), department=_department, deadline=_by_when),
    Verb.ASK_EXTENSION: _said(N_("Asked; until it is decided the deadline stays")),
    Verb.EXTEND: _said(N_("More time granted, %(deadline)s"), deadline=_by_when),
    Verb.ASK_SUSPENSION: _said(N_("Asked; until it is decided the clock runs")),
    Verb.SUSPEND: _said(N_("Suspended; the clock stands still until %(day)s"), day=_review),
    Verb.REFUSE: _said(N_("Refused; the deadline stays")),
    Verb.RESUME: _said(N_("Going on; %(deadline)s"), deadline=_by_when),
    Verb.CONVENE: _said(N_("Called together; the departments see the ticket now")),
    Verb.CONCLUDE: _said(N_("The conclusion stands in the timeline")),
    Verb.ANSWER: _said(N_("The enterprise can read your answer now; %(deadline)s"), deadline=_by_when),
    Verb.RESOLVE: _said(N_("Solved on our side; now the enterprise confirms")),
    Verb.CONFIRM: _said(N_("Confirmed; the coordinator closes it now")),
    Verb.REOPEN: _said(N_("Open again with %(department)s, %(deadline)s"), department=_department, deadline=_by_when),
    Verb.CLOSE: _said(N_("Closed; nothing more to do")),
    Verb.CHECK: _said(N_("Kept; the number of the answers counts it")),
    Verb.URGE: _said(N_("%(department)s is asked to hurry"), department=_department),
    Verb.WITHDRAW: _said(N_("Withdrawn; nothing more to do")),
    Verb.UNDO: _said(N_("Taken back; everything is as it was")),
    Verb.MERGE: _said(N_("Put together with others; this requester still gets an own answer")),
    Verb.PART: _said(N_("Taken out; from here it goes on alone")),
    Verb.IDENTIFY: _said(N_("This ticket belongs to %(enterprise)s now"), enterprise=lambda t: local(t, "enterprise")),
    Verb.NOTE: _said(N_("Noted")),
}


def due_moved(line: TimelineItem) -> str:
    """How a step moved the date for the solution."""
    if line.due_was is None or line.due_is is None:
        return ""
    words = gettext("To be solved by %(now)s, no longer by %(before)s")
    return words % {"now": filters.moment(line.due_is), "before": filters.moment(line.due_was)}


FILTERS = {"told": told, "due_moved": due_moved}
