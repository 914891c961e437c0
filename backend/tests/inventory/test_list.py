"""The list of items: filters, search, order, pages, and answers that need no database."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories import Factory, TheaterOf


async def names(client: AsyncClient, **params: Any) -> list[str]:
    answer = await client.get("/inventory", params=params)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total"] == len(body["items"])
    return [row["name"] for row in body["items"]]


RED, GREEN = "Кресло (красное)", "Кресло зелёного сукна"
CURTAIN, LAMP, GULL, TREE, GUN = (
    "Зелёный занавес",
    "Прожектор",
    "Чайка, чучело",
    "Ёлка новогодняя",
    "Пистолет",
)


@pytest.fixture
async def props(make: Factory, theater: TheaterOf) -> None:
    for number, name in enumerate((RED, GREEN, CURTAIN, GULL, TREE)):
        await make.item(theater, name, inventory_number=f"К-{number}")
    await make.item(theater, LAMP, inventory_number="INV-00123")
    await make.item(
        theater,
        GUN,
        inventory_number="К-9",
        manufacturer="Smith & Wesson",
        description="Воронёная сталь",
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("кресл красн", [RED]),
        ("красное кресло", [RED]),
        ("КРЕСЛА", [RED, GREEN]),
        ("123", [LAMP]),
        ("inv-00123", [LAMP]),
        ("штм-00123", [LAMP]),
        ("xfqrf", [GULL]),
        ("gbcnjktn", [GUN]),
        ("елка", [TREE]),
        ("ёлка", [TREE]),
        ("ЁЛКИ", [TREE]),
        ("зеленый", [CURTAIN, GREEN]),
        ("зелёный", [CURTAIN, GREEN]),
        ("анав", [CURTAIN]),
        ("smith", [GUN]),
        ("вороненая", [GUN]),
        ("кресло занавес", []),
        # Two or three letters are the beginning of a word, never a piece from its middle.
        ("чу", [GULL]),
        ("рож", []),
        ("ло", []),
        ("рожек", [LAMP]),
        ("00", [LAMP]),
        ("12", [LAMP]),
        ("012", [LAMP]),
        ("23", []),
    ],
)
async def test_search_finds_stems_fragments_and_the_other_keyboard(
    admin: AsyncClient, props: None, query: str, found: list[str]
) -> None:
    assert await names(admin, q=query) == found


async def test_the_closest_hit_comes_first(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    described = await make.item(theater, "Ящик", description="Под чайник-17 и чайники")
    word = await make.item(theater, "Большой чайник-17")
    first = await make.item(theater, "Чайник-17 красный")
    longer = await make.item(theater, "Я поднос", inventory_number="ЧАЙНИК-17/2")
    number = await make.item(theater, "Я сервиз", inventory_number="чайник-17")
    piece = await make.item(theater, "Я чашка", quantity=1)
    await admin.post(f"/inventory/{piece}/units", json={"number": "ЧАЙНИК-17/2а"})

    async def found(**params: Any) -> list[int]:
        query: dict[str, Any] = {"q": "Чайник-17", "page_size": 50} | params
        return [row["id"] for row in (await admin.get("/inventory", params=query)).json()["items"]]

    assert (await found())[:4] == [number, longer, first, word]
    assert set((await found())[4:]) == {described, piece}
    assert (await found(q="чайник-17/2а"))[0] == piece
    # page by page it is the same order, and an order that is asked for is kept
    pages = [await found(page=page, page_size=2) for page in (1, 2, 3)]
    assert [one for page in pages for one in page] == await found()
    assert await found(sort="name") != await found()
    assert (await found(sort="name"))[0] == word
    exported = await admin.get("/inventory/export", params={"q": "чайник-17", "format": "csv"})
    assert exported.text.index("Я сервиз") < exported.text.index("Большой чайник-17")


@pytest.mark.parametrize(
    "query", ["%", "_", "\\", ":", "&", "!", "'", "( | &", "*", "<->", "🎭", "a" * 200, "' OR 1=1"]
)
async def test_odd_searches_are_only_searches(
    admin: AsyncClient, make: Factory, theater: TheaterOf, query: str
) -> None:
    await make.item(theater, "Стул")
    assert (await admin.get("/inventory", params={"q": query})).status_code == 200


async def test_search_meets_filters_and_the_archive(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    category = await make.category(theater)
    await make.item(theater, "Стул венский", category_id=category)
    gone = await make.item(theater, "Стул старый")
    await admin.delete(f"/inventory/{gone}")
    assert await names(admin, q="стул") == ["Стул венский"]
    assert await names(admin, q="стул", category=category) == ["Стул венский"]
    assert await names(admin, q="старый", category=category) == []
    assert await names(admin, q="стул", archived=True) == ["Стул старый"]


async def test_categories_and_places_include_what_is_below(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    furniture = await make.category(theater, "Мебель")
    chairs = await make.category(theater, "Стулья", parent_id=furniture)
    light = await make.category(theater, "Свет")
    house = await make.location(theater, "Дом")
    room = await make.location(theater, "Комната", parent_id=house)
    rack = await make.location(theater, "Стеллаж", parent_id=room)
    yard = await make.location(theater, "Двор")
    await make.item(theater, "А шкаф", category_id=furniture, location_id=house)
    await make.item(theater, "Б стул", category_id=chairs, location_id=rack)
    await make.item(theater, "В лампа", category_id=light, location_id=yard)
    assert await names(admin, category=furniture) == ["А шкаф", "Б стул"]
    assert await names(admin, category=chairs) == ["Б стул"]
    assert await names(admin, category=[chairs, light]) == ["Б стул", "В лампа"]
    assert await names(admin, location=house) == ["А шкаф", "Б стул"]
    assert await names(admin, location=room) == ["Б стул"]
    assert await names(admin, location=[rack, yard]) == ["Б стул", "В лампа"]
    assert await names(admin, category=2_000_000_000) == []


async def test_an_item_is_found_under_each_of_its_places_and_statuses(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    store, stage = await make.location(theater, "Склад"), await make.location(theater, "Сцена")
    item = await make.item(theater, "Стул", quantity=40, location_id=store)
    await admin.post(
        f"/inventory/{item}/movements",
        json={
            "movement_type": "transfer",
            "quantity": 6,
            "to_location_id": stage,
            "to_status": "on_stage",
        },
    )
    for place in (store, stage):
        assert await names(admin, location=place) == ["Стул"]
    for status in ("in_stock", "on_stage"):
        assert await names(admin, status=status) == ["Стул"]
    assert await names(admin, status=["on_tour", "in_repair"]) == []
    await admin.post(
        f"/inventory/{item}/movements",
        json={"movement_type": "adjustment", "quantity": 6, "from_location_id": stage,
              "from_status": "on_stage"},
    )  # fmt: skip
    assert await names(admin, location=stage) == []


async def test_the_other_filters(admin: AsyncClient, make: Factory, theater: TheaterOf) -> None:
    tag, other = await make.tag(theater, "бархат"), await make.tag(theater, "сукно")
    light = theater.departments["light"]
    first = await make.item(theater, "А", condition="poor", department_id=light)
    second = await make.item(theater, "Б", condition="fair")
    await admin.patch(f"/inventory/{first}", json={"tag_ids": [tag, other]})
    await admin.patch(f"/inventory/{second}", json={"tag_ids": [other]})
    photo = await make.photo(theater, second, await make.user(theater))
    assert await names(admin, condition="poor") == ["А"]
    assert await names(admin, condition=["poor", "fair"]) == ["А", "Б"]
    assert await names(admin, department=light) == ["А"]
    assert await names(admin, tag=tag) == ["А"]
    assert await names(admin, tag=[tag, other]) == ["А", "Б"]
    assert await names(admin, has_photo=True) == ["Б"]
    assert await names(admin, has_photo=False) == ["А"]
    assert await names(admin, tag=other, has_photo=True, condition="fair") == ["Б"]
    rows = (await admin.get("/inventory", params={"has_photo": True})).json()["items"]
    assert rows[0]["photo_id"] == rows[0]["photo"]["id"] == photo


async def test_order_is_the_alphabets_and_always_whole(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    for number, name in enumerate(["Жук", "ёлка", "Ель", "Ёж", "абажур", "Абажур"]):
        await make.item(
            theater,
            name,
            inventory_number=f"N{9 - number}",
            quantity=number,
            current_value=None if number % 2 else number,
        )
    by_name = await names(admin)
    assert by_name == ["абажур", "Абажур", "Ёж", "ёлка", "Ель", "Жук"]
    assert await names(admin, sort="-name") == by_name[::-1]
    assert await names(admin, sort="quantity") == ["Жук", "ёлка", "Ель", "Ёж", "абажур", "Абажур"]
    assert (await names(admin, sort="inventory_number"))[0] == "Абажур"
    for sort in ("current_value", "-current_value"):
        assert set((await names(admin, sort=sort))[3:]) == {"ёлка", "Ёж", "Абажур"}
    assert (await names(admin, sort="-created_at"))[0] == "Абажур"
    for sort in ("status", "-status", "updated_at", "-updated_at", "created_at"):
        assert len(await names(admin, sort=sort)) == 6


async def test_pages_cover_the_list_once(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    for number in range(7):
        await make.item(theater, "Одинаковое имя", inventory_number=f"N{number}")
    seen = []
    for page in (1, 2, 3, 4):
        body = (await admin.get("/inventory", params={"page": page, "page_size": 3})).json()
        assert (body["total"], body["pages"], body["page"], body["page_size"]) == (7, 3, page, 3)
        seen += [row["inventory_number"] for row in body["items"]]
    assert sorted(seen) == [f"N{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"page": 0}, "page"),
        ({"page": "x"}, "page"),
        ({"page": 10**9}, "page"),
        ({"page_size": 201}, "page_size"),
        ({"page_size": 0}, "page_size"),
        ({"sort": "hashed_password"}, "sort"),
        ({"sort": "theater_id"}, "sort"),
        ({"status": "lost"}, "status.0"),
        ({"category": "x"}, "category.0"),
        ({"category": 2**31}, "category.0"),
        ({"q": "я" * 201}, "q"),
        ({"q": "\x00"}, "q"),
        ({"colour": "red"}, "colour"),
        ({"theater_id": 1}, "theater_id"),
        ({"has_photo": "maybe"}, "has_photo"),
    ],
)
async def test_wrong_parameters_are_named(
    admin: AsyncClient, params: dict[str, Any], field: str
) -> None:
    answer = await admin.get("/inventory", params=params)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_unchanged_list_is_not_sent_twice(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater, "Стул", category_id=await make.category(theater))
    first = await admin.get("/inventory")
    tag = {"If-None-Match": first.headers["ETag"]}
    same = await admin.get("/inventory", headers=tag)
    assert (same.status_code, same.content) == (304, b"")
    assert (await admin.get("/inventory?sort=-name", headers=tag)).status_code == 200
    receipt = {"movement_type": "receipt", "quantity": 1}
    for method, path, body in (
        ("PATCH", f"/inventory/{item}", {"name": "Табурет"}),
        ("POST", f"/inventory/{item}/movements", receipt),
        ("POST", "/inventory/categories", {"name": "Новая"}),
        ("POST", "/inventory", {"name": "Ещё"}),
    ):
        before = (await admin.get("/inventory")).headers["ETag"]
        assert (await admin.request(method, path, json=body)).is_success
        after = await admin.get("/inventory", headers={"If-None-Match": before})
        assert after.status_code == 200


async def test_total_follows_every_change(admin: AsyncClient) -> None:
    for expected in range(1, 4):
        made = await admin.post("/inventory", json={"name": "Стул"})
        assert (await admin.get("/inventory")).json()["total"] == expected
    await admin.delete(f"/inventory/{made.json()['id']}")
    assert (await admin.get("/inventory")).json()["total"] == 2


async def test_only_named_items(admin: AsyncClient, make: Factory, theater: TheaterOf) -> None:
    first, _, third = [await make.item(theater, name=f"Стул {n}") for n in range(3)]
    foreign = await make.item(await make.theater())
    page = (await admin.get("/inventory", params={"id": [third, first, foreign]})).json()
    assert [row["id"] for row in page["items"]] == [first, third]
    assert page["total"] == 2
