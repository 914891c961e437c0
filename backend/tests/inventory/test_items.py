"""The life of one item: numbers, fields, versions, archive."""

from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select

from app.inventory.models import Item
from app.kit.audit import AuditEntry
from tests.factories import Factory, TheaterOf
from tests.inventory.tools import at_once


async def create(client: AsyncClient, **fields: Any) -> dict[str, Any]:
    answer = await client.post("/inventory", json={"name": "Кресло", **fields})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def codes(answer: Response) -> list[tuple[str, str]]:
    return [(error["field"], error["code"]) for error in answer.json()["errors"]]


async def test_new_item_gets_the_next_number_and_a_receipt(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    place = await make.location(theater)
    made = await admin.post(
        "/inventory", json={"name": "Кресло", "quantity": 40, "location_id": place}
    )
    assert made.status_code == 201, made.text
    item = made.json()
    assert item["inventory_number"] == "INV-00001"
    assert made.headers["Location"] == f"/api/v1/inventory/{item['id']}"
    assert made.headers["ETag"] == '"v1"'
    held = {"location_id": place, "status": "in_stock", "quantity": 40}
    assert item["stock"] == [{**held, "location": {"id": place, "name": "Склад А"}}]
    history = (await admin.get(f"/inventory/{item['id']}/history")).json()
    assert [(m["movement_type"], m["quantity"]) for m in history["items"]] == [("receipt", 40)]
    assert history["next"] is None
    listed = (await admin.get("/inventory")).json()
    assert (listed["total"], listed["pages"]) == (1, 1)
    assert listed["items"][0]["stock"] == [held]
    assert listed["items"][0]["location"] == {"id": place, "name": "Склад А"}


async def test_every_field_comes_back_as_it_was_sent(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    keeper = await make.user(theater, "department_staff")
    tags = [await make.tag(theater, "бархат", color="#aa0000"), await make.tag(theater, "антик")]
    sent = {
        "name": "Канделябр № 3 «Версаль»",
        "inventory_number": "1010/45-б",
        "description": "Пять свечей\nБронза",
        "technical_description": "Патрон E14",
        "category_id": await make.category(theater),
        "department_id": theater.departments["light"],
        "responsible_id": keeper.id,
        "condition": "fair",
        "unit": "компл.",
        "min_quantity": 2,
        "serial_number": "SN-1",
        "manufacturer": "Завод",
        "model": "К-5",
        "width": "40.50",
        "height": "120.00",
        "depth": "40.00",
        "weight": "7.25",
        "purchase_price": "12500.00",
        "current_value": "999.99",
        "purchase_date": "2019-03-12",
        "warranty_until": "2021-03-12",
        "custom_fields": {"Поставщик": "ООО «Свет»"},
    }
    item = await create(admin, **sent, tag_ids=tags, quantity=3, status="on_stage")
    named = {"category_id", "department_id", "responsible_id"}
    assert {key: item[key] for key in sent.keys() - named} == {
        key: value for key, value in sent.items() if key not in named
    }
    assert item["category"] == {"id": sent["category_id"], "name": "Мебель"}
    assert item["department"] == {"id": theater.departments["light"], "name": "Light"}
    assert item["responsible"]["short_name"].endswith("П. С.")
    assert [tag["name"] for tag in item["tags"]] == ["антик", "бархат"]
    assert (item["status"], item["quantity"]) == ("on_stage", 3)
    found = await admin.get("/inventory/by-number/1010/45-%D0%91")
    assert found.json() == item | {"piece": None}
    assert (await admin.get("/inventory/by-number/1010/45")).status_code == 404


async def test_given_out_numbers_step_over_taken_ones(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    for number in (*range(1, 15), 16):
        await make.item(theater, inventory_number=f"inv-{number:05d}")
    assert [(await create(admin))["inventory_number"] for _ in range(3)] == [
        "INV-00015",
        "INV-00017",
        "INV-00018",
    ]


async def test_fifty_parallel_creations_get_fifty_numbers(admin: AsyncClient) -> None:
    answers = await at_once(50, lambda n: admin.post("/inventory", json={"name": f"Стул {n}"}))
    assert sorted(answer.json()["inventory_number"] for answer in answers) == [
        f"INV-{number:05d}" for number in range(1, 51)
    ]


async def test_fifty_parallel_claims_of_one_number_have_one_winner(admin: AsyncClient) -> None:
    claim = {"name": "Стул", "inventory_number": "А-1"}
    answers = await at_once(50, lambda _: admin.post("/inventory", json=claim))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 49
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["code"] == "inventory.number_taken"
    assert codes(refused) == [("inventory_number", "inventory.number_taken")]


async def test_repeated_creation_with_a_key_makes_one_item(admin: AsyncClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    answers = await at_once(
        10, lambda _: admin.post("/inventory", json={"name": "Стул"}, headers=key)
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert (await admin.get("/inventory")).json()["total"] == 1


async def test_patch_changes_only_what_was_sent(admin: AsyncClient) -> None:
    item = await create(admin, description="старое", unit="пара")
    changed = await admin.patch(f"/inventory/{item['id']}", json={"description": None})
    assert changed.status_code == 200
    assert changed.json() | {"updated_at": 0} == item | {
        "description": None,
        "version": 2,
        "updated_at": 0,
    }
    assert changed.headers["ETag"] == '"v2"'


async def test_put_replaces_everything_but_the_number(admin: AsyncClient) -> None:
    item = await create(admin, description="старое", current_value="5.00")
    path = f"/inventory/{item['id']}"
    changed = (await admin.put(path, json={"name": "Стул"}, headers={"If-Match": '"v1"'})).json()
    assert (changed["name"], changed["description"], changed["current_value"]) == (
        "Стул",
        None,
        None,
    )
    assert changed["inventory_number"] == item["inventory_number"]
    assert changed["stock"] == item["stock"]


async def test_saving_nothing_new_leaves_the_version(admin: AsyncClient) -> None:
    item = await create(admin, tag_ids=[])
    same = await admin.patch(f"/inventory/{item['id']}", json={"name": "Кресло", "tag_ids": []})
    assert same.json()["version"] == 1


async def test_new_tags_are_a_new_version(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    one, two = await make.tag(theater, "раз"), await make.tag(theater, "два")
    item = await create(admin, tag_ids=[one])
    changed = (await admin.patch(f"/inventory/{item['id']}", json={"tag_ids": [two, two]})).json()
    assert changed["version"] == 2
    assert [tag["id"] for tag in changed["tags"]] == [two]


async def test_stale_and_missing_versions_are_refused(admin: AsyncClient) -> None:
    item = await create(admin)
    path, body = f"/inventory/{item['id']}", {"name": "Стул"}
    missing = await admin.put(path, json=body)
    assert (missing.status_code, missing.json()["code"]) == (428, "version_required")
    await admin.patch(path, json={"name": "Табурет"})
    stale = {"If-Match": '"v1"'}
    for refused in (
        await admin.put(path, json=body, headers=stale),
        await admin.patch(path, json=body, headers=stale),
        await admin.delete(path, headers=stale),
    ):
        assert (refused.status_code, refused.json()["current_version"]) == (412, 2)
    assert (await admin.get(path)).json()["name"] == "Табурет"


async def test_of_fifty_parallel_editors_one_wins(admin: AsyncClient) -> None:
    item = await create(admin)
    path, tag = f"/inventory/{item['id']}", {"If-Match": '"v1"'}
    answers = await at_once(50, lambda n: admin.put(path, json={"name": f"Стул {n}"}, headers=tag))
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 49


@pytest.mark.parametrize(
    "field",
    ["id", "version", "theater_id", "quantity", "status", "location_id", "deleted_at", "search",
     "created_by_id", "updated_by_id", "is_active", "sort_name", "stock", "photo_id",
     "photo", "photos"],
)  # fmt: skip
async def test_fields_of_the_server_cannot_be_edited(admin: AsyncClient, field: str) -> None:
    item = await create(admin)
    path = f"/inventory/{item['id']}"
    body = {"name": "Стул", field: 1}
    for refused in (
        await admin.patch(path, json=body),
        await admin.put(path, json=body, headers={"If-Match": '"v1"'}),
    ):
        assert refused.status_code == 422
        assert (field, "extra_forbidden") in codes(refused)
    assert (await admin.get(path)).json() == item


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", None),
        ("name", "я" * 256),
        ("inventory_number", "\u202e"),
        ("quantity", -1),
        ("quantity", 2**31),
        ("quantity", 1.5),
        ("current_value", "1.234"),
        ("current_value", "-1"),
        ("current_value", "1e400"),
        ("current_value", "99999999999"),
        ("width", "NaN"),
        ("purchase_date", "31.02.2015"),
        ("purchase_date", "10000-01-01"),
        ("status", "lost"),
        ("condition", "new"),
        ("custom_fields", {"": "x"}),
        ("custom_fields", {str(n): "x" for n in range(101)}),
        ("description", "\u0000"),
        ("category_id", 2**31),
    ],
)
async def test_wrong_values_name_their_field(admin: AsyncClient, field: str, value: Any) -> None:
    answer = await admin.post("/inventory", json={"name": "Стул", field: value})
    assert answer.status_code == 422
    assert all(named.split(".")[0] == field for named, _ in codes(answer))


async def test_archived_item_is_gone_and_comes_back(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    item = await create(admin, inventory_number="А-1", quantity=2)
    path = f"/inventory/{item['id']}"
    assert (await admin.delete(path)).status_code == 204
    for gone in (
        await admin.get(path),
        await admin.get("/inventory/by-number/А-1"),
        await admin.get(f"{path}/history"),
        await admin.get(f"{path}/usage"),
        await admin.patch(path, json={"name": "Стул"}),
        await admin.delete(path),
        await admin.post(f"{path}/movements", json={"movement_type": "receipt", "quantity": 1}),
    ):
        assert gone.status_code == 404
    assert (await admin.get("/inventory")).json()["total"] == 0
    archived = (await admin.get("/inventory", params={"archived": True})).json()["items"]
    assert [row["id"] for row in archived] == [item["id"]]
    assert (await admin.get(path, params={"archived": True})).json()["deleted_at"] is not None
    assert (await admin.get(f"{path}/history", params={"archived": True})).status_code == 200
    restored = await admin.post(f"{path}/restore")
    assert restored.status_code == 200
    assert restored.json() | {"version": 1, "updated_at": 0} == item | {"updated_at": 0}
    assert (await admin.post(f"{path}/restore")).status_code == 404
    async with make.db.read(theater.ctx) as uow:
        acts = await uow.session.scalars(
            select(AuditEntry.action).where(AuditEntry.entity == "item").order_by(AuditEntry.id)
        )
        assert list(acts) == ["create", "archive", "restore"]


async def test_archived_number_is_free_and_blocks_only_the_restore(admin: AsyncClient) -> None:
    item = await create(admin, inventory_number="А-1")
    await admin.delete(f"/inventory/{item['id']}")
    await create(admin, inventory_number="а-1")
    refused = await admin.post(f"/inventory/{item['id']}/restore")
    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.number_taken")


async def test_usage_counts_what_is_out(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    item = await create(admin, quantity=40)
    path = f"/inventory/{item['id']}"
    for quantity, status in ((6, "on_stage"), (4, "in_repair")):
        moved = await admin.post(
            f"{path}/movements",
            json={"movement_type": "transfer", "quantity": quantity, "to_status": status},
        )
        assert moved.status_code == 201, moved.text
    usage = (await admin.get(f"{path}/usage")).json()
    assert usage["movements"] == 3
    assert {use["kind"]: use["number"] for use in usage["kinds"]} == {"on_stage": 6, "in_repair": 4}
    assert [b["quantity"] for b in usage["balances"]] == [30, 6, 4]


async def test_default_department_is_that_of_the_category(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    light = theater.departments["light"]
    category = await make.category(theater, department_id=light)
    item = await create(admin, category_id=category)
    assert item["department"]["id"] == light


async def test_audit_tells_who_changed_what(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    item = await create(admin)
    await admin.patch(f"/inventory/{item['id']}", json={"name": "Стул"})
    async with make.db.read(theater.ctx) as uow:
        entry = await uow.session.scalar(select(AuditEntry).where(AuditEntry.action == "update"))
        assert entry.diff == {"name": ["Кресло", "Стул"]}
        assert entry.actor_id == (await make.get(theater, Item, item["id"])).updated_by_id
