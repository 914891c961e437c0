"""The list of items, declared: filters, sorts, search, and the columns of a row."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field
from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import array

from app.inventory.analytics.bands import ValueBand, band, idle_for
from app.inventory.bulk.models import BulkResult, Outcome
from app.inventory.care.filters import ASKING, IS_SHORT
from app.inventory.care.states import LOW_STOCK, CareState, has_care
from app.inventory.care.states import TABLES as CARE_TABLES
from app.inventory.closeness import CLOSENESS
from app.inventory.fields.filters import MAX_FILTER, MAX_FILTERS, FieldFilter, conditions
from app.inventory.fields.models import CustomField
from app.inventory.fields.reference import Definitions
from app.inventory.importing.models import ImportRow
from app.inventory.kits.models import KitLine
from app.inventory.models import Item, ItemCondition, ItemStatus, ItemTag, StockBalance
from app.inventory.photos.models import Photo
from app.inventory.units.models import Unit
from app.kit import jsontext
from app.kit.db import CURRENT_THEATER
from app.kit.listing import AnyOf, Flag, ListQuery, Matches
from app.kit.reference import Tree
from app.kit.schemas import Checked, Cleaned, Id

# As a parameter it would hide from the planner that the partial indexes on stock fit.
ZERO: Any = literal_column("0")
Ids = Annotated[list[Id], Field(max_length=200)]


@dataclass(frozen=True)
class Holds(AnyOf):
    """Some pieces of the item lie there: forty chairs in three places are found under each."""

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return (
            exists()
            .where(
                StockBalance.theater_id == Item.theater_id,
                StockBalance.item_id == Item.id,
                StockBalance.quantity > ZERO,
                super().where(name, form),
            )
            .correlate(Item)
        )


@dataclass(frozen=True)
class Tagged(AnyOf):
    """The item carries one of the tags."""

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return (
            exists()
            .where(
                ItemTag.theater_id == Item.theater_id,
                ItemTag.item_id == Item.id,
                super().where(name, form),
            )
            .correlate(Item)
        )


@dataclass(frozen=True)
class ImportedBy(AnyOf):
    """A row of the import has the item: it became the item, or it changed it."""

    item: Any

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return (
            exists()
            .where(
                ImportRow.theater_id == Item.theater_id,
                self.item == Item.id,
                super().where(name, form),
            )
            .correlate(Item)
        )


@dataclass(frozen=True)
class ChangedBy(AnyOf):
    """The bulk run did something to the item."""

    def where(self, name: str, form: Any) -> ColumnElement[bool]:
        return (
            exists()
            .where(
                BulkResult.theater_id == Item.theater_id,
                BulkResult.item_id == Item.id,
                BulkResult.outcome == Outcome.CHANGED.value,
                super().where(name, form),
            )
            .correlate(Item)
        )


def _has_photo() -> ColumnElement[bool]:
    return (
        exists()
        .where(Photo.theater_id == Item.theater_id, Photo.item_id == Item.id)
        .correlate(Item)
    )


def is_kit() -> ColumnElement[bool]:
    return (
        exists()
        .where(KitLine.theater_id == Item.theater_id, KitLine.kit_id == Item.id)
        .correlate(Item)
    )


def is_packed() -> ColumnElement[bool]:
    """The item belongs into a kit."""
    return (
        exists()
        .where(KitLine.theater_id == Item.theater_id, KitLine.item_id == Item.id)
        .correlate(Item)
    )


def _found(name: str) -> ColumnElement[bool]:
    """Hits first, as one array: then the rows come by their key and are sorted, however many."""
    hits = func.search_inventory_items(bindparam(name, type_=Text()))
    ids = select(type_coerce(hits, Integer)).scalar_subquery()
    return Item.id == func.any(func.array(ids))


_balance = jsontext.row(
    location_id=jsontext.number(StockBalance.location_id),
    status=jsontext.word(StockBalance.status),
    quantity=jsontext.number(StockBalance.quantity),
)
stock_json = (
    select(jsontext.rows(_balance, order=StockBalance.id))
    .where(StockBalance.theater_id == Item.theater_id, StockBalance.item_id == Item.id)
    .correlate(Item)
    .scalar_subquery()
)
tag_ids = func.array(
    select(ItemTag.tag_id)
    .where(ItemTag.theater_id == Item.theater_id, ItemTag.item_id == Item.id)
    .correlate(Item)
    .scalar_subquery()
)
unit_count = (
    select(func.count())
    .where(Unit.theater_id == Item.theater_id, Unit.item_id == Item.id, Unit.deleted_at.is_(None))
    .correlate(Item)
    .scalar_subquery()
)
main_photo = (
    select(array([Photo.id, Photo.file_id]))
    .where(Photo.theater_id == Item.theater_id, Photo.item_id == Item.id, Photo.is_main)
    .correlate(Item)
    .scalar_subquery()
)

# The values that the list has columns for; all of them may be as long as a book. The keys are read
# once a statement: they tell which items have none.
_shown_keys = func.array(
    select(CustomField.key)
    .where(
        CustomField.theater_id == literal_column(CURRENT_THEATER),
        CustomField.show_in_list,
        CustomField.is_active,
    )
    .scalar_subquery()
)
_shown_fields = (
    select(func.jsonb_object_agg(CustomField.key, Item.custom_fields.op("->")(CustomField.key)))
    .where(
        CustomField.theater_id == Item.theater_id,
        CustomField.show_in_list,
        CustomField.is_active,
        Item.custom_fields.op("?")(CustomField.key),
    )
    .correlate(Item)
    .scalar_subquery()
)
shown_fields = case((Item.custom_fields.op("?|")(_shown_keys), cast(_shown_fields, Text)))

ROW: tuple[Any, ...] = (
    Item.id,
    Item.version,
    Item.inventory_number,
    Item.name,
    Item.category_id,
    Item.location_id,
    Item.department_id,
    Item.status,
    Item.condition,
    Item.quantity,
    Item.unit,
    cast(Item.current_value, Text).label("current_value"),
    Item.updated_at,
    Item.deleted_at,
    stock_json.label("stock"),
    tag_ids.label("tag_ids"),
    main_photo.label("photo"),
    has_care.label("has_care"),
    LOW_STOCK.label("low_stock"),
    Item.min_quantity,
    shown_fields.label("shown_fields"),
)

Sort = Literal[
    "name", "-name",
    "inventory_number", "-inventory_number",
    "quantity", "-quantity",
    "status", "-status",
    "current_value", "-current_value",
    "created_at", "-created_at",
    "updated_at", "-updated_at",
]  # fmt: skip


class ItemList(ListQuery):
    model_config = ConfigDict(populate_by_name=True)

    model = Item
    row = ROW
    sorts = {
        "name": Item.sort_name,
        "inventory_number": Item.inventory_number,
        "quantity": Item.quantity,
        "status": Item.status,
        "current_value": Item.current_value,
        "created_at": Item.created_at,
        "updated_at": Item.updated_at,
    }
    search = staticmethod(_found)  # type: ignore[assignment]
    closeness = CLOSENESS
    tables = frozenset(
        {
            "inventory_items",
            "inventory_stock",
            *CARE_TABLES,
            "inventory_item_tags",
            "inventory_photos",
            "inventory_units",
            "inventory_kit_contents",
        }
    )

    sort: Sort = "name"
    q: Annotated[str, Field(max_length=200), Checked, Cleaned] | None = None
    id: Annotated[
        list[Id], Field(max_length=500, description="only these items"), AnyOf(Item.id)
    ] = []
    category: Annotated[Ids, AnyOf(Item.category_id)] = []
    location: Annotated[Ids, Holds(StockBalance.location_id)] = []
    status: Annotated[list[ItemStatus], Field(max_length=20), Holds(StockBalance.status)] = []
    condition: Annotated[list[ItemCondition], Field(max_length=20), AnyOf(Item.condition)] = []
    tag: Annotated[Ids, Tagged(ItemTag.tag_id)] = []
    field: Annotated[
        list[Annotated[str, Field(max_length=MAX_FILTER), Checked]],
        Field(
            max_length=MAX_FILTERS,
            description="`key:op:value` of a field; op: eq, ne, gte, lte, contains, empty, set",
        ),
        FieldFilter(),
    ] = []
    department: Annotated[Ids, AnyOf(Item.department_id)] = []
    import_: Annotated[
        Ids,
        Field(alias="import", description="what these imports made"),
        ImportedBy(ImportRow.import_id, ImportRow.item_id),
    ] = []
    import_updated: Annotated[
        Ids,
        Field(description="what these imports changed"),
        ImportedBy(ImportRow.import_id, ImportRow.changed_item_id),
    ] = []
    run: Annotated[
        Ids, Field(description="what these bulk changes touched"), ChangedBy(BulkResult.run_id)
    ] = []
    value: Annotated[list[ValueBand], Field(max_length=20), AnyOf(band)] = []
    idle: Annotated[
        int | None,
        Field(ge=1, le=600, description="months without a movement"),
        Matches(idle_for),
    ] = None
    care: Annotated[list[CareState], Field(max_length=3), ASKING] = []
    low_stock: Annotated[bool | None, IS_SHORT] = None
    has_photo: Annotated[bool | None, Flag(yes=_has_photo, no=lambda: ~_has_photo())] = None
    kit: Annotated[bool | None, Flag(yes=is_kit, no=lambda: ~is_kit())] = None
    archived: Annotated[
        bool,
        Flag(yes=lambda: Item.deleted_at.is_not(None), no=lambda: Item.deleted_at.is_(None)),
        Field(description="true: only archived items"),
    ] = False

    def asks_prices(self) -> bool:
        """Order and filter tell the prices as well as a column does."""
        return bool(self.value) or self.sort.removeprefix("-") == "current_value"

    def with_subtrees(
        self, categories: Tree, locations: Tree, tags: Tree, fields: Definitions
    ) -> Self:
        """With everything below the chosen categories, places and tags; fields by their types."""
        return self.model_copy(
            update={
                "category": categories.spread(self.category),
                "location": locations.spread(self.location),
                "tag": tags.spread(self.tag),
                "field": conditions(self.field, fields),
            }
        )
