"""Recent changes: what somebody did, and whether it can still be taken back."""

from typing import Any

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.steps import Work, imported
from tests.inventory.test_bulk import bulk


async def feed(client: Client, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/inventory/changes", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def move(client: Client, item: int, place: int) -> None:
    body = {"movement_type": "transfer", "quantity": 1, "to_location_id": place}
    answer = await client.post(f"/inventory/{item}/movements", json=body)
    assert answer.status_code == 201, answer.text


async def test_own_acts_newest_first_each_with_why_it_cannot_be_undone(
    make: Factory, theater: TheaterOf, admin: Client, work: Work, as_role: SignIn
) -> None:
    store, stage = [await make.location(theater, name) for name in ("Склад", "Сцена")]
    lamp, fan = [
        await make.item(theater, name, quantity=3, location_id=store) for name in ("Лампа", "Веер")
    ]
    await imported(admin, work, ["Стул", "1", "", "", 3.0])
    await move(admin, lamp, stage)
    await move(admin, fan, stage)
    done = (await bulk(admin, [lamp], type="set_condition", condition="poor")).json()
    sent = (
        await bulk(admin, [lamp, fan], type="move", movement_type="transfer", to_location_id=stage)
    ).json()
    other = await as_role("technical_director")
    await move(other, fan, store)

    found = await feed(admin)
    assert [(one["kind"], one["can_undo"], one["left"]) for one in found] == [
        ("run", True, 1),
        ("run", False, None),
        ("movement", False, None),
        ("movement", False, None),
        ("import", True, None),
    ]
    assert [one["run"]["id"] for one in found[:2]] == [sent["id"], done["id"]]
    assert "с тех пор" in found[1]["why_not"]
    assert "другое движение" in found[2]["why_not"]
    assert [one["name"] for one in found[2]["act"]["items"]] == ["Веер"]
    assert found[2]["act"]["to_location"]["name"] == "Сцена"
    (alone,) = await feed(other)
    assert (alone["kind"], alone["can_undo"]) == ("movement", True)

    assert (await admin.post(f"/inventory/bulk/{sent['id']}/undo")).status_code == 200
    again = await feed(admin)
    assert len(again) == len(found)
    assert (again[0]["undone"], again[0]["can_undo"]) == (True, False)

    everybody = await feed(admin, whose="all")
    assert len(everybody) == len(found) + 1
    refused = await other.get("/inventory/changes", params={"whose": "all"})
    assert refused.status_code == 403


async def test_pages_meet_without_a_gap_and_without_a_doublet(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    """Lines of one act are one entry; what happened at one moment stays on one page."""
    store, stage = [await make.location(theater, name) for name in ("Склад", "Сцена")]
    items = [
        await make.item(theater, f"Лампа {n}", quantity=9, location_id=store) for n in range(3)
    ]
    for n in range(6):
        if n % 2:
            await bulk(admin, items, type="set_condition", condition=("fair", "poor")[n % 4 // 2])
        else:
            await move(admin, items[n // 2], stage)
    fresh = [await make.item(theater, f"Кабель {n}", location_id=store) for n in range(3)]
    kit = await make.kit(theater, *fresh, location_id=store)
    whole = await feed(admin)
    assert len(whole) == 6
    pages, before = [], None
    while True:
        query = {"limit": 2} | ({} if before is None else {"before": before})
        body = (await admin.get("/inventory/changes", params=query)).json()
        pages += body["items"]
        before = body["next"]
        if before is None:
            break
    assert [(one["kind"], one["id"]) for one in pages] == [
        (one["kind"], one["id"]) for one in whole
    ]
    body = {"movement_type": "transfer", "quantity": 1, "to_location_id": stage}
    moved = await admin.post(f"/inventory/{kit}/kit-movements", json=body)
    assert moved.status_code == 201, moved.text
    act = (await feed(admin))[0]["act"]
    assert act["lines"] > 1
    assert len(act["items"]) == 3
    found = await admin.get("/inventory", params={"id": act["item_ids"]})
    assert found.json()["total"] == act["lines"]
    assert (act["archived"], act["archived_ids"]) == (0, [])

    gone = act["item_ids"][-1]
    await bulk(admin, [gone], type="archive")
    act = next(one["act"] for one in await feed(admin) if one["act"])
    assert (act["archived"], act["archived_ids"]) == (1, [gone])
    found = await admin.get("/inventory", params={"id": act["item_ids"]})
    assert found.json()["total"] == act["lines"] - act["archived"]


async def test_an_import_that_has_only_updated_items_is_among_them(
    make: Factory, theater: TheaterOf, admin: Client, work: Work
) -> None:
    await make.item(theater, "Стул", inventory_number="1", quantity=1)
    done = await imported(
        admin, work, ["Стул венский", "1", "", "", 1.0], options={"known": "update"}
    )
    assert (done["created"], done["updated"]) == (0, 1)
    (one,) = await feed(admin)
    assert (one["kind"], one["id"], one["can_undo"]) == ("import", done["id"], True)
