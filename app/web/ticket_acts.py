"""The moves along a ticket's life as both doors offer them: the noun in the address, what is asked, what is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain import common_problems, consultations, ticket_endings, ticket_ownership, ticket_time, tickets, urging
from app.models import ticket_move_shapes as asked
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.ticket_shapes import Given, Identification


@dataclass(frozen=True, slots=True)
class Act:
    """POST /tickets/{id}/{noun} with a `shape`; `takes_photos` only as a form."""

    noun: str
    shape: type[Given]
    do: Callable[..., Ticket]
    takes_photos: bool = False

    def with_(self, files: list[bytes]) -> Callable[[Any, Ticket, Any], Ticket]:
        """What to do, with the files that came along."""
        if not self.takes_photos:
            return self.do
        return lambda work, ticket, data: self.do(work, ticket, data, files)


ACTS = {
    Verb.ASSIGN: Act("assignment", asked.Assignment, ticket_ownership.assign),
    Verb.ACCEPT: Act("acceptance", asked.Acceptance, tickets.accept),
    Verb.RETURN: Act("return", asked.Return, ticket_ownership.return_),
    Verb.APPEAL: Act("appeal", asked.Appeal, ticket_ownership.appeal),
    Verb.RULE: Act("ruling", asked.Ruling, ticket_ownership.rule),
    Verb.ANSWER: Act("answer", asked.FirstAnswer, tickets.answer),
    Verb.ASK_EXTENSION: Act("extension-request", asked.ExtensionAsked, ticket_time.ask_extension),
    Verb.EXTEND: Act("extension", asked.Decision, ticket_time.extend),
    Verb.ASK_SUSPENSION: Act("suspension-request", asked.SuspensionAsked, ticket_time.ask_suspension),
    Verb.SUSPEND: Act("suspension", asked.Decision, ticket_time.suspend),
    Verb.REFUSE: Act("refusal", asked.Decision, ticket_time.refuse),
    Verb.RESUME: Act("resumption", asked.Resumption, ticket_time.resume),
    Verb.CONVENE: Act("consultation", asked.Convocation, consultations.convene),
    Verb.CONCLUDE: Act("conclusion", asked.Conclusion, consultations.conclude),
    Verb.RESOLVE: Act("resolution", asked.Resolution, tickets.resolve, takes_photos=True),
    Verb.CONFIRM: Act("confirmation", asked.Confirmation, ticket_endings.confirm),
    Verb.REOPEN: Act("reopening", asked.Reopening, ticket_endings.reopen),
    Verb.CLOSE: Act("closing", asked.Closing, ticket_endings.close),
    Verb.CHECK: Act("check", asked.Check, ticket_endings.check),
    Verb.URGE: Act("urging", asked.Urging, urging.urge),
    Verb.WITHDRAW: Act("withdrawal", asked.Withdrawal, ticket_endings.withdraw),
    Verb.MERGE: Act("common-problem", asked.Merger, common_problems.merge),
    Verb.PART: Act("parting", asked.Parting, common_problems.part),
    Verb.IDENTIFY: Act("enterprise", Identification, tickets.identify),
}
