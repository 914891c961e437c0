"""What a scanned or typed code stands for: our link, a number, or a serial number."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.auth.permissions import P
from app.inventory import scope
from app.inventory.listing import ROW
from app.inventory.models import Item
from app.inventory.reading import Names, rows_json
from app.inventory.units.models import Unit
from app.inventory.units.reading import UnitReader
from app.kit.errors import Conflict, NotFound
from app.kit.layouts import readings
from app.kit.listing import Narrowing
from app.kit.lookalikes import fold_case, fold_number, fold_serial, spellings
from app.kit.schemas import MAX_ID
from app.kit.statements import Prepared, fetch, prepare
from app.kit.text import clean
from app.kit.uow import Uow

# Whatever host and port the code was printed with: a theatre may move.
# With Caps Lock a scanner's colon comes out as the other sign of its key.
_LINK = re.compile(r"(?:https?[:;]//[^/?#]+)?/i/(\d{1,10})(?:/u/(\d{1,10}))?/?(?:[?#].*)?", re.I)
# AIM identifiers say which kind of code was scanned: ]C1 of a bar code, ]Q1 of a QR.
_AIM = re.compile(r"^\][A-Za-z]\d")
_MOST_CANDIDATES = 20
By = Literal["link", "number", "serial"]
Way = Literal[By, "look"]
_WAYS: Mapping[Way, tuple[Any, Any, Callable[[str], str]]] = {
    "number": (Unit.number_key, Item.number_key, fold_case),
    "serial": (Unit.serial_key, Item.serial_key, fold_serial),
    "look": (Unit.number_look, Item.number_look, fold_number),
}


@dataclass(frozen=True)
class Hit:
    item_id: int
    unit: Unit | None
    by: Way
    key: str


class Resolving:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def find(self, code: str) -> dict[str, Any]:
        """The one thing; NotFound, or Conflict with the candidates of a serial number."""
        typed = [_AIM.sub("", reading) for reading in readings(clean(code))]
        for reading in typed:
            if link := _LINK.fullmatch(reading):
                return await self._linked(int(link[1]), int(link[2]) if link[2] else None)
        spelt = [spelling for reading in typed for spelling in spellings(reading)]
        keys = list(dict.fromkeys(fold_case(spelling) for spelling in spelt if spelling))
        hits = await self._hits([key for key in keys if len(key) <= 200])
        written: list[tuple[str, Way]] = [(k, by) for k in keys for by in ("number", "serial")]
        # A number that is written in letters of two alphabets has none of the spellings.
        ways = (*written, *((key, "look") for key in keys))
        for key, by in dict.fromkeys((_WAYS[by][2](key), by) for key, by in ways):
            found = [hit for hit in hits if hit.key == key and hit.by == by]
            if len(found) == 1:
                return await self._answer(found[0])
            if found:
                raise await self._ambiguous(found)
        raise NotFound("label.code_unknown")

    async def _linked(self, item_id: int, unit_id: int | None) -> dict[str, Any]:
        if max(item_id, unit_id or 0) > MAX_ID:
            raise NotFound("label.code_unknown")
        unit = None
        if unit_id is not None:
            statement = select(Unit).where(Unit.id == unit_id, Unit.item_id == item_id)
            unit = await self.session.scalar(statement)
            if unit is None:
                raise NotFound("label.code_unknown")
        return await self._answer(Hit(item_id, unit, "link", ""))

    async def _hits(self, keys: Sequence[str]) -> list[Hit]:
        """Pieces before items: an item's serial number may be written on its only piece, too."""
        hits = [
            Hit(unit.item_id, unit, by, key)
            for by, (column, _, fold) in _WAYS.items()
            for unit, key in await self._rows(
                select(Unit, column).join(Item, Item.id == Unit.item_id),
                column.in_(list(dict.fromkeys(map(fold, keys)))),
            )
        ]
        pieces = {(hit.item_id, hit.key) for hit in hits if hit.by == "serial"}
        for by, (_, column, fold) in _WAYS.items():
            asked = column.in_(list(dict.fromkeys(map(fold, keys))))
            for item_id, key in await self._rows(select(Item.id, column), asked):
                if by != "serial" or (item_id, key) not in pieces:
                    hits.append(Hit(item_id, None, by, key))
        return hits

    async def _rows(self, statement: Any, match: ColumnElement[bool]) -> Iterable[Any]:
        statement = statement.where(match).limit(_MOST_CANDIDATES)
        reach = scope.predicate(self.uow.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        return (await self.session.execute(statement)).all()

    async def _answer(self, hit: Hit) -> dict[str, Any]:
        items = await self._items([hit.item_id])
        if not items:
            raise NotFound("label.code_unknown")
        unit = (await UnitReader(self.uow).bodies([hit.unit]))[0] if hit.unit else None
        by = "number" if hit.by == "look" else hit.by
        return {"kind": "unit" if unit else "item", "by": by, "item": items[0], "unit": unit}

    async def _ambiguous(self, hits: Sequence[Hit]) -> Conflict:
        items = {item["id"]: item for item in await self._items([hit.item_id for hit in hits])}
        candidates = [
            {
                "item_id": hit.item_id,
                "unit_id": hit.unit.id if hit.unit else None,
                "name": items[hit.item_id]["name"],
                "number": hit.unit.number if hit.unit else items[hit.item_id]["inventory_number"],
            }
            for hit in hits
        ]
        return Conflict(
            "label.code_ambiguous",
            params={"count": len(candidates)},
            extra={"candidates": candidates},
        )

    async def _items(self, ids: list[int]) -> list[dict[str, Any]]:
        narrowing = scope.narrowing(self.uow.ctx, P.INVENTORY_READ)
        values = {"ids": ids, "theater_id": self.uow.ctx.theater_id}
        rows = await fetch(
            self.uow,
            _rows_statement(narrowing),
            values | dict(narrowing.values if narrowing else {}),
        )
        return await rows_json(self.uow, rows, await Names.of(self.uow))


@cache
def _rows_statement(narrowing: Narrowing | None) -> Prepared:
    statement = select(*ROW).where(
        Item.theater_id == bindparam("theater_id"),
        Item.id == func.any(bindparam("ids", type_=ARRAY(Item.id.type))),
        Item.deleted_at.is_(None),
    )
    return prepare(statement if narrowing is None else statement.where(narrowing.where()))
