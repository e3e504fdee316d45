"""A request for more time goes to the coordinator where no other duty leader is there to decide."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# What waits for nobody today goes to the coordinator too.
_STUCK = """
UPDATE ticket SET is_plea_above = :above WHERE plea = 'extension' AND NOT EXISTS (
    SELECT 1 FROM user_account WHERE user_account.department_id = ticket.lead_department_id
    AND user_account.is_duty_leader AND user_account.is_active AND user_account.id <> ticket.plea_by)
"""


def upgrade() -> None:
    # A plain column: SQLite adds and drops it in place.
    op.add_column("ticket", sa.Column("is_plea_above", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(sa.text(_STUCK).bindparams(sa.bindparam("above", True, sa.Boolean())))


def downgrade() -> None:
    op.drop_column("ticket", "is_plea_above")
