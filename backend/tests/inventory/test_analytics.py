"""Figures of the inventory: each one is the total of the list that it leads to."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from app.inventory.models import Item
from app.kit import clock
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


async def figures(client: Client, query: str = "") -> dict[str, Any]:
    answer = await client.get(f"/inventory/analytics?{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def total(client: Client, query: str) -> int:
    answer = await client.get(f"/inventory?{query}")
    assert answer.status_code == 200, answer.text
    return int(answer.json()["total"])


async def stocked(make: Factory, theater: TheaterOf) -> dict[str, int]:
    """A store with two racks, a stage, two levels of categories; chairs lie in three places."""
    store = await make.location(theater, "Склад")
    racks = [await make.location(theater, f"Стеллаж {n}", parent_id=store) for n in (1, 2)]
    stage = await make.location(theater, "Сцена", type="stage")
    furniture = await make.category(theater, "Мебель")
    chairs = await make.category(theater, "Стулья", parent_id=furniture)
    light, sound = theater.departments["light"], theater.departments["sound"]
    chair = await make.item(
        theater, "Стул", quantity=10, location_id=racks[0], category_id=chairs,
        department_id=light, current_value="1500.50",
    )  # fmt: skip
    await make.item(
        theater, "Стол", quantity=2, location_id=racks[1], category_id=furniture,
        department_id=light, purchase_price="99999.99", condition="poor",
    )  # fmt: skip
    await make.item(theater, "Микрофон", quantity=3, department_id=sound)
    return {"store": store, "stage": stage, "rack": racks[1], "furniture": furniture,
            "chairs": chairs, "chair": chair, "light": light, "sound": sound}  # fmt: skip


async def move(client: Client, item_id: int, **body: Any) -> None:
    answer = await client.post(
        f"/inventory/{item_id}/movements", json={"movement_type": "transfer", **body}
    )
    assert answer.status_code == 201, answer.text


async def test_every_figure_is_the_total_of_its_list(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    ids = await stocked(make, theater)
    await move(admin, ids["chair"], quantity=4, to_location_id=ids["rack"])
    await move(
        admin, ids["chair"], quantity=3, from_location_id=ids["rack"],
        to_location_id=ids["stage"], to_status="on_stage",
    )  # fmt: skip
    found = await figures(admin)
    assert found["totals"] == {"items": 3, "pieces": 15, "value": "215004.98"}
    for key, name in (("by_status", "status"), ("by_condition", "condition")):
        for row in found[key]:
            assert await total(admin, f"{name}={row[name]}") == row["items"], row
    for row in found["by_department"]:
        department = row["department"]["id"]
        assert await total(admin, f"department={department}") == row["items"]
    for row in found["by_value"]:
        assert await total(admin, f"value={row['band']}") == row["items"]
    assert [row["band"] for row in found["by_value"]] == [
        "unknown", "under_10000", "under_100000",
    ]  # fmt: skip
    for key, name in (("by_category", "category"), ("by_location", "location")):
        for row in found[key]:
            if row["node"] is not None:
                assert await total(admin, f"{name}={row['node']['id']}") == row["items"], row
    assert found["without_photo"] == await total(admin, "has_photo=false") == 3
    stage = {"items": 1, "pieces": 3, "value": "4501.50"}
    assert {"status": "on_stage", **stage} in found["by_status"]


async def test_a_room_counts_an_item_of_two_racks_once(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    ids = await stocked(make, theater)
    await move(admin, ids["chair"], quantity=4, to_location_id=ids["rack"])
    rooms = {
        row["node"] and row["node"]["id"]: row for row in (await figures(admin))["by_location"]
    }
    assert (rooms[ids["store"]]["items"], rooms[ids["store"]]["pieces"]) == (2, 12)
    assert rooms[ids["store"]]["has_children"] is True
    assert (rooms[None]["items"], rooms[None]["pieces"]) == (1, 3)
    inside = (await figures(admin, f"location={ids['store']}"))["by_location"]
    assert [(row["node"]["name"], row["items"], row["pieces"]) for row in inside] == [
        ("Стеллаж 1", 1, 6), ("Стеллаж 2", 2, 6),
    ]  # fmt: skip


async def test_categories_are_added_up_and_opened(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    ids = await stocked(make, theater)
    top = (await figures(admin))["by_category"]
    assert [(row["node"] and row["node"]["name"], row["items"]) for row in top] == [
        ("Мебель", 2), (None, 1),
    ]  # fmt: skip
    opened = await figures(admin, f"category={ids['furniture']}")
    assert [(row["node"]["name"], row["pieces"]) for row in opened["by_category"]] == [
        ("Стулья", 10), ("Мебель", 2),
    ]  # fmt: skip
    assert opened["totals"]["items"] == 2


async def test_what_has_not_moved_for_months_is_idle(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    ids = await stocked(make, theater)
    async with make.db.write(theater.ctx) as uow:
        await uow.session.execute(
            update(Item)
            .where(Item.id == ids["chair"])
            .values(last_moved_at=clock.now() - timedelta(days=200)),
            execution_options={"audit": True},
        )
        uow.touch("inventory_items")
    idle = {row["months"]: row["items"] for row in (await figures(admin))["idle"]}
    assert idle == {3: 1, 6: 1, 12: 0, 24: 0}
    assert await total(admin, "idle=6") == 1
    await move(admin, ids["chair"], quantity=1, to_location_id=ids["stage"])
    assert await total(admin, "idle=3") == 0
    assert (await figures(admin))["idle"][0]["items"] == 0


async def test_a_head_of_department_counts_their_own(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    ids = await stocked(make, theater)
    head = await as_role("department_head", department="sound")
    found = await figures(head)
    assert found["totals"]["items"] == 1
    assert (await figures(head, f"department={ids['light']}"))["totals"]["items"] == 0
    staff = await as_role("department_staff", department="sound")
    assert (await staff.get("/inventory/analytics")).status_code == 403


async def test_an_empty_theatre_has_figures_too(admin: Client) -> None:
    found = await figures(admin)
    assert found["totals"] == {"items": 0, "pieces": 0, "value": "0.00"}
    assert found["by_status"] == found["by_category"] == found["by_location"] == []
    assert (await admin.get("/inventory/analytics?category=999999")).json()["totals"]["items"] == 0
