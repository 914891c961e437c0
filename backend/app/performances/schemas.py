"""Titles and what they need, as the API takes and answers them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

from app.inventory.models import ItemStatus
from app.inventory.schemas import MAX_QUANTITY
from app.kit.schemas import Checked, Cleaned, Id, In, Line, Name, Out, Patch, Ref, ShortText, Text
from app.performances.models import PerformanceStatus

Age = Literal["0+", "6+", "12+", "16+", "18+"]
Act = Annotated[int, Field(ge=1, le=20)]


def _not_archived(value: PerformanceStatus) -> PerformanceStatus:
    if value is PerformanceStatus.ARCHIVED:
        raise PydanticCustomError("performance_archive", "archive it by DELETE")
    return value


LiveStatus = Annotated[PerformanceStatus, AfterValidator(_not_archived)]
Link = Annotated[
    str, Field(max_length=500, pattern=r"^https?://[^\s<>\"]+$"), Checked, Cleaned
]  # fmt: skip


class PerformanceIn(In):
    """A title of the repertoire. Archiving and restoring are acts of their own."""

    title: Name
    subtitle: Line | None = None
    description: Text | None = None
    author: Line | None = None
    director: Line | None = None
    artist: Line | None = None
    composer: Line | None = None
    choreographer: Line | None = None
    genre: ShortText | None = None
    age_rating: Age | None = None
    duration_minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    intermissions: Annotated[int, Field(ge=0, le=10)] | None = None
    premiere_date: date | None = None
    status: LiveStatus = PerformanceStatus.IN_DEVELOPMENT
    video_url: Link | None = None


class PerformancePatch(PerformanceIn, Patch):
    """Any subset of the fields."""


class PerformanceRow(Out):
    """A title in a list; `items_count` are the different things that it needs."""

    id: int
    version: int
    title: str = Field(max_length=255)
    subtitle: str | None = Field(max_length=255)
    author: str | None = Field(max_length=255)
    director: str | None = Field(max_length=255)
    genre: str | None = Field(max_length=100)
    age_rating: str | None = Field(max_length=10)
    duration_minutes: int | None
    intermissions: int | None
    premiere_date: date | None
    status: PerformanceStatus
    archived_at: datetime | None
    updated_at: datetime
    items_count: int


class PerformanceOut(PerformanceRow):
    description: str | None = Field(max_length=10_000)
    artist: str | None = Field(max_length=255)
    composer: str | None = Field(max_length=255)
    choreographer: str | None = Field(max_length=255)
    video_url: str | None = Field(max_length=500)
    created_at: datetime


PerformanceSort = Literal[
    "title", "-title", "premiere_date", "-premiere_date", "updated_at", "-updated_at"
]


class LineUpdate(In):
    """How a title uses a thing."""

    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY)] = 1
    scene: ShortText | None = None
    character: ShortText | None = None
    act: Act | None = None
    department_id: Id | None = None
    alternative_item_id: Id | None = None
    is_consumable: bool = False
    notes: Text | None = None


class LineIn(LineUpdate):
    inventory_item_id: Id


class LinesIn(In):
    """Several needs at once: all of them are saved, or none."""

    lines: Annotated[list[LineIn], Field(min_length=1, max_length=200)]


class LinePatch(LineUpdate, Patch):
    """Any subset of the fields."""


class StatusSum(Out):
    status: ItemStatus
    quantity: int


class UsedItem(Out):
    """A thing as a title's list shows it; the numbers are of all its pieces."""

    id: int
    name: str = Field(max_length=255)
    inventory_number: str = Field(max_length=50)
    unit: str = Field(max_length=50)
    status: ItemStatus
    quantity: int
    in_stock: int
    stock: list[StatusSum] = Field(max_length=10)
    archived: bool


class LineOut(Out):
    """`short`: pieces that the theatre does not have, whatever they are doing now."""

    id: int
    version: int
    item: UsedItem
    alternative: UsedItem | None
    quantity: int
    short: int
    scene: str | None = Field(max_length=100)
    character: str | None = Field(max_length=100)
    act: int | None
    department: Ref | None
    is_consumable: bool
    notes: str | None = Field(max_length=10_000)


class Lines(Out):
    items: list[LineOut] = Field(max_length=2000)


class ItemUse(Out):
    """A title that needs an item."""

    id: int
    performance_id: int
    title: str = Field(max_length=255)
    status: PerformanceStatus
    quantity: int
    scene: str | None = Field(max_length=100)
    character: str | None = Field(max_length=100)
    act: int | None
    is_alternative: bool


class ItemUses(Out):
    items: list[ItemUse] = Field(max_length=2000)
