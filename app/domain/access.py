"""Signing in and out. Nobody is signed in yet, so these take a session instead of a Work."""

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from app.core.db import is_sqlite
from app.core.errors import NotAllowed, NotFound, RuleBroken, TooMany
from app.core.i18n import N_
from app.core.secrets import digest, hash_password, is_password, needs_rehash, new_token
from app.core.storage import Folder
from app.domain import journal, own_account
from app.domain.work import Work
from app.models.account_shapes import NewPassword, SignIn
from app.models.user import ApiToken, LoginSession, LoginTry, User, Verb
from app.models.zone import Zone
from app.policy.actor import Actor
from app.queries import accounts
from app.queries import journal as events

_ADDRESS_TRIES = 30
_REMEMBERED = timedelta(hours=24)
_LONGEST_DOUBLING = 2
_HOUR = timedelta(hours=1)
_REFUSALS_AN_HOUR = 60
REFUSED = "user_account.refused"
_LOCK = 7_202_909  # any number, the same in every process


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a log-in comes from, when, and how strict this deployment is."""

    address: str
    agent: str
    now: datetime
    tries: int
    window: timedelta
    lasts: timedelta
    lasts_on_own_device: timedelta
    zone: Zone
    files: Folder


def sign_in(session: Session, data: SignIn, visitor: Visitor) -> tuple[User, str]:
    """The account and a new session token (shown to the browser once, kept as a hash).

    Wrong name and wrong password read the same and cost the same (V25). TooMany (429) after five failures per
    account or thirty per address in fifteen minutes (R33); the failures are rows, so processes agree.
    """
    _take_turns(session, data.username)
    _refuse_guessing(session, data.username, visitor)
    user = accounts.by_username(session, data.username)
    stored = user.password_hash if user and user.is_active else None
    holds = is_password(data.password, stored)
    session.add(LoginTry(username=data.username, address=visitor.address, at=visitor.now, succeeded=holds))
    session.flush()
    if not holds or user is None:
        if user is not None:
            _note_failure(session, user, visitor)
        raise RuleBroken(N_("Name or password is wrong."), field="password")
    if needs_rehash(user.password_hash or ""):
        user.password_hash = hash_password(data.password)
    return user, _open(session, user, visitor, is_own_device=data.own_device)


def sign_out(session: Session, actor: Actor, visitor: Visitor) -> None:
    """End the browser session of `actor` on the server, whatever the browser keeps."""
    row = session.get(LoginSession, actor.session_id) if actor.session_id else None
    if row is not None and row.ended_at is None:
        row.ended_at = visitor.now
        journal.record(Work(session, actor, visitor.now, visitor.zone, visitor.files), "sign_out", row)


def note_refusal(session: Session, actor: Actor, refused: NotAllowed, visitor: Visitor, route: str) -> None:
    """One line about somebody signed in who was refused (R39): its subject is the account that asked.

    `route` is the method and the address as the code has it. Sixty an hour and account are kept, so that asking
    again and again fills no disk; the service's log has them all.
    """
    if events.count_since(session, actor.id, REFUSED, visitor.now - _HOUR) >= _REFUSALS_AN_HOUR:
        return
    asked = {"route": route, "verb": refused.verb, "kind": refused.kind, "id": refused.row_id}
    work = Work(session, actor, visitor.now, visitor.zone, visitor.files)
    journal.record(work, "refused", actor.user, after={name: value for name, value in asked.items() if value})


def note_use(session: Session, kind: type[LoginSession | ApiToken], proof_id: int, now: datetime) -> None:
    """Keep when a browser or a key was used last."""
    row = session.get(kind, proof_id)
    if isinstance(row, LoginSession):
        row.seen_at = max(row.seen_at, now)
    elif row is not None:
        row.used_at = now


def owner_of_link(session: Session, token: str, now: datetime) -> User:
    """Whose password a link sets; NotFound when it was used, has expired or never was."""
    found = accounts.by_link(session, token, now)
    if found is None:
        raise NotFound(N_("This link no longer works. Ask the administrator for a new one."))
    return found[0]


def set_password_by_link(session: Session, token: str, data: NewPassword, visitor: Visitor) -> User:
    """Set a password with a one-time link; every browser of the account has to sign in again."""
    user = owner_of_link(session, token, visitor.now)
    work = Work(session, Actor(user, address=visitor.address), visitor.now, visitor.zone, visitor.files)
    own_account.settle_password(work, user, data)
    for link in accounts.open_links(session, work.actor.id):
        link.used_at = visitor.now
    for row in accounts.open_sessions(session, work.actor.id, visitor.now):
        row.ended_at = visitor.now
    journal.record(work, Verb.SET_PASSWORD, user)
    return user


def _note_failure(session: Session, user: User, visitor: Visitor) -> None:
    """Nobody is known to have done it, so the line has no actor; unknown names may be passwords and are not kept."""
    nobody = Actor(User(username="", name="", role=user.role, created_at=visitor.now), address=visitor.address)
    work = Work(session, nobody, visitor.now, visitor.zone, visitor.files)
    journal.record(work, "sign_in_failed", user)


def _refuse_guessing(session: Session, username: str, visitor: Visitor) -> None:
    """Each failure past the fifth costs a wait that doubles, to an hour; an address waits for its oldest ones."""
    now, window = visitor.now, visitor.window
    by_name = accounts.failures_of(session, username, now - _REMEMBERED)
    by_address = accounts.failures_from(session, visitor.address, now - window)
    ends = now
    if (beyond := len(by_name) - visitor.tries) >= 0:
        ends = by_name[0] + window * 2 ** min(beyond, _LONGEST_DOUBLING)
    if len(by_address) >= _ADDRESS_TRIES:
        ends = max(ends, by_address[_ADDRESS_TRIES - 1] + window)
    if (wait_s := int((ends - now).total_seconds())) > 0:
        minutes = -(-wait_s // 60)
        raise TooMany(N_("Too many tries. Please wait %(minutes)s minutes."), retry_after_s=wait_s, minutes=minutes)


def _take_turns(session: Session, username: str) -> None:
    """Guesses at one account are counted one after the other; SQLite has one writer anyway."""
    if not is_sqlite(session):
        key = {"lock": _LOCK, "name": zlib.crc32(username.encode()) - 2**31}
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock, :name)"), key)


def _open(session: Session, user: User, visitor: Visitor, *, is_own_device: bool) -> str:
    assert user.id is not None
    token = new_token()
    row = LoginSession(
        user_id=user.id,
        token_hash=digest(token),
        created_at=visitor.now,
        seen_at=visitor.now,
        expires_at=visitor.now + (visitor.lasts_on_own_device if is_own_device else visitor.lasts),
        is_own_device=is_own_device,
        address=visitor.address,
        agent=visitor.agent[:200],
    )
    session.add(row)
    session.flush()
    journal.record(
        Work(session, Actor(user, address=visitor.address), visitor.now, visitor.zone, visitor.files), "sign_in", row
    )
    return token
