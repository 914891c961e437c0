from typing import Annotated

from pydantic import Field

from app.inventory.schemas import MAX_BALANCES, MAX_UNITS, Balance, ItemRef, MovementIn, UnitRef
from app.kit.schemas import Id, In, Line, Out

MAX_LINES = 200
MAX_DEPTH = 10
MAX_TREE = 1000
"""Lines of a kit with everything nested in it: what one request can move."""


class KitLineIn(In):
    item_id: Id
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    note: Line | None = None


class KitContentsIn(In):
    """The whole list, in its order; an empty one makes the item a plain thing again."""

    lines: list[KitLineIn] = Field(max_length=MAX_LINES)


class KitLineOut(Out):
    """`expected` of an item in the kits that are meant, `here` beside them, `missing` the rest;
    `elsewhere` tells where more of it lies. `quantity` belongs into one kit."""

    item: ItemRef
    is_kit: bool
    quantity: int
    expected: int
    here: int
    missing: int
    elsewhere: list[Balance] = Field(max_length=MAX_BALANCES)
    note: str | None = Field(max_length=255)
    contents: list["KitLineOut"] = Field(max_length=MAX_LINES)


class KitContents(Out):
    """What `kits` pieces of a kit contain that lie in one place; `lines` counts the own ones."""

    version: int
    kits: int
    place: Balance | None
    complete: int
    total: int
    lines: list[KitLineOut] = Field(max_length=MAX_LINES)


class KitMovementIn(MovementIn):
    """A movement of kits with everything in them. `unit_ids` may name numbered pieces of the kit
    and of its contents; of the others the first numbers go where too few have none."""

    with_missing: bool = Field(False, description="true: move what is here and tell what is not")


class KitMissing(Out):
    item: ItemRef
    expected: int
    here: int
    elsewhere: list[Balance] = Field(max_length=MAX_BALANCES)


class KitMoved(Out):
    item: ItemRef
    movement_id: int
    quantity: int
    units: list[UnitRef] = Field(max_length=MAX_UNITS)


class KitMovement(Out):
    """One act: its `batch` takes everything back; `version` is the kit's new one."""

    batch: str = Field(max_length=32)
    version: int
    moved: list[KitMoved] = Field(max_length=MAX_TREE)
    missing: list[KitMissing] = Field(max_length=MAX_TREE)
