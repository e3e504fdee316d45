"""Who keeps accounts: an administrator those of others, everybody the own one."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.models.event import Via
from app.models.user import Role, User, Verb
from app.policy.actor import Actor
from app.policy.rules import Rule


def _grants(actor: Actor, wanted: object) -> bool:
    """Nobody gives a role as high as the own: administrators are made at the command line (R43)."""
    return actor.is_(Role.ADMIN) and (actor.via is Via.CLI or getattr(wanted, "role", None) is not Role.ADMIN)


def _keeps(actor: Actor, account: object) -> bool:
    """Any account below the own role; so never the own one, nor another administrator's."""
    return _grants(actor, account) and getattr(account, "id", None) != actor.user.id


def _own(actor: Actor, account: object) -> bool:
    return getattr(account, "id", None) == actor.user.id


def _own_in_person(actor: Actor, account: object) -> bool:
    """From a browser (or by the machine's owner): a key that makes keys would outlive its own end."""
    return actor.via is Via.CLI or (_own(actor, account) and actor.session_id is not None)


def _holds_keys(actor: Actor, account: object) -> bool:
    """Programs of an enterprise get no key; its contact has the pages and the own calendar feed (role matrix)."""
    return _own_in_person(actor, account) and getattr(account, "role", None) is not Role.ENTERPRISE


RULES: dict[Verb, Rule] = {
    Verb.ADD: _grants,
    Verb.CHANGE: _keeps,
    Verb.INVITE: _keeps,
    Verb.END_SESSIONS: _keeps,
    Verb.SET_LANGUAGE: _own,
    Verb.SET_THEME: _own,
    Verb.SET_PASSWORD: _own_in_person,
    Verb.END_SESSION: _own_in_person,
    Verb.MAKE_TOKEN: _holds_keys,
    Verb.REVOKE_TOKEN: _own_in_person,
}


def administers(actor: Actor) -> bool:
    """May look at accounts, bodies and rules."""
    return actor.is_(Role.ADMIN)


def visible(actor: Actor) -> ColumnElement[bool]:
    """All accounts for an administrator; the own one for everybody else."""
    return sa.true() if administers(actor) else col(User.id) == actor.user.id
