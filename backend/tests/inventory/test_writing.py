"""What an item and a movement write below the ORM is what the ORM wrote: rows, journal, answer."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from app.auth.permissions import P
from app.inventory.models import Item, ItemTag, Movement, StockBalance
from app.inventory.schemas import ItemIn
from app.inventory.service import Items
from app.kit.audit import AuditEntry
from app.kit.context import Context, Scope
from app.kit.transaction import Transaction
from app.kit.uow import Uow
from tests.factories import Factory, Person, TheaterOf
from tests.inventory.test_movements import move

_OWN = {"id", "item_id", "entity_id", "inventory_number", "number_key", "number_look", "search",
        "created_at", "updated_at", "last_moved_at", "at"}  # fmt: skip

FULL = {
    "name": "Кресло «Людовик» 𝄞",
    "description": 'с "кавычками" и \\ чертой',
    "technical_description": "дуб",
    "condition": "fair",
    "unit": "пара",
    "min_quantity": 2,
    "serial_number": "SN-1/Ё",
    "manufacturer": "Мебель",
    "model": "М-7",
    "width": "12.5",
    "height": "100",
    "depth": "0.01",
    "weight": "99999999.99",
    "purchase_price": "1234567890.10",
    "current_value": "0",
    "purchase_date": "2020-02-29",
    "warranty_until": "2031-01-01",
    "custom_fields": {"цвет": "красный", "список": "а; б"},
}
GIVEN: Mapping[str, dict[str, Any]] = {
    "the least": {"name": "Стул"},
    "everything": {**FULL, "quantity": 3, "status": "reserved"},
    "no pieces": {"name": "Стул", "quantity": 0, "status": "on_stage"},
    "written off": {"name": "Стул", "quantity": 4, "status": "decommissioned"},
}


async def journal(uow: Uow, item_id: int) -> list[dict[str, Any]]:
    of_item = (AuditEntry.entity == "item", AuditEntry.entity_id == item_id)
    rows = await uow.session.scalars(select(AuditEntry).where(*of_item).order_by(AuditEntry.id))
    told = [row(one) for one in rows]
    for one in told:
        one["diff"].pop("inventory_number", None)
    return told


def row(one: Any) -> dict[str, Any]:
    return {
        column.key: getattr(one, column.key)
        for column in type(one).__mapper__.column_attrs
        if column.key not in _OWN
    }


async def rows(uow: Uow, item_id: int) -> list[Sequence[dict[str, Any]]]:
    item = await uow.session.get(Item, item_id, populate_existing=True)
    return [
        [row(item)],
        *[
            [row(one) for one in await uow.session.scalars(
                select(model).where(model.item_id == item_id)
            )]
            for model in (StockBalance, Movement, ItemTag)
        ],
    ]  # fmt: skip


async def by_orm(uow: Uow, values: dict[str, Any], tags: Sequence[int]) -> int:
    """The same item through the session."""
    pieces = values["quantity"]
    place = {"location_id": values["location_id"], "status": values["status"]}
    if not pieces:
        values |= {"status": "in_stock", "location_id": None}
    elif values["status"] == "decommissioned":
        values["quantity"] = 0
    item = Item(**values)
    uow.session.add(item)
    await uow.session.flush()
    if pieces:
        uow.session.add(StockBalance(item_id=item.id, quantity=pieces, **place))
        line = {f"to_{name}": value for name, value in place.items()}
        uow.session.add(
            Movement(item_id=item.id, movement_type="receipt", quantity=pieces,
                     created_by_id=uow.ctx.author_id, **line)
        )  # fmt: skip
    uow.session.add_all(ItemTag(item_id=item.id, tag_id=tag) for tag in tags)
    await uow.session.flush()
    if tags:
        await uow.audit("update", "item", item.id, {"tag_ids": [[], sorted(tags)]})
    return item.id


def everything(theater: TheaterOf, person: Person) -> Context:
    rights: dict[str, Scope] = {P.INVENTORY_CREATE: Scope.ALL, P.INVENTORY_MOVE: Scope.ALL}
    return Context(theater.id, person.id, permissions=rights, request_id="r", ip="10.0.0.1")


@pytest.mark.parametrize("name", GIVEN)
async def test_an_item_is_written_as_the_session_would(
    name: str, theater: TheaterOf, make: Factory
) -> None:
    person = await make.user(theater)
    named = {
        "category_id": await make.category(theater),
        "location_id": await make.location(theater, "Склад"),
        "responsible_id": person.id,
        "tag_ids": [await make.tag(theater, "б"), await make.tag(theater, "а")],
    }
    given = {**GIVEN[name], **(named if name == "everything" else {})}
    body = ItemIn.model_validate(given).model_dump()
    values = {k: v for k, v in body.items() if k != "tag_ids"}
    async with make.db.write(everything(theater, person)) as uow:
        theirs = await Items(uow).create({**body, "inventory_number": "А-1"})
        ours = await by_orm(uow, {**values, "inventory_number": "А-2"}, body["tag_ids"])
        assert await rows(uow, theirs) == await rows(uow, ours)
        assert await journal(uow, theirs) == await journal(uow, ours)


async def test_a_movement_is_answered_as_it_is_read(
    admin: AsyncClient, theater: TheaterOf, make: Factory
) -> None:
    """The answer is made of what the order and the writing say; the history reads the rows."""
    store, hall = [await make.location(theater, name) for name in ("Склад", "Зал")]
    title = await make.performance(theater)
    chairs = await make.item(theater, "Стул", quantity=10, location_id=store)
    unit = await make.unit(theater, chairs, "С-1", location_id=store)
    sent: list[tuple[str, int, dict[str, Any]]] = [
        ("issue", 2, {"to_location_id": hall, "performance_id": title, "comment": "на сцену"}),
        ("return", 1, {}),
        ("issue", 1, {"to_location_id": hall, "unit_ids": [unit]}),
        ("receipt", 3, {"to_location_id": hall}),
        ("write_off", 3, {"from_location_id": hall, "from_status": "in_stock", "comment": " "}),
        ("adjustment", 1, {"from_location_id": store}),
    ]
    for kind, quantity, sides in sent:
        await alike(admin, chairs, await move(admin, chairs, kind, quantity, **sides))
    last = (await admin.get(f"/inventory/{chairs}/history")).json()["items"][0]["id"]
    await alike(admin, chairs, await admin.post(f"/inventory/movements/{last}/undo"))


async def alike(client: AsyncClient, item_id: int, answer: Any) -> None:
    assert answer.status_code == 201, answer.text
    told = answer.json()
    history = (await client.get(f"/inventory/{item_id}/history")).json()["items"]
    card = (await client.get(f"/inventory/{item_id}")).json()
    assert told["movement"] == history[0]
    assert (told["stock"], told["version"]) == (card["stock"], card["version"])


async def test_a_movement_is_told_in_the_journal(
    admin: AsyncClient, theater: TheaterOf, make: Factory
) -> None:
    store, hall = [await make.location(theater, name) for name in ("Склад", "Зал")]
    title = await make.performance(theater)
    chairs = await make.item(theater, "Стул", quantity=4, location_id=store)
    unit = await make.unit(theater, chairs, "С-1", location_id=store)
    on_stage = {"location_id": hall, "status": "on_stage"}
    at_home = {"location_id": store, "status": "in_stock"}
    await move(admin, chairs, "issue", 3, to_location_id=hall, performance_id=title)
    await move(admin, chairs, "issue", 1, to_location_id=hall, unit_ids=[unit])
    lost = (await move(admin, chairs, "adjustment", 2, from_status="on_stage")).json()
    await admin.post(f"/inventory/movements/{lost['movement']['id']}/undo")
    async with make.db.read(theater.ctx) as uow:
        told = [(one["action"], one["diff"]) for one in await journal(uow, chairs)][1:]
    assert told == [
        (
            "issue",
            {
                "moved": [None, 3],
                "from": [None, at_home],
                "to": [None, on_stage],
                "performance_id": [None, title],
                "unit_ids": [None, []],
                "status": ["in_stock", "on_stage"],
                "location_id": [store, hall],
            },
        ),
        (
            "issue",
            {
                "moved": [None, 1],
                "from": [None, at_home],
                "to": [None, on_stage],
                "unit_ids": [None, [unit]],
            },
        ),
        (
            "adjustment",
            {
                "moved": [None, 2],
                "from": [None, on_stage],
                "to": [None, None],
                "unit_ids": [None, []],
                "quantity": [4, 2],
            },
        ),
        (
            "adjustment",
            {
                "moved": [None, 2],
                "from": [None, None],
                "to": [None, on_stage],
                "undoes_id": [None, lost["movement"]["id"]],
                "quantity": [2, 4],
            },
        ),
    ]


async def test_neither_of_them_makes_a_session(
    admin: AsyncClient, theater: TheaterOf, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, hall = [await make.location(theater, name) for name in ("Склад", "Зал")]
    category = await make.category(theater, department_id=theater.departments["light"])
    sent = {"name": "Стул", "quantity": 9, "category_id": category, "location_id": store}
    asked: list[str] = []
    session = vars(Transaction)["session"]

    def counted(self: Transaction) -> Any:
        if self.info["theater_id"] == theater.id:
            asked.append(self._begin)
        return session.fget(self)

    for warm in (False, True):
        monkeypatch.setattr(Transaction, "session", property(counted))
        asked.clear()
        chairs = (await admin.post("/inventory", json=sent)).json()["id"]
        moved = await move(admin, chairs, "issue", 2, to_location_id=hall)
        back = await move(admin, chairs, "return", 1)
        assert (moved.status_code, back.status_code) == (201, 201)
        writing = [begin for begin in asked if "READ ONLY" not in begin]
        assert bool(writing) is not warm  # what they name is read once


async def test_a_taken_number_is_a_conflict_and_leaves_nothing(
    admin: AsyncClient, theater: TheaterOf, make: Factory
) -> None:
    await make.item(theater, "Стул", inventory_number="А-1")
    answer = await admin.post("/inventory", json={"name": "Стол", "inventory_number": "а-1"})
    assert (answer.status_code, answer.json()["code"]) == (409, "inventory.number_taken")
    assert answer.json()["errors"][0]["field"] == "inventory_number"
    assert (await admin.get("/inventory")).json()["total"] == 1


async def test_a_new_item_belongs_to_the_department_that_its_category_has_now(
    admin: AsyncClient, theater: TheaterOf, make: Factory
) -> None:
    light, sound = theater.departments["light"], theater.departments["sound"]
    category = await make.category(theater, department_id=light)

    async def made() -> Any:
        sent = {"name": "Прожектор", "category_id": category}
        return (await admin.post("/inventory", json=sent)).json()["department"]

    assert (await made())["id"] == light
    await admin.patch(f"/inventory/categories/{category}", json={"department_id": sound})
    assert (await made())["id"] == sound
    await admin.patch(f"/inventory/categories/{category}", json={"department_id": None})
    assert await made() is None
