"""An enterprise's code: made when it is first printed, printed again any time, renewed or ended when it got about."""

from app import policy
from app.core.errors import Conflict
from app.core.i18n import N_
from app.core.seals import Seal
from app.core.secrets import digest
from app.domain import journal
from app.domain.work import Work
from app.models.enterprise import Enterprise
from app.models.portal import PortalKey, Verb
from app.models.portal_shapes import Ending, Printing, Renewal
from app.queries import portal


def print_(work: Work, firm: Enterprise, data: Printing, seal: Seal) -> tuple[PortalKey, str]:
    """The code that works, made now if there is none, and its secret; that somebody had it printed is written down."""
    policy.require(work.actor, Verb.PRINT, firm)
    newest = portal.newest_key(work.session, firm.id)
    key = newest if newest and newest.ended_at is None else _make(work, firm, newest, seal)
    secret = _secret(seal, key)
    if digest(secret) != key.token_hash:
        raise Conflict(N_("The server's secret has changed, so this code cannot be printed again. Make a new one."))
    journal.record(work, Verb.PRINT, key, after={"sheet": data.sheet})
    return key, secret


def renew(work: Work, firm: Enterprise, _data: Renewal, seal: Seal) -> PortalKey:
    """A new code in place of the old one, which stops working on every sheet that hangs somewhere."""
    policy.require(work.actor, Verb.RENEW, firm)
    newest = portal.newest_key(work.session, firm.id)
    _end(work, newest)
    key = _make(work, firm, newest, seal)
    journal.record(work, Verb.RENEW, key, after=journal.snapshot(key, "enterprise_id", "serial"))
    return key


def end(work: Work, firm: Enterprise, _data: Ending) -> None:
    """No code works any more; ending twice is the same."""
    policy.require(work.actor, Verb.END, firm)
    newest = portal.newest_key(work.session, firm.id)
    if newest is not None and newest.ended_at is None:
        _end(work, newest)
        journal.record(work, Verb.END, newest, after=journal.snapshot(newest, "enterprise_id", "serial"))


def _end(work: Work, key: PortalKey | None) -> None:
    if key is not None:
        key.ended_at = key.ended_at or work.now


def _make(work: Work, firm: Enterprise, former: PortalKey | None, seal: Seal) -> PortalKey:
    assert firm.id is not None
    key = PortalKey(
        enterprise_id=firm.id,
        serial=former.serial + 1 if former else 1,
        token_hash="",
        made_at=work.now,
        made_by=work.actor.user.id,
    )
    key.token_hash = digest(_secret(seal, key))
    work.session.add(key)
    work.session.flush()
    return key


def _secret(seal: Seal, key: PortalKey) -> str:
    return seal.code("enterprise", key.enterprise_id, key.serial)
