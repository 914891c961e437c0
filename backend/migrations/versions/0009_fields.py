"""fields"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "inventory_fields"
TYPES = (
    "'text', 'long_text', 'integer', 'decimal', 'date', 'boolean', 'choice', 'multi_choice', 'url'"
)


def flag(name: str, default: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text(default), nullable=False)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def refers(
    column: str, target: str, ondelete: str, name: str | None = None
) -> sa.schema.SchemaItem:
    return sa.ForeignKeyConstraint(
        ["theater_id", column],
        [f"{target}.theater_id", f"{target}.id"],
        name=name or f"fk_{TABLE}_theater_id_{column}_{target}",
        ondelete=ondelete,
    )


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column(
            "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
        ),
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.String(50), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("category_id", sa.Integer()),
        sa.Column(
            "options", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("unit", sa.String(15)),
        sa.Column("minimum", sa.Numeric(21, 6)),
        sa.Column("maximum", sa.Numeric(21, 6)),
        flag("required", "false"),
        sa.Column("help", sa.Text()),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        flag("show_in_list", "false"),
        flag("is_active", "true"),
        moment("created_at"),
        moment("updated_at"),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        refers("category_id", "inventory_categories", "RESTRICT"),
        refers("created_by_id", "users", "SET NULL (created_by_id)"),
        refers("updated_by_id", "users", "SET NULL (updated_by_id)"),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=f"fk_{TABLE}_theater_id_theaters",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(f"type IN ({TYPES})", name=f"ck_{TABLE}_type"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("theater_id", "id", name=f"uq_{TABLE}_theater_id_id"),
    )
    op.create_index(f"uq_{TABLE}_key", TABLE, ["theater_id", "key"], unique=True)
    op.create_index(
        f"uq_{TABLE}_name",
        TABLE,
        ["theater_id", sa.text("coalesce(category_id, 0)"), sa.text("lower(name)")],
        unique=True,
    )
    sql.enable_tenant_rls(TABLE)
    op.create_index(
        "ix_inventory_items_custom_fields",
        "inventory_items",
        ["custom_fields"],
        postgresql_using="gin",
        postgresql_ops={"custom_fields": "jsonb_path_ops"},
    )
    op.execute(f"GRANT SELECT (custom_fields) ON inventory_items TO {sql.SEARCH}")
    sql.create_definer(
        "inventory_items_holding(wanted text[])",
        "SETOF integer",
        "SELECT t.id FROM public.inventory_items t "
        "WHERE t.custom_fields @> ANY (wanted::jsonb[]) "
        f"AND t.theater_id = {CURRENT_THEATER}",
        sql.SEARCH,
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION inventory_items_holding(text[])")
    op.execute(f"REVOKE SELECT (custom_fields) ON inventory_items FROM {sql.SEARCH}")
    op.drop_index("ix_inventory_items_custom_fields", "inventory_items")
    op.drop_table(TABLE)
