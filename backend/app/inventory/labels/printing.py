"""What stands on which label, and where on which sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.auth.permissions import P
from app.inventory import references, scope
from app.inventory.labels.schemas import (
    A4_HEIGHT,
    A4_WIDTH,
    MAX_LABELS,
    FieldKind,
    Layout,
    SheetIn,
)
from app.inventory.models import Item
from app.inventory.reading import Names
from app.inventory.units.models import Unit
from app.kit.errors import Invalid
from app.kit.listing import Narrowing
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow
from app.theaters.models import Theater

TEMPLATE = (Path(__file__).parent / "sheet.typ").read_text("utf-8")
_GAP = 1.5
"""Between the code and the text, in millimetres."""


def address(public_url: str, item_id: int, unit_id: int | None = None) -> str:
    """What a code says: short, and true after any change of numbers."""
    path = f"{public_url}/i/{item_id}"
    return path if unit_id is None else f"{path}/u/{unit_id}"


@dataclass(frozen=True)
class Thing:
    """What a label is stuck on: an item, or one numbered piece of it."""

    item_id: int
    unit_id: int | None
    texts: dict[FieldKind, str | None]


class Printing:
    def __init__(self, uow: Uow, public_url: str) -> None:
        self.uow = uow
        self.session = uow.session
        self.public_url = public_url

    async def document(
        self, sheet: SheetIn, layout: Layout, *, first_page: bool = False
    ) -> dict[str, Any]:
        """The data of sheet.typ; refuses what is too much or not the caller's."""
        if sheet.start_position > layout.per_page:
            raise Invalid.field("start_position", "label.no_such_place", count=layout.per_page)
        things = await self._things(sheet)
        if len(things) * sheet.copies > MAX_LABELS:
            raise Invalid.field(
                "ids", "label.too_many", count=len(things) * sheet.copies, limit=MAX_LABELS
            )
        labels = [thing for thing in things for _ in range(sheet.copies)]
        skipped: list[Thing | None] = [None] * (sheet.start_position - 1)
        places = [*skipped, *labels]
        size = layout.per_page
        pages = [places[start : start + size] for start in range(0, len(places), size)]
        return self._laid_out(pages[:1] if first_page else pages, layout)

    def _laid_out(self, pages: Sequence[Sequence[Thing | None]], layout: Layout) -> dict[str, Any]:
        codes: dict[str, int] = {}

        def label(place: int, thing: Thing) -> dict[str, Any]:
            row, column = divmod(place, layout.columns)
            code = address(self.public_url, thing.item_id, thing.unit_id)
            return {
                "x": layout.margin_left + column * (layout.label_width + layout.gap_x),
                "y": layout.margin_top + row * (layout.label_height + layout.gap_y),
                "code": codes.setdefault(code, len(codes)),
                "fields": _lines(thing, layout),
            }

        sheets = [
            [label(place, thing) for place, thing in enumerate(page) if thing is not None]
            for page in pages
        ]
        roll = layout.page == "roll"
        return {
            "lang": self.uow.ctx.locale,
            "page": {
                "width": layout.label_width if roll else A4_WIDTH,
                "height": layout.label_height if roll else A4_HEIGHT,
            },
            "label": {
                "width": layout.label_width,
                "height": layout.label_height,
                "padding": layout.padding,
                "gap": _GAP,
                "qr": layout.qr_size,
                "place": layout.qr_place,
                "border": layout.border,
            },
            "codes": list(codes),
            "sheets": sheets,
        }

    async def _things(self, sheet: SheetIn) -> list[Thing]:
        """In the order in which they were asked for, each once."""
        ids = list(dict.fromkeys(sheet.ids))
        items = {row["id"]: row for row in await self._items(ids)}
        if len(items) != len(ids):
            raise Invalid.field("ids", "reference_unknown")
        units: dict[int, list[Unit | None]] = {}
        if sheet.units or sheet.unit_ids:
            for unit in await self._units(ids, sheet.unit_ids):
                units.setdefault(unit.item_id, []).append(unit)
        if sheet.unit_ids and sum(map(len, units.values())) != len(set(sheet.unit_ids)):
            raise Invalid.field("unit_ids", "reference_unknown")
        names = await Names.of(self.uow)
        people = await references.PEOPLE.of(self.uow)
        theatre = await self.session.scalar(
            select(Theater.name).where(Theater.id == self.uow.ctx.theater_id)
        )

        def thing(row: Any, unit: Unit | None) -> Thing:
            texts = {
                FieldKind.NAME: row["name"],
                FieldKind.INVENTORY_NUMBER: unit.number if unit else row["inventory_number"],
                FieldKind.CATEGORY: names.categories.path(row["category_id"]),
                FieldKind.LOCATION: names.locations.path(
                    unit.location_id if unit else row["location_id"]
                ),
                FieldKind.DEPARTMENT: names.departments.name(row["department_id"]),
                FieldKind.RESPONSIBLE: people.name(row["responsible_id"]),
                FieldKind.THEATRE: theatre,
                FieldKind.SERIAL: unit.serial_number if unit else row["serial_number"],
            }
            return Thing(row["id"], unit.id if unit else None, texts)

        alone: list[Unit | None] = [None]
        return [
            thing(items[item_id], unit) for item_id in ids for unit in units.get(item_id) or alone
        ]

    async def _items(self, ids: list[int]) -> list[Any]:
        narrowing = scope.narrowing(self.uow.ctx, P.INVENTORY_READ)
        values = {"ids": ids, "theater_id": self.uow.ctx.theater_id}
        return await fetch(
            self.uow,
            _items_statement(narrowing),
            values | dict(narrowing.values if narrowing else {}),
        )

    async def _units(self, item_ids: list[int], unit_ids: list[int]) -> Sequence[Unit]:
        statement = (
            select(Unit).where(Unit.item_id.in_(item_ids)).order_by(Unit.item_id, Unit.number_key)
        )
        if unit_ids:
            statement = statement.where(Unit.id.in_(unit_ids))
        return (await self.session.scalars(statement.limit(MAX_LABELS + 1))).all()


def _lines(thing: Thing, layout: Layout) -> list[dict[str, Any]]:
    """The fields that have something to say."""
    said = [
        (field, field.text if field.kind is FieldKind.TEXT else thing.texts[field.kind])
        for field in layout.fields
    ]
    return [
        {"text": text, "size": field.size, "bold": field.bold, "lines": field.lines}
        for field, text in said
        if text
    ]


@cache
def _items_statement(narrowing: Narrowing | None) -> Prepared:
    columns: tuple[Any, ...] = (
        Item.id,
        Item.name,
        Item.inventory_number,
        Item.serial_number,
        Item.category_id,
        Item.location_id,
        Item.department_id,
        Item.responsible_id,
    )
    statement = select(*columns).where(
        Item.theater_id == bindparam("theater_id"),
        Item.id == func.any(bindparam("ids", type_=ARRAY(Item.id.type))),
        Item.deleted_at.is_(None),
    )
    return prepare(statement if narrowing is None else statement.where(narrowing.where()))
