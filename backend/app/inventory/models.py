from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Computed,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import (
    AuthorMixin,
    Base,
    IdMixin,
    SoftDeleteMixin,
    TenantMixin,
    VersionMixin,
    author_fks,
    enum_check,
    tenant_fk,
)


class ItemStatus(StrEnum):
    IN_STOCK = "in_stock"
    RESERVED = "reserved"
    ON_STAGE = "on_stage"
    ON_TOUR = "on_tour"
    IN_REPAIR = "in_repair"
    DECOMMISSIONED = "decommissioned"


class ItemCondition(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class LocationType(StrEnum):
    WAREHOUSE = "warehouse"
    STAGE = "stage"
    REHEARSAL = "rehearsal"
    TOUR = "tour"
    WORKSHOP = "workshop"
    OTHER = "other"


class MovementType(StrEnum):
    """Kinds of movement; the rules of each are the table in inventory.movements."""

    RECEIPT = "receipt"
    TRANSFER = "transfer"
    ISSUE = "issue"
    RETURN = "return"
    RESERVE = "reserve"
    UNRESERVE = "unreserve"
    REPAIR_OUT = "repair_out"
    REPAIR_IN = "repair_in"
    TOUR_OUT = "tour_out"
    TOUR_IN = "tour_in"
    WRITE_OFF = "write_off"
    ADJUSTMENT = "adjustment"


def _sibling(name: str) -> Index:
    """Two children of one parent may not share a name, in any case."""
    return Index(
        name, "theater_id", text("coalesce(parent_id, 0)"), text("lower(name)"), unique=True
    )


@audited("category")
class Category(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A node of the tree of kinds of things; `department_id` is the default of new items."""

    __tablename__ = "inventory_categories"
    __table_args__ = (
        _sibling("uq_inventory_categories_sibling"),
        Index("uq_inventory_categories_code", "theater_id", "code", unique=True),
        Index("ix_inventory_categories_parent", "theater_id", "parent_id"),
        tenant_fk("parent_id", "inventory_categories"),
        tenant_fk("department_id", "departments", ondelete="SET NULL"),
        *author_fks(),
        CheckConstraint("parent_id <> id", name="not_own_parent"),
    )

    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(50))
    description: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(Integer)
    color: Mapped[str | None] = mapped_column(String(7))
    icon: Mapped[str | None] = mapped_column(String(50))
    department_id: Mapped[int | None] = mapped_column(Integer)
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    sort_order: Mapped[int] = mapped_column(server_default=text("0"))


@audited("location")
class Location(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A node of the tree of places: building, room, rack, shelf."""

    __tablename__ = "inventory_locations"
    __table_args__ = (
        _sibling("uq_inventory_locations_sibling"),
        Index("uq_inventory_locations_code", "theater_id", "code", unique=True),
        Index("ix_inventory_locations_parent", "theater_id", "parent_id"),
        tenant_fk("parent_id", "inventory_locations"),
        *author_fks(),
        CheckConstraint("parent_id <> id", name="not_own_parent"),
        enum_check("type", LocationType),
    )

    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(50))
    description: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(Integer)
    address: Mapped[str | None] = mapped_column(String(255))
    city: Mapped[str | None] = mapped_column(String(100))
    type: Mapped[str] = mapped_column(String(50), server_default="warehouse")
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    sort_order: Mapped[int] = mapped_column(server_default=text("0"))


def _hot(name: str, *columns: str) -> Index:
    """An index that gives a filtered list already in the order of names."""
    return Index(
        f"ix_inventory_items_{name}",
        "theater_id",
        *columns,
        "id",
        postgresql_where=text("deleted_at IS NULL"),
    )


@audited(
    "item",
    exclude=("sort_name", "number_key", "number_look", "serial_key", "search", "last_moved_at"),
)
class Item(IdMixin, TenantMixin, AuthorMixin, SoftDeleteMixin, VersionMixin, Base):
    """A thing or a batch of equal things.

    `status`, `location_id` and `quantity` summarise the balances (inventory.stock): the largest
    one, and the sum. Sizes are centimetres, weight kilograms, money roubles.
    """

    __tablename__ = "inventory_items"
    __table_args__ = (
        Index(
            "uq_inventory_items_number",
            "theater_id",
            "number_key",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
        _hot("name", "sort_name"),
        _hot("category", "category_id", "sort_name"),
        _hot("department", "department_id", "sort_name"),
        _hot("condition", "condition", "sort_name"),
        _hot("number", "inventory_number"),
        _hot("updated", "updated_at"),
        _hot("created", "created_at"),
        _hot("moved", "last_moved_at"),
        Index(
            "ix_inventory_items_look",
            "theater_id",
            "number_look",
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_inventory_items_responsible", "theater_id", "responsible_id"),
        Index("ix_inventory_items_deleted", "theater_id", "deleted_at"),
        Index("ix_inventory_items_search", "search", postgresql_using="gin"),
        Index(
            "ix_inventory_items_custom_fields",
            "custom_fields",
            postgresql_using="gin",
            postgresql_ops={"custom_fields": "jsonb_path_ops"},
        ),
        Index(
            "ix_inventory_items_serial",
            "theater_id",
            "serial_key",
            postgresql_where=text("deleted_at IS NULL AND serial_key <> ''"),
        ),
        Index(
            "ix_inventory_items_low_stock",
            "theater_id",
            "id",
            postgresql_where=text("quantity < min_quantity AND deleted_at IS NULL"),
        ),
        Index(
            "ix_inventory_items_warranty",
            "theater_id",
            "warranty_until",
            postgresql_where=text("warranty_until IS NOT NULL AND deleted_at IS NULL"),
        ),
        tenant_fk("category_id", "inventory_categories"),
        tenant_fk("location_id", "inventory_locations"),
        tenant_fk("department_id", "departments", ondelete="SET NULL"),
        tenant_fk("responsible_id", "users", ondelete="SET NULL"),
        *author_fks(),
        enum_check("status", ItemStatus),
        enum_check("condition", ItemCondition),
        CheckConstraint("quantity >= 0", name="quantity"),
    )

    name: Mapped[str] = mapped_column(String(255))
    inventory_number: Mapped[str] = mapped_column(String(50))
    description: Mapped[str | None] = mapped_column(Text)
    technical_description: Mapped[str | None] = mapped_column(Text)
    category_id: Mapped[int | None] = mapped_column(Integer)
    department_id: Mapped[int | None] = mapped_column(Integer)
    location_id: Mapped[int | None] = mapped_column(Integer)
    responsible_id: Mapped[int | None] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(50), server_default="in_stock")
    condition: Mapped[str] = mapped_column(String(50), server_default="good")
    quantity: Mapped[int] = mapped_column(server_default=text("0"))
    min_quantity: Mapped[int | None]
    unit: Mapped[str] = mapped_column(String(50), server_default="шт")
    serial_number: Mapped[str | None] = mapped_column(String(100))
    manufacturer: Mapped[str | None] = mapped_column(String(255))
    model: Mapped[str | None] = mapped_column(String(255))
    width: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    height: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    depth: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    weight: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    purchase_price: Mapped[Decimal | None]
    current_value: Mapped[Decimal | None]
    purchase_date: Mapped[date | None]
    warranty_until: Mapped[date | None]
    custom_fields: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    # Kept by the ledger, for what stands idle.
    last_moved_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # Numbers regardless of case, as a column: under row security `lower()` cannot use an index.
    number_key: Mapped[str] = mapped_column(
        String(100), Computed("lower(inventory_number)", persisted=True)
    )
    number_look: Mapped[str] = mapped_column(
        String(100), Computed("fold_number(inventory_number)", persisted=True)
    )
    serial_key: Mapped[str] = mapped_column(
        String(200),
        Computed("translate(lower(coalesce(serial_number, '')), 'ё', 'е')", persisted=True),
    )
    # Names in the order of the Russian alphabet whatever the collation: ё beside е, case aside.
    sort_name: Mapped[str] = mapped_column(
        String(255), Computed("lower(translate(name, 'ёЁ', 'еЕ'))", persisted=True)
    )
    search: Mapped[str] = mapped_column(
        TSVECTOR,
        Computed(
            "search_document(coalesce(name, '') || ' ' || coalesce(inventory_number, '') || ' ' || "
            "coalesce(serial_number, '') || ' ' || coalesce(manufacturer, '') || ' ' || "
            "coalesce(model, '') || ' ' || "
            "fold_number(inventory_number || ' ' || coalesce(serial_number, '')), "
            "coalesce(description, '') || ' ' || coalesce(technical_description, ''))",
            persisted=True,
        ),
        deferred=True,
    )


def _lying(column: str) -> Index:
    """An index that finds the items of which pieces lie somewhere."""
    name = f"ix_inventory_stock_{column.removesuffix('_id')}"
    some = text("quantity > 0")
    return Index(name, "theater_id", column, "item_id", postgresql_where=some)


class StockBalance(IdMixin, TenantMixin, Base):
    """How many pieces of an item lie in one place in one status; never below zero.

    Equals the sum of the item's movements at all times; changed only by inventory.movements.
    """

    __tablename__ = "inventory_stock"
    __table_args__ = (
        Index(
            "uq_inventory_stock_place",
            "theater_id",
            "item_id",
            text("coalesce(location_id, 0)"),
            "status",
            unique=True,
        ),
        _lying("location_id"),
        _lying("status"),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("location_id", "inventory_locations"),
        enum_check("status", ItemStatus),
        CheckConstraint("quantity >= 0", name="quantity"),
    )

    item_id: Mapped[int] = mapped_column(Integer)
    location_id: Mapped[int | None] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(50))
    quantity: Mapped[int] = mapped_column(Integer)


class Movement(IdMixin, TenantMixin, Base):
    """One line of the ledger: `quantity` pieces left one balance and joined another. Append-only.

    A side without status is the outside world: receipts come from it, write-offs stay inside as
    decommissioned pieces. `batch` joins the movements of one act (a kit, a bulk change);
    `undoes_id` names the movement that this one takes back.
    """

    __tablename__ = "inventory_movements"
    __table_args__ = (
        Index("ix_inventory_movements_item", "theater_id", "item_id", "id"),
        Index("ix_inventory_movements_from", "theater_id", "from_location_id"),
        Index("ix_inventory_movements_to", "theater_id", "to_location_id"),
        Index("ix_inventory_movements_performance", "theater_id", "performance_id", "id"),
        Index("ix_inventory_movements_batch", "theater_id", "batch"),
        # The journal's filters that a walk from the newest line backwards would take long for.
        Index("ix_inventory_movements_type", "theater_id", "movement_type", "id"),
        Index("ix_inventory_movements_author", "theater_id", "created_by_id", "id"),
        Index("ix_inventory_movements_created", "theater_id", "created_at"),
        Index("uq_inventory_movements_undoes", "theater_id", "undoes_id", unique=True),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("from_location_id", "inventory_locations"),
        tenant_fk("to_location_id", "inventory_locations"),
        tenant_fk("performance_id", "performances"),
        tenant_fk("undoes_id", "inventory_movements"),
        tenant_fk("created_by_id", "users", ondelete="SET NULL"),
        enum_check("movement_type", MovementType),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("from_status IS NOT NULL OR to_status IS NOT NULL", name="two_sides"),
    )

    item_id: Mapped[int] = mapped_column(Integer)
    movement_type: Mapped[str] = mapped_column(String(50))
    quantity: Mapped[int] = mapped_column(Integer)
    from_location_id: Mapped[int | None] = mapped_column(Integer)
    from_status: Mapped[str | None] = mapped_column(String(50))
    to_location_id: Mapped[int | None] = mapped_column(Integer)
    to_status: Mapped[str | None] = mapped_column(String(50))
    performance_id: Mapped[int | None] = mapped_column(Integer)
    batch: Mapped[str | None] = mapped_column(String(32))
    undoes_id: Mapped[int | None] = mapped_column(Integer)
    comment: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by_id: Mapped[int | None] = mapped_column(Integer)


class ItemTag(TenantMixin, Base):
    __tablename__ = "inventory_item_tags"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "item_id", "tag_id"),
        Index("ix_inventory_item_tags_tag", "theater_id", "tag_id", "item_id"),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("tag_id", "tags", ondelete="CASCADE"),
    )

    item_id: Mapped[int] = mapped_column(Integer)
    tag_id: Mapped[int] = mapped_column(Integer)


class NumberSeries(TenantMixin, Base):
    """The last number given out per theatre and kind; its row lock makes numbers unique."""

    __tablename__ = "number_series"
    __table_args__ = (PrimaryKeyConstraint("theater_id", "kind"),)

    kind: Mapped[str] = mapped_column(String(50))
    last: Mapped[int] = mapped_column(Integer, server_default=text("0"))
