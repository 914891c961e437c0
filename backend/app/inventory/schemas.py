"""Bodies of items and movements."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from app.inventory.care.answers import CareSummary, Warning
from app.inventory.fields.schemas import FieldKey, FieldValue, FieldValueOut
from app.inventory.models import ItemCondition, ItemStatus, MovementType
from app.inventory.photos.models import PhotoSide
from app.kit.schemas import (
    MAX_ID,
    Checked,
    Cleaned,
    Id,
    In,
    Line,
    Name,
    NotEmpty,
    Out,
    Patch,
    Ref,
    ShortText,
    Text,
)
from app.kit.uses import UsesOut

# Quantities are PostgreSQL integers, and so is the sum of an item's balances.
MAX_QUANTITY = MAX_ID
MAX_BALANCES = 1000
MAX_UNITS = 2000
MAX_TAGS = 50
MAX_PROPERTIES = 100
MAX_PHOTOS = 50

Number = Annotated[str, Field(min_length=1, max_length=50), Checked, Cleaned, NotEmpty]
Unit = Annotated[str, Field(min_length=1, max_length=50), Checked, Cleaned, NotEmpty]


def _written_short(value: Any) -> Any:
    """A number may come as text, but not as a book of zeros."""
    if isinstance(value, str) and len(value) > 40:
        raise PydanticCustomError("string_too_long", "too long for a number", {"max_length": 40})
    return value


Money = Annotated[
    Decimal,
    Field(ge=0, lt=10**10, max_digits=12, decimal_places=2),
    BeforeValidator(_written_short),
]
Measure = Annotated[
    Decimal,
    Field(ge=0, lt=10**8, max_digits=10, decimal_places=2),
    BeforeValidator(_written_short),
]
Quantity = Annotated[int, Field(ge=0, le=MAX_QUANTITY)]


class ItemUpdate(In):
    """The fields that are edited. Place, status and quantity follow from movements.

    Without a number one is given out on creation, and the present one is kept afterwards.
    """

    name: Name
    inventory_number: Number | None = None
    description: Text | None = None
    technical_description: Text | None = None
    category_id: Id | None = None
    department_id: Id | None = None
    responsible_id: Id | None = None
    condition: ItemCondition = ItemCondition.GOOD
    unit: Unit = "шт"
    min_quantity: Quantity | None = None
    serial_number: ShortText | None = None
    manufacturer: Line | None = None
    model: Line | None = None
    width: Measure | None = Field(None, description="centimetres")
    height: Measure | None = Field(None, description="centimetres")
    depth: Measure | None = Field(None, description="centimetres")
    weight: Measure | None = Field(None, description="kilograms")
    purchase_price: Money | None = None
    current_value: Money | None = None
    purchase_date: date | None = None
    warranty_until: date | None = None
    custom_fields: dict[FieldKey, FieldValue] = Field({}, max_length=MAX_PROPERTIES)
    tag_ids: list[Id] = Field([], max_length=MAX_TAGS)


class ItemIn(ItemUpdate):
    """A new item; place, status and quantity become its first movement, a receipt."""

    location_id: Id | None = None
    status: ItemStatus = ItemStatus.IN_STOCK
    quantity: Quantity = 1


class ItemPatch(ItemUpdate, Patch):
    """Any subset of the edited fields."""


class ItemTags(In):
    tag_ids: list[Id] = Field(max_length=MAX_TAGS)


class MovementIn(In):
    """Pieces from one balance to another; what is left out follows from the kind of movement."""

    movement_type: MovementType
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY)]
    from_location_id: Id | None = None
    from_status: ItemStatus | None = None
    to_location_id: Id | None = None
    to_status: ItemStatus | None = None
    performance_id: Id | None = Field(None, description="the title that the pieces move for")
    comment: Text | None = None
    unit_ids: list[Id] = Field(
        [], max_length=MAX_UNITS, description="the numbered pieces that move, `quantity` of them"
    )


# Two places, as text: a JSON number would lose kopecks on its way through a float.
Exact = Annotated[str, Field(pattern=r"^\d{1,10}\.\d{2}$", max_length=13)]
Described = Annotated[str, Field(max_length=2000)]


class UnitRef(Out):
    id: int
    number: str = Field(max_length=60)


class TagRef(Ref):
    color: str | None = Field(max_length=7)


class PersonRef(Out):
    id: int
    short_name: str = Field(max_length=255)


class RowBalance(Out):
    location_id: int | None
    status: ItemStatus
    quantity: int


class Balance(RowBalance):
    location: Ref | None


class PhotoRef(Out):
    id: int
    thumbnail_url: str = Field(max_length=255)


class PhotoOut(PhotoRef):
    """A picture of an item; `url` and `thumbnail_url` want the caller's token."""

    file_id: int
    is_main: bool
    sort_order: int
    side: PhotoSide
    caption: str | None = Field(max_length=255)
    width: int | None
    height: int | None
    url: str = Field(max_length=255)
    uploaded_by: PersonRef | None
    created_at: datetime


class ItemRow(Out):
    """An item in a list. `quantity` counts live pieces, `status` and `location` describe most."""

    id: int
    version: int
    inventory_number: str = Field(max_length=50)
    name: str = Field(max_length=255)
    category: Ref | None
    location: Ref | None
    department: Ref | None
    status: ItemStatus
    condition: ItemCondition
    quantity: int
    unit: str = Field(max_length=50)
    stock: list[RowBalance] = Field(max_length=MAX_BALANCES)
    tags: list[TagRef] = Field(max_length=MAX_TAGS)
    photo_id: int | None
    photo: PhotoRef | None
    min_quantity: int | None
    warnings: list[Warning] = Field(max_length=3)
    current_value: Exact | None
    custom_fields: dict[str, FieldValueOut] = Field(
        max_length=MAX_PROPERTIES, description="in a list: of the fields that are its columns"
    )
    updated_at: datetime
    deleted_at: datetime | None


class KitRef(Ref):
    """A kit that an item belongs into, and how many pieces of it."""

    inventory_number: str = Field(max_length=50)
    quantity: int


class ItemOut(ItemRow):
    stock: list[Balance] = Field(max_length=MAX_BALANCES)  # type: ignore[assignment]
    description: str | None = Field(max_length=10_000)
    technical_description: str | None = Field(max_length=10_000)
    serial_number: str | None = Field(max_length=100)
    manufacturer: str | None = Field(max_length=255)
    model: str | None = Field(max_length=255)
    width: Exact | None
    height: Exact | None
    depth: Exact | None
    weight: Exact | None
    purchase_price: Exact | None
    purchase_date: date | None
    warranty_until: date | None
    responsible: PersonRef | None
    unit_count: int = Field(description="numbered pieces")
    is_kit: bool
    kits: list[KitRef] = Field(max_length=200, description="the kits it belongs into")
    created_at: datetime
    created_by: PersonRef | None
    updated_by: PersonRef | None
    care: CareSummary
    low_stock: bool = Field(description="fewer live pieces than the minimum")
    photos: list[PhotoOut] = Field(max_length=MAX_PHOTOS)


class TitleRef(Out):
    id: int
    title: str = Field(max_length=255)


class MovementOut(Out):
    """A line of the ledger. `undone_by_id` took it back, `undoes_id` is what it takes back;
    `can_undo`: it is the item's last one in force, and the caller may move the item."""

    id: int
    movement_type: MovementType
    quantity: int
    from_location: Ref | None
    from_status: ItemStatus | None
    to_location: Ref | None
    to_status: ItemStatus | None
    performance: TitleRef | None
    batch: str | None = Field(max_length=32, description="shared by the movements of one act")
    undoes_id: int | None
    undone_by_id: int | None
    can_undo: bool
    comment: str | None = Field(max_length=10_000)
    units: list[UnitRef] = Field(max_length=MAX_UNITS, description="numbered pieces that moved")
    created_at: datetime
    created_by: PersonRef | None


class ItemRef(Out):
    id: int
    name: str = Field(max_length=255)
    inventory_number: str = Field(max_length=50)
    unit: str = Field(max_length=50)
    archived: bool


class JournalLine(MovementOut):
    item: ItemRef


class BatchUndone(Out):
    """`batch` joins the counter-movements."""

    batch: str = Field(max_length=32)
    movements: int


class Moved(Out):
    """What a movement made of the item; `version` is the item's new one."""

    movement: MovementOut
    stock: list[Balance] = Field(max_length=MAX_BALANCES)
    version: int


class Usage(UsesOut):
    """Where an item lies and is used; asked before archiving it."""

    balances: list[Balance] = Field(max_length=MAX_BALANCES)
    movements: int
