"""Tags: a forest of words with colours."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI

from app.inventory.models import ItemTag
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


async def make_tag(client: Client, name: str, **values: Any) -> int:
    answer = await client.post("/tags", json={"name": name, **values})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def test_a_tag_is_created_changed_and_deleted(admin: Client) -> None:
    top = await make_tag(admin, "эпоха", color="#AABBCC")
    child = await make_tag(admin, "XIX век", parent_id=top)
    one = await admin.get(f"/tags/{child}")
    assert one.json() == {
        "id": child,
        "version": 1,
        "name": "XIX век",
        "color": None,
        "parent_id": top,
        "usage_count": 0,
        "item_count": 0,
    }
    changed = await admin.put(
        f"/tags/{child}", json={"name": "19 век"}, headers={"If-Match": one.headers["etag"]}
    )
    assert (changed.json()["parent_id"], changed.json()["version"]) == (None, 2)
    await admin.patch(f"/tags/{child}", json={"parent_id": top})
    assert (await admin.delete(f"/tags/{top}")).status_code == 204
    assert (await admin.get(f"/tags/{child}")).json()["parent_id"] is None


async def test_uses_are_counted(
    app: FastAPI, admin: Client, make: Factory, theater: TheaterOf
) -> None:
    used, unused = await make_tag(admin, "бархат"), await make_tag(admin, "шёлк")
    for _ in range(3):
        item = await make.item(theater)
        async with app.state.db.write(theater.ctx) as uow:
            uow.session.add(ItemTag(item_id=item, tag_id=used))
    rows = (await admin.get("/tags")).json()["items"]
    assert [(row["id"], row["usage_count"]) for row in rows] == [(used, 3), (unused, 0)]
    assert (await admin.get("/tags?q=шелк")).json()["total"] == 1
    assert (await admin.delete(f"/tags/{used}")).status_code == 204
    assert (await admin.get("/inventory")).json()["items"][0]["tags"] == []


async def test_no_tag_lies_inside_itself(admin: Client) -> None:
    top = await make_tag(admin, "a")
    middle = await make_tag(admin, "b", parent_id=top)
    leaf = await make_tag(admin, "c", parent_id=middle)
    for parent in (top, middle, leaf):
        answer = await admin.patch(f"/tags/{top}", json={"parent_id": parent})
        assert (answer.status_code, answer.json()["code"]) == (409, "tag.cycle")


async def test_two_moves_at_once_close_no_circle(admin: Client) -> None:
    one, two = await make_tag(admin, "a"), await make_tag(admin, "b")
    answers = await asyncio.gather(
        admin.patch(f"/tags/{one}", json={"parent_id": two}),
        admin.patch(f"/tags/{two}", json={"parent_id": one}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_tags_nest_ten_deep(admin: Client) -> None:
    parent: int | None = None
    for number in range(10):
        parent = await make_tag(admin, f"уровень {number}", parent_id=parent)
    answer = await admin.post("/tags", json={"name": "глубже", "parent_id": parent})
    assert answer.json()["errors"][0]["code"] == "tag.too_deep"


@pytest.mark.parametrize("color", ["red", "#FFF", "#GGGGGG", "#AABBCC;"])
async def test_colours_have_a_form(admin: Client, color: str) -> None:
    assert (await admin.post("/tags", json={"name": "x", "color": color})).status_code == 422


async def test_names_are_unique_in_any_case(admin: Client, make: Factory) -> None:
    await make_tag(admin, "Бархат")
    twin = await admin.post("/tags", json={"name": "БАРХАТ"})
    assert (twin.status_code, twin.json()["code"]) == (409, "tag.name_taken")
    foreign = await make.tag(await make.theater())
    answers = [
        await admin.post("/tags", json={"name": "y", "parent_id": value})
        for value in (foreign, 2_000_000_000)
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json()["errors"] == answers[1].json()["errors"]


async def test_staff_see_tags_and_change_none(as_role: SignIn) -> None:
    client = await as_role("department_staff")
    assert (await client.get("/tags")).status_code == 200
    assert (await client.post("/tags", json={"name": "x"})).status_code == 403
