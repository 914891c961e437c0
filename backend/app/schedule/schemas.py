"""Events as the API takes and answers them."""

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.inventory.models import ItemStatus
from app.inventory.schemas import MAX_QUANTITY
from app.kit import schemas as kit
from app.kit.schemas import Color, Id, In, Line, Out, Patch, Ref, ShortText, Text, Timezone
from app.schedule.models import (
    MAX_TAIL_MINUTES,
    CallStatus,
    DeclineReason,
    EventItemStatus,
    EventStatus,
    EventType,
)

MAX_CALLS = 500
MAX_ITEMS = 500
MAX_CONFLICTS = 1000


def _within_reason(value: datetime) -> datetime:
    """Calendars of theatres; also keeps sums of times inside what Python and PostgreSQL know."""
    if not 1990 <= value.year <= 2200:
        raise PydanticCustomError("event.year", "a year between 1990 and 2200")
    return value.replace(second=0, microsecond=0)


# Not yet in UTC: the offset tells in which clock a wall time was meant (rules.check_clock).
Moment = Annotated[AwareDatetime, BeforeValidator(kit.written_out), AfterValidator(_within_reason)]
Instant = Annotated[kit.Moment, AfterValidator(_within_reason)]
Minutes = Annotated[int, Field(ge=0, le=MAX_TAIL_MINUTES)]
Reason = Annotated[Text, Field(min_length=3, max_length=1000)]
Scope = Literal["this", "following", "all"]
RRule = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[\x20-\x7e]+$")]


class Stretch(BaseModel):
    """A stretch of time of bounded length, as a query asks for it."""

    model_config = ConfigDict(extra="forbid")

    longest: ClassVar[timedelta]

    since: Instant = Field(alias="from")
    until: Instant = Field(alias="to", description="Not included")

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if not timedelta(0) < self.until - self.since <= self.longest:
            raise PydanticCustomError("event.range", "from before to, and not too far apart")
        return self


class Override(In):
    """Why an event is saved over a clash; kept, logged and shown."""

    reason: Reason


class CallIn(In):
    """A person called, or a role still open; `call_at` is the start of the event if left out."""

    user_id: Id | None = None
    role: ShortText | None = None
    department_id: Id | None = None
    call_at: Instant | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "CallIn":
        if self.user_id is None and not self.role:
            raise PydanticCustomError("event.call_empty", "a person or a role is needed")
        return self


class EventItemIn(In):
    inventory_item_id: Id
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY)] = 1
    notes: Line | None = None


class EventFields(In):
    """What is said of an event when it is made or replaced.

    Without a title it is called after its performance, or after its kind. Tails left out are those
    that the performance usually needs on the venue.
    """

    title: Line | None = None
    description: Text | None = None
    event_type: EventType
    status: EventStatus = EventStatus.PLANNED
    starts_at: Moment
    ends_at: Moment
    setup_minutes: Minutes | None = None
    strike_minutes: Minutes | None = None
    stage_ready_at: Moment | None = None
    venue_id: Id | None = None
    performance_id: Id | None = None
    department_id: Id | None = None
    color: Color | None = None
    is_public: bool = False
    is_locked: bool = False
    timezone: Timezone | None = None
    tour_city: ShortText | None = None
    tour_venue_name: Line | None = None
    cancel_reason: Line | None = None
    override: Override | None = None


class EventIn(EventFields):
    participants: list[CallIn] | None = Field(None, max_length=MAX_CALLS)
    inventory: list[EventItemIn] | None = Field(None, max_length=MAX_ITEMS)
    rrule: RRule | None = None


class EventReplace(EventFields):
    """`participants` and `inventory` are replaced when given, kept when left out."""

    participants: list[CallIn] | None = Field(None, max_length=MAX_CALLS)
    inventory: list[EventItemIn] | None = Field(None, max_length=MAX_ITEMS)
    rrule: RRule | None = None


class EventPatch(EventReplace, Patch):
    """Any subset of the fields; `rrule` with scope `following` or `all` lays the dates anew."""


class RestoreIn(In):
    """A reason to bring an event back although its place is taken."""

    override: Override | None = None


class MoveIn(In):
    """After a drag: a new time, and a venue (null takes it off the venue, left out keeps it)."""

    starts_at: Moment
    ends_at: Moment | None = None
    venue_id: Id | None = None
    override: Override | None = None


class EventRef(Out):
    """An event as others name it."""

    id: int
    title: str = Field(max_length=255)
    event_type: EventType
    starts_at: datetime
    ends_at: datetime
    venue: Ref | None


class ItemRef(Out):
    id: int
    name: str = Field(max_length=255)
    inventory_number: str = Field(max_length=50)


ConflictKind = Literal["venue", "person", "item"]
Severity = Literal["hard", "soft"]
ConflictReason = Literal[
    "busy", "closed", "inactive", "absent", "travel", "rest", "night_rest", "shortage", "needed"
]


class Conflict(Out):
    """Why an event cannot, or should not, stand where it is put.

    `occurrence` is the start of the date that clashes (in a series, which one); `starts_at` and
    `ends_at` are the stretch that both want. `ask` answers for the other side.
    """

    kind: ConflictKind
    severity: Severity
    reason: ConflictReason
    occurrence: datetime
    starts_at: datetime
    ends_at: datetime
    event: EventRef | None
    venue: Ref | None
    person: Ref | None
    item: ItemRef | None
    needed: int | None
    available: int | None
    gap_minutes: int | None
    ask: Ref | None
    substitutes: list[Ref] = Field(max_length=10)
    alternative: ItemRef | None


class PersonRef(Out):
    id: int
    short_name: str = Field(max_length=310)


class TitleRef(Out):
    id: int
    title: str = Field(max_length=255)


class Counts(Out):
    """People of an event: `waiting` have not answered the call as it is now.

    Everybody is told how many are called and how many roles are open, planners also the answers.
    """

    total: int
    confirmed: int | None
    declined: int | None
    waiting: int | None
    open: int


class RowCall(Out):
    """A call as the calendar needs it; others' answers are told to planners only."""

    user_id: int | None
    role: str | None = Field(max_length=100)
    call_at: datetime | None
    status: CallStatus | None


class EventRow(Out):
    """`busy_from` and `busy_to`: how long the place and the things are blocked."""

    id: int
    version: int
    title: str = Field(max_length=255)
    event_type: EventType
    status: EventStatus
    starts_at: datetime
    ends_at: datetime
    setup_minutes: int
    strike_minutes: int
    busy_from: datetime
    busy_to: datetime
    stage_ready_at: datetime | None
    timezone: str = Field(max_length=64)
    venue: Ref | None
    performance: TitleRef | None
    department: Ref | None
    color: str | None = Field(max_length=7)
    is_public: bool
    is_locked: bool
    overridden: bool
    series_id: int | None
    is_exception: bool
    tour_city: str | None = Field(max_length=100)
    tour_venue_name: str | None = Field(max_length=255)
    deleted_at: datetime | None
    people: Counts
    calls: list[RowCall] = Field(max_length=2000)


class CallOut(Out):
    """`asked_again`: the answer was to a call that has changed since."""

    id: int
    version: int
    person: PersonRef | None
    role: str | None = Field(max_length=100)
    department: Ref | None
    call_at: datetime | None
    status: CallStatus | None
    decline_reason: DeclineReason | None
    comment: str | None = Field(max_length=10_000)
    responded_at: datetime | None
    call_version: int
    responded_version: int | None
    answered_call_at: datetime | None
    asked_again: bool


class Calls(Out):
    items: list[CallOut] = Field(max_length=2000)


class ItemPlace(Out):
    """Where pieces of a thing are now. `order` is the place's turn on a walk through the house;
    `path` names it from the root, and is empty where the place is not known.
    """

    location: Ref | None
    path: str = Field(max_length=1000)
    order: int
    status: ItemStatus
    quantity: int


class EventItemOut(Out):
    """`available`: pieces that nobody else has reserved over the whole blocked range. `places` in
    walking order.
    """

    id: int
    version: int
    item: ItemRef
    unit: str = Field(max_length=50)
    quantity: int
    available: int
    needed: int
    alternative: ItemRef | None
    places: list[ItemPlace] = Field(max_length=1000)
    notes: str | None = Field(max_length=255)
    status: EventItemStatus | None


class EventItems(Out):
    """Reserved things first, then those that the title needs and nobody has reserved yet."""

    items: list[EventItemOut] = Field(max_length=2000)


class SeriesReach(Out):
    """How many dates a choice touches: those ahead, and of them those that a change reaches, for
    exceptions stay as they are.
    """

    following: int
    all: int
    following_changed: int
    all_changed: int


class SeriesRef(Out):
    """`text` says how it repeats and until when; `count` is of all its dates."""

    id: int
    rrule: str = Field(max_length=500)
    text: str = Field(max_length=1000)
    count: int
    reach: SeriesReach


class OverrideOut(Out):
    reason: str = Field(max_length=1000)
    by: PersonRef | None
    at: datetime


class EventOut(EventRow):
    description: str | None = Field(max_length=10_000)
    cancel_reason: str | None = Field(max_length=255)
    override: OverrideOut | None
    original_start: datetime | None
    series: SeriesRef | None
    participants: list[CallOut] = Field(max_length=2000)
    inventory: list[EventItemOut] = Field(max_length=2000)
    conflicts: list[Conflict] = Field(max_length=MAX_CONFLICTS)
    created_at: datetime
    created_by: PersonRef | None
    updated_at: datetime
    updated_by: PersonRef | None


class SeriesOut(Out):
    """A series as it was made: its dates in order."""

    id: int
    series_id: int
    text: str = Field(max_length=1000)
    events: list[EventRef] = Field(max_length=1000)


class Moved(Out):
    event: EventOut
    conflicts: list[Conflict] = Field(max_length=MAX_CONFLICTS)


EventSort = Literal["starts_at", "-starts_at", "title", "-title", "updated_at", "-updated_at"]
