from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from app.inventory.models import ItemCondition, ItemStatus
from app.inventory.schemas import MAX_BALANCES, MAX_UNITS, Balance, ItemOut, PersonRef
from app.kit.schemas import Checked, Cleaned, Id, In, NotEmpty, Out, Patch, Ref, ShortText, Text

MAX_AT_ONCE = 500
UnitNumber = Annotated[str, Field(min_length=1, max_length=60), Checked, Cleaned, NotEmpty]


class UnitUpdate(In):
    """What is said about one piece; its place and status follow from movements.

    Without a number the present one stays.
    """

    number: UnitNumber | None = None
    serial_number: ShortText | None = None
    condition: ItemCondition = ItemCondition.GOOD
    note: Text | None = None
    purchase_date: date | None = None
    warranty_until: date | None = None


class UnitPatch(UnitUpdate, Patch):
    """Any subset of the edited fields."""


class UnitIn(UnitUpdate):
    """Numbers for pieces that lie in one place without any; the balance stays as it is.

    Without a number the next ones of the item are given out: its number, «/» and 01, 02 …
    """

    location_id: Id | None = None
    status: ItemStatus | None = None
    count: Annotated[int, Field(ge=1, le=MAX_AT_ONCE)] = 1


class UnitOut(Out):
    id: int
    version: int
    item_id: int
    number: str = Field(max_length=60)
    serial_number: str | None = Field(max_length=100)
    location: Ref | None
    status: ItemStatus
    condition: ItemCondition
    note: str | None = Field(max_length=10_000)
    purchase_date: date | None
    warranty_until: date | None
    created_at: datetime
    updated_at: datetime
    updated_by: PersonRef | None


class UnitsMade(Out):
    items: list[UnitOut] = Field(max_length=MAX_AT_ONCE)


class UnitsOf(Out):
    """The numbered pieces of an item, and where pieces without a number lie."""

    items: list[UnitOut] = Field(max_length=MAX_UNITS)
    unnumbered: list[Balance] = Field(max_length=MAX_BALANCES)


class ItemFound(ItemOut):
    """The item of a number; `piece` is the one that carries it, when it is a single piece's."""

    piece: UnitOut | None
