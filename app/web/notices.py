"""Finding the supervision notice that an address names, and what a route about it needs first."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends

from app import policy
from app.core.errors import Stale
from app.core.i18n import N_
from app.domain.work import Work
from app.models.notice import Notice, Verb
from app.models.ticket import Ticket
from app.queries import notices
from app.web.deps import SeenVersion, WorkDep
from app.web.tickets import RowId, TicketDep


def find(notice_id: RowId, work: WorkDep) -> Notice:
    return notices.get(work.session, work.actor, notice_id)


NoticeDep = Annotated[Notice, Depends(find)]


def ticket_to_notice(ticket: TicketDep, work: WorkDep) -> Ticket:
    """The ticket, for somebody who may issue a notice about it: 404, then 403."""
    policy.require(work.actor, Verb.ISSUE, ticket)
    return ticket


TicketToNotice = Annotated[Ticket, Depends(ticket_to_notice)]


def may(verb: Verb) -> Callable[[Notice, Work], Notice]:
    """The notice, for somebody who may do this to it."""

    def allowed(notice: NoticeDep, work: WorkDep) -> Notice:
        policy.require(work.actor, verb, notice)
        return notice

    return allowed


def to(verb: Verb) -> Callable[[Notice, Work, int], Notice]:
    """The same for a change: the caller must have seen the row as it is now (412)."""

    def unchanged(notice: NoticeDep, work: WorkDep, seen: SeenVersion) -> Notice:
        policy.require(work.actor, verb, notice)
        if notice.version != seen:
            raise Stale(N_("Somebody has just changed this; look again."))
        return notice

    return unchanged
