"""Inventory numbers that the theatre did not give itself: INV-00001, INV-00002 …"""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.inventory.models import Item, NumberSeries
from app.kit.errors import Conflict, FieldError
from app.kit.lookalikes import fold_case, fold_lookalikes, fold_number

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


async def spelt_alike(session: AsyncSession, number: str) -> list[tuple[int, str]]:
    """Items whose numbers are this one, but for case and the alphabet of letters. O and 0 are found
    by one another, but they stay two.
    """
    found = await session.execute(
        select(Item.id, Item.inventory_number).where(Item.number_look == fold_number(number))
    )
    look = fold_lookalikes(number)
    return [(row.id, row[1]) for row in found if fold_lookalikes(row[1]) == look]


async def check_spelling(session: AsyncSession, number: str, item_id: int | None = None) -> None:
    """Raises for a number that another item has in letters of the other alphabet: on paper and to
    the eye the two are one.
    """
    for other_id, other in await spelt_alike(session, number):
        if other_id == item_id or fold_case(other) == fold_case(number):
            continue
        code, params = "inventory.number_lookalike", {"number": other}
        raise Conflict(code, params=params, errors=[FieldError("inventory_number", code, params)])
