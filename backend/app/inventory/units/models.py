from datetime import date

from sqlalchemy import Computed, Index, Integer, String, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.inventory.models import ItemCondition, ItemStatus
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


@audited("unit", exclude=("number_key", "number_look", "serial_key", "search", "is_active"))
class Unit(IdMixin, TenantMixin, AuthorMixin, SoftDeleteMixin, VersionMixin, Base):
    """One piece of an item that has a number of its own.

    Its place is one of the item's balances, and no balance holds fewer pieces than units: both
    change together (inventory.units.moving). `deleted_at`: the piece has lost its number or has
    left the books. `is_active`: its item is not archived; a trigger keeps it, so that whoever
    archives an item frees the numbers of its units, too.
    """

    __tablename__ = "inventory_units"
    __table_args__ = (
        Index(
            "uq_inventory_units_number",
            "theater_id",
            "number_key",
            unique=True,
            postgresql_where=sql("deleted_at IS NULL AND is_active"),
        ),
        Index(
            "uq_inventory_units_serial",
            "theater_id",
            "item_id",
            sql("lower(serial_number)"),
            unique=True,
            postgresql_where=sql("deleted_at IS NULL AND serial_key <> ''"),
        ),
        Index(
            "ix_inventory_units_look",
            "theater_id",
            "number_look",
            postgresql_where=sql("deleted_at IS NULL AND is_active"),
        ),
        Index("ix_inventory_units_item", "theater_id", "item_id", "number_key"),
        Index("ix_inventory_units_serial", "theater_id", "serial_key"),
        Index("ix_inventory_units_location", "theater_id", "location_id"),
        Index("ix_inventory_units_search", "search", postgresql_using="gin"),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("location_id", "inventory_locations"),
        *author_fks(),
        enum_check("status", ItemStatus),
        enum_check("condition", ItemCondition),
    )

    item_id: Mapped[int] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(60))
    serial_number: Mapped[str | None] = mapped_column(String(100))
    location_id: Mapped[int | None] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(50))
    condition: Mapped[str] = mapped_column(String(50), server_default="good")
    note: Mapped[str | None] = mapped_column(Text)
    purchase_date: Mapped[date | None]
    warranty_until: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(server_default=sql("true"))
    number_key: Mapped[str] = mapped_column(String(120), Computed("lower(number)", persisted=True))
    number_look: Mapped[str] = mapped_column(
        String(120), Computed("fold_number(number)", persisted=True)
    )
    serial_key: Mapped[str] = mapped_column(
        String(200),
        Computed("translate(lower(coalesce(serial_number, '')), 'ё', 'е')", persisted=True),
    )
    search: Mapped[str] = mapped_column(
        TSVECTOR,
        Computed(
            "search_document(coalesce(number, '') || ' ' || coalesce(serial_number, '') || ' ' || "
            "fold_number(number || ' ' || coalesce(serial_number, '')), '')",
            persisted=True,
        ),
        deferred=True,
    )


class MovementUnit(IdMixin, TenantMixin, Base):
    """Which units a movement moved. Append-only, like the movements themselves."""

    __tablename__ = "inventory_movement_units"
    __table_args__ = (
        Index("ix_inventory_movement_units_movement", "theater_id", "movement_id"),
        Index("ix_inventory_movement_units_unit", "theater_id", "unit_id", "movement_id"),
        tenant_fk(
            "movement_id",
            "inventory_movements",
            ondelete="CASCADE",
            name="fk_inventory_movement_units_movement_id",
        ),
        tenant_fk(
            "unit_id",
            "inventory_units",
            ondelete="CASCADE",
            name="fk_inventory_movement_units_unit_id",
        ),
    )

    movement_id: Mapped[int] = mapped_column(Integer)
    unit_id: Mapped[int] = mapped_column(Integer)
