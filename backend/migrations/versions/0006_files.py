"""files"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PHOTOS = "inventory_photos"


def theater() -> sa.Column[int]:
    return sa.Column(
        "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
    )


def created() -> sa.Column[object]:
    return sa.Column(
        "created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def of_theater(table: str) -> sa.schema.SchemaItem:
    return sa.ForeignKeyConstraint(
        ["theater_id"], ["theaters.id"], name=f"fk_{table}_theater_id_theaters", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "files",
        theater(),
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "public_id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False
        ),
        sa.Column("object_key", sa.String(200), nullable=False),
        sa.Column("thumbnail_key", sa.String(200)),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("mime_type", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("purpose", sa.String(50), nullable=False),
        sa.Column("owner_id", sa.Integer()),
        sa.Column("state", sa.String(20), server_default="temp", nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        created(),
        sa.CheckConstraint("state IN ('temp', 'attached')", name=op.f("ck_files_state")),
        of_theater("files"),
        sa.ForeignKeyConstraint(
            ["theater_id", "owner_id"], ["users.theater_id", "users.id"],
            name="fk_files_theater_id_owner_id_users", ondelete="SET NULL (owner_id)",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.UniqueConstraint("theater_id", "id", name="uq_files_theater_id_id"),
    )  # fmt: skip
    for column in ("public_id", "object_key"):
        op.create_index(f"uq_files_{column}", "files", ["theater_id", column], unique=True)
    op.create_index(
        "ix_files_expires_at", "files", ["theater_id", "expires_at"],
        postgresql_where=sa.text("state = 'temp'"),
    )  # fmt: skip
    op.create_table(
        "pending_objects",
        theater(),
        sa.Column("key", sa.String(200), nullable=False),
        created(),
        of_theater("pending_objects"),
        sa.PrimaryKeyConstraint("theater_id", "key", name="pk_pending_objects"),
    )
    op.create_index(
        "ix_pending_objects_created_at", "pending_objects", ["theater_id", "created_at"]
    )
    for table in ("files", "pending_objects"):
        sql.enable_tenant_rls(table)
    _move_photos()


def _move_photos() -> None:
    """A photo that only named its path gets a row of its own; its size was never known."""
    op.execute(
        "INSERT INTO files (theater_id, object_key, thumbnail_key, file_name, mime_type, size, "
        "checksum, width, height, purpose, owner_id, state, created_at) "
        "SELECT theater_id, left(file_path, 200), left(thumbnail_path, 200), 'photo.jpg', "
        "'image/jpeg', 0, repeat('0', 64), width, height, 'photo', uploaded_by_id, 'attached', "
        f"created_at FROM {PHOTOS}"
    )
    op.add_column(PHOTOS, sa.Column("file_id", sa.Integer()))
    op.execute(
        f"UPDATE {PHOTOS} p SET file_id = f.id FROM files f "
        "WHERE f.theater_id = p.theater_id AND f.object_key = left(p.file_path, 200)"
    )
    op.alter_column(PHOTOS, "file_id", nullable=False)
    op.create_foreign_key(
        "fk_inventory_photos_theater_id_file_id_files", PHOTOS, "files",
        ["theater_id", "file_id"], ["theater_id", "id"], ondelete="RESTRICT",
    )  # fmt: skip
    op.create_index("uq_inventory_photos_file", PHOTOS, ["theater_id", "file_id"], unique=True)
    for column in ("file_path", "thumbnail_path", "width", "height"):
        op.drop_column(PHOTOS, column)


def downgrade() -> None:
    for column in (
        sa.Column("file_path", sa.String(500)),
        sa.Column("thumbnail_path", sa.String(500)),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
    ):
        op.add_column(PHOTOS, column)
    op.execute(
        f"UPDATE {PHOTOS} p SET file_path = f.object_key, thumbnail_path = f.thumbnail_key, "
        "width = f.width, height = f.height FROM files f "
        "WHERE f.theater_id = p.theater_id AND f.id = p.file_id"
    )
    op.alter_column(PHOTOS, "file_path", nullable=False)
    op.drop_column(PHOTOS, "file_id")
    op.drop_table("pending_objects")
    op.drop_table("files")
