from sqlalchemy import CheckConstraint, Index, Integer, PrimaryKeyConstraint, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, TenantMixin, tenant_fk


class KitLine(TenantMixin, Base):
    """What belongs into one piece of a kit, and how many; an item with such lines is a kit."""

    __tablename__ = "inventory_kit_contents"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "kit_id", "item_id"),
        Index("ix_inventory_kit_contents_item", "theater_id", "item_id", "kit_id"),
        tenant_fk("kit_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    kit_id: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int] = mapped_column(Integer)
    quantity: Mapped[int] = mapped_column(Integer)
    note: Mapped[str | None] = mapped_column(String(255))
    sort_order: Mapped[int] = mapped_column(server_default=sql("0"))
