"""What the clock does by itself about promises: supervision notices at their time, and the morning's letters.

A blue notice waits for the morning's letter; behind and overdue are told at once, as is what supervision writes by
hand. Nobody is written to twice about one notice, and the zone's channels hear of a breach once (ux.md, notifications).
"""

from app.domain import deadlines, letters, notices, post
from app.domain.work import Work
from app.models.notice import Colour, Notice
from app.models.notice_shapes import NoticeIssue
from app.queries import mornings, notice_dues

_ONE_BY_ONE = 5


def issue_due(work: Work) -> int:
    """Issue the notices that are due, and withdraw those that no longer hold; how many were issued.

    Asked twice, or by two processes at once, it issues each once: one for each colour of each deadline.
    """
    session = work.session
    if not (notice_dues.outdated(session) or notice_dues.to_issue(session, work.now)):
        return 0
    notices.take_turns(work)
    for notice, cause in notice_dues.outdated(session):
        notices.settle(work, notice, cause)
    due = notice_dues.to_issue(session, work.now)
    _tell_the_zone(work, [notices.issue(work, ticket, NoticeIssue(colour=colour)) for ticket, colour in due])
    return len(due)


def digest(work: Work) -> int:
    """One letter to each member of the staff for whom something waits, on working days; how many were written.

    The letters are queued together with the mark that the morning is done: killed in between, it starts afresh.
    """
    if not deadlines.clock(work).calendar.is_workday(work.today):
        return 0
    found = [
        (user, mornings.of(work.session, user, work.now, work.zone.time_zone))
        for user in mornings.readers(work.session)
    ]
    waiting = [(user, what) for user, what in found if what.count]
    for user, what in waiting:
        post.send(work, letters.morning(work, user, what))
    return len(waiting)


def _tell_the_zone(work: Work, issued: list[Notice]) -> None:
    """One line for each breach; of many at once, after a long silence, only how many."""
    breaches = [notice for notice in issued if notice.colour is not Colour.BLUE]
    if len(breaches) > _ONE_BY_ONE:
        post.send(work, letters.round_of(breaches))
        return
    for notice in breaches:
        post.send(work, letters.notice(work, notice, None))
