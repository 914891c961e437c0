"""The list of items as a file: the same filters and order, the columns that the caller chose."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import orjson
from fastapi import Query, Response
from pydantic import Field
from sqlalchemy import select

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.inventory import references, scope
from app.inventory.fields.reference import FIELDS, Definitions
from app.inventory.fields.types import cell
from app.inventory.fields.types import headings as headings_of
from app.inventory.listing import ItemList
from app.inventory.reading import DETAILS, Names
from app.kit import clock, export, i18n
from app.kit.context import Context
from app.kit.errors import Invalid
from app.kit.export import Cell, Format, shown_date
from app.kit.listing import Column, ListRun
from app.kit.reference import Refs
from app.kit.routing import router as make_router
from app.kit.schemas import Checked
from app.kit.uow import Uow
from app.theaters.models import Theater

router = make_router("/inventory/export", "inventory")

FILE = {"type": "string", "format": "binary"}


def _plain(key: str) -> Column:
    return Column(key, f"inventory.column.{key}", lambda row: row[key])


def _number(key: str) -> Column:
    def value(row: Mapping[str, Any]) -> Cell:
        return None if row[key] is None else Decimal(row[key])

    return Column(key, f"inventory.column.{key}", value)


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        *map(_plain, ("inventory_number", "name", "category", "location", "status", "condition")),
        *map(_plain, ("quantity", "unit", "stock", "department", "responsible", "tags")),
        *map(_plain, ("serial_number", "manufacturer", "model")),
        *map(_number, ("width", "height", "depth", "weight")),
        _plain("min_quantity"),
        *map(_number, ("purchase_price", "current_value")),
        *map(_plain, ("purchase_date", "warranty_until", "description")),
        *map(_plain, ("technical_description", "custom_fields", "created_at", "updated_at")),
    )
}


PRICES = frozenset({"purchase_price", "current_value"})


async def field_columns(uow: Uow) -> list[Column]:
    """A column for each field of the theatre; its heading is what an import knows it by."""
    fields = (await FIELDS.of(uow)).active()
    tree = await references.CATEGORIES.of(uow)
    named = headings_of(fields, lambda category: tree.path(category) or "")
    return [
        Column(f"field.{one.key}", named[one.key], _value(f"field.{one.key}")) for one in fields
    ]


def _value(key: str) -> Callable[[Mapping[str, Any]], Cell]:
    return lambda row: row.get(key)


def _cells(values: Mapping[str, Any], fields: Definitions, locale: str) -> dict[str, Cell]:
    return {
        f"field.{key}": cell(value, fields[key], locale)
        for key, value in values.items()
        if key in fields
    }


class ItemExport(ItemList):
    """The filters and sort of the list; pages mean nothing here."""

    row = DETAILS
    export = tuple(COLUMNS.values())

    format: Format = Format.XLSX
    columns: Annotated[
        str | None,
        Field(max_length=10_000, description="Names by comma, in their order; all when absent"),
        Checked,
    ] = None

    def chosen(self, fields: Sequence[Column], *, prices: bool) -> list[Column]:
        """The wanted columns of ours and of the theatre; an unknown one is refused by name."""
        known = {**COLUMNS, **{column.key: column for column in fields}}
        if not prices:
            known = {key: column for key, column in known.items() if key not in PRICES}
        if self.columns is None:
            return list(known.values())
        keys = list(dict.fromkeys(key.strip() for key in self.columns.split(",")))
        for key in keys:
            if key not in known:
                raise Invalid.field("columns", "column_unknown", column=key[:50])
        return [known[key] for key in keys]


class Exporter:
    """Reads the list and says it in words: paths instead of ids, the caller's language."""

    def __init__(
        self, uow: Uow, query: ItemExport, names: Names, columns: Sequence[Column]
    ) -> None:
        self.uow = uow
        self.query = names.whole(query)
        self.names = names
        self.columns = columns
        self.zone = ZoneInfo("UTC")

    async def rows(self) -> AsyncIterator[Sequence[export.Row]]:
        zone = await self.uow.session.scalar(
            select(Theater.timezone).where(Theater.id == self.uow.ctx.theater_id)
        )
        self.zone = ZoneInfo(zone or "UTC")
        people = await references.PEOPLE.of(self.uow)
        run = ListRun(self.uow, self.query, scope.narrowing(self.uow.ctx, P.INVENTORY_READ))
        values = [column.value for column in self.columns]
        async for chunk in run.all_rows():
            said = (self._say(row, self.names, people) for row in chunk)
            yield [[value(row) for value in values] for row in said]

    def _say(self, row: Mapping[str, Any], names: Names, people: Refs) -> dict[str, Any]:
        def where(balance: Mapping[str, Any]) -> str:
            place = names.locations.path(balance["location_id"])
            return " — ".join(filter(None, (place, self._word("status", balance["status"]))))

        balances = orjson.loads(row["stock"])
        fields = orjson.loads(row["custom_fields"])
        free = {k: v for k, v in fields.items() if k not in names.fields}
        return {
            **row,
            **_cells(fields, names.fields, self.uow.ctx.locale),
            "category": names.categories.path(row["category_id"]),
            "location": names.locations.path(row["location_id"]),
            "department": names.departments.name(row["department_id"]),
            "responsible": people.name(row["responsible_id"]),
            "status": self._word("status", row["status"]),
            "condition": self._word("condition", row["condition"]),
            "stock": "; ".join(f"{where(held)}: {held['quantity']}" for held in balances),
            "tags": ", ".join(n for t in row["tag_ids"] if (n := names.tags.name(t))),
            "custom_fields": "; ".join(f"{key}: {value}" for key, value in free.items()),
            "created_at": row["created_at"].astimezone(self.zone),
            "updated_at": row["updated_at"].astimezone(self.zone),
        }

    def _word(self, kind: str, value: str) -> str:
        return i18n.text(f"inventory.{kind}.{value}", self.uow.ctx.locale)


@router.get(
    "",
    response_class=Response,
    responses={200: {"content": {form.media_type: {"schema": FILE} for form in Format}}},
)
async def export_items(
    query: Annotated[ItemExport, Query()],
    ctx: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
) -> Response:
    fields = await field_columns(uow)
    names = await Names.of(uow)
    exporter = Exporter(uow, query, names, query.chosen(fields, prices=names.prices))
    own = {column.key for column in fields}
    headings = [
        column.heading if column.key in own else i18n.text(column.heading, ctx.locale)
        for column in exporter.columns
    ]
    title = i18n.text("inventory.export.title", ctx.locale)
    file = await export.spool(query.format, title, headings, exporter.rows(), ctx.locale)
    today = shown_date(clock.now().astimezone(exporter.zone))
    return export.file_response(file, f"{title} {today}.{query.format}", query.format)
