"""The plan of a month and its publications, as the API takes and answers them."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from app.kit.schemas import In, Out, Ref, Text
from app.schedule.models import EventStatus, EventType

MAX_ROWS = 2000
MAX_VERSIONS = 100
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
PUBLIC = (EventType.PERFORMANCE, EventType.PREMIERE, EventType.TOUR)
"""What the audience can come to: the plan unless asked for more, and all that is published."""


class PlanRow(Out):
    """A show of the plan; `day` and `weekday` (Monday is 1) by the clock of its place."""

    event_id: int
    day: date
    weekday: int
    starts_at: datetime
    ends_at: datetime
    timezone: str | None = Field(None, max_length=64, description="where it is not the theatre's")
    title: str = Field(max_length=255)
    event_type: EventType
    status: EventStatus
    venue: Ref | None
    performance_id: int | None
    city: str | None = Field(max_length=100)
    tour_venue_name: str | None = Field(None, max_length=255)
    age_rating: str | None = Field(None, max_length=10)


class VersionOut(Out):
    """A publication without its rows."""

    version: int
    published_at: datetime
    published_by: Ref | None
    note: str | None = Field(max_length=10_000)


class PublicationOut(VersionOut):
    month: str = Field(max_length=7)
    timezone: str = Field(max_length=64)
    rows: list[PlanRow] = Field(max_length=MAX_ROWS)


class ChangedRow(Out):
    """One event before and after; `fields` names what differs."""

    before: PlanRow
    after: PlanRow
    fields: list[Annotated[str, Field(max_length=50)]] = Field(max_length=20)


class Difference(Out):
    added: list[PlanRow] = Field(max_length=MAX_ROWS)
    removed: list[PlanRow] = Field(max_length=MAX_ROWS)
    changed: list[ChangedRow] = Field(max_length=MAX_ROWS)


class MonthPlan(Out):
    """`rows` are the draft; whoever sees only their own schedule gets the last publication.

    `difference` compares the draft with the last publication; `conflicts` counts hard clashes.
    """

    month: str = Field(max_length=7)
    timezone: str = Field(max_length=64)
    rows: list[PlanRow] = Field(max_length=MAX_ROWS)
    published: VersionOut | None
    versions: list[VersionOut] = Field(max_length=MAX_VERSIONS)
    difference: Difference | None
    conflicts: int


class PublishIn(In):
    """`expected_version`: the last version that the planner saw, 0 when there was none."""

    note: Text | None = None
    expected_version: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
