"""What an import of a calendar answers."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.kit.schemas import Out, Ref
from app.schedule.feeds.importing.lines import MAX_EVENTS
from app.schedule.models import EventType
from app.schedule.schemas import MAX_CONFLICTS, Conflict, TitleRef

SkipReason = Literal["unchanged", "cancelled", "doubled", "own"]


class ImportedRow(Out):
    """`uid` of a date in a series ends with the moment at which it stood at first."""

    id: int | None
    uid: str = Field(max_length=255)
    title: str = Field(max_length=255)
    event_type: EventType
    starts_at: datetime
    ends_at: datetime
    venue: Ref | None
    performance: TitleRef | None
    cancelled: bool


class SkippedRow(Out):
    """`own`: an event of this theatre, in a file that it wrote itself."""

    uid: str = Field(max_length=255)
    title: str = Field(max_length=255)
    starts_at: datetime
    ends_at: datetime
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
    skipped: list[SkippedRow] = Field(max_length=2 * MAX_EVENTS)
    errors: list[ImportRemark] = Field(max_length=2 * MAX_EVENTS)
    notes: list[ImportRemark] = Field(max_length=2 * MAX_EVENTS)
    conflicts: list[Conflict] = Field(max_length=MAX_CONFLICTS)
