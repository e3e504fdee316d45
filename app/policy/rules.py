"""The shape of a rule, and the relations that rules are written in."""

from collections.abc import Callable
from typing import Any

from app.models.user import Role
from app.policy.actor import Actor

Rule = Callable[[Actor, Any], bool]

ZONE_WIDE = (Role.LEADER, Role.COORDINATOR, Role.SUPERVISOR)
STAFF = (*ZONE_WIDE, Role.OFFICER, Role.HANDLER)


def by(*roles: Role) -> Rule:
    """Anyone in one of these roles, whatever the row."""
    return lambda actor, _row: actor.is_(*roles)
