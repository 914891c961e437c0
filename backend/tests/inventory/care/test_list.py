"""What falls due in the whole theatre, and what the inventory's list says of it."""

import io
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from python_calamine import CalamineWorkbook

from app.inventory.care.summary import worst_states
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.care.tools import ago, certificate, move, plan, record, today


@pytest.fixture
async def house(admin: AsyncClient, make: Factory, theater: TheaterOf) -> dict[str, int]:
    """One row of every kind in every stretch of time."""
    light, sound = theater.departments["light"], theater.departments["sound"]
    gear = await make.category(theater, "Техника")
    lamps = await make.category(theater, "Прожекторы", parent_id=gear)
    ids = {
        "spot": await make.item(
            theater, "Прожектор", department_id=light, category_id=lamps, quantity=9
        ),
        "mic": await make.item(theater, "Микрофон", department_id=sound, quantity=9),
        "curtain": await make.item(theater, "Занавес", category_id=gear),
        "cells": await make.item(theater, "Батарейки", quantity=3, min_quantity=5),
        "full": await make.item(theater, "Скотч", quantity=5, min_quantity=5),
        "amp": await make.item(theater, "Усилитель", warranty_until=today() + timedelta(days=20)),
        "old": await make.item(theater, "Пульт", warranty_until=ago(31)),
        "gone": await make.archived_item(theater),
        "gear": gear,
    }
    await plan(admin, ids["spot"], name="Крепления", last_done_on=ago(500), blocks_issue=True)
    await plan(admin, ids["mic"], name="Капсюли", every_shows=2)
    await move(admin, ids["mic"], "issue")
    await certificate(admin, ids["curtain"], valid_until=today() + timedelta(days=9))
    await certificate(admin, ids["curtain"], kind="rigging", valid_until=ago(-200))
    await make.care_plan(theater, ids["gone"], last_done_on=ago(900))
    return ids


async def listed(client: AsyncClient, **params: Any) -> dict[str, Any]:
    answer = await client.get("/inventory/care", params=params)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def names(body: dict[str, Any]) -> list[str]:
    return [row["item"]["name"] for row in body["items"]]


async def test_rows_stand_in_the_order_of_time(admin: AsyncClient, house: dict[str, int]) -> None:
    body = await listed(admin)
    assert [(r["what"], r["horizon"], r["item"]["name"]) for r in body["items"]] == [
        ("plan", "overdue", "Прожектор"),
        ("plan", "month", "Микрофон"),
        ("certificate", "month", "Занавес"),
        ("warranty", "month", "Усилитель"),
        ("certificate", "later", "Занавес"),
        ("low_stock", "stock", "Батарейки"),
    ]
    assert body["counts"] == {"overdue": 1, "month": 3, "later": 1, "stock": 1}
    assert (body["total"], body["today"]) == (6, today().isoformat())


async def test_every_number_has_its_rows(admin: AsyncClient, house: dict[str, int]) -> None:
    counts = (await listed(admin))["counts"]
    for horizon, count in counts.items():
        body = await listed(admin, horizon=horizon)
        assert (body["total"], len(body["items"])) == (count, count), horizon
        assert body["counts"] == counts
    two = await listed(admin, horizon=["overdue", "stock"], page_size=1, page=2)
    assert (two["total"], two["pages"], names(two)) == (2, 2, ["Батарейки"])


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"what": "certificate"}, ["Занавес", "Занавес"]),
        ({"state": "overdue"}, ["Прожектор"]),
        ({"kind": "rigging"}, ["Занавес"]),
        ({"kind": ["inspection", "rigging"]}, ["Прожектор", "Микрофон", "Занавес"]),
        ({"blocks_issue": True}, ["Прожектор"]),
        ({"q": "крепл"}, ["Прожектор"]),
        ({"q": "занавес"}, ["Занавес", "Занавес"]),
        ({"q": "нет такого"}, []),
        ({"sort": "-item", "what": ["plan", "low_stock"]}, ["Прожектор", "Микрофон", "Батарейки"]),
    ],
)
async def test_filters(
    admin: AsyncClient, house: dict[str, int], params: dict[str, Any], found: list[str]
) -> None:
    body = await listed(admin, **params)
    assert names(body) == found
    assert sum(body["counts"].values()) == body["total"] == len(found)


async def test_filters_by_what_the_item_is(
    admin: AsyncClient, theater: TheaterOf, house: dict[str, int]
) -> None:
    assert names(await listed(admin, department=theater.departments["sound"])) == ["Микрофон"]
    subtree = await listed(admin, category=house["gear"])
    assert names(subtree) == ["Прожектор", "Занавес", "Занавес"]
    soon = await listed(admin, due_before=(today() + timedelta(days=9)).isoformat())
    assert names(soon) == ["Прожектор", "Занавес"]
    assert names(await listed(admin, item=house["mic"])) == ["Микрофон"]


async def test_an_answer_is_kept_until_something_changes(
    admin: AsyncClient, house: dict[str, int]
) -> None:
    first = await admin.get("/inventory/care")
    again = await admin.get("/inventory/care", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    plans = (await admin.get(f"/inventory/{house['spot']}/care-plans")).json()["items"]
    await record(admin, house["spot"], plans[0]["id"])
    changed = await admin.get("/inventory/care", headers={"If-None-Match": first.headers["etag"]})
    assert changed.json()["counts"]["overdue"] == 0


async def test_the_export_says_the_same_rows(admin: AsyncClient, house: dict[str, int]) -> None:
    answer = await admin.get("/inventory/care/export", params={"format": "xlsx"})
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert rows[0][:5] == ["Состояние", "Срок", "Что", "Вид", "Название или номер"]
    assert [row[6] for row in rows[1:]] == names(await listed(admin))
    assert rows[1][0] == "Просрочено"
    csv = await admin.get(
        "/inventory/care/export",
        params={"format": "csv", "columns": "item,state", "state": "overdue"},
        headers={"Accept-Language": "en"},
    )
    assert csv.content.decode("utf-8-sig").split("\r\n") == ["Item;State", "Прожектор;Overdue", ""]
    wrong = await admin.get("/inventory/care/export", params={"columns": "item,nothing"})
    assert wrong.status_code == 422


async def test_an_actor_sees_the_care_of_their_own(
    as_role: SignIn, make: Factory, theater: TheaterOf, house: dict[str, int]
) -> None:
    assert (await listed(await as_role("actor")))["items"] == []
    assert len((await listed(await as_role("department_staff", department="light")))["items"]) == 6


async def test_the_inventory_marks_and_finds_what_needs_care(
    admin: AsyncClient, house: dict[str, int]
) -> None:
    rows = {r["name"]: r["warnings"] for r in (await admin.get("/inventory")).json()["items"]}
    assert rows == {
        "Прожектор": ["care_overdue"],
        "Микрофон": ["care_due_soon"],
        "Занавес": ["care_due_soon"],
        "Батарейки": ["low_stock"],
        "Скотч": [], "Усилитель": [], "Пульт": [],
    }  # fmt: skip
    asked: tuple[tuple[dict[str, Any], list[str]], ...] = (
        ({"care": "overdue"}, ["Прожектор"]),
        ({"care": ["overdue", "due_soon"]}, ["Занавес", "Микрофон", "Прожектор"]),
        ({"low_stock": True}, ["Батарейки"]),
        ({"low_stock": True, "care": "overdue"}, []),
    )
    for params, found in asked:
        body = (await admin.get("/inventory", params=params)).json()
        assert ([r["name"] for r in body["items"]], body["total"]) == (found, len(found))
    for name, item in (("spot", "Прожектор"), ("mic", "Микрофон"), ("cells", "Батарейки")):
        card = (await admin.get(f"/inventory/{house[name]}")).json()
        assert (card["name"], card["warnings"]) == (item, rows[item])
        assert card["low_stock"] is (name == "cells")


async def test_the_worst_of_several_counts_and_nothing_is_asked_where_nothing_is(
    admin: AsyncClient, make: Factory, theater: TheaterOf, house: dict[str, int]
) -> None:
    await plan(admin, house["curtain"], name="Пропитка", last_done_on=ago(400))
    await certificate(admin, house["amp"], valid_until=ago(-300))
    idle = await plan(admin, house["old"], last_done_on=ago(900), is_active=False)
    assert idle["is_active"] is False
    ids = [house[name] for name in ("spot", "mic", "curtain", "amp", "old", "cells")]
    async with make.db.read(theater.ctx) as uow:
        assert await worst_states(uow, []) == {}
        assert not uow.session.in_transaction()
        assert await worst_states(uow, ids) == {
            house["spot"]: "overdue",
            house["mic"]: "due_soon",
            house["curtain"]: "overdue",
            house["amp"]: "ok",
        }
    rows = {r["id"]: r["warnings"] for r in (await admin.get("/inventory")).json()["items"]}
    assert (rows[house["curtain"]], rows[house["amp"]]) == (["care_overdue"], [])
    assert rows[house["old"]] == []


async def test_the_list_of_items_forgets_nothing_when_care_changes(
    admin: AsyncClient, house: dict[str, int]
) -> None:
    params = {"care": "overdue"}
    first = await admin.get("/inventory", params=params)
    plans = (await admin.get(f"/inventory/{house['spot']}/care-plans")).json()["items"]
    await record(admin, house["spot"], plans[0]["id"])
    after = await admin.get(
        "/inventory", params=params, headers={"If-None-Match": first.headers["etag"]}
    )
    assert after.json()["total"] == 0
