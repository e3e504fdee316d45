"""Somebody of a role with every tie to a row that the role can have: who could do it, for the words of a refusal."""

from datetime import UTC, datetime

from app.models.user import Role, User
from app.policy.actor import Actor

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def stand_in(role: Role, row: object) -> Actor:
    """Nobody real. A rule that says no to this person says no to everybody of the role."""
    ids = _ids(row, "enterprise_id"), _ids(row, "project_id"), _ids(row, "task_force_id")
    user = User(
        id=0,
        username="",
        name="",
        role=role,
        department_id=getattr(row, "lead_department_id", None) or getattr(row, "department_id", None),
        enterprise_id=getattr(row, "enterprise_id", None),
        is_duty_leader=True,
        created_at=_EVER,
    )
    return Actor(user, paired_enterprise_ids=ids[0], paired_project_ids=ids[1], force_ids=ids[2])


def _ids(row: object, column: str) -> frozenset[int]:
    found = getattr(row, column, None), getattr(row, "id", None)
    return frozenset(one for one in found if isinstance(one, int))
