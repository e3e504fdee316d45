"""What the server alone can make again: codes derived from its secret, and stamps on forms that it gave out."""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

_BYTES = 32
_STAMP_LASTS = timedelta(hours=24)
FILE = "portal.key"


@dataclass(frozen=True, slots=True)
class Seal:
    """HMAC-SHA-256 under one secret; whoever reads the database cannot make any of this."""

    secret: bytes

    def code(self, *parts: object) -> str:
        """256 bits that look random and are always the same for the same parts: 43 characters for an address."""
        made = hmac.digest(self.secret, "\n".join(map(str, parts)).encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()

    def stamp(self, now: datetime, *parts: object) -> str:
        """Proof that this form was given out at `now`, for exactly these parts."""
        second = int(now.timestamp())
        return f"{second}.{self.code('stamp', second, *parts)}"

    def age(self, stamp: str, now: datetime, *parts: object) -> timedelta | None:
        """How long ago the form was given out; None when we did not, or more than a day ago."""
        second, _, given = stamp.partition(".")
        if not hmac.compare_digest(given.encode(), self.code("stamp", second, *parts).encode()):
            return None
        age = timedelta(seconds=int(now.timestamp()) - int(second))
        return age if age <= _STAMP_LASTS else None


@cache
def seal(given: str, folder: Path) -> Seal:
    """Under the secret given by the settings, else under one of our own, made once and kept in the data folder."""
    return Seal(given.encode() if given else _kept(folder / FILE))


def _kept(file: Path) -> bytes:
    """Of several processes that start together one makes it and all read the same; readable by the owner only."""
    if not file.exists():
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(secrets.token_bytes(_BYTES))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_bytes()
