"""Finding an account by what proves it, and what it has open."""

from datetime import datetime, timedelta
from itertools import product

from sqlalchemy import String, bindparam, true
from sqlmodel import Session, col, func, or_, select

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.secrets import digest
from app.core.text import device_name
from app.models.account_shapes import MeRead, SessionRead, TokenRead
from app.models.user import ApiToken, FeedToken, LoginSession, LoginTry, PasswordLink, Role, User
from app.models.zone import Zone
from app.policy.actor import Actor

_TRIES_READ = 50


def by_username(session: Session, username: str) -> User | None:
    return session.exec(select(User).where(User.username == username)).one_or_none()


# Built once, because every request asks it.
_BY_SESSION = (
    select(User, LoginSession, Zone)
    .join(LoginSession, col(LoginSession.user_id) == User.id)
    .join(Zone, true())
    .where(
        LoginSession.token_hash == bindparam("token_hash", type_=String),
        col(LoginSession.ended_at).is_(None),
        col(LoginSession.expires_at) > bindparam("now"),
        or_(col(LoginSession.is_own_device), col(LoginSession.seen_at) > bindparam("seen_after")),
        col(User.is_active),
    )
)


def by_session(session: Session, token: str, now: datetime, idle: timedelta) -> tuple[User, LoginSession, Zone] | None:
    """The active account of a browser session that was neither ended, nor left idle, nor outlived (R50).

    The one zone comes along: every request needs it, and so it costs no statement of its own.
    """
    asked = {"token_hash": digest(token), "now": now, "seen_after": now - idle}
    return session.exec(_BY_SESSION, params=asked).one_or_none()


def is_on_own_device(session: Session, actor: Actor) -> bool:
    """Whether somebody acts in a session that may have lain open for days, so that it alone proves too little."""
    row = session.get(LoginSession, actor.session_id) if actor.session_id else None
    return row is not None and row.is_own_device


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
        .where(FeedToken.token_hash == digest(token), col(FeedToken.revoked_at).is_(None), col(User.is_active))
    )
    return session.exec(wanted).one_or_none()


def failures_of(session: Session, username: str, since: datetime) -> list[datetime]:
    """When log-ins to an account name failed since an instant and since its last success, newest first."""
    succeeded = select(func.max(LoginTry.at)).where(LoginTry.username == username, col(LoginTry.succeeded))
    last = session.exec(succeeded).one()
    return _failures(session, LoginTry.username == username, max(since, last) if last else since)


def failures_from(session: Session, address: str, since: datetime) -> list[datetime]:
    """When log-ins from an address failed since an instant, newest first."""
    return _failures(session, LoginTry.address == address, since)


def _failures(session: Session, condition: bool, since: datetime) -> list[datetime]:  # noqa: FBT001
    wanted = select(LoginTry.at).where(condition, LoginTry.at >= since, col(LoginTry.succeeded).is_(False))
    return list(session.exec(wanted.order_by(col(LoginTry.at).desc()).limit(_TRIES_READ)))


def by_link(session: Session, token: str, now: datetime) -> tuple[User, PasswordLink] | None:
    """The active account whose password an unused, unexpired link may set (R48)."""
    wanted = (
        select(User, PasswordLink)
        .join(PasswordLink, col(PasswordLink.user_id) == User.id)
        .where(
            PasswordLink.token_hash == digest(token),
            col(PasswordLink.used_at).is_(None),
            PasswordLink.expires_at > now,
            col(User.is_active),
        )
    )
    return session.exec(wanted).one_or_none()


def open_sessions(session: Session, user_id: int, now: datetime) -> list[LoginSession]:
    """The signed-in browsers of an account, the one used last first."""
    wanted = select(LoginSession).where(
        LoginSession.user_id == user_id, col(LoginSession.ended_at).is_(None), LoginSession.expires_at > now
    )
    return list(session.exec(wanted.order_by(col(LoginSession.seen_at).desc(), col(LoginSession.id).desc())))


def own_session(session: Session, actor: Actor, session_id: int) -> LoginSession:
    """One of one's own browsers; nobody else's exists."""
    found = session.get(LoginSession, session_id)
    if found is None or found.user_id != actor.user.id or found.ended_at is not None:
        raise NotFound(N_("No such device."))
    return found


def open_tokens(session: Session, user_id: int, now: datetime) -> list[ApiToken]:
    """The keys of an account that still open something, newest first."""
    wanted = select(ApiToken).where(
        ApiToken.user_id == user_id, col(ApiToken.revoked_at).is_(None), ApiToken.expires_at > now
    )
    return list(session.exec(wanted.order_by(col(ApiToken.id).desc())))


def own_token(session: Session, actor: Actor, token_id: int) -> ApiToken:
    """One of one's own keys; nobody else's exists."""
    found = session.get(ApiToken, token_id)
    if found is None or found.user_id != actor.user.id or found.revoked_at is not None:
        raise NotFound(N_("No such key."))
    return found


def open_feeds(session: Session, user_id: int) -> list[FeedToken]:
    wanted = select(FeedToken).where(FeedToken.user_id == user_id, col(FeedToken.revoked_at).is_(None))
    return list(session.exec(wanted))


def open_links(session: Session, user_id: int) -> list[PasswordLink]:
    wanted = select(PasswordLink).where(PasswordLink.user_id == user_id, col(PasswordLink.used_at).is_(None))
    return list(session.exec(wanted))


def devices(session: Session, actor: Actor, now: datetime) -> list[SessionRead]:
    """One's own signed-in browsers as both doors show them."""
    rows = open_sessions(session, actor.id, now)
    return [
        SessionRead.model_validate(
            row.model_dump() | {"name": device_name(row.agent), "is_this": row.id == actor.session_id}
        )
        for row in rows
    ]


def keys(session: Session, actor: Actor, now: datetime) -> list[TokenRead]:
    """One's own keys as both doors show them."""
    return [TokenRead.model_validate(row.model_dump()) for row in open_tokens(session, actor.id, now)]


def me(actor: Actor) -> MeRead:
    """Who is asking."""
    rights = {"task_force_ids": sorted(actor.force_ids), "may_write": actor.may_write}
    return MeRead.model_validate(actor.user.model_dump() | rights)


def one_per_role(session: Session) -> list[User]:
    """The first invented account of each role, in the order of roles; a duty leader counts as one of its own."""
    wanted = select(User).where(col(User.is_synthetic), col(User.is_active), col(User.password_hash).is_not(None))
    first: dict[tuple[Role, bool], User] = {}
    for user in session.exec(wanted.order_by(col(User.id))):
        first.setdefault((user.role, user.is_duty_leader), user)
    return [first[each] for each in product(Role, (False, True)) if each in first]
