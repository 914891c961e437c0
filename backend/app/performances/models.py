from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import (
    AuthorMixin,
    Base,
    IdMixin,
    TenantMixin,
    VersionMixin,
    author_fks,
    enum_check,
    tenant_fk,
)


class PerformanceStatus(StrEnum):
    IN_DEVELOPMENT = "in_development"
    PREMIERE = "premiere"
    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


@audited("performance")
class Performance(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A title of the repertoire; archiving sets status and `archived_at`, nothing is deleted."""

    __tablename__ = "performances"
    __table_args__ = (
        Index("ix_performances_status", "theater_id", "status", "id"),
        *author_fks(),
        enum_check("status", PerformanceStatus),
        CheckConstraint("duration_minutes BETWEEN 1 AND 1440", name="duration"),
        CheckConstraint("intermissions BETWEEN 0 AND 10", name="intermissions"),
    )

    title: Mapped[str] = mapped_column(String(255))
    subtitle: Mapped[str | None] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(String(255))
    director: Mapped[str | None] = mapped_column(String(255))
    artist: Mapped[str | None] = mapped_column(String(255))
    composer: Mapped[str | None] = mapped_column(String(255))
    choreographer: Mapped[str | None] = mapped_column(String(255))
    genre: Mapped[str | None] = mapped_column(String(100))
    age_rating: Mapped[str | None] = mapped_column(String(10))
    duration_minutes: Mapped[int | None]
    intermissions: Mapped[int | None]
    premiere_date: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(50), server_default="in_development")
    poster_path: Mapped[str | None] = mapped_column(String(500))
    video_url: Mapped[str | None] = mapped_column(String(500))
    extra_data: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    archived_at: Mapped[datetime | None]


def _fk(column: str) -> str:
    return f"fk_performance_inventory_{column}"


@audited("performance_item")
class PerformanceItem(IdMixin, TenantMixin, VersionMixin, Base):
    """What a title needs: an item, how many, in which scene, and what may stand in for it."""

    __tablename__ = "performance_inventory"
    __table_args__ = (
        Index(
            "uq_performance_inventory_scene",
            "theater_id",
            "performance_id",
            "inventory_item_id",
            text("coalesce(scene, '')"),
            unique=True,
        ),
        Index("ix_performance_inventory_item", "theater_id", "inventory_item_id"),
        tenant_fk("performance_id", "performances", ondelete="CASCADE"),
        tenant_fk("inventory_item_id", "inventory_items", name=_fk("inventory_item_id")),
        tenant_fk("alternative_item_id", "inventory_items", name=_fk("alternative_item_id")),
        tenant_fk("department_id", "departments", ondelete="SET NULL"),
        tenant_fk("created_by_id", "users", ondelete="SET NULL"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("act BETWEEN 1 AND 20", name="act"),
    )

    performance_id: Mapped[int] = mapped_column(Integer)
    inventory_item_id: Mapped[int] = mapped_column(Integer)
    alternative_item_id: Mapped[int | None] = mapped_column(Integer)
    quantity: Mapped[int] = mapped_column(server_default=text("1"))
    scene: Mapped[str | None] = mapped_column(String(100))
    character: Mapped[str | None] = mapped_column(String(100))
    act: Mapped[int | None]
    department_id: Mapped[int | None] = mapped_column(Integer)
    is_consumable: Mapped[bool] = mapped_column(server_default=text("false"))
    notes: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by_id: Mapped[int | None] = mapped_column(Integer)
