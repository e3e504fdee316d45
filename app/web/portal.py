"""The way in without an account: whose code, ticket or link an address names, and the work done in that name.

A wrong secret is counted by address before it is refused (R33); what was right once is gone (410).
"""

from dataclasses import dataclass
from typing import Annotated

import segno
from fastapi import Depends, Path, Request

from app.core.db import transaction
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.seals import Seal, seal
from app.domain import portal as ways
from app.domain.portal import Gone
from app.domain.work import Work
from app.models.enterprise import Enterprise
from app.models.evaluation import Evaluation
from app.models.event import Via
from app.models.portal import PortalDemand, PortalKey
from app.models.ticket import Ticket
from app.models.user import Role, User
from app.policy.actor import Actor
from app.queries import evaluations, portal
from app.web import addresses, wiring

Secret = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{43}$")]


@dataclass(frozen=True, slots=True)
class Entry:
    """A firm's code that works."""

    work: Work
    key: PortalKey
    firm: Enterprise


@dataclass(frozen=True, slots=True)
class Followed:
    """The one ticket that a follow-up secret opens; `secret` is in its addresses."""

    work: Work
    ticket: Ticket
    demand: PortalDemand
    secret: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a one-time link asks."""

    work: Work
    evaluation: Evaluation
    ticket: Ticket


def enter(token: Secret, request: Request) -> Entry:
    """The code of this address: NotFound when there never was one, Gone when it was renewed or ended."""
    _be_open(request)
    found = portal.key_of(request.state.session, token)
    if found is None:
        raise _unknown(request, N_("This code is not known here. Please ask the zone for the right one."))
    key, firm = found
    if key.ended_at is not None:
        raise Gone(N_("This code has been replaced. Please ask the zone for the new one."))
    return Entry(_work(request, firm.id, None), key, firm)


def follow(code: Secret, request: Request) -> Followed:
    """The ticket of this address."""
    _be_open(request)
    found = portal.demand_by(request.state.session, code)
    if found is None:
        raise _unknown(
            request, N_("Nothing is followed at this address. Please look at your number and call the zone.")
        )
    demand, ticket = found
    if request.state.now > demand.expires_at:
        raise Gone(N_("This address is more than a year old and has ended. Please call the zone with your number."))
    return Followed(_work(request, ticket.enterprise_id, ticket.id), ticket, demand, code)


def question(link: Secret, request: Request) -> Question:
    """What the one-time link of this address asks; Gone once it was answered or the time is over."""
    _be_open(request)
    found = evaluations.by_token(request.state.session, link)
    if found is None:
        raise _unknown(request, N_("This link does not work. Each new one ends the one before it."))
    evaluation, ticket = found
    if evaluation.answered_at is not None:
        raise Gone(N_("You have answered already. Thank you."))
    if not evaluations.is_open(evaluation, ticket, request.state.now):
        raise Gone(N_("The time to answer is over, or the ticket has moved on. Please call the zone."))
    return Question(_work(request, ticket.enterprise_id, ticket.id), evaluation, ticket)


EntryDep = Annotated[Entry, Depends(enter)]
FollowedDep = Annotated[Followed, Depends(follow)]
QuestionDep = Annotated[Question, Depends(question)]


def address_of(request: Request) -> str:
    """Where a request comes from, as the proxy in front says."""
    return request.client.host if request.client else ""


def seal_of(request: Request) -> Seal:
    settings = wiring.of(request).settings
    return seal(settings.portal_secret, settings.data_dir)


SealDep = Annotated[Seal, Depends(seal_of)]


def whole(request: Request, route: str, **where: object) -> str:
    """The whole address of a route, from the configuration where it says one (R48)."""
    base = wiring.of(request).settings.base_url or str(request.base_url)
    return base.rstrip("/") + addresses.path(request, route, **where)


def qr(text: str) -> str:
    """A picture of an address that survives a crease, as a data: URI that the content policy allows."""
    drawn: str = segno.make(text, micro=False, error="m").svg_data_uri(scale=8, border=4, light="#fff")
    return drawn


def _be_open(request: Request) -> None:
    if not wiring.of(request).settings.portal or request.state.zone is None:
        raise NotFound(N_("There is nothing at this address."))
    ways.refuse_guessing(request.state.session, address_of(request), request.state.now)


def _unknown(request: Request, words: str) -> NotFound:
    """Counted in a transaction of its own, because a refused request keeps nothing."""
    request.state.session.rollback()
    with transaction(wiring.of(request).engine) as session:
        ways.note_guess(session, address_of(request), request.state.now)
    return NotFound(words)


def _work(request: Request, firm_id: int | None, ticket_id: int | None) -> Work:
    state = request.state
    user = User(username="", name="", role=Role.ENTERPRISE, enterprise_id=firm_id, created_at=state.now)
    actor = Actor(
        user,
        Via.PORTAL,
        ticket_id=ticket_id,
        request_id=getattr(state, "request_id", None),
        address=address_of(request),
    )
    return Work(state.session, actor, state.now, state.zone, state.files)
