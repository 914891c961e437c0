"""when a planner last looked at the declines"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.kit import sql

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "decline_looks",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("theater_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theater_id", "user_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_decline_looks_theater_id_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_decline_looks_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decline_looks")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_decline_looks_theater_id_id")),
    )
    op.create_index("uq_decline_looks_user", "decline_looks", ["theater_id", "user_id"], unique=True)
    sql.enable_tenant_rls("decline_looks")


def downgrade() -> None:
    op.drop_table("decline_looks")
