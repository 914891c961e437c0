"""labels"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "label_templates"


def moment(name: str) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def author(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["theater_id", column], ["users.theater_id", "users.id"],
        name=f"fk_{TABLE}_theater_id_{column}_users", ondelete=f"SET NULL ({column})",
    )  # fmt: skip


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("layout", postgresql.JSONB(), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        moment("created_at"),
        moment("updated_at"),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        author("created_by_id"),
        author("updated_by_id"),
        sa.ForeignKeyConstraint(
            ["theater_id"], ["theaters.id"], name=f"fk_{TABLE}_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("theater_id", "id", name=f"uq_{TABLE}_theater_id_id"),
    )  # fmt: skip
    op.create_index(
        "uq_label_templates_name", TABLE, ["theater_id", sa.text("lower(name)")], unique=True
    )
    op.create_index(
        "uq_label_templates_default", TABLE, ["theater_id"], unique=True,
        postgresql_where=sa.text("is_default"),
    )  # fmt: skip
    sql.enable_tenant_rls(TABLE)
    # A scanner asks for serial numbers in any case; under row security `lower()` has no index.
    op.add_column(
        "inventory_items",
        sa.Column(
            "serial_key", sa.String(200),
            sa.Computed("lower(coalesce(serial_number, ''))", persisted=True), nullable=False,
        ),
    )  # fmt: skip
    op.create_index(
        "ix_inventory_items_serial", "inventory_items", ["theater_id", "serial_key"],
        postgresql_where=sa.text("deleted_at IS NULL AND serial_key <> ''"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_inventory_items_serial", table_name="inventory_items")
    op.drop_column("inventory_items", "serial_key")
    op.drop_table(TABLE)
