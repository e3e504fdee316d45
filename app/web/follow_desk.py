"""The page by which somebody without an account follows their one ticket, and what they can do there."""

from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Request, Response

from app.core.i18n import N_, gettext
from app.core.text import masked
from app.domain import portal, ticket_endings, tickets, urging
from app.models.portal_shapes import Following, Proof
from app.models.ticket_life import Verb
from app.models.ticket_move_shapes import Urging, Withdrawal
from app.models.ticket_shapes import NoteWrite
from app.queries import evaluations, timeline
from app.queries.tickets import read
from app.web import photos, ticket_words
from app.web.forms import Form
from app.web.move_news import brought
from app.web.page import PageDep
from app.web.portal import FollowedDep, qr, whole


class FollowDesk:
    """Shows the ticket and takes what its enterprise says of it."""

    def __init__(self, followed: FollowedDep, page: PageDep, request: Request) -> None:
        self.followed, self.page, self.request = followed, page, request
        self.work, self.ticket = followed.work, followed.ticket

    def show(self, form: Form[Any] | None = None) -> Response:
        """How far it is, what was said, what can be done; with a `form` that could not be taken, what is wrong."""
        blank = Form.filled(Following, {"key": str(uuid4())})
        status = form.status if form else 200
        return self.page.show("portal/follow.html", status=status, form=form or blank, **self._facts())

    def received(self) -> Response:
        """The number, by when somebody answers, and the address to keep."""
        address = whole(self.request, "portal_follow", code=self.followed.secret)
        return self.page.show("portal/received.html", address=address, qr=qr(address), **self._facts())

    def note(self, form: Form[Following]) -> Response:
        def add(data: Following) -> object:
            said = NoteWrite(key=data.key, body=data.body)
            return tickets.note(self.work, self.ticket, said, form.files)

        return self._settle(Verb.NOTE, form, add)

    def urge(self, form: Form[Urging]) -> Response:
        return self._settle(Verb.URGE, form, lambda data: urging.urge(self.work, self.ticket, data))

    def withdraw(self, form: Form[Withdrawal]) -> Response:
        return self._settle(Verb.WITHDRAW, form, lambda data: ticket_endings.withdraw(self.work, self.ticket, data))

    def prove(self, form: Form[Proof]) -> Response:
        """To the one-time question, for whoever knows the number that was left; wrong tries are kept."""
        asked = evaluations.of_round(self.work.session, self.ticket)
        if form.data is None or asked is None:
            return self.show(form)
        link = form.apply(self.work, lambda data: portal.prove(self.work, self.followed.demand, asked, data))
        if link is not None:
            return self.page.done("portal_question", "", link=link)
        form.errors.setdefault("digits", gettext(N_("These are not the last four digits of the number you left.")))
        self.page.keep()
        return self.show(form)

    def photo(self, name: str, variant: str = "") -> Response:
        return photos.sent(self.work, name, variant)

    def _settle(self, verb: Verb, form: Form[Any], act: Any) -> Response:
        if form.apply(self.work, act) is None:
            return self.show(form)
        shown = read(self.work.session, self.work.actor, self.ticket, self.work.now)
        return self.page.done("portal_follow", brought(verb, shown), code=self.followed.secret)

    def _facts(self) -> dict[str, Any]:
        work, ticket = self.work, self.ticket
        shown = read(work.session, work.actor, ticket, work.now)
        asked = evaluations.of_round(work.session, ticket)
        here = {"code": self.followed.secret}
        return {
            "ticket": shown,
            "timeline": timeline.of(work.session, work.actor, ticket)[::-1],
            "steps": ticket_words.steps(shown),
            "due": ticket_words.due(shown, work.now),
            "phone": masked(self.followed.demand.phone),
            "here": here,
            "pictures_at": f"/e/t/{self.followed.secret}/photos",
            "may_say": asked is not None and evaluations.is_open(asked, ticket, work.now),
            "may_note": Verb.NOTE in shown.moves,
            "may_urge": Verb.URGE in shown.moves and not urging.was_urged_today(work, ticket),
            "may_withdraw": Verb.WITHDRAW in shown.moves,
        }


FollowDeskDep = Annotated[FollowDesk, Depends(FollowDesk)]
