"""Absences, closures, free and busy hours, as the API takes and answers them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.kit.schemas import Checked, Cleaned, Id, In, Line, Out, Patch, Ref
from app.schedule.availability.models import AbsenceKind
from app.schedule.models import CallStatus
from app.schedule.schemas import EventRef, Instant, PersonRef

MAX_CLASHES = 200
MAX_ASKED = 100
MAX_BUSY = 5000
Comment = Annotated[str, Field(max_length=1000), Checked, Cleaned]


class AbsenceIn(In):
    """A stretch in which a person cannot be called."""

    user_id: Id
    kind: AbsenceKind
    starts_at: Instant
    ends_at: Instant
    comment: Comment | None = None


class AbsencePatch(AbsenceIn, Patch):
    """Any subset of the fields."""


class AbsenceRow(Out):
    id: int
    version: int
    person: PersonRef
    kind: AbsenceKind
    starts_at: datetime
    ends_at: datetime
    comment: str | None = Field(max_length=10_000)
    updated_at: datetime


class AbsenceOut(AbsenceRow):
    """`clashes`: events in that stretch to which the person is called, the first ones."""

    clashes: list[EventRef] = Field(max_length=MAX_CLASHES)


class ClosureIn(In):
    """A stretch in which nothing can take place on a venue."""

    venue_id: Id
    starts_at: Instant
    ends_at: Instant
    reason: Line | None = None


class ClosurePatch(ClosureIn, Patch):
    """Any subset of the fields."""


class ClosureRow(Out):
    id: int
    version: int
    venue: Ref
    starts_at: datetime
    ends_at: datetime
    reason: str | None = Field(max_length=255)
    updated_at: datetime


class ClosureOut(ClosureRow):
    """`clashes`: events that block the venue in that stretch, the first ones."""

    clashes: list[EventRef] = Field(max_length=MAX_CLASHES)


StretchSort = Literal["starts_at", "-starts_at"]


class AvailabilityQuery(BaseModel):
    """People whom the caller may not watch are left out, as those who do not exist."""

    model_config = ConfigDict(extra="forbid")

    since: Instant = Field(alias="from")
    until: Instant = Field(alias="to", description="Not included; at most 62 days after `from`")
    user: list[Id] = Field([], max_length=MAX_ASKED)
    venue: list[Id] = Field([], max_length=MAX_ASKED)


class PersonBusy(Out):
    """From the call to the end of the event. `event` is null when the caller may not see it, and
    for an absence; `status` is the person's answer, told to planners and to the person.
    """

    starts_at: datetime
    ends_at: datetime
    kind: Literal["event", "absence"]
    event: EventRef | None
    status: CallStatus | None


class VenueBusy(Out):
    """From set-up to strike. `event` is null when the caller may not see it, and for a closure."""

    starts_at: datetime
    ends_at: datetime
    kind: Literal["event", "closure"]
    event: EventRef | None


class PersonHours(Out):
    id: int
    name: str = Field(max_length=310)
    busy: list[PersonBusy] = Field(max_length=MAX_BUSY)


class VenueHours(Out):
    id: int
    name: str = Field(max_length=255)
    busy: list[VenueBusy] = Field(max_length=MAX_BUSY)


class Availability(Out):
    people: list[PersonHours] = Field(max_length=MAX_ASKED)
    venues: list[VenueHours] = Field(max_length=MAX_ASKED)


class ResourceQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    by: Literal["venue", "staff"]
    q: Annotated[str | None, Field(max_length=200), Checked] = None
    department: list[Id] = Field([], max_length=50, description="Of people; venues have none")


class Resource(Out):
    """A row of the calendar by resources."""

    id: int
    name: str = Field(max_length=310)
    subtitle: str | None = Field(max_length=1000)
    department: Ref | None
    is_active: bool


class Resources(Out):
    items: list[Resource] = Field(max_length=5000)
