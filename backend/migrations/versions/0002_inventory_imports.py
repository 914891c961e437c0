"""inventory imports"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

EMPTY = sa.text("'{}'::jsonb")
ZERO = sa.text("0")


def theater() -> sa.Column[int]:
    return sa.Column(
        "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
    )


def tenant_key(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["theater_id", column],
        [f"{target}.theater_id", f"{target}.id"],
        name=f"fk_{table}_theater_id_{column}_{target}",
        ondelete=ondelete,
    )


def upgrade() -> None:
    table = "inventory_imports"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        theater(),
        sa.Column("status", sa.String(50), server_default="uploaded", nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("file_key", sa.String(200), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("signature", sa.String(64), nullable=True),
        sa.Column("overview", postgresql.JSONB(), server_default=EMPTY, nullable=False),
        sa.Column("mapping", postgresql.JSONB(), server_default=EMPTY, nullable=False),
        sa.Column("options", postgresql.JSONB(), server_default=EMPTY, nullable=False),
        sa.Column("rows_total", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("created", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("failed", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("progress", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("created_nodes", postgresql.JSONB(), server_default=EMPTY, nullable=False),
        sa.Column("problem", postgresql.JSONB(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.Column(
            "updated_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status IN ('uploaded', 'running', 'done', 'failed', 'undone')",
            name=op.f(f"ck_{table}_status"),
        ),
        tenant_key(table, "department_id", "departments", "SET NULL (department_id)"),
        tenant_key(table, "created_by_id", "users", "SET NULL (created_by_id)"),
        tenant_key(table, "updated_by_id", "users", "SET NULL (updated_by_id)"),
        sa.ForeignKeyConstraint(
            ["theater_id"], ["theaters.id"], name=f"fk_{table}_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("theater_id", "id", name=f"uq_{table}_theater_id_id"),
    )  # fmt: skip
    op.create_index(f"ix_{table}_signature", table, ["theater_id", "signature", "id"])
    op.create_index(f"ix_{table}_department", table, ["theater_id", "department_id", "id"])
    sql.enable_tenant_rls(table)

    rows = "inventory_import_rows"
    op.create_table(
        rows,
        theater(),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("sheet_row", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("errors", postgresql.JSONB(), nullable=True),
        tenant_key(rows, "import_id", "inventory_imports", "CASCADE"),
        tenant_key(rows, "item_id", "inventory_items", "CASCADE"),
        sa.ForeignKeyConstraint(
            ["theater_id"], ["theaters.id"], name=f"fk_{rows}_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theater_id", "import_id", "sheet_row", name=f"pk_{rows}"),
    )  # fmt: skip
    op.create_index(f"ix_{rows}_item", rows, ["theater_id", "item_id"])
    sql.enable_tenant_rls(rows)


def downgrade() -> None:
    op.drop_table("inventory_import_rows")
    op.drop_table("inventory_imports")
