"""Pages about visits: the list, one visit with its brief, and the forms."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import Depends, Response
from pydantic import BaseModel

from app import policy
from app.core.errors import Conflict
from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.ticket_life import Verb as TicketVerb
from app.models.ticket_shapes import Given
from app.models.visit import LIFE, Met, Upshot, Verb, Visit
from app.models.visit_shapes import Span, VisitBegin, VisitFilter, VisitPlan
from app.queries import roster_choices, visit_briefs, visits
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.labels import options
from app.web.page import PageDep
from app.web.roster_page import named

T = TypeVar("T", bound=BaseModel)
_FORMS = {
    "finish": (Verb.FINISH, "visits/finish.html"),
    "change": (Verb.CHANGE, "visits/change.html"),
    "cancellation": (Verb.CANCEL, "visits/cancel.html"),
}
_BY_VERB = {verb: (noun, template) for noun, (verb, template) in _FORMS.items()}
NOUNS = f"^({'|'.join(_FORMS)})$"
_ALL, _MINE = N_("All that I may see"), N_("Mine")


class VisitDesk:
    """Shows visits and settles what is done with them."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def list_(self, form: Form[VisitFilter]) -> Response:
        """Newest first, with how many firms the last two weeks reached."""
        wanted, work = form.data or VisitFilter(), self.work
        rows = visits.page(work.session, work.actor, wanted, work.zone.time_zone)
        days = Span().days(work.today)
        reached = visit_briefs.coverage(work.session, work.actor, days, work.zone.time_zone)
        kept = "&".join(f"{name}={value}" for name, value in form.typed.items() if value and name != "after")
        return self.page.show(
            "visits/index.html",
            rows=rows.items,
            wanted=wanted,
            reached=reached,
            tabs=[
                {"href": f"?view={view}", "label": gettext(label), "is_current": wanted.view == view and not wanted.on}
                for view, label in (("all", _ALL), ("mine", _MINE))
            ],
            next_url=f"?{kept}&after={rows.next_cursor}" if rows.next_cursor else None,
            may_plan=policy.may(work.actor, Verb.PLAN),
        )

    def show(self, visit: Visit) -> Response:
        """The brief at the gate, and the one thing to do next."""
        work = self.work
        facts = visits.read(work.session, work.actor, visit, work.now)
        return self.page.show(
            "visits/show.html",
            visit=facts,
            brief=visit_briefs.of(work.session, work.actor, visit, work.now),
            may_start=Verb.START in facts.moves,
            may_finish=Verb.FINISH in facts.moves,
            may_change=Verb.CHANGE in facts.moves,
            may_reopen=Verb.REOPEN in facts.moves,
            may_raise=policy.may(work.actor, TicketVerb.RAISE),
        )

    def plan(self, form: Form[VisitPlan] | None = None, wanted: VisitFilter | None = None, words: str = "") -> Response:
        """The form of a visit to come; an address can name the firm or project."""
        start = {"planned_at": f"{self.work.today}T09:00", "member_ids": [self.work.actor.id]}
        people = named(roster_choices.staff(self.work.session))
        shown = form or Form.filled(VisitPlan, _place(wanted) | start)
        return self._new("visits/new.html", shown, words, people=people)

    def begin(
        self, form: Form[VisitBegin] | None = None, wanted: VisitFilter | None = None, words: str = ""
    ) -> Response:
        """The form of a visit that nobody planned: where are we?"""
        return self._new("visits/begin.html", form or Form.filled(VisitBegin, _place(wanted)), words)

    def _new(self, template: str, form: Form[Any], words: str, **facts: Any) -> Response:
        session, actor = self.work.session, self.work.actor
        firms = roster_choices.firms(session, actor, words)
        known = roster_choices.firm(session, actor, form.typed.get("enterprise_id"))
        if words and firms:
            form.typed["enterprise_id"] = firms[0].id
        return self.page.show(
            template,
            status=form.status if form.errors else 200,
            form=form,
            firms=named([*known, *(row for row in firms if row not in known)]),
            sites=named(roster_choices.sites(session, actor)),
            words=words,
            **facts,
        )

    def ask(self, noun: str, visit: Visit) -> Response:
        """The form as it starts; Conflict (409) when the visit is past this."""
        verb, _ = _FORMS[noun]
        policy.require(self.work.actor, verb, visit)
        if visit.state not in LIFE[verb]:
            raise Conflict(N_("This visit has moved on; look again."))
        return self._form(verb, visit, Form.filled(Given, self._start(visit)))

    def settle(
        self, verb: Verb, visit: Visit, form: Form[T], act: Callable[[Work, Visit, T], Visit], words: str
    ) -> Response:
        """Do it and go back to the visit; or the form again, with everything typed and what is wrong."""
        if form.apply(self.work, lambda data: act(self.work, visit, data), visit) is None:
            return self._form(verb, visit, form, status=form.status)
        return self.page.done("visit", gettext(words), visit_id=visit.id)

    def _start(self, visit: Visit) -> dict[str, Any]:
        went = [row.user_id for row in visits.members(self.work.session, visit)]
        return {
            "planned_at": self._local(visit),
            "purpose": visit.purpose,
            "place": visit.place,
            "who_text": visit.who_text,
            "member_ids": went or [self.work.actor.id],
        }

    def _local(self, visit: Visit) -> str | None:
        if visit.planned_at is None:
            return None
        local = visit.planned_at.astimezone(ZoneInfo(self.work.zone.time_zone))
        return f"{local:%Y-%m-%dT%H:%M}"

    def _form(self, verb: Verb, visit: Visit, form: Any, *, status: int = 200) -> Response:
        work, (noun, template) = self.work, _BY_VERB[verb]
        return self.page.show(
            template,
            status=status,
            form=form,
            noun=noun,
            visit=visits.read(work.session, work.actor, visit, work.now),
            met=options(Met),
            upshots=options(Upshot),
            people=named(roster_choices.staff(work.session)),
        )


def _place(wanted: VisitFilter | None) -> dict[str, Any]:
    """A fresh key, and the place that the address names."""
    place = {"enterprise_id": wanted.enterprise_id, "project_id": wanted.project_id} if wanted else {}
    return {"key": str(uuid4()), **place}


VisitDeskDep = Annotated[VisitDesk, Depends(VisitDesk)]
