"""What the service writes to people of its own accord, each in the reader's language.

Letters leave the house, so they say numbers, kinds and dates: no firm, no title, no investor (product.md finding 10).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from app.core.i18n import CHINESE, ENGLISH, LANGUAGES, N_, gettext, language, ngettext
from app.domain.post import Letter
from app.domain.work import Work
from app.models.notice import COLOUR_NAMES, Notice
from app.models.notice_shapes import NoticeRow
from app.models.ticket import Ticket
from app.models.ticket_shapes import TicketRow
from app.models.user import Role, User
from app.queries.mornings import Morning

_TITLES = (N_("Overdue"), N_("Due today"), N_("Enterprises to call, because they gave no answer"))
_TO_ANSWER = N_("Supervision notices to answer")
_TO_JUDGE = N_("Answers to supervision notices")


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """In somebody's language; in Chinese where none was chosen."""
    before = language.set(code if code in LANGUAGES else CHINESE)
    try:
        yield
    finally:
        language.reset(before)


def morning(work: Work, user: User, waiting: Morning) -> Letter:
    """The morning's overview for one person."""
    with speaking(user.language):
        count = waiting.count
        subject = ngettext("%(count)s thing waits for you today", "%(count)s things wait for you today", count)
        told = [*zip(_TITLES, (waiting.overdue, waiting.today, waiting.calls), strict=True)]
        parts = [_part(title, [_ticket(work, row) for row in rows]) for title, rows in told]
        title = _TO_JUDGE if user.role is Role.SUPERVISOR else _TO_ANSWER
        parts.append(_part(title, [_slip(work, row) for row in waiting.notices]))
        body = "\n\n".join(part for part in parts if part)
        return Letter(f"digest:{work.today.isoformat()}:{user.id}", user.id, subject % {"count": count}, body, "/today")


def notice(work: Work, issued: Notice, user: User | None) -> Letter:
    """A notice to one person, or as one line to the zone's channels."""
    with speaking(user.language if user else CHINESE):
        facts = {
            "number": issued.label,
            "colour": gettext(COLOUR_NAMES[issued.colour]),
            "ticket": issued.ticket_id,
            "due": _clock(work, issued.due_at),
            "by": _clock(work, issued.answer_by),
        }
        subject = gettext("Supervision notice %(number)s, %(colour)s") % facts
        said = N_("Ticket %(ticket)s, due %(due)s. To be answered in the service by %(by)s.")
        user_id = user.id if user else None
        return Letter(f"notice:{issued.id}", user_id, subject, gettext(said) % facts, f"/notices/{issued.id}")


def urging(work: Work, ticket: Ticket, user: User) -> Letter:
    """Somebody asks to hurry: to one of those who have the ticket."""
    with speaking(user.language):
        facts = {"ticket": ticket.id, "due": _clock(work, ticket.due_at)}
        subject, said = N_("Ticket %(ticket)s: please hurry"), N_("Asked to hurry with ticket %(ticket)s, due %(due)s.")
        key = f"urge:{ticket.id}:{work.today.isoformat()}:{user.id}"
        return Letter(key, user.id, gettext(subject) % facts, gettext(said) % facts, f"/tickets/{ticket.id}")


def round_of(issued: list[Notice]) -> Letter:
    """One line to the zone's channels about many notices at once."""
    with speaking(CHINESE):
        count = len(issued)
        words = ngettext("%(count)s supervision notice was issued", "%(count)s supervision notices were issued", count)
        said = words % {"count": count}
        return Letter(f"notice:{issued[0].id}-{issued[-1].id}", None, said, said, "/notices")


def _part(title: str, lines: list[str]) -> str:
    return "\n".join([gettext(title), *(f"- {line}" for line in lines)]) if lines else ""


def _ticket(work: Work, row: TicketRow) -> str:
    kind = row.kind_en if language.get() == ENGLISH else row.kind
    facts = {"ticket": row.id, "kind": kind, "due": _clock(work, row.due_at)}
    return gettext(N_("Ticket %(ticket)s, %(kind)s, due %(due)s")) % facts


def _slip(work: Work, row: NoticeRow) -> str:
    facts = {"number": row.number, "ticket": row.ticket_id, "by": _clock(work, row.answer_by)}
    return gettext(N_("%(number)s about ticket %(ticket)s, answer by %(by)s")) % facts


def _clock(work: Work, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(work.zone.time_zone)):%Y-%m-%d %H:%M}"
