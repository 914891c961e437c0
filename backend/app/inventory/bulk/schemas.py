"""Bulk changes as the API takes and answers them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, create_model, model_validator
from pydantic_core import PydanticCustomError

from app.inventory.bulk.models import Outcome
from app.inventory.listing import ItemList
from app.inventory.models import ItemCondition, ItemStatus
from app.inventory.schemas import MAX_BALANCES, MAX_QUANTITY, MAX_TAGS, Balance, PersonRef, TagRef
from app.kit.listing import FeedQuery, Paging
from app.kit.schemas import MAX_ID, Id, In, Out, Ref, Text
from app.kit.uses import UsesOut

MAX_ITEMS = 2_000
# Longer lists than may be changed are taken in, so that the refusal can say how many they name.
_MAX_NAMED = 20_000

_ASIDE = {*Paging.model_fields, "sort"}
_FILTERS: Any = {
    name: (info.rebuild_annotation(), info)
    for name, info in ItemList.model_fields.items()
    if name not in _ASIDE
}
ItemFilters: Any = create_model(
    "ItemFilters", __base__=In, __doc__="The list's filters, as its query has them.", **_FILTERS
)


class Selection(In):
    """Either items by id, or everything that the list finds, less some."""

    ids: list[Id] | None = Field(None, min_length=1, max_length=_MAX_NAMED)
    query: ItemFilters | None = None
    exclude_ids: list[Id] = Field([], max_length=_MAX_NAMED)

    @model_validator(mode="after")
    def _one_way(self) -> "Selection":
        if (self.ids is None) == (self.query is None) or (self.ids and self.exclude_ids):
            raise PydanticCustomError("bulk_selection", "either ids or a query")
        return self


Kind = Literal[
    "transfer", "issue", "return", "reserve", "unreserve",
    "repair_out", "repair_in", "tour_out", "tour_in", "write_off",
]  # fmt: skip


class Move(In):
    """`all`: every piece that may go; else so many of each item. Unsaid `from_status`: what is in
    the store, reserved or not; of items that have nothing there, and for writing off, all."""

    type: Literal["move"]
    movement_type: Kind
    quantity: Literal["all"] | Annotated[int, Field(ge=1, le=MAX_QUANTITY)] = "all"
    from_location_id: Id | None = None
    from_status: ItemStatus | None = None
    to_location_id: Id | None = None
    performance_id: Id | None = None
    comment: Text | None = None


class SetCategory(In):
    type: Literal["set_category"]
    category_id: Id | None


class SetDepartment(In):
    type: Literal["set_department"]
    department_id: Id | None


class SetResponsible(In):
    type: Literal["set_responsible"]
    responsible_id: Id | None


class SetCondition(In):
    type: Literal["set_condition"]
    condition: ItemCondition


class ChangeTags(In):
    type: Literal["add_tags", "remove_tags"]
    tag_ids: list[Id] = Field(min_length=1, max_length=MAX_TAGS)


class Shelve(In):
    type: Literal["archive", "restore"]


_ACTIONS: dict[str, type[In]] = {
    "move": Move,
    "set_category": SetCategory,
    "set_department": SetDepartment,
    "set_responsible": SetResponsible,
    "set_condition": SetCondition,
    "add_tags": ChangeTags,
    "remove_tags": ChangeTags,
    "archive": Shelve,
    "restore": Shelve,
}


def _which(value: Any) -> str | None:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    found = _ACTIONS.get(kind) if isinstance(kind, str) else None
    return None if found is None else found.__name__


Action = Annotated[
    Annotated[Move, Tag("Move")]
    | Annotated[SetCategory, Tag("SetCategory")]
    | Annotated[SetDepartment, Tag("SetDepartment")]
    | Annotated[SetResponsible, Tag("SetResponsible")]
    | Annotated[SetCondition, Tag("SetCondition")]
    | Annotated[ChangeTags, Tag("ChangeTags")]
    | Annotated[Shelve, Tag("Shelve")],
    Discriminator(_which),
]


class BulkIn(In):
    selection: Selection
    action: Action
    dry_run: bool = Field(False, description="true: only say what would happen")
    leave_used: bool = Field(
        False, description="true: items that something uses are refused; see `uses` of a dry run"
    )


class BulkValues(Out):
    """Only what the act touches."""

    category: Ref | None = None
    department: Ref | None = None
    responsible: PersonRef | None = None
    condition: ItemCondition | None = None
    tags: list[TagRef] | None = Field(None, max_length=MAX_TAGS)
    archived: bool | None = None
    stock: list[Balance] | None = Field(None, max_length=MAX_BALANCES)


class BulkItem(Out):
    """Nameless when the caller may not see it, or it is not there."""

    id: int
    name: str | None = Field(max_length=255)
    inventory_number: str | None = Field(max_length=50)


class BulkVerdict(Out):
    outcome: Outcome
    code: str | None = Field(max_length=100)
    message: str | None = Field(max_length=2000)


class BulkLine(BulkVerdict):
    item: BulkItem
    before: BulkValues | None
    after: BulkValues | None
    undo: BulkVerdict | None = Field(description="what became of it when the run was taken back")
    used: bool = Field(description="something needs or holds it that the act takes it from")
    uses: UsesOut | None = Field(description="by what, in a dry run")


class BulkCounts(Out):
    total: int
    changed: int
    unchanged: int
    refused: int


class BulkOutcome(BulkCounts):
    """`id` only of what has been done. `uses`: what a dry run of an act that takes things away
    would take them from; `used`: how many of those that would change.
    """

    id: int | None = None
    used: int
    uses: UsesOut | None
    results: list[BulkLine] = Field(max_length=MAX_ITEMS)


class BulkRunRow(BulkCounts):
    id: int
    action: Action
    created_at: datetime
    undone_at: datetime | None
    can_undo: bool


class BulkRunOut(BulkRunRow):
    results: list[BulkLine] = Field(max_length=MAX_ITEMS)


class BulkFeed(FeedQuery):
    before: int | None = Field(None, ge=1, le=MAX_ID)
