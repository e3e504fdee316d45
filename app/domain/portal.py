"""What somebody without an account does: raise a demand with the firm's code, ask for the link to say how it went."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from app import policy
from app.core.db import is_sqlite
from app.core.errors import DomainError, TooMany
from app.core.i18n import N_
from app.core.secrets import digest
from app.domain import evaluations, raising
from app.domain.work import Work
from app.models.evaluation import Evaluation
from app.models.evaluation import Verb as EvaluationVerb
from app.models.portal import FOLLOWED_FOR, PortalDemand, PortalKey, PortalTry, TryKind
from app.models.portal_shapes import Demand, Proof
from app.models.ticket import Ticket
from app.models.ticket_life import Verb
from app.models.ticket_shapes import TicketRaise
from app.queries import portal, tickets

_GUESSES_AT_MOST = 20
_PROOFS_AT_MOST = 5
_QUARTER, _HOUR = timedelta(minutes=15), timedelta(hours=1)
_LOCK = 7_202_910  # any number, the same in every process
_DIGITS = 4


class Gone(DomainError):
    """The secret was right once: ended, expired or used up."""

    status = 410


@dataclass(frozen=True, slots=True)
class Caller:
    """With which code, from where, how many demands this deployment takes, and the secret to follow the demand by."""

    key: PortalKey
    address: str
    per_hour: int
    per_day: int
    code: str


def demand(work: Work, data: Demand, caller: Caller, pictures: list[bytes] | None = None) -> Ticket:
    """Register what a firm asks for; the clock starts now. The same key again is the same ticket.

    Raises TooMany (429) past the limits of an address and of a code, which count rows (R33).
    """
    policy.require(work.actor, Verb.RAISE, data)
    _take_turns(work.session)
    asked = TicketRaise(key=data.key, kind_id=data.kind_id, detail=data.detail)
    if tickets.by_key(work.session, work.actor, data.key) is None:
        _refuse_floods(work, caller)
    ticket = raising.raise_(work, asked, pictures)
    if portal.demand_of(work.session, ticket.id) is None:
        _note(work, ticket, data, caller)
    return ticket


def prove(work: Work, row: PortalDemand, evaluation: Evaluation, data: Proof) -> str | None:
    """The secret of a one-time link, for whoever knows the number that was left; None when the digits are wrong.

    Five wrong ones end it (Gone): then supervision brings the link.
    """
    policy.require(work.actor, EvaluationVerb.ISSUE, evaluation)
    if evaluation.guesses >= _PROOFS_AT_MOST:
        raise Gone(N_("Too many wrong numbers. Supervision will ask you by phone instead."))
    digits = "".join(mark for mark in row.phone if mark.isdigit())[-_DIGITS:]
    if not hmac.compare_digest(digits, data.digits.strip()):
        evaluation.guesses += 1
        return None
    return evaluations.issue(work, evaluation)


def refuse_guessing(session: Session, address: str, now: datetime) -> None:
    """Raise TooMany (429) for an address that has named too many wrong secrets lately, whatever it names now."""
    if portal.guesses(session, address, now) >= _GUESSES_AT_MOST:
        words = N_("Too many tries. Please wait %(minutes)s minutes.")
        raise TooMany(words, retry_after_s=int(_QUARTER.total_seconds()), minutes=15)


def note_guess(session: Session, address: str, now: datetime) -> None:
    """Keep that an address named a secret that there is none of."""
    session.add(PortalTry(kind=TryKind.GUESS, address=address, at=now))


def _note(work: Work, ticket: Ticket, data: Demand, caller: Caller) -> None:
    assert ticket.id is not None
    assert caller.key.id is not None
    work.session.add(
        PortalDemand(
            ticket_id=ticket.id,
            key_id=caller.key.id,
            phone=data.phone,
            code_hash=digest(caller.code),
            created_at=work.now,
            expires_at=work.now + FOLLOWED_FOR,
        )
    )
    work.session.add(PortalTry(kind=TryKind.DEMAND, key_id=caller.key.id, address=caller.address, at=work.now))
    work.session.flush()


def _refuse_floods(work: Work, caller: Caller) -> None:
    many = portal.demands_from(work.session, caller.address, work.now) >= caller.per_hour
    if many or portal.demands_with(work.session, caller.key, work.now) >= caller.per_day:
        words = N_("Too many requests came from here. Nothing you wrote is lost; please send it again in an hour.")
        raise TooMany(words, retry_after_s=int(_HOUR.total_seconds()))


def _take_turns(session: Session) -> None:
    """Demands are counted one after the other; SQLite has one writer anyway."""
    if not is_sqlite(session):
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
