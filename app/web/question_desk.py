"""The one-time question whether it is solved."""

from typing import Annotated

from fastapi import Depends, Response

from app.core.i18n import N_, gettext
from app.domain import evaluations
from app.models.portal_shapes import Judgement
from app.models.ticket_life import Verb
from app.models.ticket_shapes import TicketRead
from app.queries.tickets import read
from app.web.forms import Form
from app.web.move_news import brought
from app.web.page import PageDep
from app.web.portal import QuestionDep


class QuestionDesk:
    """Asks, and says what became of the answer."""

    def __init__(self, question: QuestionDep, page: PageDep) -> None:
        self.question, self.page = question, page

    def ask(self, form: Form[Judgement] | None = None) -> Response:
        status = form.status if form else 200
        return self.page.show(
            "portal/question.html",
            status=status,
            form=form or Form(Judgement),
            ticket=self._read(),
            answers=[("yes", gettext(N_("Satisfied"))), ("no", gettext(N_("Not satisfied")))],
        )

    def take(self, form: Form[Judgement]) -> Response:
        """Confirmed, or open again one level up; the link is used up either way."""
        question = self.question
        if form.apply(question.work, lambda data: evaluations.answer(question.work, question.evaluation, data)) is None:
            return self.ask(form)
        verb = Verb.CONFIRM if question.evaluation.is_satisfied else Verb.REOPEN
        return self.page.show("portal/thanks.html", ticket=self._read(), news=brought(verb, self._read()))

    def _read(self) -> TicketRead:
        work = self.question.work
        return read(work.session, work.actor, self.question.ticket, work.now)


QuestionDeskDep = Annotated[QuestionDesk, Depends(QuestionDesk)]
