"""Passwords and tokens: what is stored can never be used to sign in."""

import hashlib
import secrets
from threading import Semaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

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


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with older parameters than today's (V27)."""
    return _hasher.current_hasher.check_needs_rehash(stored)
