"""movements of every kind"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "inventory_movements"
BEFORE = ("receipt", "transfer", "write_off", "adjustment")
AFTER = (
    "receipt", "transfer", "issue", "return", "reserve", "unreserve", "repair_out", "repair_in",
    "tour_out", "tour_in", "write_off", "adjustment",
)  # fmt: skip

FILTERS = {
    "type": ("movement_type", "id"),
    "author": ("created_by_id", "id"),
    "created": ("created_at",),
}


def kinds(names: Sequence[str]) -> None:
    op.drop_constraint(op.f("ck_inventory_movements_movement_type"), TABLE, type_="check")
    listed = ", ".join(f"'{name}'" for name in names)
    op.create_check_constraint(
        op.f("ck_inventory_movements_movement_type"), TABLE, f"movement_type IN ({listed})"
    )


def upgrade() -> None:
    kinds(AFTER)
    op.add_column(TABLE, sa.Column("performance_id", sa.Integer()))
    op.add_column(TABLE, sa.Column("batch", sa.String(32)))
    op.add_column(TABLE, sa.Column("undoes_id", sa.Integer()))
    for column, target in (("performance_id", "performances"), ("undoes_id", TABLE)):
        op.create_foreign_key(
            op.f(f"fk_{TABLE}_theater_id_{column}_{target}"), TABLE, target,
            ["theater_id", column], ["theater_id", "id"], ondelete="RESTRICT",
        )  # fmt: skip
    op.create_index(
        "ix_inventory_movements_performance", TABLE, ["theater_id", "performance_id", "id"]
    )
    op.create_index("ix_inventory_movements_batch", TABLE, ["theater_id", "batch"])
    for name, columns in FILTERS.items():
        op.create_index(f"ix_inventory_movements_{name}", TABLE, ["theater_id", *columns])
    op.create_index(
        "uq_inventory_movements_undoes", TABLE, ["theater_id", "undoes_id"], unique=True
    )


def downgrade() -> None:
    """Kinds that the older ledger does not know become transfers, the same pieces moved."""
    op.execute(
        f"UPDATE {TABLE} SET movement_type = 'transfer' WHERE movement_type NOT IN "
        "('receipt', 'transfer', 'write_off', 'adjustment')"
    )
    for name in FILTERS:
        op.drop_index(f"ix_inventory_movements_{name}", TABLE)
    for column in ("undoes_id", "batch", "performance_id"):
        op.drop_column(TABLE, column)
    kinds(BEFORE)
