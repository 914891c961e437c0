"""Rows as they leave: read by columns, named from the reference caches, ready for orjson."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import orjson
from sqlalchemy import Text, bindparam, cast, null, select

from app.auth.permissions import P
from app.inventory import references, scope
from app.inventory.care.states import warnings
from app.inventory.care.summary import NO_CARE, summary, worst_states
from app.inventory.fields.reference import FIELDS, Definitions
from app.inventory.kits.repository import KitRepository
from app.inventory.listing import ROW, ItemList, is_kit, is_packed, unit_count
from app.inventory.models import Item
from app.inventory.photos.reading import gallery, gallery_json, photo_ref
from app.kit.errors import Forbidden, NotFound
from app.kit.listing import Narrowing
from app.kit.reference import Refs, Tree, Versions
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow

NAMED = FIELDS.tables | {"inventory_categories", "inventory_locations", "departments", "tags"}
Asked = TypeVar("Asked", bound=ItemList)
_NO_FIELDS = orjson.Fragment(b"{}")

DETAILS: tuple[Any, ...] = (
    *ROW,
    Item.description,
    Item.technical_description,
    Item.serial_number,
    Item.manufacturer,
    Item.model,
    *(
        cast(column, Text).label(column.key)
        for column in (Item.width, Item.height, Item.depth, Item.weight, Item.purchase_price)
    ),
    Item.purchase_date,
    Item.warranty_until,
    cast(Item.custom_fields, Text).label("custom_fields"),
    Item.responsible_id,
    Item.created_at,
    Item.created_by_id,
    Item.updated_by_id,
    unit_count.label("unit_count"),
    is_kit().label("is_kit"),
    is_packed().label("is_packed"),
)
# Every photo and every field are in the card: those of the list are among them.
_CARD = (
    *(null().label(c.key) if c.key in {"photo", "shown_fields"} else c for c in DETAILS),
    gallery.label("photos"),
)
_PLAIN = (
    "description", "technical_description", "serial_number", "manufacturer", "model", "width",
    "height", "depth", "weight", "purchase_date", "warranty_until",
    "created_at", "unit_count", "is_kit",
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """Everything that items mention by id."""

    categories: Tree
    locations: Tree
    departments: Refs
    tags: Refs
    tag_tree: Tree
    fields: Definitions
    prices: bool

    @classmethod
    async def of(cls, uow: Uow, versions: Versions | None = None) -> "Names":
        versions = versions or await Versions.read(uow, NAMED)
        return cls(
            await references.CATEGORIES.of(uow, versions),
            await references.LOCATIONS.of(uow, versions),
            await references.DEPARTMENTS.of(uow, versions),
            await references.TAGS.of(uow, versions),
            await references.TAG_TREE.of(uow, versions),
            await FIELDS.of(uow, versions),
            scope.tells_prices(uow.ctx),
        )

    def whole(self, query: Asked) -> Asked:
        """The query as it is run; Forbidden where it asks for prices that are not told."""
        if query.asks_prices() and not self.prices:
            raise Forbidden("inventory.prices_hidden")
        return query.with_subtrees(self.categories, self.locations, self.tag_tree, self.fields)


async def rows_json(uow: Uow, rows: Sequence[Any], names: Names) -> list[dict[str, Any]]:
    """Rows of the list's columns (listing.ROW) as `ItemRow` bodies."""
    care = await worst_states(uow, [row["id"] for row in rows if row["has_care"]])
    return _rows_json(rows, names, care)


def _rows_json(
    rows: Iterable[Any], names: Names, care: Mapping[int, str | None]
) -> list[dict[str, Any]]:
    categories, locations = names.categories.refs.json, names.locations.refs.json
    departments, tags = names.departments.json, names.tags.json_list
    return [
        {
            "id": item_id,
            "version": version,
            "inventory_number": number,
            "name": name,
            "category": categories(category_id),
            "location": locations(location_id),
            "department": departments(department_id),
            "status": status,
            "condition": condition,
            "quantity": quantity,
            "unit": unit,
            "stock": orjson.Fragment(stock),
            "tags": tags(tag_ids),
            "photo_id": photo[0] if photo else None,
            "photo": photo_ref(*photo) if photo else None,
            "min_quantity": min_quantity,
            "warnings": warnings(care.get(item_id), low_stock),
            "current_value": current_value if names.prices else None,
            "custom_fields": orjson.Fragment(fields) if fields else _NO_FIELDS,
            "updated_at": updated_at,
            "deleted_at": deleted_at,
        }
        for (
            item_id, version, number, name, category_id, location_id, department_id, status,
            condition, quantity, unit, current_value, updated_at, deleted_at, stock, tag_ids,
            photo, _, low_stock, min_quantity, fields,
        ) in rows
    ]  # fmt: skip


async def item_json(uow: Uow, item_id: int, *, archived: bool = False) -> dict[str, Any]:
    """One item with everything about it; NotFound outside the caller's reach."""
    return await _one(uow, "id", item_id, archived)


async def item_by_number(uow: Uow, column: str, key: str) -> dict[str, Any]:
    """The live item whose `number_key` or `number_look` it is."""
    return await _one(uow, column, key, False)


async def _one(uow: Uow, column: str, value: Any, archived: bool) -> dict[str, Any]:
    narrowing = scope.narrowing(uow.ctx, P.INVENTORY_READ)
    statement = _one_statement(column, archived, narrowing)
    values = {"value": value, "theater_id": uow.ctx.theater_id}
    rows = await fetch(uow, statement, values | dict(narrowing.values if narrowing else {}))
    if not rows:
        raise NotFound
    row = rows[0]
    versions = await Versions.read(uow, CARD_TABLES)
    names = await Names.of(uow, versions)
    people = await references.PEOPLE.of(uow, versions)
    # Most items have neither care nor a kit, and the row knows: then nothing more is asked.
    care = await summary(uow, row["id"]) if row["has_care"] else NO_CARE
    body = _rows_json([tuple(row)[: len(ROW)]], names, {row["id"]: care["state"]})[0]
    body["stock"] = stock_json(orjson.loads(row["stock"]), names.locations)
    body.update((field, row[field]) for field in _PLAIN)
    body["purchase_price"] = row["purchase_price"] if names.prices else None
    body["kits"] = (
        await KitRepository(uow.session, uow.ctx).kits_of(body["id"]) if row["is_packed"] else []
    )
    body["custom_fields"] = orjson.Fragment(row["custom_fields"])
    body["photos"] = gallery_json(row["photos"], people)
    if main := next((photo for photo in body["photos"] if photo["is_main"]), None):
        body |= {"photo_id": main["id"], "photo": photo_ref(main["id"], main["file_id"])}
    body["responsible"] = people.json(row["responsible_id"])
    body["created_by"] = people.json(row["created_by_id"])
    body["updated_by"] = people.json(row["updated_by_id"])
    body["care"] = care
    body["low_stock"] = row["low_stock"]
    return body


def stock_json(balances: Sequence[dict[str, Any]], locations: Tree) -> list[dict[str, Any]]:
    return [
        {**balance, "location": locations.refs.json(balance["location_id"])} for balance in balances
    ]


@cache
def _one_statement(column: str, archived: bool, narrowing: Narrowing | None) -> Prepared:
    key = getattr(Item, column)
    value: Any = bindparam("value", type_=key.type)
    statement = select(*_CARD).where(Item.theater_id == bindparam("theater_id"), key == value)
    if column == "number_look":
        statement = statement.order_by(Item.id).limit(1)  # several may look the same
    if not archived:
        statement = statement.where(Item.deleted_at.is_(None))
    if narrowing is not None:
        statement = statement.where(narrowing.where())
    return prepare(statement)


LIST_TABLES = ItemList.tables | NAMED
CARD_TABLES = LIST_TABLES | references.PEOPLE.tables | {"inventory_movements", "files"}
