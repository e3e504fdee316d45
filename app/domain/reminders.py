"""What the clock does by itself about promises: supervision notices at their time, away again when they do not hold."""

from app.domain import notices
from app.domain.work import Work
from app.models.notice_shapes import NoticeIssue
from app.queries import notice_dues


def issue_due(work: Work) -> int:
    """Issue the notices that are due, and withdraw those that no longer hold; how many were issued.

    Asked twice, or by two processes at once, it issues each once: one for each colour of each deadline.
    """
    session = work.session
    if not (notice_dues.outdated(session) or notice_dues.to_issue(session, work.now)):
        return 0
    notices.queue(work)
    for notice, cause in notice_dues.outdated(session):
        notices.settle(work, notice, cause)
    due = notice_dues.to_issue(session, work.now)
    for ticket, colour in due:
        notices.issue(work, ticket, NoticeIssue(colour=colour))
    return len(due)
