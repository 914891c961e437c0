"""Bodies of care plans, records and certificates."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from app.inventory.care.answers import MAX_EACH
from app.inventory.care.models import CareKind, CareResult, CertificateKind
from app.inventory.care.states import CareState
from app.inventory.schemas import Exact, Money, PersonRef
from app.kit.listing import FeedQuery
from app.kit.schemas import Id, In, Line, Out, Patch, ShortName, ShortText, Text

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]
Months = Annotated[int, Field(ge=1, le=240)]
Shows = Annotated[int, Field(ge=1, le=1000)]
LeadDays = Annotated[int, Field(ge=0, le=365)]


class PlanIn(In):
    """At least one of the two intervals; with both, whichever comes first.

    The first time is due an interval after `starts_on`, by default the day of creation.
    """

    name: ShortName
    kind: CareKind = CareKind.INSPECTION
    every_months: Months | None = None
    every_shows: Shows | None = None
    lead_days: LeadDays = 14
    starts_on: Day | None = None
    last_done_on: Day | None = None
    blocks_issue: bool = False
    instructions: Text | None = None
    responsible_id: Id | None = None
    is_active: bool = True


class PlanPatch(PlanIn, Patch):
    """Any subset of the fields."""


class RecordIn(In):
    """Care that was taken: today by the caller, unless it says otherwise."""

    done_on: Day | None = None
    done_by_id: Id | None = None
    result: CareResult = CareResult.OK
    note: Text | None = None
    cost: Money | None = None


Explained = Annotated[str, Field(max_length=10_000)]


class PlanOut(Out):
    """`shows_since`: issues to the stage since care was taken, where the plan counts them.

    `state` is empty while the plan rests.
    """

    id: int
    version: int
    name: str = Field(max_length=100)
    kind: CareKind
    every_months: int | None
    every_shows: int | None
    lead_days: int
    starts_on: date
    last_done_on: date | None
    last_result: CareResult | None
    next_due_on: date | None
    shows_since: int | None
    state: CareState | None
    blocks_issue: bool
    instructions: Explained | None
    responsible: PersonRef | None
    is_active: bool
    created_at: datetime
    updated_at: datetime


class Plans(Out):
    items: list[PlanOut] = Field(max_length=MAX_EACH)


class PlanRef(Out):
    id: int
    name: str = Field(max_length=100)
    kind: CareKind


class RecordOut(Out):
    id: int
    plan: PlanRef
    done_on: date
    done_by: PersonRef | None
    result: CareResult
    note: Explained | None
    cost: Exact | None
    created_at: datetime
    created_by: PersonRef | None


class CertificateIn(In):
    """Good until its last day, or for ever without one."""

    kind: CertificateKind
    number: ShortText | None = None
    issuer: Line | None = None
    issued_on: Day | None = None
    valid_until: Day | None = None
    note: Text | None = None
    lead_days: LeadDays = 30
    blocks_issue: bool = False


class CertificatePatch(CertificateIn, Patch):
    """Any subset of the fields."""


class CertificateOut(Out):
    id: int
    version: int
    kind: CertificateKind
    number: str | None = Field(max_length=100)
    issuer: str | None = Field(max_length=255)
    issued_on: date | None
    valid_until: date | None
    note: Explained | None
    lead_days: int
    blocks_issue: bool
    state: CareState
    created_at: datetime
    updated_at: datetime


class Certificates(Out):
    items: list[CertificateOut] = Field(max_length=MAX_EACH)


class RecordQuery(FeedQuery):
    before: Id | None = None
