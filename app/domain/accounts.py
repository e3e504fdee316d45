"""What an administrator does with the accounts of others."""

from datetime import datetime, timedelta

from app import policy
from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.secrets import digest, new_token
from app.domain import journal, search_index
from app.domain.work import Work
from app.models.account_shapes import UserAdd, UserChange
from app.models.user import PasswordLink, Role, User, Verb
from app.queries import accounts, people

_INVITATION, _RESET = timedelta(hours=72), timedelta(minutes=30)
_WORKS_IN_DEPARTMENT = {Role.OFFICER, Role.HANDLER}
_KEPT = ("role", "department_id", "enterprise_id", "is_active", "is_duty_leader", "title")


def add(work: Work, data: UserAdd) -> User:
    """A new account without a password: its owner sets one with the link that `invite` gives."""
    policy.require(work.actor, Verb.ADD, data)
    if accounts.by_username(work.session, data.username):
        raise RuleBroken(N_("This user name is taken."), field="username")
    _check_place(work, data)
    user = User(**data.model_dump(), created_at=work.now)
    work.session.add(user)
    work.session.flush()
    journal.record(work, Verb.ADD, user, after=journal.snapshot(user, *_KEPT))
    search_index.person(work.session, user)
    return user


def change(work: Work, user: User, data: UserChange) -> User:
    """Everything but the user name. Another role, place or a lock ends all its sessions at once (R42, R50)."""
    policy.require(work.actor, Verb.CHANGE, user)
    policy.require(work.actor, Verb.ADD, data)
    _check_place(work, data)
    before = journal.snapshot(user, *_KEPT) | {"phone": journal.fingerprint(user.phone)}
    rights = (user.role, user.department_id, user.enterprise_id, user.is_active)
    user.sqlmodel_update(data.model_dump() | {"phone": data.phone or user.phone})
    if rights != (user.role, user.department_id, user.enterprise_id, user.is_active):
        _end_sessions(work, user)
    if not user.is_active or (user.is_enterprise and before["role"] != Role.ENTERPRISE):
        _revoke_all(work, user)
    after = journal.snapshot(user, *_KEPT) | {"phone": journal.fingerprint(user.phone)}
    journal.record(work, Verb.CHANGE, user, before=before, after=after)
    search_index.person(work.session, user)
    return user


def invite(work: Work, user: User) -> tuple[str, datetime]:
    """The secret of a link with which its owner sets a password once, and until when it works.

    72 hours for somebody who never had a password, 30 minutes to replace a forgotten one; earlier links die (R48).
    """
    policy.require(work.actor, Verb.INVITE, user)
    assert user.id is not None
    _drop_links(work, user)
    secret, lasts = new_token(), _RESET if user.password_hash else _INVITATION
    link = PasswordLink(user_id=user.id, token_hash=digest(secret), created_at=work.now, expires_at=work.now + lasts)
    work.session.add(link)
    journal.record(work, Verb.INVITE, user, after={"expires_at": link.expires_at})
    return secret, link.expires_at


def end_sessions(work: Work, user: User) -> User:
    """Sign the account out of every browser."""
    policy.require(work.actor, Verb.END_SESSIONS, user)
    _end_sessions(work, user)
    journal.record(work, Verb.END_SESSIONS, user)
    return user


def _check_place(work: Work, data: UserAdd | UserChange) -> None:
    """Contacts belong to an enterprise and to no department; those who handle tickets need a department."""
    if data.is_duty_leader and data.role is not Role.HANDLER:
        raise RuleBroken(N_("A duty leader is a department handler who also decides."), field="is_duty_leader")
    if broken := _misplaced(data):
        field, words = broken
        raise RuleBroken(words, field=field)
    if data.department_id:
        people.department(work.session, data.department_id, "department_id")
    if data.enterprise_id:
        people.enterprise(work.session, data.enterprise_id)


def _misplaced(data: UserAdd | UserChange) -> tuple[str, str] | None:
    is_contact = data.role is Role.ENTERPRISE
    if is_contact and not data.enterprise_id:
        return "enterprise_id", N_("Choose the enterprise that this person speaks for.")
    if is_contact and data.department_id:
        return "department_id", N_("An enterprise contact works in no department.")
    if data.enterprise_id and not is_contact:
        return "enterprise_id", N_("Only an enterprise contact belongs to an enterprise.")
    needs = data.role in _WORKS_IN_DEPARTMENT and not data.department_id
    return ("department_id", N_("Choose the department that this person works in.")) if needs else None


def _end_sessions(work: Work, user: User) -> None:
    assert user.id is not None
    for row in accounts.open_sessions(work.session, user.id, work.now):
        row.ended_at = work.now


def _revoke_all(work: Work, user: User) -> None:
    """The keys, feeds and links of an account that was locked, or now is a contact's, stay shut for good."""
    assert user.id is not None
    for token in accounts.open_tokens(work.session, user.id, work.now):
        token.revoked_at = work.now
    for feed in accounts.open_feeds(work.session, user.id):
        feed.revoked_at = work.now
    _drop_links(work, user)


def _drop_links(work: Work, user: User) -> None:
    assert user.id is not None
    for link in accounts.open_links(work.session, user.id):
        link.used_at = work.now
