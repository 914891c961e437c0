from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Integer, String, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import Base, IdMixin, TenantMixin, enum_check, tenant_fk


class FeedKind(StrEnum):
    PERSON = "person"
    VENUE = "venue"


@audited("calendar_feed", exclude=("token_hash", "last_used_at"))
class CalendarFeed(IdMixin, TenantMixin, Base):
    """A private address that a calendar program reads: the calls of its owner, or a venue.

    Only a hash of the token is kept; rights are those of the owner at the time of reading.
    """

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        Index("uq_calendar_feeds_token", "token_hash", unique=True),
        Index("ix_calendar_feeds_user", "theater_id", "user_id"),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
        tenant_fk("venue_id", "venues", ondelete="CASCADE"),
        enum_check("kind", FeedKind),
        CheckConstraint("(kind = 'venue') = (venue_id IS NOT NULL)", name="venue"),
    )

    user_id: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(50))
    venue_id: Mapped[int | None] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_used_at: Mapped[datetime | None]
