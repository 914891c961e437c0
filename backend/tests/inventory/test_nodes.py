"""The trees of categories and locations: both follow the same rules."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf

TREES = pytest.mark.parametrize("word", ["category", "location"])
PATHS = {"category": "/inventory/categories", "location": "/inventory/locations"}


async def create(client: AsyncClient, word: str, name: str, **fields: Any) -> dict[str, Any]:
    answer = await client.post(PATHS[word], json={"name": name, **fields})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def tree(client: AsyncClient, word: str) -> dict[str, Any]:
    """Names nested: {"Мебель": {"Стулья": {}}}."""

    def fold(nodes: list[dict[str, Any]]) -> dict[str, Any]:
        return {node["name"]: fold(node["children"]) for node in nodes}

    return fold((await client.get(PATHS[word])).json()["items"])


@TREES
async def test_nodes_nest_and_keep_their_order(admin: AsyncClient, word: str) -> None:
    furniture = await create(admin, word, "Мебель", sort_order=2)
    await create(admin, word, "Свет", sort_order=1)
    for name in ("Ясли", "Ёлки", "Ели"):
        await create(admin, word, name, parent_id=furniture["id"])
    found = await tree(admin, word)
    assert list(found) == ["Свет", "Мебель"]
    assert list(found["Мебель"]) == ["Ели", "Ёлки", "Ясли"]


@TREES
async def test_fixed_words_are_no_items(admin: AsyncClient, word: str) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        refused = await admin.request(method, PATHS[word], json={"name": "Стул"})
        assert refused.status_code == 405
    assert (await admin.get("/inventory/word")).status_code == 404


@TREES
async def test_code_is_made_of_the_name(admin: AsyncClient, word: str) -> None:
    assert (await create(admin, word, "Мягкая мебель & щётки"))["code"] == "myagkaya-mebel-schetki"
    again = await create(admin, word, "Мягкая мебель; щётки")
    assert again["code"] == "myagkaya-mebel-schetki-2"
    assert (await create(admin, word, "№ — «»"))["code"] == "no"
    assert (await create(admin, word, "我"))["code"] == "node"
    taken = await admin.post(PATHS[word], json={"name": "Иное", "code": "node"})
    assert (taken.status_code, taken.json()["code"]) == (409, f"{word}.code_taken")


@TREES
async def test_siblings_have_different_names_in_any_case(admin: AsyncClient, word: str) -> None:
    first = await create(admin, word, "Мебель")
    twin = await admin.post(PATHS[word], json={"name": "МЕБЕЛЬ"})
    assert (twin.status_code, twin.json()["code"]) == (409, f"{word}.name_taken")
    assert twin.json()["errors"][0]["field"] == "name"
    await create(admin, word, "Мебель", parent_id=first["id"])


@TREES
async def test_a_node_never_lies_inside_itself(admin: AsyncClient, word: str) -> None:
    one = await create(admin, word, "А")
    two = await create(admin, word, "Б", parent_id=one["id"])
    three = await create(admin, word, "В", parent_id=two["id"])
    for target in (one, two, three):
        refused = await admin.patch(f"{PATHS[word]}/{one['id']}", json={"parent_id": target["id"]})
        assert (refused.status_code, refused.json()["code"]) == (409, f"{word}.cycle")
    assert await tree(admin, word) == {"А": {"Б": {"В": {}}}}


@TREES
async def test_two_moves_at_once_close_no_circle(admin: AsyncClient, word: str) -> None:
    one, two = await create(admin, word, "А"), await create(admin, word, "Б")
    answers = await asyncio.gather(
        admin.patch(f"{PATHS[word]}/{one['id']}", json={"parent_id": two["id"]}),
        admin.patch(f"{PATHS[word]}/{two['id']}", json={"parent_id": one["id"]}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await tree(admin, word) in ({"А": {"Б": {}}}, {"Б": {"А": {}}})


@TREES
async def test_ten_levels_and_no_more(admin: AsyncClient, word: str) -> None:
    parent = None
    for level in range(10):
        parent = (await create(admin, word, f"Уровень {level}", parent_id=parent))["id"]
    refused = await admin.post(PATHS[word], json={"name": "Лишний", "parent_id": parent})
    assert refused.json()["errors"][0]["code"] == "tree_too_deep"
    other = await create(admin, word, "Другое")
    top = (await admin.get(PATHS[word])).json()["items"]
    root = next(node for node in top if node["name"] == "Уровень 0")
    refused = await admin.patch(f"{PATHS[word]}/{root['id']}", json={"parent_id": other["id"]})
    assert refused.json()["errors"][0]["code"] == "tree_too_deep"


@TREES
async def test_versions_guard_nodes(admin: AsyncClient, word: str) -> None:
    node = await create(admin, word, "Мебель", description="старое")
    path = f"{PATHS[word]}/{node['id']}"
    assert (await admin.put(path, json={"name": "Стулья"})).status_code == 428
    moved = await admin.patch(path, json={"sort_order": 5}, headers={"If-Match": '"v1"'})
    assert (moved.headers["ETag"], moved.json()["sort_order"]) == ('"v2"', 5)
    stale = await admin.put(path, json={"name": "Стулья"}, headers={"If-Match": '"v1"'})
    assert (stale.status_code, stale.json()["current_version"]) == (412, 2)
    whole = await admin.put(path, json={"name": "Стулья"}, headers={"If-Match": '"v2"'})
    assert (whole.json()["description"], whole.json()["sort_order"]) == (None, 0)
    assert whole.json()["code"] == node["code"]
    assert (await admin.delete(path, headers={"If-Match": '"v1"'})).status_code == 412
    assert (await admin.delete(path, headers={"If-Match": '"v3"'})).status_code == 204
    assert (await admin.delete(path)).status_code == 404


@TREES
@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"name": None}, "name", "string_type"),
        ({"name": "я" * 101}, "name", "string_too_long"),
        ({"name": "А", "parent_id": 2_000_000_000}, "parent_id", "reference_unknown"),
        ({"name": "А", "item_count": 5}, "item_count", "extra_forbidden"),
        ({"name": "А", "code": "с пробелом"}, "code", "string_pattern_mismatch"),
        ({"name": "А", "sort_order": 10**9}, "sort_order", "less_than_equal"),
    ],
)
async def test_wrong_nodes_are_refused(
    admin: AsyncClient, word: str, body: dict[str, Any], field: str, code: str
) -> None:
    answer = await admin.post(PATHS[word], json=body)
    assert answer.status_code == 422
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]


async def test_used_categories_stay(admin: AsyncClient, make: Factory, theater: TheaterOf) -> None:
    category = await make.category(theater)
    await make.item(theater, category_id=category)
    archived = await make.item(theater, category_id=category)
    await admin.delete(f"/inventory/{archived}")
    await make.category(theater, "Стулья", parent_id=category)
    await make.field(theater, category_id=category)
    refused = await admin.delete(f"/inventory/categories/{category}")
    assert (refused.status_code, refused.json()["code"]) == (409, "category.in_use")
    assert refused.json()["uses"] == {"items": 1, "archived_items": 1, "fields": 1, "children": 1}


async def test_used_locations_stay(admin: AsyncClient, make: Factory, theater: TheaterOf) -> None:
    place, other = await make.location(theater), await make.location(theater, "Двор")
    item = await make.item(theater, location_id=place, quantity=3)
    await admin.post(
        f"/inventory/{item}/movements",
        json={"movement_type": "transfer", "quantity": 3, "to_location_id": other},
    )
    refused = (await admin.delete(f"/inventory/locations/{other}")).json()
    assert refused["uses"] == {"items": 1, "archived_items": 0, "movements": 1, "children": 0}
    refused = (await admin.delete(f"/inventory/locations/{place}")).json()
    assert refused["uses"] == {"items": 0, "archived_items": 0, "movements": 2, "children": 0}


async def test_counts_are_those_of_the_list(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    house = await make.location(theater, "Дом")
    shelves = [await make.location(theater, f"Полка {n}", parent_id=house) for n in range(2)]
    furniture = await make.category(theater, "Мебель")
    chairs = await make.category(theater, "Стулья", parent_id=furniture)
    item = await make.item(theater, "Стул", quantity=9, location_id=shelves[0], category_id=chairs)
    await make.item(theater, "Шкаф", location_id=house, category_id=furniture)
    gone = await make.item(theater, "Лом", location_id=house, category_id=furniture)
    await admin.delete(f"/inventory/{gone}")
    await admin.post(
        f"/inventory/{item}/movements",
        json={"movement_type": "transfer", "quantity": 4, "to_location_id": shelves[1]},
    )

    async def agree(word: str) -> dict[str, int]:
        counts: dict[str, int] = {}
        nodes = (await admin.get(PATHS[word])).json()["items"]
        for node in nodes:
            nodes.extend(node["children"])
            listed = (await admin.get("/inventory", params={word: node["id"]})).json()
            assert node["item_count"] == listed["total"]
            counts[node["name"]] = node["item_count"]
        return counts

    assert await agree("location") == {"Дом": 2, "Полка 0": 1, "Полка 1": 1}
    assert await agree("category") == {"Мебель": 2, "Стулья": 1}


async def test_fields_of_each_tree(admin: AsyncClient, make: Factory, theater: TheaterOf) -> None:
    light = theater.departments["light"]
    sent: dict[str, Any] = {"color": "#336699", "icon": "armchair", "department_id": light}
    node = await create(admin, "category", "Свет", **sent)
    assert {key: node[key] for key in sent} == sent
    sent = {"type": "tour", "address": "ул. Ленина, 1", "city": "Омск", "is_active": False}
    node = await create(admin, "location", "Омск", **sent)
    assert {key: node[key] for key in sent} == sent


@TREES
async def test_tree_is_sent_again_only_when_it_changed(admin: AsyncClient, word: str) -> None:
    tag = (await admin.get(PATHS[word])).headers["ETag"]
    assert (await admin.get(PATHS[word], headers={"If-None-Match": tag})).status_code == 304
    await create(admin, word, "Мебель")
    assert (await admin.get(PATHS[word], headers={"If-None-Match": tag})).status_code == 200


@TREES
@pytest.mark.parametrize("role", ["department_head", "department_staff", "assistant_director"])
async def test_only_the_theatres_managers_shape_the_catalogue(
    as_role: SignIn, word: str, role: str
) -> None:
    client = await as_role(role, department="light")
    assert (await client.post(PATHS[word], json={"name": "Мебель"})).status_code == 403
    assert (await client.get(PATHS[word])).status_code == 200
