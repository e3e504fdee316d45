"""Passwords and tokens: what is stored can never be used to sign in."""

import hashlib
import hmac
import secrets
from functools import cache
from importlib.resources import files
from threading import Semaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.core.i18n import N_

PASSWORD_AT_LEAST = 10
_FEW_MARKS = 3
# OWASP's 19 MiB / 2 / 1: 0.04 s on two cores; the semaphore keeps a burst of log-ins from taking all memory.
_hasher = PasswordHash((Argon2Hasher(memory_cost=19_456, time_cost=2, parallelism=1),))
_at_once = Semaphore(2)
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$5ZbHZ6QF2E9eKzVWY6UuH4kxMZ9H3qVJ0Hq0FzNfE0E"


def hash_password(password: str) -> str:
    with _at_once:
        return _hasher.hash(password)


def is_password(password: str, stored: str | None) -> bool:
    """Compare; an unknown account costs the same work, so that timing tells nothing (V25)."""
    with _at_once:
        return _hasher.verify(password, stored or _NOBODY) and stored is not None


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What the database keeps of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def derived(secret: str, purpose: str) -> bytes:
    """32 bytes that only who knows the secret can make, the same each time."""
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with older parameters than today's (V27)."""
    return _hasher.current_hasher.check_needs_rehash(stored)


def weakness(password: str, *known: str | None) -> str | None:
    """What is wrong with a new password, as a msgid; None when nothing is (R46).

    `known` are words that anybody would try first for this account: its names, the zone's. A password is easy when
    nothing but digits and signs is left around such a word, or when it is one mark or one run of keys repeated.
    """
    if len(password) < PASSWORD_AT_LEAST:
        return N_("At least 10 characters.")
    if len(set(password)) <= _FEW_MARKS:
        return N_("This password is easy to guess; use several words.")
    bare = _letters(password)
    easy = _common() | {_letters(word) for word in known if word}
    return N_("This password is easy to guess; use several words.") if not bare or bare in easy else None


def _letters(words: str) -> str:
    return "".join(mark for mark in words.lower() if mark.isalpha())


@cache
def _common() -> frozenset[str]:
    listed = files("app").joinpath("data", "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(_letters(word) for word in listed.split())
