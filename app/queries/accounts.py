"""Finding an account by what proves it."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from app.core.secrets import digest
from app.models.user import ApiToken, FeedToken, LoginSession, LoginTry, User


def by_username(session: Session, username: str) -> User | None:
    return session.exec(select(User).where(User.username == username)).one_or_none()


def by_session(
    session: Session, token: str, now: datetime, idle: timedelta
) -> tuple[User, LoginSession] | None:
    """The active account of a browser session that was neither ended, nor left idle, nor outlived (R50)."""
    wanted = (
        select(User, LoginSession)
        .join(LoginSession, col(LoginSession.user_id) == User.id)
        .where(
            LoginSession.token_hash == digest(token),
            col(LoginSession.ended_at).is_(None),
            LoginSession.expires_at > now,
            LoginSession.seen_at > now - idle,
            col(User.is_active),
        )
    )
    return session.exec(wanted).one_or_none()


def by_token(session: Session, token: str, now: datetime) -> tuple[User, ApiToken] | None:
    """The active account of an API token that was neither revoked nor has expired (R57)."""
    wanted = (
        select(User, ApiToken)
        .join(ApiToken, col(ApiToken.user_id) == User.id)
        .where(
            ApiToken.token_hash == digest(token),
            col(ApiToken.revoked_at).is_(None),
            ApiToken.expires_at > now,
            col(User.is_active),
        )
    )
    return session.exec(wanted).one_or_none()


def by_feed(session: Session, token: str) -> tuple[User, FeedToken] | None:
    """The active account of a calendar feed's secret that was not revoked."""
    wanted = (
        select(User, FeedToken)
        .join(FeedToken, col(FeedToken.user_id) == User.id)
        .where(
            FeedToken.token_hash == digest(token), col(FeedToken.revoked_at).is_(None), col(User.is_active)
        )
    )
    return session.exec(wanted).one_or_none()


def failed_tries(session: Session, since: datetime, *, username: str, address: str) -> tuple[int, int]:
    """Failed log-ins since an instant: those for the account name, and those from the address."""

    def count(condition: bool) -> int:  # noqa: FBT001  SQLModel's comparisons are typed bool
        wanted = select(func.count()).where(condition, LoginTry.at >= since, col(LoginTry.succeeded).is_(False))
        return session.exec(wanted).one()

    return count(LoginTry.username == username), count(LoginTry.address == address)
