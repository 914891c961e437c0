"""what an import changes of items that are there"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROWS = "inventory_import_rows"


def upgrade() -> None:
    op.add_column(
        "inventory_imports",
        sa.Column("updated", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(_ROWS, sa.Column("changed_item_id", sa.Integer()))
    op.add_column(_ROWS, sa.Column("changes", JSONB(none_as_null=True)))
    op.create_foreign_key(
        op.f("fk_inventory_import_rows_changed_item_id_inventory_items"),
        _ROWS,
        "inventory_items",
        ["theater_id", "changed_item_id"],
        ["theater_id", "id"],
        ondelete="CASCADE",
    )
    op.create_index(
        "ix_inventory_import_rows_changed_item", _ROWS, ["theater_id", "changed_item_id"]
    )


def downgrade() -> None:
    op.drop_column(_ROWS, "changes")
    op.drop_column(_ROWS, "changed_item_id")
    op.drop_column("inventory_imports", "updated")
