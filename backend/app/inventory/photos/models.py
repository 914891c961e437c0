from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, Integer, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, IdMixin, TenantMixin, enum_check, tenant_fk


class PhotoSide(StrEnum):
    GENERAL = "general"
    FRONT = "front"
    BACK = "back"


class Photo(IdMixin, TenantMixin, Base):
    """A picture of an item; its file may be read by whoever may read the item."""

    __tablename__ = "inventory_photos"
    __table_args__ = (
        Index("ix_inventory_photos_item", "theater_id", "item_id", "sort_order", "id"),
        Index(
            "uq_inventory_photos_main",
            "theater_id",
            "item_id",
            unique=True,
            postgresql_where=text("is_main"),
        ),
        Index("uq_inventory_photos_file", "theater_id", "file_id", unique=True),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("file_id", "files"),
        tenant_fk("uploaded_by_id", "users", ondelete="SET NULL"),
        enum_check("side", PhotoSide),
    )

    item_id: Mapped[int] = mapped_column(Integer)
    file_id: Mapped[int] = mapped_column(Integer)
    is_main: Mapped[bool] = mapped_column(server_default=text("false"))
    sort_order: Mapped[int] = mapped_column(server_default=text("0"))
    side: Mapped[str] = mapped_column(String(20), server_default="general")
    caption: Mapped[str | None] = mapped_column(String(255))
    uploaded_by_id: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
