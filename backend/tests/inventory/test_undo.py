"""Taking back: the same pieces return, the line stays, and only what came last can be undone."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.test_movements import move, stock
from tests.inventory.tools import at_once


@pytest.fixture
async def places(make: Factory, theater: TheaterOf) -> list[int]:
    return [await make.location(theater, f"Место {n}") for n in range(2)]


@pytest.fixture
async def chairs(make: Factory, theater: TheaterOf, places: list[int]) -> int:
    return await make.item(theater, "Стул", quantity=40, location_id=places[0])


async def undo(client: AsyncClient, movement_id: int) -> Any:
    return await client.post(f"/inventory/movements/{movement_id}/undo")


async def history(client: AsyncClient, item: int) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await client.get(f"/inventory/{item}/history")).json()["items"]
    return items


@pytest.mark.parametrize(
    ("kind", "sides"),
    [
        ("issue", {}),
        ("reserve", {}),
        ("repair_out", {}),
        ("tour_out", {}),
        ("write_off", {}),
        ("receipt", {}),
        ("transfer", {"to_status": "reserved"}),
        ("adjustment", {"from_status": "in_stock"}),
        ("adjustment", {"to_status": "on_stage"}),
    ],
)
async def test_every_kind_can_be_taken_back(
    admin: AsyncClient, chairs: int, kind: str, sides: dict[str, Any]
) -> None:
    before = (await admin.get(f"/inventory/{chairs}")).json()
    made = (await move(admin, chairs, kind, 6, **sides)).json()["movement"]
    assert made["can_undo"]
    answer = await undo(admin, made["id"])
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["movement"]["undoes_id"] == made["id"]
    assert not body["movement"]["can_undo"]
    assert answer.headers["Location"] == f"/api/v1/inventory/{chairs}/history"
    after = (await admin.get(f"/inventory/{chairs}")).json()
    for field in ("quantity", "status", "location", "stock"):
        assert after[field] == before[field]
    assert after["version"] == before["version"] + 2 == body["version"]
    lines = await history(admin, chairs)
    assert lines[1]["undone_by_id"] == lines[0]["id"] == body["movement"]["id"]


async def test_it_happens_once_and_from_the_last_backwards(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    first = (await move(admin, chairs, "issue", 6)).json()["movement"]["id"]
    second = (await move(admin, chairs, "return", 5)).json()["movement"]["id"]
    early = await undo(admin, first)
    assert (early.status_code, early.json()["code"]) == (409, "inventory.not_last_movement")
    assert (await undo(admin, second)).status_code == 201
    again = await undo(admin, second)
    assert (again.status_code, again.json()["code"]) == (409, "inventory.not_last_movement")
    counter = (await history(admin, chairs))[0]
    assert (await undo(admin, counter["id"])).status_code == 409
    assert [line["id"] for line in await history(admin, chairs) if line["can_undo"]] == [first]
    assert (await undo(admin, first)).status_code == 201
    assert await stock(admin, chairs) == {(places[0], "in_stock"): 40}


async def test_of_fifty_who_undo_at_once_one_does(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    made = (await move(admin, chairs, "issue", 6)).json()["movement"]["id"]
    answers = await at_once(50, lambda _: undo(admin, made))
    assert sorted(a.status_code for a in answers) == [201] + [409] * 49
    assert await stock(admin, chairs) == {(places[0], "in_stock"): 40}


async def test_an_undone_issue_is_no_way_home(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    """Pieces that came to the stage by another way stay there when they return."""
    store, stage = places
    made = (await move(admin, chairs, "issue", 6, to_location_id=stage)).json()["movement"]["id"]
    await undo(admin, made)
    await move(admin, chairs, "receipt", 2, to_location_id=stage, to_status="on_stage")
    await move(admin, chairs, "return", 2)
    assert await stock(admin, chairs) == {(store, "in_stock"): 40, (stage, "in_stock"): 2}


async def test_others_cannot_take_back_what_they_could_not_move(
    make: Factory, theater: TheaterOf, as_role: SignIn, admin: AsyncClient
) -> None:
    light = theater.departments["light"]
    item = await make.item(theater, quantity=4, department_id=light)
    made = (await move(admin, item, "issue", 1)).json()["movement"]["id"]
    own = await as_role("department_staff", department="light")
    other = await as_role("department_staff", department="sound")
    assert not (await history(other, item))[0]["can_undo"]
    assert (await undo(other, made)).status_code == 404
    assert (await undo(await as_role("actor"), made)).status_code == 403
    assert (await history(own, item))[0]["can_undo"]
    assert (await undo(own, made)).status_code == 201


async def test_nothing_of_an_archived_item_is_taken_back(admin: AsyncClient, chairs: int) -> None:
    made = (await move(admin, chairs, "issue", 1)).json()["movement"]["id"]
    await admin.delete(f"/inventory/{chairs}")
    assert (await undo(admin, made)).status_code == 404


async def batch_of(make: Factory, theater: TheaterOf, batch: str, count: int = 3) -> list[int]:
    return [await make.item(theater, f"Ящик {n}", quantity=3, batch=batch) for n in range(count)]


async def test_an_act_is_taken_back_whole(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    batch = "ab" * 16
    items = await batch_of(make, theater, batch)
    answer = await admin.post(f"/inventory/movements/batches/{batch}/undo")
    assert answer.status_code == 201, answer.text
    again = answer.json()
    assert again["movements"] == 3
    lines = (await admin.get("/inventory/movements", params={"batch": again["batch"]})).json()
    assert {line["item"]["id"] for line in lines["items"]} == set(items)
    for item in items:
        assert await stock(admin, item) == {}
    repeated = await admin.post(f"/inventory/movements/batches/{batch}/undo")
    assert repeated.status_code == 404


async def test_an_act_that_has_moved_on_stays_as_it_is(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    batch = "cd" * 16
    items = await batch_of(make, theater, batch)
    await move(admin, items[1], "issue", 1)
    answer = await admin.post(f"/inventory/movements/batches/{batch}/undo")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "inventory.batch_moved_on")
    assert [(c["item_id"], c["code"]) for c in problem["conflicts"]] == [
        (items[1], "inventory.not_last_movement")
    ]
    assert "1" in problem["detail"]
    for item in (items[0], items[2]):
        assert await stock(admin, item) == {(None, "in_stock"): 3}
