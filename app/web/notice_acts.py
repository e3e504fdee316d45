"""What can be done with a supervision notice, as both doors offer it: noun in the address, what is asked, the verb."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.i18n import N_
from app.domain import notices
from app.models import notice_shapes as asked
from app.models.notice import Notice, Verb
from app.models.ticket_shapes import Given


@dataclass(frozen=True, slots=True)
class Act:
    """POST /notices/{id}/{noun} with a `shape`, whose one field is `words`; the rest is printed on its page."""

    noun: str
    shape: type[Given]
    do: Callable[..., Notice]
    name: str
    label: str
    icon: str
    news: str
    is_optional: bool = False


ACTS = {
    Verb.ANSWER: Act(
        "answer",
        asked.NoticeAnswer,
        notices.answer,
        N_("Answer the notice"),
        N_("What you do about it, and by when"),
        "fwd",
        N_("Answered; supervision decides whether it will do"),
    ),
    Verb.ACCEPT: Act(
        "acceptance",
        asked.NoticeAcceptance,
        notices.accept,
        N_("Accept the answer"),
        N_("Remark"),
        "ok",
        N_("Accepted; the notice is settled"),
        is_optional=True,
    ),
    Verb.ASK_AGAIN: Act(
        "question",
        asked.NoticeQuestion,
        notices.ask_again,
        N_("Ask again"),
        N_("What the answer leaves open"),
        "undo",
        N_("Asked again; the department has one working day"),
    ),
    Verb.WITHDRAW: Act(
        "withdrawal",
        asked.NoticeWithdrawal,
        notices.withdraw,
        N_("Withdraw the notice"),
        N_("Why it no longer holds"),
        "x",
        N_("Withdrawn; nobody has to answer it"),
    ),
}
NOUNS = f"^({'|'.join(act.noun for act in ACTS.values())})$"
BY_NOUN = {act.noun: verb for verb, act in ACTS.items()}
