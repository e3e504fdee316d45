"""Supervision notices as JSON: the list, one of them, what is done with it; issuing one about a ticket."""

from typing import Annotated, Any

from fastapi import Depends, Query, Response

from app.domain import notices
from app.models.notice import Notice, Verb
from app.models.notice_shapes import NoticeFilter, NoticeIssue, NoticeRead, NoticeRow
from app.queries import notices as stored
from app.web.api import Listing, PageOf, tagged
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.notice_acts import ACTS, Act
from app.web.notices import NoticeDep, TicketToNotice, to
from app.web.tickets import TicketDep

router = api_router("/notices", "notices")
of_ticket = api_router("/tickets/{ticket_id}/notices", "notices")
Filter = Annotated[NoticeFilter, Query()]


@router.get("")
def index(wanted: Filter, work: WorkDep, listing: Listing) -> PageOf[NoticeRow]:
    return listing.of(stored.page(work.session, work.actor, wanted, work.now))


@router.get("/{notice_id}")
def show(notice: NoticeDep, work: WorkDep, response: Response) -> NoticeRead:
    return _shown(work, notice, response)


@of_ticket.get("")
def about(ticket: TicketDep, work: WorkDep) -> list[NoticeRow]:
    """Newest first; an enterprise is given none."""
    return stored.of_ticket(work.session, work.actor, ticket, work.now)


@of_ticket.post("", status_code=201)
def issue(data: NoticeIssue, ticket: TicketToNotice, work: WorkDep, response: Response) -> NoticeRead:
    return _shown(work, notices.issue(work, ticket, data), response)


def _shown(work: WorkDep, notice: Notice, response: Response) -> NoticeRead:
    return tagged(response, stored.read(work.session, work.actor, notice, work.now))


def _offer(verb: Verb, act: Act) -> None:
    def step(data: Any, notice: Annotated[Notice, Depends(to(verb))], work: WorkDep, response: Response) -> NoticeRead:
        return _shown(work, act.do(work, notice, data), response)

    step.__annotations__["data"] = act.shape
    description = (act.do.__doc__ or "").strip()
    path = f"/{{notice_id}}/{act.noun}"
    router.add_api_route(path, step, methods=["POST"], name=f"notice_{verb.value}", description=description)


for _verb, _act in ACTS.items():
    _offer(_verb, _act)
