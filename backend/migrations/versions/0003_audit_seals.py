"""audit seals"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def theater() -> sa.Column[int]:
    return sa.Column(
        "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
    )


def upgrade() -> None:
    op.create_table(
        "audit_seals",
        theater(),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("merkle_root", sa.String(64), nullable=False),
        sa.Column("prev_seal", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.Column(
            "sealed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"], ["theaters.id"], name="fk_audit_seals_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audit_seals"),
        sa.UniqueConstraint("theater_id", "id", name="uq_audit_seals_theater_id_id"),
    )  # fmt: skip
    op.create_index("uq_audit_seals_to_id", "audit_seals", ["theater_id", "to_id"], unique=True)
    op.create_table(
        "audit_seal_leaves",
        theater(),
        sa.Column("audit_id", sa.BigInteger(), nullable=False),
        sa.Column("seal_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["theater_id"], ["theaters.id"], name="fk_audit_seal_leaves_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "seal_id"], ["audit_seals.theater_id", "audit_seals.id"],
            name="fk_audit_seal_leaves_theater_id_seal_id_audit_seals", ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theater_id", "audit_id", name="pk_audit_seal_leaves"),
    )  # fmt: skip
    op.create_index("ix_audit_seal_leaves_seal", "audit_seal_leaves", ["theater_id", "seal_id"])
    for table in ("audit_seals", "audit_seal_leaves"):
        sql.enable_tenant_rls(table, rights=sql.APPEND_ONLY)


def downgrade() -> None:
    op.drop_table("audit_seal_leaves")
    op.drop_table("audit_seals")
