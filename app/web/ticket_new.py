"""The page that records a problem: photo first, one screen, six taps, no typing (ux.md F1)."""

from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Response

from app import policy
from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.similar_shapes import Draft, Suggestion
from app.models.ticket import Ticket
from app.models.ticket_asks import TicketStart
from app.models.ticket_life import Verb
from app.models.ticket_shapes import TicketRaise
from app.queries import rules, similar_cases, ticket_places
from app.queries.tickets import read
from app.web import ticket_choices
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.labels import local
from app.web.page import PageDep, address
from app.web.ticket_words import firm


class Desk:
    """Shows the form, empty or as it was sent."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def ask(self, start: Form[TicketStart]) -> Response:
        """The form with what its address fills in: a firm, a visit, a project, and whatever was typed before."""
        policy.require(self.work.actor, Verb.RAISE)
        given = start.data or TicketStart()
        typed = given.model_dump(exclude_none=True, mode="json") | {"key": str(given.key or uuid4())}
        typed["enterprise_id"] = given.enterprise_id or self._firm_of(given)
        return self._show(Form.filled(TicketRaise, typed), words=given.q or "")

    def again(self, form: Form[TicketRaise]) -> Response:
        """What was sent, with what is wrong beside it. A browser gives no photo twice, so that is said."""
        if form.files:
            form.errors.setdefault("photos", gettext(N_("Please add the photos again.")))
        return self._show(form, status=form.status)

    def hints(self, form: Form[Draft]) -> Response:
        """What similar tickets tell of what has been typed so far."""
        draft = form.data or Draft()
        return self.page.show("tickets/hints.html", typed=draft.detail, hints=self._hints(draft))

    def _hints(self, draft: Draft) -> Suggestion:
        return similar_cases.of_draft(self.work.session, self.work.actor, draft, self.work.now)

    def _firm_of(self, given: TicketStart) -> int | None:
        session, actor = self.work.session, self.work.actor
        named = ticket_places.given(session, actor, visit_id=given.visit_id, project_id=given.project_id)
        if named is not None or given.q:
            return named
        usual = ticket_places.usual(session, actor, self.work.now) if not actor.user.is_enterprise else []
        return next((place.id for place in usual if place.is_visited), None)

    def _show(self, form: Form[TicketRaise], *, status: int = 200, words: str = "") -> Response:
        typed = {name: form.typed.get(name) for name in Draft.model_fields}
        facts = self._choices(form, words) | {"hints": self._hints(Form(Draft, typed).data or Draft())}
        return self.page.show(
            "tickets/new.html", status=status, form=form, words=words, typed=typed["detail"] or "", **facts
        )

    def _choices(self, form: Form[TicketRaise], words: str) -> dict[str, Any]:
        kinds = [(kind.id, local(kind)) for kind in rules.kinds(self.work.session)]
        if self.work.actor.user.is_enterprise:
            return {"kinds": kinds, "firms": [], "is_staff": False}
        firms = ticket_choices.firms(self.work, words, str(form.typed.get("enterprise_id") or ""))
        return {"kinds": kinds, "firms": [*firms, ("", gettext(N_("Not sure yet")))], "is_staff": True}


def receipt(work: Work, ticket: Ticket) -> dict[str, Any]:
    """The page after sending: number, who usually takes it, deadlines, the next one at the same firm (U10)."""
    shown = read(work.session, work.actor, ticket, work.now)
    usual = rules.usual_department(work.session, shown.kind_id)
    again = N_("Another request") if work.actor.user.is_enterprise else N_("Next problem at %(enterprise)s")
    same = {"visit_id": ticket.visit_id, "project_id": ticket.project_id, "enterprise_id": shown.enterprise_id}
    return {
        "ticket": shown,
        "usual": local(usual) if usual else "",
        "again": gettext(again if shown.enterprise_id else N_("Next problem")) % {"enterprise": firm(shown)},
        "again_url": address("/tickets/new", {} if work.actor.user.is_enterprise else same),
    }


DeskDep = Annotated[Desk, Depends(Desk)]
