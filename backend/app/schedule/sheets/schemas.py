"""Call sheets as the API answers them."""

from datetime import date, datetime

from pydantic import Field

from app.kit.schemas import Out, Ref
from app.schedule.models import CallStatus, EventStatus
from app.schedule.schemas import EventRef

MAX_EVENTS = 1000
MAX_CALLS = 2000


class SheetEventRef(EventRef):
    status: EventStatus


class SheetCall(Out):
    """A line of the sheet; an open role has neither a person nor a status.

    Answers and comments of others are told to planners, `phone` to those who may read the
    directory. `previous_call_at`: the time that was answered before the call moved.
    """

    call_id: int
    role: str | None = Field(max_length=100)
    person: Ref | None
    phone: str | None = Field(max_length=20)
    call_at: datetime
    status: CallStatus | None
    asked_again: bool
    previous_call_at: datetime | None
    comment: str | None = Field(max_length=10_000)


class SheetBlock(Out):
    """The people of a department; `artists` and others who have none stand apart. Counts are null
    where answers are.
    """

    department: Ref | None
    artists: bool
    total: int
    open: int
    confirmed: int | None
    waiting: int | None
    declined: int | None
    calls: list[SheetCall] = Field(max_length=MAX_CALLS)


class SheetThings(Out):
    reserved: int


class SheetEvent(Out):
    """`timezone` where clocks differ from the theatre's; a cancelled event calls nobody."""

    event: SheetEventRef
    version: int
    timezone: str | None = Field(max_length=64)
    tour_city: str | None = Field(max_length=100)
    tour_venue_name: str | None = Field(max_length=255)
    cancel_reason: str | None = Field(max_length=10_000)
    setup_from: datetime | None
    stage_ready_at: datetime | None
    strike_to: datetime | None
    blocks: list[SheetBlock] = Field(max_length=1000)
    things: SheetThings


class CallSheet(Out):
    """`day` is the day on the clock of the place; `timezone` is the theatre's."""

    day: date
    theater: Ref
    timezone: str = Field(max_length=64)
    printed_at: datetime
    events: list[SheetEvent] = Field(max_length=MAX_EVENTS)
