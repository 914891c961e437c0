from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Integer, String, Text
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


class AbsenceKind(StrEnum):
    VACATION = "vacation"
    SICK = "sick"
    OTHER = "other"


@audited("venue_closure")
class Closure(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A stretch in which nothing can take place on a venue: repairs, holidays, a rental."""

    __tablename__ = "venue_closures"
    __table_args__ = (
        Index("ix_venue_closures_venue", "theater_id", "venue_id", "ends_at"),
        tenant_fk("venue_id", "venues", ondelete="CASCADE"),
        *author_fks(),
        CheckConstraint("ends_at > starts_at", name="order"),
    )

    venue_id: Mapped[int] = mapped_column(Integer)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(String(255))


@audited("absence")
class Absence(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A stretch in which a person cannot be called; why is told to planners and the person only."""

    __tablename__ = "absences"
    __table_args__ = (
        Index("ix_absences_user", "theater_id", "user_id", "ends_at"),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
        *author_fks(),
        enum_check("kind", AbsenceKind),
        CheckConstraint("ends_at > starts_at", name="order"),
    )

    user_id: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(50))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    comment: Mapped[str | None] = mapped_column(Text)
