"""What makes a replayed record one row: the key that its sender made, or the one made of its Idempotency-Key."""

from contextvars import ContextVar
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

_SPACE = UUID("5d0b6c1e-6a52-4e0e-9c55-0f4d3a1c7b62")
# Set by the frame for each request that changes something; None where no header was sent.
of_request: ContextVar[UUID | None] = ContextVar("of_request", default=None)


def standing_for(user_id: int, header: str) -> UUID:
    """The key of whatever this person records under this Idempotency-Key; the same each time, on every machine."""
    return uuid5(_SPACE, f"{user_id}:{header}")


def _sent_or_standing(sent: object) -> object:
    key = of_request.get() if sent is None else sent
    if key is None:
        raise PydanticKnownError("missing")
    return key


Key = Annotated[UUID, BeforeValidator(_sent_or_standing)]


def key_field() -> Any:
    """The default of a `Key` in an input shape: the header's, and a missing field without one."""
    return Field(
        default=None,
        validate_default=True,
        description="Made by the sender, new for each record. May be left out when an Idempotency-Key header is sent.",
        json_schema_extra=_without_default,
    )


def _without_default(schema: dict[str, Any]) -> None:
    """That it may be left out is said in words; null is no key."""
    schema.pop("default", None)
