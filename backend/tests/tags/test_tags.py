"""Tags: a forest of words with colours."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import Response

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


async def test_merging_hands_things_over_once(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    gone, kept = await make_tag(admin, "бархатный"), await make_tag(admin, "бархат")
    child = await make_tag(admin, "панбархат", parent_id=gone)
    only, both, other = [await make.item(theater) for _ in range(3)]
    for item, tags in ((only, [gone]), (both, [gone, kept]), (other, [kept])):
        answer = await tagged(admin, item, tags)
        assert answer.status_code == 200, answer.text
    merged = await admin.post(f"/tags/{gone}/merge", json={"into_id": kept})
    assert merged.status_code == 200, merged.text
    assert (merged.json()["usage_count"], merged.json()["item_count"]) == (3, 3)
    for item in (only, both, other):
        tags = (await admin.get(f"/inventory/{item}")).json()["tags"]
        assert [tag["id"] for tag in tags] == [kept]
    assert (await admin.get(f"/tags/{gone}")).status_code == 404
    assert (await admin.get(f"/tags/{child}")).json()["parent_id"] == kept


async def test_merging_into_nothing_or_elsewhere_is_refused(admin: Client, make: Factory) -> None:
    tag = await make_tag(admin, "бархат")
    foreign = await make.tag(await make.theater())
    for into, status, code in (
        (tag, 409, "tag.into_itself"),
        (foreign, 422, "reference_unknown"),
        (2_000_000_000, 422, "reference_unknown"),
    ):
        answer = await admin.post(f"/tags/{tag}/merge", json={"into_id": into})
        body = answer.json()
        found = body["errors"][0]["code"] if status == 422 else body["code"]
        assert (answer.status_code, found) == (status, code)
    assert (await admin.post(f"/tags/{foreign}/merge", json={"into_id": tag})).status_code == 404


async def test_merging_into_a_tag_below_keeps_the_branch(admin: Client) -> None:
    top = await make_tag(admin, "эпоха")
    middle, sibling = [await make_tag(admin, name, parent_id=top) for name in ("век", "стиль")]
    leaf = await make_tag(admin, "XIX", parent_id=middle)
    assert (await admin.post(f"/tags/{top}/merge", json={"into_id": middle})).status_code == 200
    rows = (await admin.get("/tags")).json()["items"]
    assert {row["id"]: row["parent_id"] for row in rows} == {
        middle: None,
        sibling: None,
        leaf: middle,
    }


async def test_many_moves_at_once_close_no_circle(admin: Client) -> None:
    tags = [await make_tag(admin, f"тег {number}") for number in range(6)]
    await asyncio.gather(
        *(
            admin.patch(f"/tags/{tag}", json={"parent_id": tags[(number + 1) % len(tags)]})
            for number, tag in enumerate(tags)
        )
    )
    rows = (await admin.get("/tags")).json()["items"]
    parents = {row["id"]: row["parent_id"] for row in rows}
    assert list(parents.values()).count(None) == 1
    for tag in tags:
        above, at = 0, parents[tag]
        while at is not None and above <= len(tags):
            above, at = above + 1, parents[at]
        assert above < len(tags)


async def tagged(client: Client, item_id: int, tag_ids: list[int]) -> Response:
    etag = (await client.get(f"/inventory/{item_id}")).headers["etag"]
    return await client.put(
        f"/inventory/{item_id}/tags", json={"tag_ids": tag_ids}, headers={"If-Match": etag}
    )


async def test_tags_of_an_item_are_replaced(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    one, two = await make_tag(admin, "бархат"), await make_tag(admin, "шёлк")
    url = f"/inventory/{item}/tags"
    first = (await admin.get(f"/inventory/{item}")).headers["etag"]
    answer = await tagged(admin, item, [one, two, one])
    assert [tag["id"] for tag in answer.json()["tags"]] == [one, two]
    assert answer.headers["etag"] != first
    bare = await admin.put(url, json={"tag_ids": []})
    assert bare.status_code == 428
    stale = await admin.put(url, json={"tag_ids": []}, headers={"If-Match": first})
    assert stale.status_code == 412
    foreign = await make.tag(await make.theater())
    for unknown in (foreign, 2_000_000_000):
        refused = await tagged(admin, item, [two, unknown])
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["code"] == "reference_unknown"
    kept = (await admin.get(f"/inventory/{item}")).json()["tags"]
    assert [tag["id"] for tag in kept] == [one, two]
    assert (await tagged(admin, item, [])).json()["tags"] == []


async def test_tags_are_put_within_reach_only(
    admin: Client, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    tag = await make_tag(admin, "бархат")
    mine, other = [
        await make.item(theater, department_id=theater.departments[name])
        for name in ("light", "sound")
    ]
    head = await as_role("department_head", department="light")
    assert (await tagged(head, mine, [tag])).status_code == 200
    assert (await tagged(head, other, [tag])).status_code == 404
    staff = await as_role("actor")
    any_version = {"If-Match": '"v1"'}
    body = {"tag_ids": [tag]}
    refused = await staff.put(f"/inventory/{mine}/tags", json=body, headers=any_version)
    assert refused.status_code == 403
    far = await make.item(await make.theater())
    absent = await admin.put(f"/inventory/{far}/tags", json=body, headers=any_version)
    assert absent.status_code == 404
    assert (await admin.get(f"/inventory/{other}")).json()["tags"] == []


async def test_a_tag_finds_what_lies_below_it(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    top = await make_tag(admin, "эпоха")
    middle = await make_tag(admin, "век", parent_id=top)
    leaf = await make_tag(admin, "XIX", parent_id=middle)
    aside = await make_tag(admin, "бархат")
    held: dict[int, int] = {}
    for tag in (top, middle, leaf, aside):
        held[tag] = await make.item(theater)
        await tagged(admin, held[tag], [tag])
    for wanted, found in (
        (top, {top, middle, leaf}),
        (middle, {middle, leaf}),
        (leaf, {leaf}),
        (aside, {aside}),
    ):
        answer = (await admin.get("/inventory", params={"tag": wanted})).json()
        assert {row["id"] for row in answer["items"]} == {held[tag] for tag in found}
        assert answer["total"] == len(found)
        assert (await admin.get(f"/tags/{wanted}")).json()["item_count"] == len(found)
