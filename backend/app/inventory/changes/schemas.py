"""Recent changes as the API answers them."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.inventory.bulk.schemas import BulkRunRow
from app.inventory.importing.schemas import ImportRow
from app.inventory.models import ItemStatus, MovementType
from app.inventory.schemas import PersonRef, TitleRef
from app.kit.listing import FeedQuery
from app.kit.schemas import Out, Ref

NAMED = 3
"""Items of an act that are named."""
LISTED = 200
"""So many the list of items takes by their ids."""


class ChangeFeed(FeedQuery):
    """`before` is `next` of the answer before: microseconds since 1970."""

    limit: int = Field(30, ge=1, le=100)
    whose: Literal["mine", "all"] = Field(
        "mine", description="all: everybody's, for who may change the theatre's settings"
    )


class MovedItem(Out):
    id: int
    name: str = Field(max_length=255)
    inventory_number: str = Field(max_length=50)


class Act(Out):
    """One movement, or all of a batch; the places are those of the first line."""

    batch: str | None = Field(max_length=32)
    movement_type: MovementType
    items: list[MovedItem] = Field(max_length=NAMED, description="the first ones")
    item_ids: list[int] = Field(
        max_length=LISTED,
        description="all that are not archived; empty where a list could not name so many",
    )
    archived_ids: list[int] = Field(max_length=LISTED, description="those archived, likewise")
    archived: int = Field(description="how many of the items are archived by now")
    lines: int
    quantity: int = Field(description="pieces of all lines")
    from_location: Ref | None
    to_location: Ref | None
    to_status: ItemStatus | None
    performance: TitleRef | None


class Change(Out):
    """What somebody did to the inventory. `why_not` says why it cannot be taken back; of a run
    `left` items are as it left them.
    """

    kind: Literal["run", "import", "movement"]
    id: int
    created_at: datetime
    author: PersonRef | None
    undone: bool
    can_undo: bool
    why_not: str | None = Field(max_length=1000)
    left: int | None
    run: BulkRunRow | None
    imported: ImportRow | None
    act: Act | None
