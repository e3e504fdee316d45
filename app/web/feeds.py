"""Calendar files over HTTP: the private feed found by its secret, downloads, and the address shown once."""

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlsplit

import segno
from fastapi import Depends, Path, Request, Response

from app import policy
from app.core import i18n
from app.core.errors import NotFound
from app.core.i18n import N_, gettext
from app.domain import feeds
from app.domain.work import Work
from app.exchange import ics
from app.exchange.ics import Entry
from app.models.event import Via
from app.models.feed import FeedMade, Verb
from app.models.user import FeedToken
from app.policy.actor import Actor
from app.queries import calendar, people
from app.queries.visits import row_of
from app.web import wiring
from app.web.deps import WorkDep
from app.web.page import Page
from app.web.tickets import RowId

_KINDS = {"Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store"}


def get_owner_work(request: Request, secret: Annotated[str, Path(max_length=100)]) -> Work:
    """Work in the name of a feed's owner, who may only read: with the rights and in the language of this moment."""
    state = request.state
    if state.zone is None:
        raise NotFound(N_("There is nothing at this address."))
    user = feeds.owner(state.session, secret, state.now)
    actor = Actor(user, Via.SYSTEM, **people.ties_of(state.session, user), may_write=False)
    i18n.language.set(user.language or i18n.CHINESE)
    return Work(state.session, actor, state.now, state.zone, state.files)


OwnerWork = Annotated[Work, Depends(get_owner_work)]


def find(feed_id: RowId, work: WorkDep) -> FeedToken:
    feed = calendar.feed(work.session, work.actor, feed_id)
    policy.require(work.actor, Verb.REVOKE, feed)
    return feed


FeedDep = Annotated[FeedToken, Depends(find)]


def feed_file(work: Work) -> Response:
    """Everything that the owner's feed says now."""
    days, visits = calendar.of_feed(work.session, work.actor, work.now, work.today)
    zone = work.zone.time_zone
    entries = [ics.of_day(day, zone) for day in days]
    entries += [ics.of_visit(row, row_of(work.actor, row).title, work.now) for row in visits]
    return _file(work, entries, {}, is_feed=True)


def download(work: Work, entries: list[Entry], name: str) -> Response:
    """A file to keep; it is not looked at again."""
    return _file(work, entries, {"Content-Disposition": f'attachment; filename="{name}.ics"'}, is_feed=False)


def _file(work: Work, entries: list[Entry], headers: dict[str, str], *, is_feed: bool) -> Response:
    name = gettext(N_("%(zone)s service days")) % {"zone": work.zone.short_name}
    text = ics.written(entries, work.zone.time_zone, name, is_feed=is_feed)
    return Response(text, headers=_KINDS | headers)


def made(request: Request, feed: FeedToken, secret: str) -> FeedMade:
    """The new feed with its address, the only time that it is shown."""
    base = wiring.of(request).settings.base_url or str(request.base_url)
    address = f"{base.rstrip('/')}/cal/{secret}.ics"
    return FeedMade(**calendar.read_feed(feed).model_dump(), address=address)


def webcal(address: str) -> str:
    """The address by which phones and desktops offer to subscribe instead of downloading once."""
    return urlsplit(address)._replace(scheme="webcal").geturl()


def qr(text: str) -> str:
    """A picture of the address for a phone's camera, as a data: URI that the content policy allows."""
    drawn: str = segno.make(text, micro=False).svg_data_uri(scale=5, border=3, light="#fff")
    return drawn


def may_subscribe(verb: Verb) -> Callable[[Work], Work]:
    """The work of somebody who may have a feed, before the body is looked at."""

    def allowed(work: WorkDep) -> Work:
        policy.require(work.actor, verb)
        return work

    return allowed


def feeds_page(work: Work, page: Page, new: tuple[Request, FeedToken, str] | None = None) -> Response:
    """The own feeds; a new one with its address as link and picture, this once."""
    fresh = made(*new) if new else None
    facts: dict[str, Any] = {"webcal": webcal(fresh.address), "qr": qr(fresh.address)} if fresh else {}
    rows = calendar.feeds(work.session, work.actor)
    may = policy.may(work.actor, Verb.SUBSCRIBE)
    return page.show("calendar/subscribe.html", feeds=rows, fresh=fresh, may_subscribe=may, **facts)
