"""The calendar as JSON, and the private feeds."""

from typing import Annotated

from fastapi import Depends, Query, Request

from app.domain import feeds
from app.domain.work import Work
from app.models.calendar_shapes import CalendarFilter, CalendarMonth
from app.models.feed import FeedMade, FeedRead, Revocation, Subscription, Verb
from app.queries import calendar
from app.web.accounts import UnkeptDep
from app.web.deps import WorkDep
from app.web.door import api_router
from app.web.feeds import FeedDep, made, may_subscribe

router = api_router("/calendar", "calendar")


@router.get("")
def month(wanted: Annotated[CalendarFilter, Query()], work: WorkDep) -> CalendarMonth:
    return calendar.month(work.session, work.actor, wanted.first_day(work.today), work.now, work.zone.time_zone)


@router.get("/feeds")
def index(work: WorkDep) -> list[FeedRead]:
    return calendar.feeds(work.session, work.actor)


@router.post("/feeds", status_code=201)
def subscribe(
    work: Annotated[Work, Depends(may_subscribe(Verb.SUBSCRIBE))],
    _unkept: UnkeptDep,
    data: Subscription,
    request: Request,
) -> FeedMade:
    return made(request, *feeds.subscribe(work, data))


@router.post("/feeds/{feed_id}/revocation")
def revoke(feed: FeedDep, data: Revocation, work: WorkDep) -> FeedRead:
    return calendar.read_feed(feeds.revoke(work, feed, data))
