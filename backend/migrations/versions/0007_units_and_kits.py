"""units and kits"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

STATUSES = "'in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned'"
FOUND_ITEMS = (
    "SELECT t.id FROM public.inventory_items t WHERE t.search @@ public.search_query(query) "
    f"AND t.theater_id = {CURRENT_THEATER}"
)
FOUND_UNITS = (
    "SELECT u.item_id FROM public.inventory_units u WHERE u.search @@ public.search_query(query) "
    f"AND u.theater_id = {CURRENT_THEATER} AND u.deleted_at IS NULL"
)
# Archiving an item frees the numbers of its units, whoever archives it and however.
FOLLOW_THE_ITEM = """
CREATE FUNCTION inventory_units_follow() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  UPDATE public.inventory_units SET is_active = NEW.deleted_at IS NULL
  WHERE theater_id = NEW.theater_id AND item_id = NEW.id;
  RETURN NULL;
END
$fn$;
CREATE TRIGGER inventory_units_follow AFTER UPDATE OF deleted_at ON inventory_items
FOR EACH ROW WHEN ((OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL))
EXECUTE FUNCTION inventory_units_follow();
"""


def theater() -> sa.Column[int]:
    return sa.Column(
        "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
    )


def whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def of_theater(table: str) -> sa.schema.SchemaItem:
    return sa.ForeignKeyConstraint(
        ["theater_id"], ["theaters.id"], name=f"fk_{table}_theater_id_theaters", ondelete="CASCADE"
    )


def refers(
    table: str, column: str, target: str, ondelete: str, name: str | None = None
) -> sa.schema.SchemaItem:
    return sa.ForeignKeyConstraint(
        ["theater_id", column],
        [f"{target}.theater_id", f"{target}.id"],
        name=name or f"fk_{table}_theater_id_{column}_{target}",
        ondelete=f"{ondelete} ({column})" if ondelete == "SET NULL" else ondelete,
    )


def upgrade() -> None:
    units = "inventory_units"
    op.create_table(
        units,
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        theater(),
        whole("item_id"),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("serial_number", sa.String(100)),
        whole("location_id", nullable=True),
        sa.Column("status", sa.String(50), nullable=False),
        sa.Column("condition", sa.String(50), server_default="good", nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("purchase_date", sa.Date()),
        sa.Column("warranty_until", sa.Date()),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "number_key", sa.String(120), sa.Computed("lower(number)", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "serial_key", sa.String(200),
            sa.Computed("lower(coalesce(serial_number, ''))", persisted=True), nullable=False,
        ),
        sa.Column(
            "search", postgresql.TSVECTOR(),
            sa.Computed(
                "search_document(coalesce(number, '') || ' ' || coalesce(serial_number, ''), '')",
                persisted=True,
            ),
            nullable=False,
        ),
        moment("created_at"),
        moment("updated_at"),
        whole("created_by_id", nullable=True),
        whole("updated_by_id", nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_inventory_units_status")),
        sa.CheckConstraint(
            "condition IN ('good', 'fair', 'poor')", name=op.f("ck_inventory_units_condition")
        ),
        of_theater(units),
        refers(units, "item_id", "inventory_items", "CASCADE"),
        refers(units, "location_id", "inventory_locations", "RESTRICT"),
        refers(units, "created_by_id", "users", "SET NULL"),
        refers(units, "updated_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_inventory_units"),
        sa.UniqueConstraint("theater_id", "id", name="uq_inventory_units_theater_id_id"),
    )  # fmt: skip
    op.create_index(
        "uq_inventory_units_number", units, ["theater_id", "number_key"], unique=True,
        postgresql_where=sa.text("deleted_at IS NULL AND is_active"),
    )  # fmt: skip
    op.create_index(
        "uq_inventory_units_serial", units, ["theater_id", "item_id", "serial_key"], unique=True,
        postgresql_where=sa.text("deleted_at IS NULL AND serial_key <> ''"),
    )  # fmt: skip
    op.create_index("ix_inventory_units_item", units, ["theater_id", "item_id", "number_key"])
    op.create_index("ix_inventory_units_serial", units, ["theater_id", "serial_key"])
    op.create_index("ix_inventory_units_location", units, ["theater_id", "location_id"])
    op.create_index("ix_inventory_units_search", units, ["search"], postgresql_using="gin")
    sql.enable_tenant_rls(units)

    moved = "inventory_movement_units"
    op.create_table(
        moved,
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        theater(),
        whole("movement_id"),
        whole("unit_id"),
        of_theater(moved),
        refers(moved, "movement_id", "inventory_movements", "CASCADE", f"fk_{moved}_movement_id"),
        refers(moved, "unit_id", units, "CASCADE", f"fk_{moved}_unit_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{moved}"),
        sa.UniqueConstraint("theater_id", "id", name=f"uq_{moved}_theater_id_id"),
    )
    op.create_index(f"ix_{moved}_movement", moved, ["theater_id", "movement_id"])
    op.create_index(f"ix_{moved}_unit", moved, ["theater_id", "unit_id", "movement_id"])
    sql.enable_tenant_rls(moved, rights=sql.APPEND_ONLY)

    kits = "inventory_kit_contents"
    op.create_table(
        kits,
        theater(),
        whole("kit_id"),
        whole("item_id"),
        whole("quantity"),
        sa.Column("note", sa.String(255)),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f(f"ck_{kits}_quantity")),
        of_theater(kits),
        refers(kits, "kit_id", "inventory_items", "CASCADE"),
        refers(kits, "item_id", "inventory_items", "CASCADE"),
        sa.PrimaryKeyConstraint("theater_id", "kit_id", "item_id", name=f"pk_{kits}"),
    )
    op.create_index(f"ix_{kits}_item", kits, ["theater_id", "item_id", "kit_id"])
    sql.enable_tenant_rls(kits)

    sql.run_script(FOLLOW_THE_ITEM)
    sql.grant_columns(units, sql.SEARCH, "item_id", "theater_id", "deleted_at", "search")
    replace_search(f"{FOUND_ITEMS} UNION {FOUND_UNITS}")


def replace_search(body: str) -> None:
    op.execute("DROP FUNCTION search_inventory_items(text)")
    sql.create_definer("search_inventory_items(query text)", "SETOF integer", body, sql.SEARCH)


def downgrade() -> None:
    """The numbers of single pieces go, the pieces stay in their balances."""
    replace_search(FOUND_ITEMS)
    op.execute("DROP TRIGGER inventory_units_follow ON inventory_items")
    op.execute("DROP FUNCTION inventory_units_follow()")
    op.drop_table("inventory_kit_contents")
    op.drop_table("inventory_movement_units")
    op.drop_table("inventory_units")
