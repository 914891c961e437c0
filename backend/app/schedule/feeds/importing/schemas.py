"""What an import of a calendar answers."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.kit.schemas import Out, Ref
from app.schedule.feeds.importing.lines import MAX_EVENTS
from app.schedule.models import EventType
from app.schedule.schemas import MAX_CONFLICTS, Conflict, TitleRef

MAX_SAVED = 100_000
"""Dates of one calendar that a file may cancel: more than it may bring at once."""

SkipReason = Literal[
    "doubled", "excluded", "outside", "own", "older", "by_hand", "deleted", "cancelled",
    "cancelled_here", "locked", "past", "foreign",
]  # fmt: skip
ChangedField = Literal[
    "title", "status", "time", "venue_id", "timezone", "tour_venue_name", "description"
]


class BeforeImport(Out):
    title: str = Field(max_length=255)
    starts_at: datetime
    ends_at: datetime
    venue: Ref | None


class ImportedRow(Out):
    """`uid` of a date in a series ends with the moment at which it stood at first. `changes` are
    fields that follow the calendar, `kept` those that stay as somebody has made them here.
    """

    id: int | None
    uid: str = Field(max_length=255)
    title: str = Field(max_length=255)
    event_type: EventType
    starts_at: datetime
    ends_at: datetime
    venue: Ref | None
    performance: TitleRef | None
    changes: list[ChangedField] = Field(max_length=10)
    kept: list[ChangedField] = Field(max_length=10)
    before: BeforeImport | None


class UnchangedRow(Out):
    uid: str = Field(max_length=255)
    title: str = Field(max_length=255)
    starts_at: datetime
    ends_at: datetime


class SkippedRow(UnchangedRow):
    """Why it was left out. Of the file itself: `doubled`, `excluded` by a newer master, `outside`
    the horizon, `older` than what was imported, `cancelled` already, `own`. Because of the event
    here: `by_hand` (changed), `deleted`, `cancelled_here`, `locked`, `past`, `foreign`.
    """

    reason: SkipReason


class ImportRemark(Out):
    """`index` counts the events of the file from one."""

    index: int
    uid: str = Field(max_length=255)
    title: str = Field(max_length=255)
    code: str = Field(max_length=100)
    message: str = Field(max_length=1000)


class ImportedCalendar(Out):
    """`errors` are events that cannot be taken, `notes` what was read otherwise than it stands."""

    dry_run: bool
    created: list[ImportedRow] = Field(max_length=MAX_EVENTS)
    updated: list[ImportedRow] = Field(max_length=MAX_EVENTS)
    cancelled: list[ImportedRow] = Field(max_length=MAX_SAVED)
    unchanged: list[UnchangedRow] = Field(max_length=MAX_EVENTS)
    skipped: list[SkippedRow] = Field(max_length=MAX_SAVED)
    errors: list[ImportRemark] = Field(max_length=2 * MAX_EVENTS)
    notes: list[ImportRemark] = Field(max_length=2 * MAX_EVENTS)
    conflicts: list[Conflict] = Field(max_length=MAX_CONFLICTS)
