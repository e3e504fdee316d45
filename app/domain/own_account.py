"""What everybody does with the own account: language, look, password, devices, keys for programs."""

from datetime import timedelta

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.secrets import digest, hash_password, is_password, new_token, weakness
from app.domain import journal
from app.domain.work import Work
from app.models.account_shapes import LanguageChoice, NewPassword, PasswordChange, ThemeChoice, TokenMade, TokenMake
from app.models.user import ApiToken, LoginSession, User, Verb
from app.queries import accounts

_PREFIX_LENGTH = 8
_MARK = "zb_"  # so that a leaked key is recognised for what it is


def set_language(work: Work, data: LanguageChoice) -> User:
    """The language of every page and message from the next request on."""
    policy.require(work.actor, Verb.SET_LANGUAGE, work.actor.user)
    account = work.actor.user
    before = journal.snapshot(account, "language")
    account.language = data.language.value
    journal.record(work, Verb.SET_LANGUAGE, account, before=before, after=journal.snapshot(account, "language"))
    return account


def set_theme(work: Work, data: ThemeChoice) -> User:
    """Light, dark, sun mode, or as the device."""
    policy.require(work.actor, Verb.SET_THEME, work.actor.user)
    account = work.actor.user
    before = journal.snapshot(account, "theme")
    account.theme = data.theme
    journal.record(work, Verb.SET_THEME, account, before=before, after=journal.snapshot(account, "theme"))
    return account


def change_password(work: Work, data: PasswordChange) -> str:
    """Change it and end all other browsers; the new token of this one is returned (R50)."""
    policy.require(work.actor, Verb.SET_PASSWORD, work.actor.user)
    account = work.actor.user
    _prove(account, data.current)
    settle_password(work, account, data)
    token = new_token()
    for row in accounts.open_sessions(work.session, work.actor.id, work.now):
        if row.id == work.actor.session_id:
            row.token_hash = digest(token)
        else:
            row.ended_at = work.now
    journal.record(work, Verb.SET_PASSWORD, account)
    return token


def _prove(account: User, password: str | None) -> None:
    """That it is the owner, and not somebody at an unlocked phone."""
    if password is None:
        raise RuleBroken(N_("Give your password once more to do this."), field="current")
    if not is_password(password, account.password_hash):
        raise RuleBroken(N_("This is not your password now."), field="current")


def settle_password(work: Work, account: User, data: NewPassword) -> None:
    """Keep a new password if it is the same twice, long enough and not easy to guess (R46)."""
    if data.password != data.again:
        raise RuleBroken(N_("The two are not the same."), field="again")
    known = (account.username, account.name, work.zone.name, work.zone.short_name)
    if weak := weakness(data.password, *known):
        raise RuleBroken(weak, field="password")
    account.password_hash = hash_password(data.password)


def end_session(work: Work, row: LoginSession) -> None:
    """Sign another browser out; it notices at its next request."""
    policy.require(work.actor, Verb.END_SESSION, work.actor.user)
    row.ended_at = work.now
    journal.record(work, Verb.END_SESSION, row)


def make_token(work: Work, account: User, data: TokenMake) -> TokenMade:
    """A key for a program. The key is in the answer and nowhere else: only its hash is kept (R57).

    On a device that stays signed in for days the password has to be given again (R50).
    """
    policy.require(work.actor, Verb.MAKE_TOKEN, account)
    if accounts.is_on_own_device(work.session, work.actor):
        _prove(account, data.current)
    assert account.id is not None
    key = _MARK + new_token()
    row = ApiToken(
        user_id=account.id,
        name=data.name,
        prefix=key[:_PREFIX_LENGTH],
        token_hash=digest(key),
        scope=data.scope,
        created_at=work.now,
        expires_at=work.now + timedelta(days=data.days),
    )
    work.session.add(row)
    work.session.flush()
    journal.record(work, Verb.MAKE_TOKEN, row, after=journal.snapshot(row, "user_id", "scope", "expires_at"))
    return TokenMade.model_validate(row.model_dump() | {"token": key})


def revoke_token(work: Work, row: ApiToken) -> None:
    """The key opens nothing any more."""
    policy.require(work.actor, Verb.REVOKE_TOKEN, work.actor.user)
    row.revoked_at = work.now
    journal.record(work, Verb.REVOKE_TOKEN, row)
