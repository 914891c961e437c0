"""stored objects"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "stored_objects"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("owner_id", sa.Integer()),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=f"fk_{TABLE}_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "owner_id"],
            ["users.theater_id", "users.id"],
            name=f"fk_{TABLE}_theater_id_owner_id_users",
            ondelete="SET NULL (owner_id)",
        ),
        sa.PrimaryKeyConstraint("theater_id", "key", name=f"pk_{TABLE}"),
    )
    op.create_index(
        f"ix_{TABLE}_owner_id", TABLE, ["theater_id", "owner_id"], postgresql_include=["size"]
    )
    sql.enable_tenant_rls(TABLE)
    # Thumbnails of before were never measured and count for nothing.
    op.execute(
        f"INSERT INTO {TABLE} (theater_id, key, owner_id, size) "
        "SELECT theater_id, object_key, owner_id, size FROM files "
        "UNION ALL SELECT theater_id, file_key, created_by_id, file_size FROM inventory_imports "
        "ON CONFLICT DO NOTHING"
    )


def downgrade() -> None:
    op.drop_table(TABLE)
