"""Finding the common problem that an address names, and the pages that open, solve and close one."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Response
from pydantic import BaseModel

from app import policy
from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.common_problem import CommonProblem, Verb
from app.models.common_problem_shapes import (
    CommonProblemFilter,
    CommonProblemOpen,
    CommonProblemRead,
    CommonProblemStart,
)
from app.models.ticket_life import Outcome
from app.queries import common_problems as stored
from app.queries import similar_cases
from app.queries import tickets as stored_tickets
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.guards import guards
from app.web.labels import options
from app.web.page import PageDep, address
from app.web.tickets import RowId

T = TypeVar("T", bound=BaseModel)
_BROUGHT = {
    Verb.OPEN: N_("Opened; each of its requesters still gets an own answer"),
    Verb.RESOLVE: N_("Solved on our side; now each enterprise confirms its own"),
    Verb.CLOSE: N_("Closed; the finding stands in the list of what has to change"),
}


def find(problem_id: RowId, work: WorkDep) -> CommonProblem:
    return stored.get(work.session, work.actor, problem_id)


ProblemDep = Annotated[CommonProblem, Depends(find)]
may, to = guards(find)


def opener(work: WorkDep) -> None:
    """Only who may open one gets to its form."""
    policy.require(work.actor, Verb.OPEN)


class Desk:
    """Shows common problems and settles what is done with them."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def index(self, form: Form[CommonProblemFilter]) -> Response:
        wanted = form.data or CommonProblemFilter()
        found = stored.page(self.work.session, self.work.actor, wanted)
        views = [(name, address("/common-problems", {"view": name})) for name in _VIEWS]
        facts = {
            "rows": found.items,
            "views": [
                {"label": gettext(_VIEWS[name]), "href": href, "is_current": name == wanted.view}
                for name, href in views
            ],
            "is_closed": wanted.view == "closed",
            "next_url": found.next_cursor and address("/common-problems", _after(wanted, found.next_cursor)),
            "first_url": wanted.after and address("/common-problems", {"view": wanted.view}),
        }
        return self.page.show("common_problems/index.html", status=422 if form.errors else 200, form=form, **facts)

    def new(self, start: Form[CommonProblemStart]) -> Response:
        """The form to open one with a ticket, whose title it starts with; similar open tickets can be ticked too."""
        typed: dict[str, Any] = {}
        if start.data:
            ticket = stored_tickets.get(self.work.session, self.work.actor, start.data.ticket_id)
            typed = {"title": ticket.title, "ticket_ids": [ticket.id]}
        return self._new(Form.filled(CommonProblemOpen, typed))

    def opened(
        self, form: Form[CommonProblemOpen], act: Callable[[Work, CommonProblemOpen], CommonProblem]
    ) -> Response:
        problem = form.apply(self.work, lambda data: act(self.work, data))
        return self._new(form) if problem is None else self._done(Verb.OPEN, problem)

    def show(self, problem: CommonProblem) -> Response:
        return self.page.show("common_problems/show.html", problem=self._facts(problem))

    def ask(self, verb: Verb, problem: CommonProblem) -> Response:
        return self._ask(verb, problem, Form.filled(BaseModel, {"outcome": Outcome.DONE.value}))

    def settle(
        self,
        verb: Verb,
        problem: CommonProblem,
        form: Form[T],
        act: Callable[[Work, CommonProblem, T], CommonProblem],
    ) -> Response:
        """Do it and show the common problem; or the form again, with everything typed and what is wrong."""
        done = form.apply(self.work, lambda data: act(self.work, problem, data), problem)
        return self._ask(verb, problem, form, form.status) if done is None else self._done(verb, problem)

    def _new(self, form: Form[CommonProblemOpen]) -> Response:
        chosen = [int(key) for key in form.chosen("ticket_ids") if key.isdecimal() and len(key) <= _KEY_LENGTH]
        offered = similar_cases.alike(self.work.session, self.work.actor, chosen, self.work.now)
        choices = [(one.id, f"{one.id} · {one.title}") for one in offered]
        status = form.status if form.errors else 200
        return self.page.show("common_problems/new.html", status=status, form=form, tickets=choices)

    def _ask(self, verb: Verb, problem: CommonProblem, form: Form[Any], status: int = 200) -> Response:
        facts = self._facts(problem)
        waiting = [row for row in facts.members if row.id in facts.resolvable]
        shown = {"problem": facts, "waiting": waiting, "outcomes": options(Outcome), "may_send": verb in facts.moves}
        return self.page.show(_TEMPLATES[verb], status=status, form=form, **shown)

    def _facts(self, problem: CommonProblem) -> CommonProblemRead:
        return stored.read(self.work.session, self.work.actor, problem, self.work.now)

    def _done(self, verb: Verb, problem: CommonProblem) -> Response:
        return self.page.done("common_problem", gettext(_BROUGHT[verb]), problem_id=problem.id)


def _after(wanted: CommonProblemFilter, cursor: str) -> dict[str, Any]:
    return {"view": wanted.view, "after": cursor}


_KEY_LENGTH = 18
_VIEWS = {"open": N_("Open"), "closed": N_("What has to change")}
_TEMPLATES = {Verb.RESOLVE: "common_problems/resolution.html", Verb.CLOSE: "common_problems/finding.html"}
DeskDep = Annotated[Desk, Depends(Desk)]
