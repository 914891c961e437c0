"""What an item says about its care."""

from datetime import date
from typing import Literal

from pydantic import Field

from app.inventory.care.states import CareState
from app.kit.schemas import Out

# Plans or certificates of an item; more of them are a mistake of a script.
MAX_EACH = 100


class Reason(Out):
    """A plan or certificate that asks for attention, and what makes it."""

    what: Literal["plan", "certificate"]
    id: int
    name: str | None = Field(max_length=100)
    kind: str = Field(max_length=50)
    state: CareState
    cause: Literal["date", "shows", "failed"]
    due_on: date | None
    every_shows: int | None
    shows_since: int | None
    blocks_issue: bool


class CareSummary(Out):
    """The worst state of all plans and certificates; empty without any."""

    state: CareState | None
    blocks_issue: bool
    reasons: list[Reason] = Field(max_length=2 * MAX_EACH)


Warning = Literal["care_overdue", "care_due_soon", "low_stock"]
