"""What a row of tickets says of its firm: its name, or the code name of a project whose firm is kept back (M33)."""

from typing import Any

from app.policy import firms
from app.policy.actor import Actor


def is_told(actor: Actor, row: Any) -> bool:
    """Whether the firm may be named; `row` has its project's `is_confidential` and `task_force_id`, if it has any."""
    return firms.sees_firm(actor, is_confidential=row["is_confidential"], task_force_id=row["task_force_id"])


def instead(actor: Actor, row: Any) -> dict[str, str | None]:
    """The columns to put over the firm's; none where it may be named. `row` has the project's `code_name` too."""
    return {} if is_told(actor, row) else {"enterprise": row["code_name"] or "–", "enterprise_en": None}
