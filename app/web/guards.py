"""What a route about a row needs before its body is looked at: 404, then 403, then 428 or 412 (R16, R38)."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import Depends

from app import policy
from app.core.errors import Stale
from app.core.i18n import N_
from app.web.deps import SeenVersion, WorkDep
from app.web.forms import HasVersion

Row = TypeVar("Row", bound=HasVersion)
Guard = Callable[[StrEnum], Callable[..., Row]]


def unchanged(row: HasVersion, seen: int) -> None:
    """Stale (412) unless the caller saw the row as it is now."""
    if row.version != seen:
        raise Stale(N_("Somebody has just changed this; look again."))


def guards(find: Callable[..., Row]) -> tuple[Guard[Row], Guard[Row]]:
    """`may` and `to` for the rows that `find` finds, to be used as `Depends(may(Verb.X))`.

    `may(verb)` is the row, for somebody who may do this to it; `to(verb)` the same for a change, by somebody who saw
    the row as it is now.
    """

    def may(verb: StrEnum) -> Callable[..., Row]:
        def allowed(row: Annotated[Any, Depends(find)], work: WorkDep) -> Row:
            policy.require(work.actor, verb, row)
            found: Row = row
            return found

        return allowed

    def to(verb: StrEnum) -> Callable[..., Row]:
        def as_seen(row: Annotated[Any, Depends(may(verb))], seen: SeenVersion) -> Row:
            unchanged(row, seen)
            found: Row = row
            return found

        return as_seen

    return may, to
