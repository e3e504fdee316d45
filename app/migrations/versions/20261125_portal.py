"""the portal without an account: an enterprise's code, demands, what limits them, evaluations"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "portal_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_portal_key_enterprise_id")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_portal_key_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_key")),
        sa.UniqueConstraint("enterprise_id", "serial", name=op.f("uq_portal_key_enterprise_id_serial")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_portal_key_token_hash")),
    )
    op.create_table(
        "portal_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("demand", "guess", name="trykind", native_enum=False, length=32), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["portal_key.id"], name=op.f("fk_portal_try_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_try")),
    )
    op.create_index("ix_portal_try_address_at", "portal_try", ["address", "kind", "at"])
    op.create_index("ix_portal_try_key_at", "portal_try", ["key_id", "at"])
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("issued_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("guesses", sa.Integer(), nullable=False),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("is_satisfied", sa.Boolean(), nullable=True),
        sa.Column("comment", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_evaluation_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("ticket_id", "round", name=op.f("uq_evaluation_ticket_id_round")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_evaluation_token_hash")),
    )
    op.create_table(
        "portal_demand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("code_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["portal_key.id"], name=op.f("fk_portal_demand_key_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_portal_demand_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_demand")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_portal_demand_code_hash")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_portal_demand_ticket_id")),
    )
    op.create_index(op.f("ix_portal_demand_key_id"), "portal_demand", ["key_id"])


def downgrade() -> None:
    for table in ("portal_demand", "evaluation", "portal_try", "portal_key"):
        op.drop_table(table)
