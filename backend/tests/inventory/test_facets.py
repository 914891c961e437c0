"""Facet counts are the totals that the list would show."""

import random
from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf

CONDITIONS = ("good", "fair", "poor")


@pytest.fixture
async def ids(admin: AsyncClient, make: Factory, theater: TheaterOf) -> dict[str, list[Any]]:
    """Fifty items over trees of categories, places and tags, some in two places."""
    dice = random.Random(11)
    found: dict[str, list[Any]] = {}
    for facet, path in (("category", "categories"), ("location", "locations")):
        top = (await admin.post(f"/inventory/{path}", json={"name": "Верх"})).json()["id"]
        below = [
            (await admin.post(f"/inventory/{path}", json={"name": n, "parent_id": top})).json()[
                "id"
            ]
            for n in ("А", "Б")
        ]
        found[facet] = [top, *below]
    over = await make.tag(theater, "верх")
    found["tag"] = [over, await make.tag(theater, "низ", parent_id=over)]
    found["department"] = [theater.departments["light"], theater.departments["sound"]]
    found["condition"] = list(CONDITIONS)
    found["status"] = ["in_stock", "reserved"]
    for n in range(50):
        body = {
            "name": f"{dice.choice(('Стул', 'Стол'))} {n}",
            "quantity": 2,
            "category_id": dice.choice(found["category"]),
            "location_id": dice.choice(found["location"]),
            "department_id": dice.choice(found["department"]),
            "condition": dice.choice(CONDITIONS),
            "tag_ids": dice.sample(found["tag"], dice.randrange(3)),
        }
        item = (await admin.post("/inventory", json=body)).json()["id"]
        if n % 3 == 0:
            await admin.post(
                f"/inventory/{item}/movements", json={"movement_type": "reserve", "quantity": 1}
            )
        if n % 4 == 0:
            to = dice.choice(found["location"])
            move = {"movement_type": "transfer", "quantity": 1, "to_location_id": to}
            await admin.post(f"/inventory/{item}/movements", json=move)
    return found


async def test_counts_are_the_totals_of_the_list(
    admin: AsyncClient, ids: dict[str, list[Any]]
) -> None:
    dice = random.Random(5)
    for _ in range(12):
        chosen: dict[str, Any] = {
            facet: dice.sample(values, dice.randrange(1, len(values)))
            for facet, values in ids.items()
            if dice.random() < 0.35
        }
        if dice.random() < 0.3:
            chosen["q"] = "стул"
        facets = (await admin.get("/inventory/facets", params=chosen)).json()
        for facet, values in ids.items():
            value = dice.choice(values)
            total = (
                await admin.get("/inventory", params={**chosen, facet: value, "page_size": 1})
            ).json()["total"]
            assert facets[facet].get(str(value), 0) == total, (chosen, facet, value)


async def test_counts_stay_inside_the_callers_reach_and_fresh(
    admin: AsyncClient, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    category = await make.category(theater)
    await make.item(theater, category_id=category)
    actor = await as_role("actor")
    assert (await actor.get("/inventory/facets")).json()["category"] == {}
    first = await admin.get("/inventory/facets")
    assert first.json()["category"] == {str(category): 1}
    tag = {"If-None-Match": first.headers["ETag"]}
    assert (await admin.get("/inventory/facets", headers=tag)).status_code == 304
    await admin.post("/inventory", json={"name": "Ещё", "category_id": category})
    second = await admin.get("/inventory/facets", headers=tag)
    assert second.json()["category"] == {str(category): 2}
