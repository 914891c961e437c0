"""Taking an import back when somebody has worked with its items."""

from typing import Any

import pytest

from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import xlsx
from tests.inventory.importing.steps import (
    Work,
    counting,
    dry_run,
    imported,
    items,
    run,
    upload,
)

ROWS = [[f"Стул {n}", f"С-{n}", "", "", 2.0] for n in range(6)]


async def by_name(admin: Client) -> dict[str, int]:
    return {item["name"]: item["id"] for item in await items(admin)}


async def test_items_in_use_are_named_with_how_and_the_rest_can_go(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    """Nothing of it changed the items themselves: a reservation, a kit, a title's list."""
    done = await imported(admin, work, *ROWS)
    ids = await by_name(admin)
    event, title = await make.event(theater), await make.performance(theater)
    await make.reservation(theater, event, ids["Стул 0"])
    await make.kit(theater, ids["Стул 1"])
    await make.performance_item(theater, title, ids["Стул 2"])
    await make.performance_item(
        theater, title, await make.item(theater), alternative_item_id=ids["Стул 3"]
    )
    path = f"/inventory/imports/{done['id']}/undo"

    refused = await admin.post(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "import.touched")
    body = refused.json()
    assert {c["name"]: c["ways"] for c in body["conflicts"]} == {
        "Стул 0": ["забронирован на дату"],
        "Стул 1": ["в комплекте"],
        "Стул 2": ["нужен спектаклю"],
        "Стул 3": ["нужен спектаклю"],
    }
    assert (body["touched"], body["untouched"]) == (4, 2)
    assert len(await by_name(admin)) == len(ids) + 2

    undone = await admin.post(path, params={"rest": True})
    assert undone.status_code == 200, undone.text
    assert (undone.json()["status"], undone.json()["kept"]) == ("undone", 4)
    left = await by_name(admin)
    assert {"Стул 0", "Стул 1", "Стул 2", "Стул 3"} <= left.keys()
    assert not {"Стул 4", "Стул 5"} & left.keys()
    found = (await admin.get("/inventory", params={"import": done["id"]})).json()
    assert sorted(item["name"] for item in found["items"]) == [f"Стул {n}" for n in range(4)]


async def test_nothing_goes_while_nothing_is_left_untouched(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    done = await imported(admin, work, ROWS[0])
    (item,) = (await by_name(admin)).values()
    await make.reservation(theater, await make.event(theater), item)
    refused = await admin.post(f"/inventory/imports/{done['id']}/undo", params={"rest": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "import.touched")


@pytest.mark.parametrize("whole", [True, False])
async def test_a_bulk_change_takes_what_an_import_or_a_run_touched(
    admin: Client, work: Work, make: Factory, theater: TheaterOf, whole: bool
) -> None:
    """A list under the filter, and a choice of everything that it finds, mean the same rows."""
    await make.item(theater, "Стол")
    done = await imported(admin, work, *ROWS)
    name = "import"
    if not whole:
        ids = list((await by_name(admin)).values())[:2]
        body: dict[str, Any] = {"selection": {"ids": ids}}
        body["action"] = {"type": "set_condition", "condition": "poor"}
        done = (await admin.post("/inventory/bulk", json=body)).json()
        name = "run"
    expected = 6 if whole else 2
    listed = (await admin.get("/inventory", params={name: done["id"]})).json()
    assert listed["total"] == expected
    counts = (await admin.get("/inventory/facets", params={name: done["id"]})).json()
    assert counts["total"] == expected
    preview = await admin.post(
        "/inventory/bulk",
        json={
            "selection": {"query": {name: [done["id"]]}},
            "action": {"type": "archive"},
            "dry_run": True,
        },
    )
    assert preview.json()["total"] == expected, preview.text


async def test_updates_of_many_items_go_back_in_few_statements(admin: Client, work: Work) -> None:
    """Nothing is asked or written row by row, there and back."""

    def table(price: int, tag: str) -> list[list[Any]]:
        return [[f"Стул {n}", f"С-{n}", price, tag] for n in range(120)]

    headings = ["Наименование", "Инв. №", "Цена", "Теги"]
    spent = []
    for rows in (table(100, "дуб"), table(200, "клён")):
        uploaded = await upload(admin, xlsx({"Лист": [headings, *rows]}))
        await dry_run(admin, uploaded["id"], options={"known": "update"})
        with counting() as sent:
            done = await run(admin, work, uploaded["id"])
        spent.append(len(sent))
    assert (done["updated"], done["failed"]) == (120, 0)
    with counting() as sent:
        undone = await admin.post(f"/inventory/imports/{done['id']}/undo")
    assert undone.status_code == 200, undone.text
    spent.append(len(sent))
    assert max(spent) < 100, spent
    found = (await admin.get("/inventory/by-number/С-7")).json()
    assert (found["purchase_price"], [tag["name"] for tag in found["tags"]]) == ("100.00", ["дуб"])
    assert found["version"] == 3
    of_item = {"entity": "item", "entity_id": found["id"]}
    journal = (await admin.get("/audit", params=of_item)).json()["items"]
    prices = [entry["diff"].get("purchase_price") for entry in journal]
    assert ["200.00", "100.00"] in prices
