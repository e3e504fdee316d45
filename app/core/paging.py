"""Keyset paging: a page begins after the last row of the one before, so page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from app.core.errors import RuleBroken
from app.core.i18n import N_
from app.core.text import clean

Row = TypeVar("Row")
COUNTED_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of rows and the cursor of the next (None: this is the last)."""

    items: list[Row]
    next_cursor: str | None


def pack(*values: datetime | str | int) -> str:
    """An opaque cursor from the sort values of the last row shown."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def unpack(cursor: str, *kinds: type) -> list[object]:
    """The values again, checked against the expected types; raises RuleBroken for a cursor that is not ours."""
    try:
        plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_checked(value, kind) for value, kind in zip(plain, kinds, strict=True)]
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError) as broken:
        raise RuleBroken(N_("This page address is not complete; start from the first page."), field="after") from broken


def _checked(value: object, kind: type) -> object:
    """The value as `kind`; only instants, numbers and texts that a database can hold, else an error."""
    if kind is datetime:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    if not isinstance(value, kind) or (isinstance(value, int) and abs(value) >= _BEYOND):
        raise TypeError(kind)
    return clean(value) if isinstance(value, str) else value


_BEYOND = 2**63
