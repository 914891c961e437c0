"""titles"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def base() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
    )


def moment(name: str) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def keys(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["theater_id"], ["theaters.id"], name=f"fk_{table}_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("theater_id", "id", name=f"uq_{table}_theater_id_id"),
    )  # fmt: skip


def refers(
    table: str, column: str, target: str, ondelete: str = "RESTRICT"
) -> sa.schema.SchemaItem:
    action = f"{ondelete} ({column})" if ondelete == "SET NULL" else ondelete
    name = f"fk_{table}_theater_id_{column}_{target}"
    return sa.ForeignKeyConstraint(
        ["theater_id", column], [f"{target}.theater_id", f"{target}.id"],
        name=name if len(name) < 64 else f"fk_{table}_{column}", ondelete=action,
    )  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "performances",
        *base(),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("subtitle", sa.String(255)),
        sa.Column("description", sa.Text()),
        sa.Column("author", sa.String(255)),
        sa.Column("director", sa.String(255)),
        sa.Column("artist", sa.String(255)),
        sa.Column("composer", sa.String(255)),
        sa.Column("choreographer", sa.String(255)),
        sa.Column("genre", sa.String(100)),
        sa.Column("age_rating", sa.String(10)),
        sa.Column("duration_minutes", sa.Integer()),
        sa.Column("intermissions", sa.Integer()),
        sa.Column("premiere_date", sa.Date()),
        sa.Column("status", sa.String(50), server_default="in_development", nullable=False),
        sa.Column("poster_path", sa.String(500)),
        sa.Column("video_url", sa.String(500)),
        sa.Column(
            "extra_data", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True)),
        moment("created_at"),
        moment("updated_at"),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        refers("performances", "created_by_id", "users", "SET NULL"),
        refers("performances", "updated_by_id", "users", "SET NULL"),
        sa.CheckConstraint(
            "status IN ('in_development', 'premiere', 'active', 'paused', 'archived')",
            name="ck_performances_status",
        ),
        sa.CheckConstraint("duration_minutes BETWEEN 1 AND 1440", name="ck_performances_duration"),
        sa.CheckConstraint("intermissions BETWEEN 0 AND 10", name="ck_performances_intermissions"),
        *keys("performances"),
    )
    op.create_index("ix_performances_status", "performances", ["theater_id", "status", "id"])
    op.create_table(
        "performance_inventory",
        *base(),
        sa.Column("performance_id", sa.Integer(), nullable=False),
        sa.Column("inventory_item_id", sa.Integer(), nullable=False),
        sa.Column("alternative_item_id", sa.Integer()),
        sa.Column("quantity", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("scene", sa.String(100)),
        sa.Column("character", sa.String(100)),
        sa.Column("act", sa.Integer()),
        sa.Column("department_id", sa.Integer()),
        sa.Column("is_consumable", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("notes", sa.Text()),
        moment("created_at"),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        refers("performance_inventory", "performance_id", "performances", "CASCADE"),
        refers("performance_inventory", "inventory_item_id", "inventory_items"),
        refers("performance_inventory", "alternative_item_id", "inventory_items"),
        refers("performance_inventory", "department_id", "departments", "SET NULL"),
        refers("performance_inventory", "created_by_id", "users", "SET NULL"),
        sa.CheckConstraint("quantity > 0", name="ck_performance_inventory_quantity"),
        sa.CheckConstraint("act BETWEEN 1 AND 20", name="ck_performance_inventory_act"),
        *keys("performance_inventory"),
    )
    op.create_index(
        "uq_performance_inventory_scene", "performance_inventory",
        ["theater_id", "performance_id", "inventory_item_id", sa.text("coalesce(scene, '')")],
        unique=True,
    )  # fmt: skip
    op.create_index(
        "ix_performance_inventory_item", "performance_inventory",
        ["theater_id", "inventory_item_id"],
    )  # fmt: skip
    for table in ("performances", "performance_inventory"):
        sql.enable_tenant_rls(table)


def downgrade() -> None:
    op.drop_table("performance_inventory")
    op.drop_table("performances")
