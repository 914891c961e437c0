"""bulk runs and views"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

OUTCOMES = "('changed', 'unchanged', 'refused')"


def theater() -> sa.Column[object]:
    return sa.Column(
        "theater_id", sa.Integer(), server_default=sa.text(CURRENT_THEATER), nullable=False
    )


def identity() -> sa.Column[object]:
    return sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def authors() -> tuple[sa.Column[object], ...]:
    return (
        moment("created_at"),
        moment("updated_at"),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_by_id", sa.Integer()),
    )


def of_theater(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["theater_id"], ["theaters.id"], name=f"fk_{table}_theater_id_theaters",
        ondelete="CASCADE",
    )  # fmt: skip


def to(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["theater_id", column], [f"{target}.theater_id", f"{target}.id"],
        name=f"fk_{table}_theater_id_{column}_{target}", ondelete=ondelete,
    )  # fmt: skip


def person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return to(table, column, "users", f"SET NULL ({column})")


def upgrade() -> None:
    _create_runs()
    _create_results()
    _create_views()
    for table in ("bulk_runs", "bulk_results", "saved_views"):
        sql.enable_tenant_rls(table)
    _take_views_over()


def _create_runs() -> None:
    table = "bulk_runs"
    op.create_table(
        table,
        theater(),
        identity(),
        sa.Column("action", postgresql.JSONB(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("total", "changed", "unchanged", "refused")
        ),
        sa.Column("batch", sa.String(32)),
        sa.Column("undo_batch", sa.String(32)),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_by_id", sa.Integer()),
        *authors(),
        of_theater(table),
        *(person(table, name) for name in ("undone_by_id", "created_by_id", "updated_by_id")),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("theater_id", "id", name=f"uq_{table}_theater_id_id"),
    )
    op.create_index("ix_bulk_runs_author", table, ["theater_id", "created_by_id", "id"])


def _create_results() -> None:
    table = "bulk_results"
    op.create_table(
        table,
        theater(),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer()),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("code", sa.String(100)),
        sa.Column("params", postgresql.JSONB()),
        sa.Column("before", postgresql.JSONB()),
        sa.Column("after", postgresql.JSONB()),
        sa.Column("version", sa.Integer()),
        sa.Column("undo_outcome", sa.String(20)),
        sa.Column("undo_code", sa.String(100)),
        sa.Column("undo_params", postgresql.JSONB()),
        sa.CheckConstraint(f"outcome IN {OUTCOMES}", name="ck_bulk_results_outcome"),
        sa.CheckConstraint(f"undo_outcome IN {OUTCOMES}", name="ck_bulk_results_undo_outcome"),
        of_theater(table),
        to(table, "run_id", "bulk_runs", "CASCADE"),
        to(table, "item_id", "inventory_items", "SET NULL (item_id)"),
        sa.PrimaryKeyConstraint("theater_id", "run_id", "position", name=f"pk_{table}"),
    )
    op.create_index("ix_bulk_results_item", table, ["theater_id", "item_id"])


def _create_views() -> None:
    table = "saved_views"
    op.create_table(
        table,
        theater(),
        identity(),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("list_name", sa.String(50), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("state", postgresql.JSONB(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *authors(),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        of_theater(table),
        to(table, "owner_id", "users", "CASCADE"),
        *(person(table, name) for name in ("created_by_id", "updated_by_id")),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("theater_id", "id", name=f"uq_{table}_theater_id_id"),
    )
    op.create_index(
        "uq_saved_views_name",
        table,
        ["theater_id", "owner_id", "list_name", sa.text("lower(name)")],
        unique=True,
    )
    op.create_index("ix_saved_views_shared", table, ["theater_id", "list_name", "shared"])


def _take_views_over() -> None:
    """Until now they lay among each person's preferences, in the order of the list."""
    op.execute(
        "INSERT INTO saved_views (theater_id, owner_id, list_name, name, state, sort_order, "
        "created_by_id, updated_by_id) "
        "SELECT u.theater_id, u.id, kept.key, left(btrim(v.value->>'name'), 60), "
        "jsonb_build_object('search', v.value->'search', 'columns', v.value->'columns'), "
        "v.place, u.id, u.id FROM users u, jsonb_each(CASE jsonb_typeof(u.preferences->'views') "
        "WHEN 'object' THEN u.preferences->'views' ELSE '{}' END) kept, "
        "jsonb_array_elements(CASE jsonb_typeof(kept.value) WHEN 'array' THEN kept.value "
        "ELSE '[]' END) WITH ORDINALITY v(value, place) "
        "WHERE kept.key IN ('inventory', 'performances') "
        "AND btrim(coalesce(v.value->>'name', '')) <> '' "
        "AND jsonb_typeof(v.value->'search') = 'object' "
        "AND length((v.value->'search')::text) < 6000 ON CONFLICT DO NOTHING"
    )
    op.execute("UPDATE users SET preferences = preferences - 'views' WHERE preferences ? 'views'")


def downgrade() -> None:
    op.execute(
        "UPDATE users u SET preferences = u.preferences || jsonb_build_object('views', kept.views) "
        "FROM (SELECT theater_id, owner_id, jsonb_object_agg(list_name, list) AS views FROM "
        "(SELECT theater_id, owner_id, list_name, jsonb_agg(jsonb_strip_nulls("
        "jsonb_build_object('id', id::text, 'name', name, 'search', state->'search', "
        "'columns', nullif(state->'columns', 'null'))) ORDER BY sort_order, id) AS list "
        "FROM saved_views GROUP BY 1, 2, 3) one GROUP BY 1, 2) kept "
        "WHERE u.theater_id = kept.theater_id AND u.id = kept.owner_id"
    )
    for table in ("saved_views", "bulk_results", "bulk_runs"):
        op.drop_table(table)
