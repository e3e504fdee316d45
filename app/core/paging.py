"""Keyset paging: a page begins after the last row of the one before, so page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from app.core.errors import RuleBroken
from app.core.i18n import N_

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
        values = [
            datetime.fromisoformat(v) if kind is datetime else v for v, kind in zip(plain, kinds, strict=True)
        ]
        if not all(isinstance(value, kind) for value, kind in zip(values, kinds, strict=True)):
            raise TypeError
        if any(isinstance(value, datetime) and value.tzinfo is None for value in values):
            raise TypeError
        if any(isinstance(value, int) and abs(value) >= 2**63 for value in values):
            raise TypeError
    except (ValueError, TypeError, binascii.Error, RecursionError) as broken:
        raise RuleBroken(
            N_("This page address is not complete; start from the first page."), field="after"
        ) from broken
    return values
