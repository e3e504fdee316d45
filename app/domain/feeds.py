"""Private calendar feeds: a secret address per person, kept as a hash, shown once, ended at any time."""

from datetime import datetime

from sqlmodel import Session

from app import policy
from app.core.errors import DomainError, NotFound
from app.core.i18n import N_
from app.core.secrets import digest, new_token
from app.domain import journal
from app.domain.work import Work
from app.models.feed import FEED_LASTS, Revocation, Subscription, Verb
from app.models.user import FeedToken, User
from app.queries import calendar


class Gone(DomainError):
    """The address was ended by its owner, by age, or with the account."""

    status = 410


def subscribe(work: Work, _data: Subscription) -> tuple[FeedToken, str]:
    """A new feed and its secret, which nobody can read again."""
    policy.require(work.actor, Verb.SUBSCRIBE)
    secret = new_token()
    feed = FeedToken(user_id=work.actor.id, token_hash=digest(secret), created_at=work.now)
    work.session.add(feed)
    journal.record(work, Verb.SUBSCRIBE, feed, after=journal.snapshot(feed, "user_id"))
    return feed, secret


def revoke(work: Work, feed: FeedToken, _data: Revocation) -> FeedToken:
    """End a feed at once; ending it twice is the same."""
    policy.require(work.actor, Verb.REVOKE, feed)
    before = journal.snapshot(feed, "revoked_at")
    feed.revoked_at = feed.revoked_at or work.now
    journal.record(work, Verb.REVOKE, feed, before=before, after=journal.snapshot(feed, "revoked_at"))
    return feed


def owner(session: Session, secret: str, now: datetime) -> User:
    """Whose calendar an address shows now. Gone (410) once it was ended; NotFound for one that never was (R42)."""
    found = calendar.feed_by_secret(session, secret)
    if found is None:
        raise NotFound(N_("There is nothing at this address."))
    user, feed = found
    if feed.revoked_at is not None or now > feed.created_at + FEED_LASTS or not user.is_active:
        raise Gone(N_("This calendar address has ended. Make a new one under Calendar, Subscribe."))
    return user
