"""Inventory numbers that the theatre did not give itself: INV-00001, INV-00002 …"""

from typing import Any

from sqlalchemy import String, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert

from app.inventory.models import Item, NumberSeries
from app.kit.errors import Conflict, FieldError
from app.kit.lookalikes import fold_case, fold_lookalikes, fold_number
from app.kit.statements import fetch, prepare
from app.kit.uow import Uow

KIND = "inventory"
_MOST_AHEAD = 10_000

_series: Any = NumberSeries.__table__
_items: Any = Item.__table__
_item = _items.c
_LIVE = (_item.theater_id == bindparam("theater"), _item.deleted_at.is_(None))
_OF_SERIES = (_series.c.theater_id == bindparam("theater"), _series.c.kind == KIND)
_ADVANCE = prepare(
    insert(_series)
    .values(theater_id=bindparam("theater"), kind=KIND, last=bindparam("step"))
    .on_conflict_do_update(
        index_elements=["theater_id", "kind"], set_={"last": _series.c.last + bindparam("step")}
    )
    .returning(_series.c.last)
)
_END = prepare(update(_series).where(*_OF_SERIES).values(last=bindparam("end")))
_TAKEN = prepare(
    select(_item.number_key).where(
        *_LIVE, _item.number_key == func.any(bindparam("keys", type_=ARRAY(String)))
    )
)
_ALIKE = prepare(
    select(_item.id, _item.inventory_number).where(*_LIVE, _item.number_look == bindparam("look"))
)


def format_number(number: int) -> str:
    return f"INV-{number:05d}"


async def next_numbers(uow: Uow, count: int = 1) -> list[str]:
    """The next free numbers of the theatre.

    The row of the series stays locked until the transaction ends, so parallel creations queue and
    never get the same number; numbers that people typed in are stepped over, ever faster.
    """
    found: list[int] = []
    step = count
    while len(found) < count:
        last = await _advance(uow, step)
        numbers = range(last - step + 1, last + 1)
        taken = await _taken(uow, [format_number(n).lower() for n in numbers])
        found.extend(n for n in numbers if format_number(n).lower() not in taken)
        step = min(step * 10, max(count, _MOST_AHEAD))
    found = found[:count]
    if found[-1] != last:
        await fetch(uow, _END, {"theater": uow.ctx.theater_id, "end": found[-1]})
    return [format_number(number) for number in found]


async def _advance(uow: Uow, step: int) -> int:
    rows = await fetch(uow, _ADVANCE, {"theater": uow.ctx.theater_id, "step": step})
    last: int = rows[0]["last"]
    return last


async def _taken(uow: Uow, keys: list[str]) -> set[str]:
    rows = await fetch(uow, _TAKEN, {"theater": uow.ctx.theater_id, "keys": keys})
    return {row["number_key"] for row in rows}


async def spelt_alike(uow: Uow, number: str) -> list[tuple[int, str]]:
    """Items whose numbers are this one, but for case and the alphabet of letters. O and 0 are found
    by one another, but they stay two.
    """
    values = {"theater": uow.ctx.theater_id, "look": fold_number(number)}
    look = fold_lookalikes(number)
    return [
        (item_id, other)
        for item_id, other in await fetch(uow, _ALIKE, values)
        if fold_lookalikes(other) == look
    ]


async def check_spelling(uow: Uow, number: str, item_id: int | None = None) -> None:
    """Raises for a number that another item has in letters of the other alphabet: on paper and to
    the eye the two are one.
    """
    for other_id, other in await spelt_alike(uow, number):
        if other_id == item_id or fold_case(other) == fold_case(number):
            continue
        code, params = "inventory.number_lookalike", {"number": other}
        raise Conflict(code, params=params, errors=[FieldError("inventory_number", code, params)])
