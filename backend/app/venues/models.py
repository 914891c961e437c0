from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import Base, IdMixin, TenantMixin, VersionMixin, enum_check


class VenueType(StrEnum):
    STAGE = "stage"
    REHEARSAL = "rehearsal"
    TOUR = "tour"


@audited("venue")
class Venue(IdMixin, TenantMixin, VersionMixin, Base):
    """A place where events happen: a stage, a rehearsal room, a hall on tour."""

    __tablename__ = "venues"
    __table_args__ = (
        Index("uq_venues_code", "theater_id", "code", unique=True),
        Index("ix_venues_type", "theater_id", "type"),
        enum_check("type", VenueType),
        CheckConstraint("capacity >= 0", name="capacity"),
    )

    name: Mapped[str] = mapped_column(String(255))
    code: Mapped[str] = mapped_column(String(50))
    type: Mapped[str] = mapped_column(String(50))
    capacity: Mapped[int | None]
    address: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(String(100))
    # Where clocks differ from the theatre's: a hall on tour.
    timezone: Mapped[str | None] = mapped_column(String(64))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
