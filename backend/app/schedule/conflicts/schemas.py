"""Drafts that are asked about, and conflicts of what is saved, as the API tells them."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.kit.schemas import Id, In, Out, Ref, Timezone
from app.schedule.models import EventType
from app.schedule.schemas import (
    MAX_CALLS,
    MAX_CONFLICTS,
    MAX_ITEMS,
    CallIn,
    Conflict,
    ConflictKind,
    ConflictReason,
    EventItemIn,
    EventRef,
    ItemRef,
    Minutes,
    Moment,
    RRule,
    Scope,
    Severity,
)
from app.venues.models import VenueType


class EventDraft(In):
    """An event that is not saved yet, or changes of `event_id` that are not."""

    event_id: Id | None = None
    scope: Scope = "this"
    event_type: EventType = EventType.OTHER
    starts_at: Moment
    ends_at: Moment
    setup_minutes: Minutes | None = None
    strike_minutes: Minutes | None = None
    venue_id: Id | None = None
    performance_id: Id | None = None
    timezone: Timezone | None = None
    participants: list[CallIn] | None = Field(None, max_length=MAX_CALLS)
    inventory: list[EventItemIn] | None = Field(None, max_length=MAX_ITEMS)
    rrule: RRule | None = None


class Unfit(Out):
    """Why a hall does not suit what is played; compared with where the title is usually played."""

    reason: Literal["city", "type", "capacity"]
    city: str | None = Field(max_length=100)
    type: VenueType
    capacity: int | None
    usual_capacity: int | None


class Slot(Out):
    """Another place or time for a draft, and how many conflicts it would add there."""

    kind: Literal["time", "venue"]
    starts_at: datetime
    ends_at: datetime
    venue: Ref | None
    conflicts: int
    unfit: Unfit | None


class CheckOut(Out):
    """`occurrences`: how many dates were looked at."""

    conflicts: list[Conflict] = Field(max_length=MAX_CONFLICTS)
    alternatives: list[Slot] = Field(max_length=10)
    occurrences: int


class Clash(Out):
    """A conflict between what is saved already."""

    kind: ConflictKind
    severity: Severity
    reason: ConflictReason
    starts_at: datetime
    ends_at: datetime
    events: list[EventRef] = Field(max_length=50)
    venue: Ref | None
    person: Ref | None
    item: ItemRef | None
    needed: int | None
    available: int | None
    gap_minutes: int | None
    overridden: bool


class Clashes(Out):
    items: list[Clash] = Field(max_length=MAX_CONFLICTS)


class SeriesDate(Out):
    starts_at: datetime
    ends_at: datetime
    conflicts: list[Conflict] = Field(max_length=MAX_CONFLICTS)


class SeriesPreview(Out):
    text: str = Field(max_length=1000)
    dates: list[SeriesDate] = Field(max_length=1000)
