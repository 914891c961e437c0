"""Calls as they are made, changed and answered."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.kit.schemas import Id, In, Moment, Out, Ref, ShortText, Text
from app.schedule.models import CallStatus, DeclineReason
from app.schedule.schemas import CallIn, EventRef, Instant, Override, PersonRef

CallVersion = Annotated[int, Field(ge=1, le=1_000_000)]


class NewCallIn(CallIn):
    """A person to call, or a role that is still open."""

    override: Override | None = None


class CallPatch(In):
    """A new person (null opens the role), another role, another time (null: with the event)."""

    user_id: Id | None = None
    role: ShortText | None = None
    department_id: Id | None = None
    call_at: Instant | None = None
    override: Override | None = None


class AnswerIn(In):
    """`call_version` is the call as it was read; a newer one has to be read first."""

    call_version: CallVersion | None = None


class DeclineIn(AnswerIn):
    reason: DeclineReason = DeclineReason.OTHER
    comment: Annotated[Text, Field(max_length=1000)] | None = None

    @model_validator(mode="after")
    def _explained(self) -> "DeclineIn":
        if self.reason is DeclineReason.OTHER and not self.comment:
            raise PydanticCustomError("event.decline_unexplained", "say why")
        return self


class StatusIn(In):
    """What a planner was told by somebody who does not answer here."""

    status: CallStatus
    comment: Annotated[Text, Field(max_length=1000)] | None = None


class MyCall(Out):
    """A call as the person called reads it; `until` is the end of the event."""

    id: int
    event: EventRef
    event_status: Literal["planned", "confirmed", "in_progress", "completed", "cancelled"]
    description: str | None = Field(max_length=10_000)
    cancel_reason: str | None = Field(max_length=255)
    timezone: str = Field(max_length=64)
    place: str | None = Field(max_length=400)
    role: str | None = Field(max_length=100)
    call_at: datetime
    until: datetime
    status: CallStatus
    decline_reason: DeclineReason | None
    comment: str | None = Field(max_length=10_000)
    responded_at: datetime | None
    call_version: int
    asked_again: bool
    previous_call_at: datetime | None
    planner: PersonRef | None


class MyCalls(Out):
    items: list[MyCall] = Field(max_length=1000)


class OpenRole(Out):
    """A role without a person, or whose person declined."""

    call_id: int
    event: EventRef
    role: str | None = Field(max_length=100)
    department: Ref | None
    call_at: datetime
    person: PersonRef | None
    decline_reason: DeclineReason | None
    comment: str | None = Field(max_length=10_000)
    responded_at: datetime | None


class OpenRoles(Out):
    items: list[OpenRole] = Field(max_length=1000)


class Decline(OpenRole):
    """`is_new`: given since the caller last looked."""

    is_new: bool


class Declines(Out):
    items: list[Decline] = Field(max_length=1000)
    looked_at: datetime | None


class LookIn(In):
    """Up to which moment the declines were seen: that of the answer which listed them."""

    until: Moment


class Substitute(Out):
    """A free person; `played`: has been called in that role of the title before."""

    id: int
    short_name: str = Field(max_length=310)
    department: Ref | None
    played: bool


class Substitutes(Out):
    items: list[Substitute] = Field(max_length=50)
