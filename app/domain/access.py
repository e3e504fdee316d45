"""Signing in and out. Nobody is signed in yet, so these take a session instead of a Work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.core.errors import RuleBroken, TooMany
from app.core.i18n import N_
from app.core.secrets import digest, hash_password, is_password, new_token, needs_rehash
from app.models.account_shapes import SignIn
from app.models.user import LoginSession, LoginTry, User
from app.queries import accounts

_ADDRESS_TRIES = 30


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a log-in comes from, when, and how strict this deployment is."""

    address: str
    agent: str
    now: datetime
    tries: int
    window: timedelta
    lasts: timedelta


def sign_in(session: Session, data: SignIn, visitor: Visitor) -> tuple[User, str]:
    """The account and a new session token (shown to the browser once, kept as a hash).

    Wrong name and wrong password read the same and cost the same (V25). TooMany (429) after five failures per
    account or thirty per address in fifteen minutes (R33); the failures are rows, so processes agree.
    """
    user = accounts.by_username(session, data.username)
    since = visitor.now - visitor.window
    by_name, by_address = accounts.failed_tries(
        session, since, username=data.username, address=visitor.address
    )
    if by_name >= visitor.tries or by_address >= _ADDRESS_TRIES:
        raise TooMany(
            N_("Too many tries. Please wait %(seconds)s seconds."), retry_after_s=int(visitor.window.total_seconds())
        )
    stored = user.password_hash if user and user.is_active else None
    holds = is_password(data.password, stored)
    session.add(
        LoginTry(username=data.username, address=visitor.address, at=visitor.now, succeeded=holds)
    )
    session.flush()
    if not holds or user is None:
        raise RuleBroken(N_("Name or password is wrong."), field="password")
    if needs_rehash(user.password_hash or ""):
        user.password_hash = hash_password(data.password)
    return user, _open(session, user, visitor)


def _open(session: Session, user: User, visitor: Visitor) -> str:
    assert user.id is not None
    token = new_token()
    session.add(
        LoginSession(
            user_id=user.id,
            token_hash=digest(token),
            created_at=visitor.now,
            seen_at=visitor.now,
            expires_at=visitor.now + visitor.lasts,
            address=visitor.address,
            agent=visitor.agent[:200],
        )
    )
    return token


def sign_out(session: Session, session_id: int, now: datetime) -> None:
    """End a browser session on the server, whatever the browser keeps."""
    row = session.get(LoginSession, session_id)
    if row is not None and row.ended_at is None:
        row.ended_at = now
