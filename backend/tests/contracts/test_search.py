"""`q` of every list means what was typed, and a sign of patterns means itself."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Client
from tests.contracts.calls import example, path
from tests.contracts.conftest import OPERATIONS, Operation
from tests.contracts.world import World
from tests.factories import Factory, TheaterOf

SEARCHED = [op for op in OPERATIONS if any(p["name"] == "q" for p in op.parameters)]
LISTS = [op for op in SEARCHED if "export" not in op.path and "facets" not in op.path]
SIGNS = ("%", "_", "\\", "%%", "__", "\\%", ".", ".*", "[", "(", "^", "$", "?", "'")


async def rows(client: Client, operation: Operation, world: World, q: str | None) -> list[Any]:
    query = {**(example(operation).query or {}), **({} if q is None else {"q": q})}
    answer = await client.get(path(operation, world), params=query)
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["items"]
    return found


def texts(row: Any) -> Iterator[str]:
    if isinstance(row, str):
        yield row
    elif isinstance(row, dict | list):
        for value in row.values() if isinstance(row, dict) else row:
            yield from texts(value)


@pytest.mark.parametrize("operation", LISTS, ids=str)
async def test_a_sign_finds_nothing_where_nothing_has_it(
    operation: Operation, world: World, caller: dict[str, Client], make: Factory
) -> None:
    client = caller["admin"]
    await make.care_plan(world.theater, world.ids["item_id"])
    everything = await rows(client, operation, world, None)
    assert everything
    for sign in SIGNS:
        found = await rows(client, operation, world, sign)
        assert all(any(sign in text for text in texts(row)) for row in found), (sign, found)


@pytest.mark.parametrize("operation", SEARCHED, ids=str)
async def test_every_search_takes_every_sign(
    operation: Operation, world: World, caller: dict[str, Client]
) -> None:
    for sign in (*SIGNS, *(f"a{sign}b {sign}a" for sign in SIGNS)):
        query = {**(example(operation).query or {}), "q": sign}
        answer = await caller["admin"].get(path(operation, world), params=query)
        assert answer.status_code == 200, (sign, answer.text)


async def test_short_lists_are_searched_as_the_inventory_is(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    """Short words meet beginnings, long ones fragments; either layout, ё as е, in any order."""
    await make.item(theater, name="Вишнёвый сад, 3-й акт: 100%")
    await make.performance(theater, "Вишнёвый сад, 3-й акт: 100%")
    await make.venue(theater, "Вишнёвый сад, 3-й акт: 100%")
    await make.tag(theater, "Вишнёвый сад, 3-й акт: 100%")
    hits = (
        "сад",
        "са",
        "вишневый",
        "ВИШНЁВЫЙ",
        "сад вишн",
        "dbiytdsq",
        "cfl",
        "шнев",
        "3-й",
        "100%",
    )
    misses = ("ад", "вый", "кт", "сад мир", "_", "flf")
    for place in ("/inventory", "/performances", "/venues", "/tags"):
        for q in hits:
            answer = await admin.get(place, params={"q": q})
            assert len(answer.json()["items"]) == 1, (place, q)
        for q in misses:
            answer = await admin.get(place, params={"q": q})
            assert answer.json()["items"] == [], (place, q)
