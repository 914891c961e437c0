"""The reference cache: fresh after every change, private to its unit, working without Redis."""

from types import SimpleNamespace

import orjson
import pytest
from httpx import AsyncClient

from app.inventory.models import Category
from app.inventory.references import CATEGORIES
from app.kit import breaker
from app.kit.reference import Refs, Tree
from app.kit.slug import free_slug, slug
from tests.factories import Factory, TheaterOf


def node(key: int, parent: int | None, name: str) -> SimpleNamespace:
    return SimpleNamespace(id=key, parent_id=parent, name=name)


TREE = Tree(
    [node(1, None, "Склад"), node(2, 1, "Стеллаж"), node(3, 2, "Полка"), node(4, None, "Двор")]
)


def test_tree_knows_paths_and_subtrees() -> None:
    assert TREE.path(3) == "Склад / Стеллаж / Полка"
    assert TREE.path(None) is None
    assert TREE.path(9) is None
    assert TREE.descendants(1) == [1, 2, 3]
    assert TREE.descendants(9) == [9]
    assert TREE.spread([2, 4, 3]) == [2, 3, 4]
    assert TREE.ancestors(3) == [3, 2, 1]
    assert (TREE.height(1), TREE.height(4)) == (3, 1)


def test_refs_keep_their_order_and_leave_unknown_ids_out() -> None:
    refs = Refs([{"id": 7, "name": "а"}, {"id": 3, "name": "б"}])
    shown = orjson.loads(orjson.dumps(refs.json_list([3, 9, 7])))
    assert [row["id"] for row in shown] == [7, 3]
    assert refs.json(None) is None
    assert refs.json(9) is None
    assert refs.name(3) == "б"


async def test_a_change_is_seen_by_others_only_after_its_commit(
    make: Factory, theater: TheaterOf
) -> None:
    await make.category(theater, "Старая")
    async with make.db.read(theater.ctx) as reader:
        before = await CATEGORIES.of(reader)
    with pytest.raises(ZeroDivisionError):
        async with make.db.write(theater.ctx) as uow:
            uow.session.add(Category(name="Новая", code="new"))
            await uow.session.flush()
            assert len((await CATEGORIES.of(uow)).refs) == 2
            raise ZeroDivisionError
    async with make.db.read(theater.ctx) as reader:
        assert await CATEGORIES.of(reader) is before
    await make.category(theater, "Новая")
    async with make.db.read(theater.ctx) as reader:
        assert len((await CATEGORIES.of(reader)).refs) == 2


async def test_lists_are_right_while_redis_is_away(
    admin: AsyncClient, make: Factory, theater: TheaterOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = make.db.versions
    monkeypatch.setattr(breaker, "REST_S", 60)
    versions.breaker.trip(ConnectionError())
    try:
        category = (await admin.post("/inventory/categories", json={"name": "Мебель"})).json()
        await admin.post("/inventory", json={"name": "Стул", "category_id": category["id"]})
        listed = await admin.get("/inventory", params={"category": category["id"]})
        assert "ETag" not in listed.headers
        assert listed.json()["items"][0]["category"]["name"] == "Мебель"
        await admin.patch(f"/inventory/categories/{category['id']}", json={"name": "Стулья"})
        listed = await admin.get("/inventory", params={"category": category["id"]})
        assert listed.json()["items"][0]["category"]["name"] == "Стулья"
    finally:
        versions.breaker.close()
    assert (await admin.get("/inventory")).json()["items"][0]["category"]["name"] == "Стулья"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Мягкая мебель", "myagkaya-mebel"),
        ("Ёжик & Щука", "ezhik-schuka"),
        ("Café №5", "cafe-no5"),
        ("Й", "j"),
        ("—", "node"),
        ("я" * 100, "ya" * 25),
    ],
)
def test_codes_come_from_names(name: str, code: str) -> None:
    assert slug(name) == code


def test_taken_codes_get_a_number_within_the_limit() -> None:
    taken = {slug("я" * 100), "ya" * 24 + "-2"}
    assert free_slug("я" * 100, taken) == "ya" * 24 + "-3"
