"""The calendar's pages: month, list, files, and the private feeds."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.core.i18n import gettext
from app.domain import feeds
from app.domain.work import Work
from app.models.feed import Revocation, Subscription, Verb
from app.web.accounts import UnkeptDep
from app.web.calendar_page import CalendarDeskDep
from app.web.deps import WorkDep
from app.web.door import page_router
from app.web.feeds import FeedDep, feeds_page, may_subscribe
from app.web.page import PageDep

router = page_router()


@router.get("/calendar", name="calendar")
def index(desk: CalendarDeskDep) -> Response:
    return desk.show()


@router.get("/calendar.ics", name="calendar_file")
def file(desk: CalendarDeskDep) -> Response:
    return desk.file()


@router.get("/calendar/subscribe", name="calendar_subscribe")
def feed_list(work: WorkDep, page: PageDep) -> Response:
    return feeds_page(work, page)


@router.post("/calendar/subscribe")
def subscribe(
    work: Annotated[Work, Depends(may_subscribe(Verb.SUBSCRIBE))], _unkept: UnkeptDep, page: PageDep, request: Request
) -> Response:
    return feeds_page(work, page, (request, *feeds.subscribe(work, Subscription())))


@router.post("/calendar/feeds/{feed_id}/revocation", name="calendar_revoke")
def revoke(feed: FeedDep, work: WorkDep, page: PageDep) -> Response:
    feeds.revoke(work, feed, Revocation())
    return page.done("calendar_subscribe", gettext("The address has ended"))
