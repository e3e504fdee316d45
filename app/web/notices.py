"""Finding the supervision notice that an address names, and what a route about it needs first."""

from typing import Annotated

from fastapi import Depends

from app import policy
from app.models.notice import Notice, Verb
from app.models.ticket import Ticket
from app.queries import notices
from app.web.deps import WorkDep
from app.web.guards import guards
from app.web.tickets import RowId, TicketDep


def find(notice_id: RowId, work: WorkDep) -> Notice:
    return notices.get(work.session, work.actor, notice_id)


NoticeDep = Annotated[Notice, Depends(find)]


def ticket_to_notice(ticket: TicketDep, work: WorkDep) -> Ticket:
    """The ticket, for somebody who may issue a notice about it: 404, then 403."""
    policy.require(work.actor, Verb.ISSUE, ticket)
    return ticket


TicketToNotice = Annotated[Ticket, Depends(ticket_to_notice)]
may, to = guards(find)
