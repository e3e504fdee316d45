"""Supervision notices: issuing one, answering it in place, accepting the answer or asking again (M03)."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from app import policy
from app.core.db import is_sqlite
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import N_
from app.core.instants import instant_of
from app.domain import deadlines, journal, letters, post
from app.domain.work import Work
from app.models.event import Via
from app.models.notice import Cause, Colour, Notice, NoticeCounter, NoticeLine, Verb
from app.models.notice_shapes import NoticeAcceptance, NoticeAnswer, NoticeIssue, NoticeQuestion, NoticeWithdrawal
from app.models.ticket import Ticket
from app.models.ticket_life import UNSOLVED
from app.queries import mornings, notice_dues

# Working days that a department has for its answer.
ANSWER_WORKDAYS = {Colour.BLUE: 1, Colour.YELLOW: 2, Colour.RED: 1}
_AGAIN_WORKDAYS = 1
_FIELDS = ("state", "answer_by", "cause")


def issue(work: Work, ticket: Ticket, data: NoticeIssue) -> Notice:
    """Write to whoever leads the ticket, or to the coordinator; RuleBroken when there is such a notice already.

    A notice of a graver colour takes the place of the milder ones that are not settled yet.
    """
    policy.require(work.actor, Verb.ISSUE, ticket)
    _check(work, ticket, data)
    assert ticket.id is not None
    notice = Notice(
        year=work.today.year,
        number=_next_number(work),
        ticket_id=ticket.id,
        colour=data.colour,
        due_at=due_of(ticket, data.colour),
        department_id=ticket.lead_department_id,
        issued_at=work.now,
        issued_by=work.actor.user.id,
        answer_by=_answer_by(work, data),
        is_synthetic=ticket.is_synthetic,
    )
    work.session.add(notice)
    journal.record(work, Verb.ISSUE, notice, after=journal.snapshot(notice, "number", "ticket_id", "colour", "due_at"))
    _say(work, notice, Verb.ISSUE, data.words)
    for milder in notice_dues.milder(work.session, notice):
        settle(work, milder, Cause.GRAVER)
    if notice.issued_by or notice.colour is not Colour.BLUE:
        _write(work, notice, ticket)
    return notice


def answer(work: Work, notice: Notice, data: NoticeAnswer) -> Notice:
    """The department says, in place, what it does about it."""
    policy.require(work.actor, Verb.ANSWER, notice)
    return _step(work, notice, Verb.ANSWER, data.words)


def accept(work: Work, notice: Notice, data: NoticeAcceptance) -> Notice:
    """Supervision is content with the answer; the notice is settled."""
    policy.require(work.actor, Verb.ACCEPT, notice)
    notice.settled_at = work.now
    return _step(work, notice, Verb.ACCEPT, data.words)


def ask_again(work: Work, notice: Notice, data: NoticeQuestion) -> Notice:
    """The answer will not do: another one within a working day."""
    policy.require(work.actor, Verb.ASK_AGAIN, notice)
    answer_by = deadlines.clock(work).due(work.now, _AGAIN_WORKDAYS).at
    return _step(work, notice, Verb.ASK_AGAIN, data.words, answer_by=answer_by)


def withdraw(work: Work, notice: Notice, data: NoticeWithdrawal) -> Notice:
    """It should not have been issued, or no longer holds."""
    policy.require(work.actor, Verb.WITHDRAW, notice)
    notice.settled_at = work.now
    return _step(work, notice, Verb.WITHDRAW, data.words)


def settle(work: Work, notice: Notice, cause: Cause) -> Notice:
    """Withdraw it because what it was about is no longer so."""
    policy.require(work.actor, Verb.WITHDRAW, notice)
    notice.settled_at = work.now
    return _step(work, notice, Verb.WITHDRAW, None, cause=cause)


def due_of(ticket: Ticket, colour: Colour) -> datetime:
    """The deadline that a colour is about: red the solution's, the others the one that runs."""
    return ticket.solve_due_at if colour is Colour.RED else ticket.due_at


def take_turns(work: Work) -> None:
    """From here on whoever else issues notices waits until this transaction has ended."""
    _count(work, 0)


def _write(work: Work, notice: Notice, ticket: Ticket) -> None:
    """Tell whoever it is for at once."""
    for user in mornings.addressed(work.session, notice, ticket):
        post.send(work, letters.notice(work, notice, user))


def _check(work: Work, ticket: Ticket, data: NoticeIssue) -> None:
    if ticket.state not in UNSOLVED:
        raise Conflict(N_("This ticket has moved on; look again."))
    if data.colour is Colour.RED and work.now <= ticket.solve_due_at:
        raise RuleBroken(N_("Red means overdue, and the solution is not due yet."), field="colour")
    if not data.words and work.actor.via is not Via.SYSTEM:
        raise RuleBroken(N_("Write what you expect of the department."), field="words")
    if data.answer_on and data.answer_on < work.today:
        raise RuleBroken(N_("This day is over."), field="answer_on")
    take_turns(work)
    if known := notice_dues.known(work.session, ticket, data.colour, due_of(ticket, data.colour)):
        words = N_("There is a notice of this colour about this deadline already: %(number)s.")
        raise RuleBroken(words, field="colour", number=known.label)


def _answer_by(work: Work, data: NoticeIssue) -> datetime:
    hours = deadlines.clock(work)
    if data.answer_on:
        return instant_of(data.answer_on, hours.closes, hours.zone)
    return hours.due(work.now, ANSWER_WORKDAYS[data.colour]).at


def _next_number(work: Work) -> int:
    return _count(work, 1)


def _count(work: Work, more: int) -> int:
    """Raise the year's counter; its row is held until the transaction ends."""
    insert = sqlite.insert if is_sqlite(work.session) else postgresql.insert
    first = insert(NoticeCounter).values(year=work.today.year, last=more)
    later = first.on_conflict_do_update(index_elements=["year"], set_={"last": col(NoticeCounter.last) + more})
    return int(work.session.execute(later.returning(col(NoticeCounter.last))).scalar_one())


def _step(work: Work, notice: Notice, verb: Verb, words: str | None, **changed: object) -> Notice:
    """Move along its life, keep what was said, record both."""
    before = journal.snapshot(notice, *_FIELDS)
    notice.take(verb)
    for name, value in changed.items():
        setattr(notice, name, value)
    line = _say(work, notice, verb, words)
    after = journal.snapshot(notice, *_FIELDS) | {"line": line.id, "words": journal.fingerprint(words)}
    journal.record(work, verb, notice, before=before, after=after)
    return notice


def _say(work: Work, notice: Notice, verb: Verb, words: str | None) -> NoticeLine:
    assert notice.id is not None
    line = NoticeLine(notice_id=notice.id, verb=verb, author_id=work.actor.user.id, at=work.now, words=words)
    work.session.add(line)
    work.session.flush()
    return line
