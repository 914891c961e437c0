from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Computed, Index, Integer, String, Text, func, text
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


class CareKind(StrEnum):
    INSPECTION = "inspection"
    MAINTENANCE = "maintenance"
    CLEANING = "cleaning"
    TREATMENT = "treatment"


class CareResult(StrEnum):
    """`failed` leaves the care undone: what was found bad stays due until it is found good."""

    OK = "ok"
    REMARKS = "remarks"
    FAILED = "failed"


class CertificateKind(StrEnum):
    FIRE_TREATMENT = "fire_treatment"
    RIGGING = "rigging"
    ELECTRICAL = "electrical"
    HYGIENE = "hygiene"
    OTHER = "other"


@audited("care_plan", exclude=("counted_from", "next_due_on"))
class CarePlan(IdMixin, TenantMixin, AuthorMixin, SoftDeleteMixin, VersionMixin, Base):
    """What an item needs again and again: every so many months, shows, or whichever comes first.

    `counted_from`: shows before that moment were taken care of. PostgreSQL counts the months: a
    month after the 31st of January is the last of February.
    """

    __tablename__ = "inventory_care_plans"
    __table_args__ = (
        Index(
            "ix_inventory_care_plans_item",
            "theater_id",
            "item_id",
            postgresql_where=text("deleted_at IS NULL"),
        ),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("responsible_id", "users", ondelete="SET NULL"),
        *author_fks(),
        enum_check("kind", CareKind),
        CheckConstraint("last_result IN ('ok', 'remarks', 'failed')", name="last_result"),
        CheckConstraint("num_nonnulls(every_months, every_shows) > 0", name="interval"),
        CheckConstraint("every_months > 0 AND every_months <= 240", name="every_months"),
        CheckConstraint("every_shows > 0 AND every_shows <= 1000", name="every_shows"),
        CheckConstraint("lead_days >= 0 AND lead_days <= 365", name="lead_days"),
    )

    item_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(50))
    every_months: Mapped[int | None]
    every_shows: Mapped[int | None]
    lead_days: Mapped[int] = mapped_column(server_default=text("14"))
    starts_on: Mapped[date]
    last_done_on: Mapped[date | None]
    last_result: Mapped[str | None] = mapped_column(String(20))
    next_due_on: Mapped[date | None] = mapped_column(
        Computed(
            "(coalesce(last_done_on, starts_on) + make_interval(months => every_months))::date",
            persisted=True,
        )
    )
    counted_from: Mapped[datetime]
    blocks_issue: Mapped[bool] = mapped_column(server_default=text("false"))
    instructions: Mapped[str | None] = mapped_column(Text)
    responsible_id: Mapped[int | None] = mapped_column(Integer)
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))


class CareRecord(IdMixin, TenantMixin, Base):
    """One time that care was taken. Append-only, like the ledger."""

    __tablename__ = "inventory_care_records"
    __table_args__ = (
        Index("ix_inventory_care_records_item", "theater_id", "item_id", "id"),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk(
            "plan_id",
            "inventory_care_plans",
            ondelete="CASCADE",
            name="fk_inventory_care_records_plan",
        ),
        tenant_fk("done_by_id", "users", ondelete="SET NULL"),
        tenant_fk("created_by_id", "users", ondelete="SET NULL"),
        enum_check("result", CareResult),
        CheckConstraint("cost >= 0", name="cost"),
    )

    plan_id: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int] = mapped_column(Integer)
    done_on: Mapped[date]
    done_by_id: Mapped[int | None] = mapped_column(Integer)
    result: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Text)
    cost: Mapped[Decimal | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by_id: Mapped[int | None] = mapped_column(Integer)


@audited("certificate")
class Certificate(IdMixin, TenantMixin, AuthorMixin, SoftDeleteMixin, VersionMixin, Base):
    """A paper about an item with a last day; without one it is good for ever."""

    __tablename__ = "inventory_certificates"
    __table_args__ = (
        Index(
            "ix_inventory_certificates_item",
            "theater_id",
            "item_id",
            postgresql_where=text("deleted_at IS NULL"),
        ),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        *author_fks(),
        enum_check("kind", CertificateKind),
        CheckConstraint("valid_until >= issued_on", name="dates"),
        CheckConstraint("lead_days >= 0 AND lead_days <= 365", name="lead_days"),
    )

    item_id: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(50))
    number: Mapped[str | None] = mapped_column(String(100))
    issuer: Mapped[str | None] = mapped_column(String(255))
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)
    lead_days: Mapped[int] = mapped_column(server_default=text("30"))
    blocks_issue: Mapped[bool] = mapped_column(server_default=text("false"))
