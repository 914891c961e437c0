"""Titles: written down, found, archived and brought back."""

from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


def body(**values: Any) -> dict[str, Any]:
    return {"title": "Чайка", "author": "А. П. Чехов", "genre": "комедия", **values}


async def test_a_title_is_created_changed_archived_and_restored(admin: Client) -> None:
    made = await admin.post("/performances", json=body(duration_minutes=165, age_rating="12+"))
    assert made.status_code == 201, made.text
    assert made.json()["status"] == "in_development"
    path = f"/performances/{made.json()['id']}"
    assert made.headers["location"].endswith(path)
    match = {"If-Match": made.headers["etag"]}
    changed = await admin.put(path, json=body(status="active"), headers=match)
    assert (changed.json()["status"], changed.json()["duration_minutes"]) == ("active", None)
    assert (await admin.put(path, json=body(), headers=match)).status_code == 412
    assert (await admin.put(path, json=body())).status_code == 428
    assert (await admin.patch(path, json={"subtitle": "Комедия"})).json()["genre"] == "комедия"

    assert (await admin.delete(path)).status_code == 204
    archived = (await admin.get(path)).json()
    assert archived["status"] == "archived"
    assert archived["archived_at"]
    assert (await admin.get("/performances")).json()["total"] == 0
    assert (await admin.get("/performances?archived=true")).json()["total"] == 1
    refused = await admin.patch(path, json={"genre": "драма"})
    assert (refused.status_code, refused.json()["code"]) == (409, "performance.archived")
    restored = await admin.post(f"{path}/restore")
    assert (restored.json()["status"], restored.json()["archived_at"]) == ("paused", None)


async def test_the_list_is_searched_filtered_and_sorted(admin: Client) -> None:
    for values in (
        {"title": "Чёрный монах", "premiere_date": "2025-09-01", "status": "active"},
        {"title": "Вишнёвый сад", "premiere_date": "2026-08-31", "genre": "драма"},
        {"title": "Три сестры", "premiere_date": "2026-09-01", "director": "Петрова А. С."},
    ):
        assert (await admin.post("/performances", json=body(**values))).status_code == 201

    async def titles(query: str) -> list[str]:
        answer = await admin.get(f"/performances?{query}")
        assert answer.status_code == 200, answer.text
        return [row["title"] for row in answer.json()["items"]]

    assert await titles("") == ["Вишнёвый сад", "Три сестры", "Чёрный монах"]
    assert await titles("q=черный") == ["Чёрный монах"]
    assert await titles("q=петрова сестры") == ["Три сестры"]
    assert await titles("season=2025") == ["Вишнёвый сад", "Чёрный монах"]
    assert await titles("genre=драма") == ["Вишнёвый сад"]
    assert await titles("status=active") == ["Чёрный монах"]
    assert await titles("sort=-premiere_date&page_size=1") == ["Три сестры"]
    assert (await admin.get("/performances?season=20")).status_code == 422


@pytest.mark.parametrize(
    "bad",
    [
        {"title": "  "},
        {"status": "archived"},
        {"status": "burnt"},
        {"age_rating": "13+"},
        {"duration_minutes": 0},
        {"intermissions": 11},
        {"premiere_date": "32.13.2026"},
        {"video_url": "javascript:alert(1)"},
        {"archived_at": "2026-01-01T00:00:00Z"},
        {"id": 7},
    ],
)
async def test_broken_titles_are_refused(admin: Client, bad: dict[str, Any]) -> None:
    assert (await admin.post("/performances", json=body(**bad))).status_code == 422


async def test_what_a_title_needs(
    admin: Client, make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    light = theater.departments["light"]
    lamp = await make.item(theater, "Лампа", quantity=4, department_id=light)
    other = await make.item(theater, "Люстра", quantity=1)
    play = await make.performance(theater)
    path = f"/performances/{play}/inventory"
    line = {"inventory_item_id": lamp, "quantity": 6, "scene": "I", "act": 1}
    made = await admin.post(path, json=line)
    assert made.status_code == 201, made.text
    first = made.json()
    assert (first["short"], first["item"]["in_stock"], first["department"]["id"]) == (2, 4, light)
    assert first["item"]["stock"] == [{"status": "in_stock", "quantity": 4}]
    again = await admin.post(path, json=line)
    assert (again.status_code, again.json()["code"]) == (409, "performance.item_taken")
    assert (await admin.post(path, json={**line, "scene": "II"})).status_code == 201
    changed = await admin.patch(f"{path}/{first['id']}", json={"alternative_item_id": other})
    assert changed.json()["alternative"]["name"] == "Люстра"
    same = await admin.patch(f"{path}/{first['id']}", json={"alternative_item_id": lamp})
    assert same.json()["errors"][0]["code"] == "performance.same_item"
    assert [row["scene"] for row in (await admin.get(path)).json()["items"]] == ["I", "II"]
    assert (await admin.get(f"/performances/{play}")).json()["items_count"] == 1

    uses = (await admin.get(f"/inventory/{other}/performances")).json()["items"]
    assert [(use["title"], use["is_alternative"]) for use in uses] == [("Чайка", True)]

    head = await as_role("department_head", department="light")
    assert (await head.patch(f"{path}/{first['id']}", json={"quantity": 3})).status_code == 200
    foreign = await head.post(path, json={"inventory_item_id": other})
    assert foreign.json()["errors"][0]["code"] == "department_foreign"
    sound = await as_role("department_head", department="sound")
    assert (await sound.delete(f"{path}/{first['id']}")).status_code == 404
    staff = await as_role("department_staff", department="light")
    assert (await staff.post(path, json=line)).status_code == 403
    assert (await head.delete(f"{path}/{first['id']}")).status_code == 204


async def test_several_needs_are_saved_at_once_or_not_at_all(
    admin: Client, make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    light = theater.departments["light"]
    chair = await make.item(theater, "Стул", quantity=4, department_id=light)
    lamp = await make.item(theater, "Лампа", quantity=4, department_id=light)
    play = await make.performance(theater)
    path = f"/performances/{play}/inventory"
    lines: list[dict[str, Any]] = [
        {"inventory_item_id": chair, "quantity": 6, "scene": "I"},
        {"inventory_item_id": lamp, "quantity": 2},
    ]
    key = {"Idempotency-Key": "needs-at-once-1"}
    made = await admin.post(f"{path}/batch", json={"lines": lines}, headers=key)
    assert made.status_code == 201, made.text
    assert [(line["item"]["name"], line["short"]) for line in made.json()["items"]] == [
        ("Стул", 2),
        ("Лампа", 0),
    ]
    again = await admin.post(f"{path}/batch", json={"lines": lines}, headers=key)
    assert (again.status_code, again.json()) == (201, made.json())

    second = [{**lines[0], "scene": "II"}, lines[1], {**lines[0], "scene": "II"}]
    refused = await admin.post(f"{path}/batch", json={"lines": second})
    assert (refused.status_code, refused.json()["code"]) == (409, "performance.items_taken")
    assert [error["field"] for error in refused.json()["errors"]] == [
        "lines.1.inventory_item_id",
        "lines.2.inventory_item_id",
    ]
    wrong = [lines[0], {"inventory_item_id": 999_999}, {**lines[1], "alternative_item_id": lamp}]
    invalid = await admin.post(f"{path}/batch", json={"lines": wrong})
    assert [(error["field"], error["code"]) for error in invalid.json()["errors"]] == [
        ("lines.1.inventory_item_id", "reference_unknown"),
        ("lines.2.alternative_item_id", "performance.same_item"),
    ]
    assert len((await admin.get(path)).json()["items"]) == 2

    sound = await as_role("department_head", department="sound")
    foreign = await sound.post(f"{path}/batch", json={"lines": lines})
    assert foreign.status_code == 422


async def test_an_archived_thing_stays_in_the_list(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    play, chair = await make.performance(theater), await make.item(theater, "Стул")
    await make.performance_item(theater, play, chair)
    assert (await admin.delete(f"/inventory/{chair}")).status_code == 204
    lines = (await admin.get(f"/performances/{play}/inventory")).json()["items"]
    assert [(row["item"]["name"], row["item"]["archived"]) for row in lines] == [("Стул", True)]


async def test_an_actor_sees_titles_that_need_their_own_things(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    dress = await make.item(theater, "Платье", responsible_id=actor.id)
    sword = await make.item(theater, "Шпага")
    mine, foreign = await make.performance(theater), await make.performance(theater, "Гамлет")
    for play, thing in ((mine, dress), (mine, sword), (foreign, sword)):
        await make.performance_item(theater, play, thing)
    client = await as_person(actor)
    listed = (await client.get("/performances")).json()["items"]
    assert [(row["id"], row["items_count"]) for row in listed] == [(mine, 1)]
    assert (await client.get(f"/performances/{mine}")).json()["items_count"] == 1
    assert (await client.get(f"/performances/{foreign}")).status_code == 404
    lines = (await client.get(f"/performances/{mine}/inventory")).json()["items"]
    assert [row["item"]["name"] for row in lines] == ["Платье"]
    assert (await client.get(f"/inventory/{sword}/performances")).status_code == 404


async def test_an_actor_sees_titles_they_are_called_to(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    called, public = await make.performance(theater), await make.performance(theater, "Гамлет")
    evening = await make.event(theater, performance_id=called)
    await make.event(theater, performance_id=public, is_public=True)
    await make.performance_item(theater, called, await make.item(theater, "Шпага"))
    client = await as_person(actor)
    assert (await client.get("/performances")).json()["total"] == 0
    await make.call(theater, evening, actor.id, role="Нина")
    listed = (await client.get("/performances")).json()["items"]
    assert [(row["id"], row["items_count"]) for row in listed] == [(called, 0)]
    assert (await client.get(f"/performances/{called}")).status_code == 200
    assert (await client.get(f"/performances/{public}")).status_code == 404
