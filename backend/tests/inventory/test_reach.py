"""Whose items one may see and change, and that another theatre's ids tell nothing."""

from decimal import Decimal
from typing import Any

import pytest
from httpx import AsyncClient, Response

from app.inventory.models import Item
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf

ABSENT = 2_000_000_000


def told(answer: Response) -> tuple[int, Any]:
    """Everything of an answer but the number of its request."""
    return answer.status_code, answer.json() | {"request_id": ""}


async def test_actor_sees_only_what_is_in_their_hands(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    store, category = await make.location(theater), await make.category(theater)
    mine = await make.item(
        theater, "Плащ", inventory_number="П-1", responsible_id=actor.id,
        location_id=store, category_id=category,
    )  # fmt: skip
    other = await make.item(
        theater, "Плащ чужой", inventory_number="П-2", location_id=store, category_id=category
    )
    client = await as_person(actor)
    listed = (await client.get("/inventory", params={"q": "плащ"})).json()
    assert [row["id"] for row in listed["items"]] == [mine]
    assert (await client.get(f"/inventory/{mine}")).status_code == 200
    for path in (f"{other}", f"{other}/history", f"{other}/usage", "by-number/П-2"):
        assert (await client.get(f"/inventory/{path}")).status_code == 404
    for tree in ("categories", "locations"):
        nodes = (await client.get(f"/inventory/{tree}")).json()["items"]
        assert [node["item_count"] for node in nodes] == [1]
    exported = await client.get("/inventory/export", params={"format": "csv"})
    assert "П-1" in exported.text
    assert "П-2" not in exported.text
    for refused in (
        await client.post("/inventory", json={"name": "Стул"}),
        await client.patch(f"/inventory/{mine}", json={"name": "Стул"}),
        await client.delete(f"/inventory/{mine}"),
        await client.post(
            f"/inventory/{mine}/movements", json={"movement_type": "receipt", "quantity": 1}
        ),
    ):
        assert refused.status_code == 403


async def test_an_actor_is_told_no_prices(
    make: Factory, theater: TheaterOf, as_person: SignIn, as_role: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    values: dict[str, Any] = {
        "current_value": Decimal(700),
        "purchase_price": Decimal(900),
        "responsible_id": actor.id,
    }
    cloak = await make.item(theater, "Плащ", inventory_number="П-1", **values)
    client, admin = await as_person(actor), await as_role("admin")
    for reader, told in ((client, None), (admin, "700.00")):
        card = (await reader.get(f"/inventory/{cloak}")).json()
        bodies = [
            card,
            (await reader.get("/inventory")).json()["items"][0],
            (await reader.get("/inventory/by-number/П-1")).json(),
        ]
        assert [body["current_value"] for body in bodies] == [told] * 3
        assert card["purchase_price"] == (told and "900.00")
        table = (await reader.get("/inventory/export", params={"format": "csv"})).text
        assert ("Текущая стоимость" in table) is (told is not None), table
        assert ("700" in table, "900" in table) == ((told is not None),) * 2
    for path in ("/inventory", "/inventory/facets", "/inventory/export"):
        for asked in ({"sort": "-current_value"}, {"value": "unknown"}):
            answer = await client.get(path, params=asked)
            assert (answer.status_code, answer.json()["code"]) == (403, "inventory.prices_hidden")
    refused = await client.get("/inventory/export", params={"columns": "name,purchase_price"})
    assert refused.json()["errors"][0]["code"] == "column_unknown"


async def test_head_reads_everything_and_changes_their_own_department(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    light, sound = theater.departments["light"], theater.departments["sound"]
    head = await as_role("department_head", department="light")
    mine = await make.item(theater, "Прожектор", department_id=light)
    others = [
        await make.item(theater, "Микрофон", department_id=sound),
        await make.item(theater, "Ничей стул"),
    ]
    assert (await head.get("/inventory")).json()["total"] == 3
    receipt = {"movement_type": "receipt", "quantity": 1}
    assert (await head.patch(f"/inventory/{mine}", json={"name": "Софит"})).is_success
    assert (await head.post(f"/inventory/{mine}/movements", json=receipt)).is_success
    for item in others:
        assert (await head.get(f"/inventory/{item}")).status_code == 200
        for refused in (
            await head.patch(f"/inventory/{item}", json={"name": "Моё"}),
            await head.patch(f"/inventory/{item}", json={"department_id": light}),
            await head.put(
                f"/inventory/{item}", json={"name": "Моё"}, headers={"If-Match": '"v1"'}
            ),
            await head.delete(f"/inventory/{item}"),
            await head.post(f"/inventory/{item}/movements", json=receipt),
        ):
            assert told(refused) == told(
                await head.patch(f"/inventory/{ABSENT}", json={"name": "Моё"})
            )
        assert (await make.get(theater, Item, item)).version == 1


async def test_head_cannot_give_an_item_away_or_make_it_elsewhere(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    light, sound = theater.departments["light"], theater.departments["sound"]
    head = await as_role("department_head", department="light")
    made = await head.post(
        "/inventory",
        json={"name": "Лампа", "category_id": await make.category(theater, department_id=sound)},
    )
    assert made.json()["department"]["id"] == light
    path = f"/inventory/{made.json()['id']}"
    for refused in (
        await head.post("/inventory", json={"name": "Микрофон", "department_id": sound}),
        await head.patch(path, json={"department_id": sound}),
        await head.patch(path, json={"department_id": None}),
        await head.put(path, json={"name": "Лампа"}, headers={"If-Match": '"v1"'}),
    ):
        assert refused.status_code == 422
        assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [
            ("department_id", "department_foreign")
        ]
    assert (await head.delete(path)).status_code == 204
    assert (await head.post(f"{path}/restore")).status_code == 200


async def test_staff_changes_but_neither_makes_nor_archives(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    staff = await as_role("department_staff", department="light")
    item = await make.item(theater, department_id=theater.departments["light"])
    assert (await staff.patch(f"/inventory/{item}", json={"name": "Софит"})).is_success
    assert (await staff.delete(f"/inventory/{item}")).status_code == 403
    assert (await staff.post("/inventory", json={"name": "Лампа"})).status_code == 403


async def test_staff_without_a_department_changes_nothing(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    head = await as_role("department_head")
    item = await make.item(theater)
    assert (await head.patch(f"/inventory/{item}", json={"name": "Моё"})).status_code == 404
    assert (await head.post("/inventory", json={"name": "Лампа"})).status_code == 422


@pytest.fixture
async def foreign(make: Factory) -> dict[str, int]:
    """One of everything, in another theatre."""
    other = await make.theater()
    return {
        "item": await make.item(other, "Чужое", inventory_number="ЧУЖ-1"),
        "category_id": await make.category(other),
        "location_id": await make.location(other),
        "department_id": other.departments["light"],
        "responsible_id": (await make.user(other)).id,
        "tag_ids": await make.tag(other),
    }


@pytest.mark.parametrize(
    "field", ["category_id", "location_id", "department_id", "responsible_id", "tag_ids"]
)
async def test_foreign_ids_in_bodies_are_absent_ids(
    admin: AsyncClient, make: Factory, theater: TheaterOf, foreign: dict[str, int], field: str
) -> None:
    item = await make.item(theater)

    async def tried(value: int) -> list[Any]:
        sent = {field: [value] if field == "tag_ids" else value}
        answers = [await admin.post("/inventory", json={"name": "Стул", **sent})]
        if field != "location_id":
            answers.append(await admin.patch(f"/inventory/{item}", json=sent))
            answers.append(
                await admin.put(
                    f"/inventory/{item}",
                    json={"name": "Стул", **sent},
                    headers={"If-Match": '"v1"'},
                )
            )
        return [told(answer) for answer in answers]

    assert await tried(foreign[field]) == await tried(ABSENT)
    assert all(status == 422 for status, _ in await tried(foreign[field]))
    assert all(
        [(e["field"], e["code"]) for e in body["errors"]] == [(field, "reference_unknown")]
        for _, body in await tried(foreign[field])
    )


@pytest.mark.parametrize("side", ["from_location_id", "to_location_id"])
async def test_foreign_places_of_movements_are_absent(
    admin: AsyncClient, make: Factory, theater: TheaterOf, foreign: dict[str, int], side: str
) -> None:
    item = await make.item(theater)

    async def tried(value: int) -> Any:
        body = {"movement_type": "transfer", "quantity": 1, side: value}
        return told(await admin.post(f"/inventory/{item}/movements", json=body))

    assert await tried(foreign["location_id"]) == await tried(ABSENT)


@pytest.mark.parametrize("field", ["category", "location", "department", "tag"])
async def test_foreign_ids_in_filters_find_nothing(
    admin: AsyncClient, make: Factory, theater: TheaterOf, foreign: dict[str, int], field: str
) -> None:
    await make.item(theater)
    value = foreign["tag_ids" if field == "tag" else f"{field}_id"]
    found = (await admin.get("/inventory", params={field: value})).json()
    assert found == (await admin.get("/inventory", params={field: ABSENT})).json()


async def test_foreign_ids_in_addresses_are_absent(
    admin: AsyncClient, make: Factory, foreign: dict[str, int]
) -> None:
    bodies: dict[str, Any] = {"name": "Стул"}
    version = {"If-Match": '"v1"'}

    async def tried(item: int, category: int, location: int) -> list[Any]:
        answers = [
            await admin.get(f"/inventory/{item}"),
            await admin.get(f"/inventory/{item}", params={"archived": True}),
            await admin.get(f"/inventory/{item}/history"),
            await admin.get(f"/inventory/{item}/usage"),
            await admin.put(f"/inventory/{item}", json=bodies, headers=version),
            await admin.patch(f"/inventory/{item}", json=bodies),
            await admin.delete(f"/inventory/{item}"),
            await admin.post(f"/inventory/{item}/restore"),
            await admin.post(
                f"/inventory/{item}/movements", json={"movement_type": "receipt", "quantity": 1}
            ),
        ]
        for path in (f"/inventory/categories/{category}", f"/inventory/locations/{location}"):
            answers += [
                await admin.put(path, json=bodies, headers=version),
                await admin.patch(path, json=bodies),
                await admin.delete(path),
            ]
        return [told(answer) for answer in answers]

    foreign_ids = (foreign["item"], foreign["category_id"], foreign["location_id"])
    assert await tried(*foreign_ids) == await tried(ABSENT, ABSENT, ABSENT)
    assert (await admin.get("/inventory/by-number/ЧУЖ-1")).status_code == 404
    assert (
        await admin.post("/inventory", json={"name": "С", "inventory_number": "ЧУЖ-1"})
    ).is_success


async def test_foreign_parents_and_departments_of_nodes_are_absent(
    admin: AsyncClient, foreign: dict[str, int]
) -> None:
    for path, field, value in (
        ("categories", "parent_id", foreign["category_id"]),
        ("categories", "department_id", foreign["department_id"]),
        ("locations", "parent_id", foreign["location_id"]),
    ):
        tried = [
            told(await admin.post(f"/inventory/{path}", json={"name": "А", field: one}))
            for one in (value, ABSENT)
        ]
        assert tried[0] == tried[1]
        assert tried[0][0] == 422
