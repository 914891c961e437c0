"""care"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.kit import sql

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "inventory_care_plans",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id",
            sa.Integer(),
            server_default=sa.text(
                "(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"
            ),
            nullable=False,
        ),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("every_months", sa.Integer(), nullable=True),
        sa.Column("every_shows", sa.Integer(), nullable=True),
        sa.Column("lead_days", sa.Integer(), server_default=sa.text("14"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("last_done_on", sa.Date(), nullable=True),
        sa.Column("last_result", sa.String(length=20), nullable=True),
        sa.Column(
            "next_due_on",
            sa.Date(),
            sa.Computed(
                "(coalesce(last_done_on, starts_on) + make_interval(months => every_months))::date",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("counted_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocks_issue", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("instructions", sa.Text()),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('inspection', 'maintenance', 'cleaning', 'treatment')",
            name=op.f("ck_inventory_care_plans_kind"),
        ),
        sa.CheckConstraint(
            "last_result IN ('ok', 'remarks', 'failed')",
            name=op.f("ck_inventory_care_plans_last_result"),
        ),
        sa.CheckConstraint(
            "every_months > 0 AND every_months <= 240",
            name=op.f("ck_inventory_care_plans_every_months"),
        ),
        sa.CheckConstraint(
            "every_shows > 0 AND every_shows <= 1000",
            name=op.f("ck_inventory_care_plans_every_shows"),
        ),
        sa.CheckConstraint(
            "lead_days >= 0 AND lead_days <= 365", name=op.f("ck_inventory_care_plans_lead_days")
        ),
        sa.CheckConstraint(
            "num_nonnulls(every_months, every_shows) > 0",
            name=op.f("ck_inventory_care_plans_interval"),
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_inventory_care_plans_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "item_id"],
            ["inventory_items.theater_id", "inventory_items.id"],
            name=op.f("fk_inventory_care_plans_theater_id_item_id_inventory_items"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "responsible_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_inventory_care_plans_theater_id_responsible_id_users"),
            ondelete="SET NULL (responsible_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_inventory_care_plans_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_inventory_care_plans_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_care_plans")),
        sa.UniqueConstraint("theater_id", "id", name=op.f("uq_inventory_care_plans_theater_id_id")),
    )
    op.create_index(
        "ix_inventory_care_plans_item",
        "inventory_care_plans",
        ["theater_id", "item_id"],
        unique=False,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "inventory_certificates",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id",
            sa.Integer(),
            server_default=sa.text(
                "(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"
            ),
            nullable=False,
        ),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=True),
        sa.Column("issuer", sa.String(length=255), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text()),
        sa.Column("lead_days", sa.Integer(), server_default=sa.text("30"), nullable=False),
        sa.Column("blocks_issue", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('fire_treatment', 'rigging', 'electrical', 'hygiene', 'other')",
            name=op.f("ck_inventory_certificates_kind"),
        ),
        sa.CheckConstraint(
            "lead_days >= 0 AND lead_days <= 365", name=op.f("ck_inventory_certificates_lead_days")
        ),
        sa.CheckConstraint(
            "valid_until >= issued_on", name=op.f("ck_inventory_certificates_dates")
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_inventory_certificates_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "item_id"],
            ["inventory_items.theater_id", "inventory_items.id"],
            name=op.f("fk_inventory_certificates_theater_id_item_id_inventory_items"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "updated_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_inventory_certificates_theater_id_updated_by_id_users"),
            ondelete="SET NULL (updated_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_inventory_certificates_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_certificates")),
        sa.UniqueConstraint(
            "theater_id", "id", name=op.f("uq_inventory_certificates_theater_id_id")
        ),
    )
    op.create_index(
        "ix_inventory_certificates_item",
        "inventory_certificates",
        ["theater_id", "item_id"],
        unique=False,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "inventory_care_records",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "theater_id",
            sa.Integer(),
            server_default=sa.text(
                "(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"
            ),
            nullable=False,
        ),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("cost", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "result IN ('ok', 'remarks', 'failed')", name=op.f("ck_inventory_care_records_result")
        ),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_inventory_care_records_cost")),
        sa.ForeignKeyConstraint(
            ["theater_id", "created_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_inventory_care_records_theater_id_created_by_id_users"),
            ondelete="SET NULL (created_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "done_by_id"],
            ["users.theater_id", "users.id"],
            name=op.f("fk_inventory_care_records_theater_id_done_by_id_users"),
            ondelete="SET NULL (done_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "item_id"],
            ["inventory_items.theater_id", "inventory_items.id"],
            name=op.f("fk_inventory_care_records_theater_id_item_id_inventory_items"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id", "plan_id"],
            ["inventory_care_plans.theater_id", "inventory_care_plans.id"],
            name="fk_inventory_care_records_plan",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theater_id"],
            ["theaters.id"],
            name=op.f("fk_inventory_care_records_theater_id_theaters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_care_records")),
        sa.UniqueConstraint(
            "theater_id", "id", name=op.f("uq_inventory_care_records_theater_id_id")
        ),
    )
    op.create_index(
        "ix_inventory_care_records_item",
        "inventory_care_records",
        ["theater_id", "item_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_inventory_items_low_stock",
        "inventory_items",
        ["theater_id", "id"],
        unique=False,
        postgresql_where=sa.text("quantity < min_quantity AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_inventory_items_warranty",
        "inventory_items",
        ["theater_id", "warranty_until"],
        unique=False,
        postgresql_where=sa.text("warranty_until IS NOT NULL AND deleted_at IS NULL"),
    )
    sql.enable_tenant_rls("inventory_care_plans")
    sql.enable_tenant_rls("inventory_certificates")
    sql.enable_tenant_rls("inventory_care_records", rights=sql.APPEND_ONLY)


def downgrade() -> None:
    op.drop_index("ix_inventory_items_warranty", table_name="inventory_items")
    op.drop_index("ix_inventory_items_low_stock", table_name="inventory_items")
    op.drop_table("inventory_care_records")
    op.drop_table("inventory_certificates")
    op.drop_table("inventory_care_plans")
