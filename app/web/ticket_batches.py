"""Handing over many tickets: the page that lists the chosen ones, and what became of each in words."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query, Response

from app import policy
from app.core.errors import DomainError
from app.core.i18n import N_, gettext, ngettext
from app.domain.ticket_batches import Tried
from app.domain.work import Work
from app.models.batch_shapes import AT_MOST, BatchAssignment, BatchOutcome, BatchTyped, BatchUndo
from app.models.ticket_life import LIFE, Verb
from app.models.ticket_shapes import Id
from app.queries import people, saved_views, ticket_list
from app.web import addresses, queue, ticket_choices
from app.web.deps import WorkDep
from app.web.forms import Form, form_of
from app.web.labels import local
from app.web.page import PageDep

Chosen = Annotated[list[Id], Query(alias="ticket", max_length=AT_MOST, default_factory=list)]
# The numbers stand in the address, because the offer to take it back is one press on an address of ours.
Ids = Annotated[str, Path(pattern=r"^\d{1,18}(-\d{1,18}){0,99}$")]


def handing_over(work: WorkDep) -> Work:
    """Work of somebody who hands tickets over (else 403), before anything else is looked at."""
    policy.require(work.actor, Verb.ASSIGN)
    return work


AssignerDep = Annotated[Work, Depends(handing_over)]
BatchForm = Annotated[Form[BatchTyped], Depends(form_of(BatchTyped))]


class Desk:
    """Shows the chosen ones with the form, and says what became of them."""

    def __init__(self, work: AssignerDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def ask(self, ids: list[int]) -> Response:
        return self._show(Form.filled(BatchAssignment, {}), ids)

    def again(self, form: Form[BatchTyped]) -> Response:
        """The form with what is wrong beside its fields, and everything that was chosen and typed."""
        sent = [str(one).partition(":")[0] for one in form.chosen("items")]
        ids = [int(one) for one in sent if one.isdecimal() and len(one) <= _ID_LENGTH]
        return self._show(form, ids[:AT_MOST], status=422)

    def settled(self, form: Form[BatchTyped], tried: list[Tried]) -> Response:
        """Back to the list; or, when some were left, those again, with what was typed and what stopped each."""
        done = [one.ticket_id for one in tried if one.refusal is None]
        left = {one.ticket_id: one.refusal for one in tried if one.refusal}
        words = self._words(form, len(done), len(left))
        undo = self._undo_url(done)
        if not left:
            self.page.undo_url = undo
            return self._to_list(words)
        reasons = {number: _reason(refusal) for number, refusal in left.items()}
        return self._show(form, list(left), words=words, undo_url=undo, reasons=reasons)

    def undone(self, tried: list[Tried]) -> Response:
        done = sum(one.refusal is None for one in tried)
        words = ngettext("%(count)s taken back", "%(count)s taken back", done) % {"count": done}
        if left := len(tried) - done:
            words += "; " + gettext(N_("%(count)s have moved on meanwhile")) % {"count": left}
        return self._to_list(words)

    def _to_list(self, words: str) -> Response:
        wanted = queue.of(self.page.request)
        return self.page.done("tickets", words, saved_views.kept(wanted) if wanted else {})

    def _undo_url(self, done: list[int]) -> str:
        ids = "-".join(map(str, done))
        return addresses.path(self.page.request, "ticket_assignments_undo", ids=ids) if done else ""

    def _words(self, form: Form[BatchTyped], done: int, left: int) -> str:
        assert form.data is not None
        body = people.department(self.work.session, form.data.lead_department_id, "lead_department_id")
        words = ngettext("%(count)s handed to %(department)s", "%(count)s handed to %(department)s", done)
        words %= {"count": done, "department": local(body)}
        more = gettext(N_("%(count)s not: look at each below, then send again"))
        return f"{words}; {more % {'count': left}}" if left else words

    def _show(self, form: Form[Any], ids: list[int], *, status: int = 200, **facts: Any) -> Response:
        """Boxes are ticked where a ticket can be handed over; the version is that of this moment."""
        rows = ticket_list.some(self.work.session, self.work.actor, ids, self.work.now)
        facts = {"words": "", "undo_url": "", "reasons": {}} | facts
        choices = ticket_choices.of(self.work, Verb.ASSIGN, "")
        facts |= {"rows": rows, "fitting": [row.id for row in rows if row.state in LIFE[Verb.ASSIGN][0]]}
        facts |= {"choices": choices, "list_url": queue.list_address(self.page.request)}
        return self.page.show("tickets/assignments.html", status=status, form=form, **facts)


_ID_LENGTH = 18
DeskDep = Annotated[Desk, Depends(Desk)]


def numbers(ids: str) -> BatchUndo:
    """The tickets that an address names."""
    return BatchUndo(ids=[int(one) for one in ids.split("-")])


def outcomes(tried: list[Tried]) -> list[BatchOutcome]:
    """What became of each, in the language of the request."""
    return [
        BatchOutcome(id=one.ticket_id, status=one.refusal.status, detail=_reason(one.refusal))
        if one.refusal
        else BatchOutcome(id=one.ticket_id, status=200, version=one.version)
        for one in tried
    ]


def _reason(refusal: DomainError) -> str:
    return gettext(refusal.message) % refusal.params
