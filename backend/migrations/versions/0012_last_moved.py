"""when an item last moved"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "inventory_items",
        sa.Column(
            "last_moved_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
    )
    op.execute(
        "UPDATE inventory_items i SET last_moved_at = coalesce((SELECT max(m.created_at) "
        "FROM inventory_movements m WHERE m.theater_id = i.theater_id AND m.item_id = i.id), "
        "i.created_at)"
    )
    op.create_index(
        "ix_inventory_items_moved",
        "inventory_items",
        ["theater_id", "last_moved_at", "id"],
        postgresql_where=sa.text("deleted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_column("inventory_items", "last_moved_at")
