"""Inventory numbers that the theatre did not give itself: INV-00001, INV-00002 …"""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.inventory.models import Item, NumberSeries
from app.kit.errors import Conflict, FieldError
from app.kit.lookalikes import fold_lookalikes

KIND = "inventory"
_MOST_AHEAD = 10_000


def format_number(number: int) -> str:
    return f"INV-{number:05d}"


async def next_numbers(session: AsyncSession, count: int = 1) -> list[str]:
    """The next free numbers of the theatre.

    The row of the series stays locked until the transaction ends, so parallel creations queue and
    never get the same number; numbers that people typed in are stepped over, ever faster.
    """
    found: list[int] = []
    step = count
    while len(found) < count:
        last = await _advance(session, step)
        numbers = range(last - step + 1, last + 1)
        taken = await _taken(session, [format_number(n).lower() for n in numbers])
        found.extend(n for n in numbers if format_number(n).lower() not in taken)
        step = min(step * 10, max(count, _MOST_AHEAD))
    found = found[:count]
    if found[-1] != last:
        await session.execute(
            update(NumberSeries).where(NumberSeries.kind == KIND).values(last=found[-1])
        )
    return [format_number(number) for number in found]


async def _advance(session: AsyncSession, step: int) -> int:
    series = insert(NumberSeries).values(kind=KIND, last=step)
    last: int | None = await session.scalar(
        series.on_conflict_do_update(
            index_elements=["theater_id", "kind"], set_={"last": NumberSeries.last + step}
        ).returning(NumberSeries.last)
    )
    assert last is not None  # an upsert always returns its row
    return last


async def _taken(session: AsyncSession, keys: list[str]) -> set[str]:
    return set(await session.scalars(select(Item.number_key).where(Item.number_key.in_(keys))))


async def check_spelling(session: AsyncSession, number: str, item_id: int | None = None) -> None:
    """Raises for a number that another item has in letters of the other alphabet: on paper and to
    the eye the two are one.
    """
    others = select(Item.inventory_number).where(
        Item.id.is_distinct_from(item_id),
        Item.number_look == fold_lookalikes(number),
        Item.number_key != number.lower(),
    )
    other = await session.scalar(others.limit(1))
    if other is not None:
        code, params = "inventory.number_lookalike", {"number": other}
        raise Conflict(code, params=params, errors=[FieldError("inventory_number", code, params)])
