"""Pages about service days: the form of every change, and what is shown when somebody else was faster (R16)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Response
from pydantic import BaseModel

from app import policy
from app.core.errors import Conflict
from app.core.i18n import N_, gettext
from app.domain.work import Work
from app.models.service_day import ServiceDay, Verb
from app.models.service_day_shapes import ServiceDayRead
from app.models.ticket_shapes import Given
from app.queries import service_days
from app.web import filters
from app.web.deps import WorkDep
from app.web.forms import Form
from app.web.page import PageDep

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Step:
    """A change as a place to go: the noun in its address, its form, the words above it and on its buttons."""

    noun: str
    name: str
    icon: str
    title: str
    send: str
    done: str
    template: str = "service_days/reason.html"


STEPS = {
    Verb.MOVE: Step(
        "move",
        N_("Move"),
        "fwd",
        N_("Move to which day?"),
        N_("Move the day"),
        N_("Moved to %(day)s"),
        "service_days/move.html",
    ),
    Verb.KEEP: Step(
        "keep",
        N_("Hold it all the same"),
        "ok",
        N_("Hold it on the holiday"),
        N_("Hold it all the same"),
        N_("It will be held on the holiday"),
    ),
    Verb.DESCRIBE: Step(
        "details",
        N_("Theme, venue, hours"),
        "edit",
        N_("Theme, venue, hours"),
        N_("Save"),
        N_("Saved"),
        "service_days/details.html",
    ),
    Verb.MOVE_BACK: Step(
        "return", N_("Move back"), "undo", N_("Back to the rule's date"), N_("Move it back"), N_("Moved back")
    ),
    Verb.CANCEL: Step(
        "cancellation", N_("Cancel"), "x", N_("Why is it cancelled?"), N_("Cancel the day"), N_("Cancelled")
    ),
    Verb.RESTORE: Step(
        "restoration",
        N_("Take it back"),
        "undo",
        N_("Why does it stand again?"),
        N_("Take it back"),
        N_("It stands again"),
    ),
}
# A day that has gone by is not cancelled: it was not held.
_NOT_HELD = Step(
    "cancellation",
    N_("It was not held"),
    "x",
    N_("Why was it not held?"),
    N_("Note it"),
    N_("Noted: it was not held"),
)
_BY_NOUN = {step.noun: verb for verb, step in STEPS.items()}
NOUNS = f"^({'|'.join(_BY_NOUN)})$"


class DayDesk:
    """Shows the form of a change and settles it."""

    def __init__(self, work: WorkDep, page: PageDep) -> None:
        self.work, self.page = work, page

    def ask(self, noun: str, row: ServiceDay) -> Response:
        """The form as it starts; Conflict (409) when the day is past this."""
        verb = _BY_NOUN[noun]
        policy.require(self.work.actor, verb, row)
        if not row.allows(verb):
            raise Conflict(N_("This day has changed meanwhile; look again."))
        return self._show(verb, row, Form.filled(Given, self._start(verb, row)))

    def settle(
        self, verb: Verb, row: ServiceDay, form: Form[T], act: Callable[[Work, ServiceDay, T], ServiceDay]
    ) -> Response:
        """Do it and go to the day; or the form again, with everything typed and what is wrong."""
        done = form.apply(self.work, lambda data: act(self.work, row, data), row)
        if done is None:
            return self._show(verb, row, form, status=form.status)
        words = gettext(self._step(verb, done).done) % {"day": filters.day(done.on_day)}
        return self.page.done("service_day", words, day=done.on_day)

    def read(self, row: ServiceDay) -> ServiceDayRead:
        return service_days.read(self.work.session, self.work.actor, row, self.work.today)

    def _step(self, verb: Verb, row: ServiceDay) -> Step:
        return _NOT_HELD if verb is Verb.CANCEL and row.on_day < self.work.today else STEPS[verb]

    def _start(self, verb: Verb, row: ServiceDay) -> dict[str, Any]:
        if verb is Verb.MOVE:
            return {"on_day": row.proposed_on if row.on_day == row.rule_on else None}
        if verb is Verb.DESCRIBE:
            hours = {"starts": hour(row.starts), "ends": hour(row.ends)}
            return {"theme": row.theme, "venue": row.venue, **hours}
        return {}

    def _show(self, verb: Verb, row: ServiceDay, form: Any, *, status: int = 200) -> Response:
        step = self._step(verb, row)
        return self.page.show(step.template, status=status, form=form, service_day=self.read(row), step=step)


def hour(value: time) -> str:
    """09:00, as time fields want it."""
    return f"{value:%H:%M}"


DayDeskDep = Annotated[DayDesk, Depends(DayDesk)]
