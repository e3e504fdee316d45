"""The pages of supervision notices: the list, one of them, the form of an act, the form of a new one."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Response

from app import policy
from app.core.errors import Conflict
from app.core.i18n import N_, gettext, ngettext
from app.core.paging import COUNTED_AT_MOST
from app.domain.work import Work
from app.models.notice import LIFE, Colour, Notice, Verb
from app.models.notice_shapes import NoticeFilter, NoticeIssue
from app.models.ticket import Ticket
from app.queries import notices as stored
from app.queries import people
from app.queries.tickets import read
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.labels import local, options
from app.web.notice_acts import ACTS, BY_NOUN, Act
from app.web.notice_words import WORDS
from app.web.page import PageDep, address

_VIEWS = {
    "mine": N_("Waiting for me"),
    "unanswered": N_("To be answered"),
    "late": N_("Answer overdue"),
    "answered": N_("Supervision decides"),
    "all": N_("All"),
}
_FILTERS = ("colour", "department_id")
# What is done on the notice's own page; anything else has a page of its own.
_IN_PLACE = (Verb.ANSWER, Verb.ACCEPT)


def facts(work: Work, wanted: NoticeFilter) -> dict[str, Any]:
    """Everything notices/index.html prints."""
    page = stored.page(work.session, work.actor, wanted, work.now)
    number = stored.count(work.session, work.actor, wanted, work.now)
    kept = wanted.model_dump(mode="json", exclude_defaults=True, exclude={"after"})
    return {
        "rows": page.items,
        "words": WORDS,
        "count": _count(number),
        "views": [
            {
                "label": gettext(name),
                "href": address("/notices", kept | {"view": view}),
                "is_current": view == wanted.view,
            }
            for view, name in _VIEWS.items()
        ],
        "view": wanted.view,
        "colours": options(Colour),
        "bodies": [(body.id, local(body)) for body in people.departments(work.session)],
        "is_filtered": any(getattr(wanted, name) is not None for name in _FILTERS),
        "next_url": page.next_cursor and address("/notices", kept | {"after": page.next_cursor}),
        "first_url": wanted.after and address("/notices", kept),
    }


def _count(number: int) -> str:
    if number > COUNTED_AT_MOST:
        return gettext(N_("%(count)s+ notices")) % {"count": COUNTED_AT_MOST}
    return ngettext("%(count)s notice", "%(count)s notices", number) % {"count": number}


class NoticeDesk:
    """Shows a notice and settles what is done with it."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def show(self, notice: Notice, template: str = "notices/show.html") -> Response:
        """The notice with its words; whoever may answer it does so in place."""
        shown = stored.read(self.work.session, self.work.actor, notice, self.work.now)
        main = next((ACTS[verb] for verb in _IN_PLACE if verb in shown.moves), None)
        acts = [ACTS[verb] for verb in shown.moves if ACTS[verb] is not main]
        return self.page.show(template, notice=shown, words=WORDS, acts=acts, act=main, form=_BLANK)

    def ask(self, noun: str, notice: Notice) -> Response:
        """The form of one act; Conflict (409) when the notice is past it."""
        verb = BY_NOUN[noun]
        policy.require(self.work.actor, verb, notice)
        if notice.state not in LIFE[verb][0]:
            raise Conflict(N_("This notice has moved on; look again."))
        return self._form(ACTS[verb], notice, _BLANK)

    def settle(self, act: Act, notice: Notice, form: Form[Any]) -> Response:
        """Do it and show the notice; or the form again, with what was typed and what is wrong."""
        if form.apply(self.work, lambda data: act.do(self.work, notice, data), notice) is None:
            return self._form(act, notice, form, form.status)
        return self.page.done("notice", gettext(act.news), notice_id=notice.id)

    def start(self, ticket: Ticket, form: Form[NoticeIssue] | None = None) -> Response:
        """The form of a new notice about a ticket."""
        shown = read(self.work.session, self.work.actor, ticket, self.work.now)
        status = form.status if form else 200
        facts = {"ticket": shown, "colours": options(Colour), "form": form or Form(NoticeIssue)}
        return self.page.show("notices/new.html", status=status, **facts)

    def issue(
        self, ticket: Ticket, form: Form[NoticeIssue], act: Callable[[Work, Ticket, NoticeIssue], Notice]
    ) -> Response:
        """Issue it and show it; or the form again."""
        notice = form.apply(self.work, lambda data: act(self.work, ticket, data))
        if notice is None:
            return self.start(ticket, form)
        return self.page.done("notice", gettext(N_("Issued; the department sees it at once")), notice_id=notice.id)

    def _form(self, act: Act, notice: Notice, form: Form[Any], status: int = 200) -> Response:
        shown = stored.read(self.work.session, self.work.actor, notice, self.work.now)
        return self.page.show("notices/act.html", status=status, notice=shown, words=WORDS, act=act, form=form)


_BLANK: Form[Any] = Form(NoticeIssue)
NoticeDeskDep = Annotated[NoticeDesk, Depends(NoticeDesk)]
