"""What supervision reads of an enterprise's answers, and the link that it alone brings there."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.core.errors import Conflict, NotAllowed
from app.core.i18n import N_
from app.domain import evaluations as verbs
from app.domain.work import Work
from app.models.evaluation import Evaluation
from app.models.portal_shapes import IssuedRead
from app.models.ticket import Ticket
from app.policy import evaluations as rights
from app.queries import evaluations
from app.queries.tickets import read
from app.web import wiring
from app.web.deps import WorkDep
from app.web.page import PageDep
from app.web.portal import qr, whole
from app.web.tickets import TicketDep


def for_supervision(ticket: TicketDep, work: WorkDep) -> Ticket:
    """The ticket, for somebody who may know what was not answered: 404, then 403."""
    if not rights.reads(work.actor):
        raise NotAllowed(N_("You may not do this."))
    return ticket


WatchedDep = Annotated[Ticket, Depends(for_supervision)]


class EvaluationDesk:
    """Shows the rounds, and a link the once."""

    def __init__(self, ticket: WatchedDep, work: WorkDep, page: PageDep, request: Request) -> None:
        self.ticket, self.work, self.page, self.request = ticket, work, page, request

    def show(self, made: IssuedRead | None = None) -> Response:
        work, ticket = self.work, self.ticket
        asked = evaluations.of_round(work.session, ticket)
        return self.page.show(
            "portal/evaluation.html",
            ticket=read(work.session, work.actor, ticket, work.now),
            rounds=evaluations.read(work.session, work.actor, ticket, work.now),
            may_issue=self._is_on() and asked is not None and evaluations.is_open(asked, ticket, work.now),
            made=made,
            qr=qr(made.address) if made else "",
        )

    def issue(self) -> IssuedRead:
        """A new link; one handed out before stops working."""
        asked = evaluations.of_round(self.work.session, self.ticket)
        if asked is None or not self._is_on():
            raise Conflict(N_("Nobody is asked about this ticket now."))
        return self._made(self.work, asked)

    def _made(self, work: Work, asked: Evaluation) -> IssuedRead:
        secret = verbs.issue(work, asked)
        return IssuedRead(address=whole(self.request, "portal_question", link=secret), expires_at=asked.expires_at)

    def _is_on(self) -> bool:
        return wiring.of(self.request).settings.portal


EvaluationDeskDep = Annotated[EvaluationDesk, Depends(EvaluationDesk)]
