from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Computed, Index, Integer, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB, ExcludeConstraint
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


class EventType(StrEnum):
    PERFORMANCE = "performance"
    PREMIERE = "premiere"
    REHEARSAL = "rehearsal"
    RUN_THROUGH = "run_through"
    DRESS_REHEARSAL = "dress_rehearsal"
    TECHNICAL = "technical"
    TOUR = "tour"
    MEETING = "meeting"
    MAINTENANCE = "maintenance"
    OTHER = "other"


# Types that play the title with all that it needs; a rehearsal takes only what is reserved for it.
STAGED = (
    EventType.PERFORMANCE,
    EventType.PREMIERE,
    EventType.RUN_THROUGH,
    EventType.DRESS_REHEARSAL,
    EventType.TOUR,
)


class EventStatus(StrEnum):
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class CallStatus(StrEnum):
    INVITED = "invited"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class DeclineReason(StrEnum):
    ILLNESS = "illness"
    BUSY = "busy"
    FAMILY = "family"
    OTHER = "other"


class EventItemStatus(StrEnum):
    PLANNED = "planned"
    ISSUED = "issued"
    RETURNED = "returned"


# A range of timestamptz in generated columns: `timestamptz - interval` depends on the session's
# zone, the same sum in UTC does not.
_BUSY_FROM = (
    "(starts_at AT TIME ZONE 'UTC' - setup_minutes * interval '1 minute') AT TIME ZONE 'UTC'"
)
_BUSY_TO = "(ends_at AT TIME ZONE 'UTC' + strike_minutes * interval '1 minute') AT TIME ZONE 'UTC'"
_LIVE = "deleted_at IS NULL AND status <> 'cancelled'"

MAX_DAYS = 31
"""The longest event, a tour; what is rehearsed or played ends within a day (schedule.rules)."""
MAX_TAIL_MINUTES = 4320
LONG = "interval '2 days'"
"""Events that block their venue for longer have an index of their own (conflicts.repository)."""


@audited("event_series")
class Series(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A recurrence rule (RFC 5545) in the local time of `timezone`; its dates are rows of events.

    `exdates` are dates taken out, as ISO instants.
    """

    __tablename__ = "event_series"
    __table_args__ = (*author_fks(),)

    rrule: Mapped[str] = mapped_column(String(500))
    dtstart: Mapped[datetime]
    timezone: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime | None]
    exdates: Mapped[list[str]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))


@audited(
    "event",
    exclude=(
        "busy_from", "busy_to", "live", "sequence", "ical_recurrence", "ical_sequence", "ical_seen",
    ),
)  # fmt: skip
class Event(IdMixin, TenantMixin, AuthorMixin, SoftDeleteMixin, VersionMixin, Base):
    """A dated show, rehearsal, meeting, tour: from `starts_at` to `ends_at`, over midnight too.

    The venue and the things are blocked from `busy_from` (set-up) to `busy_to` (strike). Two live
    events cannot block a venue at once unless one was `overridden`, with a reason. `sequence` goes
    up when time, place or status change, for calendars that follow (RFC 5545 SEQUENCE).

    What an import brought is known by `ical_uid` and, for a date of a series, `ical_recurrence`:
    the moment at which it stood at first. `ical_seen` is what the calendar said of it last, so that
    a change by hand is told from a change of the calendar.
    """

    __tablename__ = "schedule_events"
    __table_args__ = (
        ExcludeConstraint(
            (text("int8range(venue_id, venue_id, '[]')"), "&&"),
            (text("tstzrange(busy_from, busy_to, '[)')"), "&&"),
            name="ex_schedule_events_venue",
            using="gist",
            where=text("live AND NOT overridden AND venue_id IS NOT NULL"),
            # Dates of a series that move together pass over each other's old places.
            deferrable=True,
            initially="IMMEDIATE",
        ),
        Index("ix_schedule_events_starts", "theater_id", "starts_at", "id"),
        Index("ix_schedule_events_busy", "theater_id", "busy_from", postgresql_where=text("live")),
        Index(
            "ix_schedule_events_long",
            "theater_id",
            "busy_from",
            postgresql_where=text(f"live AND busy_to - busy_from > {LONG}"),
        ),
        Index("ix_schedule_events_venue", "theater_id", "venue_id", "starts_at"),
        Index("ix_schedule_events_performance", "theater_id", "performance_id", "starts_at"),
        Index("ix_schedule_events_series", "theater_id", "series_id", "original_start"),
        Index(
            "uq_schedule_events_ical_uid",
            "theater_id",
            "ical_uid",
            "ical_recurrence",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("ical_uid IS NOT NULL AND deleted_at IS NULL"),
        ),
        Index(
            "ix_schedule_events_ical_uid",
            "theater_id",
            "ical_uid",
            postgresql_where=text("ical_uid IS NOT NULL"),
        ),
        tenant_fk("venue_id", "venues"),
        tenant_fk("performance_id", "performances"),
        tenant_fk("department_id", "departments", ondelete="SET NULL"),
        tenant_fk("series_id", "event_series"),
        tenant_fk("override_by_id", "users", ondelete="SET NULL"),
        *author_fks(),
        enum_check("event_type", EventType),
        enum_check("status", EventStatus),
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint(f"ends_at - starts_at <= interval '{MAX_DAYS} days'", name="length"),
        CheckConstraint(f"setup_minutes BETWEEN 0 AND {MAX_TAIL_MINUTES}", name="setup"),
        CheckConstraint(f"strike_minutes BETWEEN 0 AND {MAX_TAIL_MINUTES}", name="strike"),
        CheckConstraint("overridden = (override_reason IS NOT NULL)", name="override"),
    )

    title: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    event_type: Mapped[str] = mapped_column(String(50))
    status: Mapped[str] = mapped_column(String(50), server_default="planned")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    setup_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    strike_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    stage_ready_at: Mapped[datetime | None]
    venue_id: Mapped[int | None] = mapped_column(Integer)
    performance_id: Mapped[int | None] = mapped_column(Integer)
    department_id: Mapped[int | None] = mapped_column(Integer)
    color: Mapped[str | None] = mapped_column(String(7))
    is_public: Mapped[bool] = mapped_column(server_default=text("false"))
    is_locked: Mapped[bool] = mapped_column(server_default=text("false"))
    timezone: Mapped[str | None] = mapped_column(String(64))
    tour_city: Mapped[str | None] = mapped_column(String(100))
    tour_venue_name: Mapped[str | None] = mapped_column(String(255))
    series_id: Mapped[int | None] = mapped_column(Integer)
    original_start: Mapped[datetime | None]
    is_exception: Mapped[bool] = mapped_column(server_default=text("false"))
    overridden: Mapped[bool] = mapped_column(server_default=text("false"))
    override_reason: Mapped[str | None] = mapped_column(Text)
    override_by_id: Mapped[int | None] = mapped_column(Integer)
    override_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(server_default=text("0"))
    ical_uid: Mapped[str | None] = mapped_column(String(255))
    ical_recurrence: Mapped[datetime | None]
    ical_sequence: Mapped[int | None]
    ical_seen: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    busy_from: Mapped[datetime] = mapped_column(Computed(_BUSY_FROM, persisted=True))
    busy_to: Mapped[datetime] = mapped_column(Computed(_BUSY_TO, persisted=True))
    live: Mapped[bool] = mapped_column(Computed(_LIVE, persisted=True))


@audited("call")
class Call(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A person called to an event in a role; without a person, a role that is still open.

    An answer belongs to the call as it was: `call_version` goes up when the time or the place
    changes, and whoever had answered an older one is asked again. `answered_call_at` is the time
    that was answered.
    """

    __tablename__ = "event_participants"
    __table_args__ = (
        Index(
            "uq_event_participants_role",
            "theater_id",
            "event_id",
            "user_id",
            text("coalesce(role, '')"),
            unique=True,
            postgresql_where=text("user_id IS NOT NULL"),
        ),
        Index("ix_event_participants_event", "theater_id", "event_id"),
        Index("ix_event_participants_user", "theater_id", "user_id", "event_id"),
        Index(
            "ix_event_participants_open",
            "theater_id",
            "event_id",
            postgresql_where=text("user_id IS NULL OR status = 'declined'"),
        ),
        tenant_fk("event_id", "schedule_events", ondelete="CASCADE"),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
        tenant_fk("department_id", "departments", ondelete="SET NULL"),
        *author_fks(),
        enum_check("status", CallStatus),
        CheckConstraint(
            "decline_reason IN ('illness', 'busy', 'family', 'other')", name="decline_reason"
        ),
        CheckConstraint("user_id IS NOT NULL OR role IS NOT NULL", name="somebody"),
    )

    event_id: Mapped[int] = mapped_column(Integer)
    user_id: Mapped[int | None] = mapped_column(Integer)
    role: Mapped[str | None] = mapped_column(String(100))
    department_id: Mapped[int | None] = mapped_column(Integer)
    call_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(50), server_default="invited")
    decline_reason: Mapped[str | None] = mapped_column(String(50))
    comment: Mapped[str | None] = mapped_column(Text)
    responded_at: Mapped[datetime | None]
    call_version: Mapped[int] = mapped_column(server_default=text("1"))
    responded_version: Mapped[int | None]
    answered_call_at: Mapped[datetime | None]


@audited("event_item")
class EventItem(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """Pieces of an item reserved for the whole blocked range of an event."""

    __tablename__ = "event_inventory"
    __table_args__ = (
        Index(
            "uq_event_inventory_item", "theater_id", "event_id", "inventory_item_id", unique=True
        ),
        Index("ix_event_inventory_item", "theater_id", "inventory_item_id", "event_id"),
        tenant_fk("event_id", "schedule_events", ondelete="CASCADE"),
        tenant_fk("inventory_item_id", "inventory_items"),
        *author_fks(),
        enum_check("status", EventItemStatus),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    event_id: Mapped[int] = mapped_column(Integer)
    inventory_item_id: Mapped[int] = mapped_column(Integer)
    quantity: Mapped[int] = mapped_column(server_default=text("1"))
    notes: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(50), server_default="planned")


@audited("title_tails")
class Tails(IdMixin, TenantMixin, VersionMixin, Base):
    """What a title usually needs on a venue before and after, in minutes.

    `ready_minutes`: the stage is ready so long before the start.
    """

    __tablename__ = "performance_tails"
    __table_args__ = (
        Index(
            "uq_performance_tails_venue", "theater_id", "performance_id", "venue_id", unique=True
        ),
        tenant_fk("performance_id", "performances", ondelete="CASCADE"),
        tenant_fk("venue_id", "venues", ondelete="CASCADE"),
        CheckConstraint(f"setup_minutes BETWEEN 0 AND {MAX_TAIL_MINUTES}", name="setup"),
        CheckConstraint(f"strike_minutes BETWEEN 0 AND {MAX_TAIL_MINUTES}", name="strike"),
        CheckConstraint("ready_minutes BETWEEN 0 AND 1440", name="ready"),
    )

    performance_id: Mapped[int] = mapped_column(Integer)
    venue_id: Mapped[int] = mapped_column(Integer)
    setup_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    strike_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    ready_minutes: Mapped[int | None]
