"""The journal of movements: its filters, its reach, and the file that says the same."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from httpx import AsyncClient

from app.inventory.models import Movement
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.test_movements import move


class House:
    """A chair and a lamp with a past: two titles, three places, two departments."""

    store: int
    shelf: int
    stage: int
    furniture: int
    chairs: int
    seagull: int
    storm: int
    chair: int
    lamp: int


@pytest.fixture
async def house(make: Factory, theater: TheaterOf, admin: AsyncClient) -> House:
    made = House()
    made.store = await make.location(theater, "Склад")
    made.shelf = await make.location(theater, "Полка", parent_id=made.store)
    made.stage = await make.location(theater, "Сцена")
    made.furniture = await make.category(theater, "Мебель")
    made.chairs = await make.category(theater, "Стулья", parent_id=made.furniture)
    made.seagull = await make.performance(theater, title="Чайка")
    made.storm = await make.performance(theater, title="Гроза")
    made.chair = await make.item(
        theater, "Кресло (красное)", quantity=40, location_id=made.shelf, category_id=made.chairs,
        department_id=theater.departments["machinery"], inventory_number="МБ-0417",
    )  # fmt: skip
    made.lamp = await make.item(
        theater, "=ЛАМПА()", quantity=5, department_id=theater.departments["light"]
    )
    for item, kind, quantity, sides in (
        (made.chair, "issue", 6, {"to_location_id": made.stage, "performance_id": made.seagull}),
        (made.chair, "repair_out", 4, {"from_location_id": made.shelf, "comment": "ножка"}),
        (made.chair, "return", 5, {}),
        (made.lamp, "issue", 2, {"performance_id": made.storm}),
    ):
        answer = await move(admin, item, kind, quantity, **sides)
        assert answer.status_code == 201, answer.text
    return made


async def journal(client: AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/inventory/movements", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def kinds(lines: list[dict[str, Any]]) -> list[str]:
    return [f"{line['item']['name'][:1]} {line['movement_type']}" for line in lines]


async def test_it_runs_backwards_over_all_items_page_by_page(
    admin: AsyncClient, house: House
) -> None:
    whole = await journal(admin)
    assert kinds(whole) == [
        "= issue", "К return", "К repair_out", "К issue", "= receipt", "К receipt",
    ]  # fmt: skip
    first = (await admin.get("/inventory/movements", params={"limit": 4})).json()
    rest = (
        await admin.get("/inventory/movements", params={"limit": 4, "before": first["next"]})
    ).json()
    assert first["items"] + rest["items"] == whole
    assert rest["next"] is None
    assert whole[1]["item"] == {
        "id": house.chair, "name": "Кресло (красное)", "inventory_number": "МБ-0417",
        "unit": "шт", "archived": False,
    }  # fmt: skip
    assert [line["can_undo"] for line in whole] == [True, True, False, False, False, False]


async def test_each_filter_finds_its_movements(
    admin: AsyncClient, house: House, make: Factory, theater: TheaterOf
) -> None:
    chair = ["К return", "К repair_out", "К issue", "К receipt"]
    assert kinds(await journal(admin, item=house.chair)) == chair
    assert kinds(await journal(admin, category=house.furniture)) == chair
    assert kinds(await journal(admin, q="кресл")) == chair
    assert kinds(await journal(admin, q="0417")) == chair
    light = theater.departments["light"]
    assert kinds(await journal(admin, department=light)) == ["= issue", "= receipt"]
    assert kinds(await journal(admin, location=house.stage)) == ["К return", "К issue"]
    assert kinds(await journal(admin, location=house.store)) == chair
    assert kinds(await journal(admin, movement_type="issue")) == ["= issue", "К issue"]
    both = await journal(admin, movement_type=["return", "repair_out"])
    assert kinds(both) == ["К return", "К repair_out"]
    assert kinds(await journal(admin, performance=house.seagull)) == ["К return", "К issue"]
    both = await journal(admin, performance=[house.seagull, house.storm])
    assert kinds(both) == ["= issue", "К return", "К issue"]
    author = (await admin.get("/auth/me")).json()["id"]
    assert len(await journal(admin, author=author)) == 4
    together = await journal(
        admin, category=house.chairs, movement_type="issue", performance=house.seagull
    )
    assert kinds(together) == ["К issue"]
    assert await journal(admin, q="диван") == []


async def test_days_are_those_of_the_theatre(
    admin: AsyncClient, make: Factory, theater: TheaterOf, house: House
) -> None:
    """21:30 in UTC is half past midnight of the next day in Moscow."""
    late = datetime(2025, 3, 9, 21, 30, tzinfo=UTC)
    async with make.db.write(theater.ctx) as uow:
        line = Movement(
            item_id=house.chair, movement_type="receipt", quantity=1, to_status="in_stock",
            created_at=late,
        )  # fmt: skip
        uow.session.add(line)
        await uow.session.flush()
        made = line.id
    assert await journal(admin, date_to="2025-03-09") == []
    found = await journal(admin, date_from="2025-03-10", date_to="2025-03-10")
    assert [line["id"] for line in found] == [made]
    assert len(await journal(admin, date_from="2025-03-11")) == 6
    assert len(await journal(admin, date_from="0001-01-01", date_to="9999-12-31")) == 7
    wrong = await admin.get("/inventory/movements", params={"date_from": "вчера"})
    assert wrong.status_code == 422


async def table(client: AsyncClient, **query: Any) -> list[dict[str, str]]:
    answer = await client.get("/inventory/movements/export", params={"format": "csv", **query})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


async def test_the_file_says_what_the_journal_says(
    admin: AsyncClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.inventory.journal._CHUNK", 2)  # several stretches, none lost
    made = (await journal(admin))[0]["id"]
    await admin.post(f"/inventory/movements/{made}/undo")
    for query in ({}, {"category": house.furniture}, {"movement_type": ["issue"]}):
        lines = await journal(admin, **query)
        rows = await table(admin, **query)
        assert [int(row["Количество"]) for row in rows] == [line["quantity"] for line in lines]
        assert [row["Наименование"].lstrip("'") for row in rows] == [
            line["item"]["name"] for line in lines
        ]
    rows = await table(admin)
    assert rows[0]["Отмена"] == "Отмена движения"
    assert rows[1]["Отмена"] == "Отменено"
    back = rows[2]
    assert (back["Движение"], back["Откуда"], back["Куда"], back["Спектакль"]) == (
        "Возврат", "Сцена", "Склад / Полка", "Чайка",
    )  # fmt: skip
    assert (back["Статус до"], back["Статус после"]) == ("На сцене", "На складе")
    assert rows[0]["Наименование"] == "'=ЛАМПА()", "no formula of a stranger runs in Excel"


async def test_the_sums_of_the_file_are_the_balances(admin: AsyncClient, house: House) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for row in await table(admin, item=house.chair):
        pieces = int(row["Количество"])
        if row["Статус до"]:
            sums[row["Откуда"], row["Статус до"]] -= pieces
        if row["Статус после"]:
            sums[row["Куда"], row["Статус после"]] += pieces
    assert {place: count for place, count in sums.items() if count} == {
        ("Склад / Полка", "На складе"): 35,
        ("Склад / Полка", "В ремонте"): 4,
        ("Сцена", "На сцене"): 1,
    }


async def test_the_file_may_be_a_workbook_in_english(admin: AsyncClient, house: House) -> None:
    answer = await admin.get(
        "/inventory/movements/export",
        params={"format": "xlsx"},
        headers={"Accept-Language": "en"},
    )
    assert answer.status_code == 200
    with ZipFile(io.BytesIO(answer.content)) as book:
        assert b"Movements" in book.read("xl/workbook.xml")


async def test_it_reaches_as_far_as_reading_does(
    make: Factory, theater: TheaterOf, as_person: SignIn, as_role: SignIn, house: House
) -> None:
    actor = await make.user(theater, "actor")
    costume = await make.item(theater, "Платье", responsible_id=actor.id)
    seen = await journal(await as_person(actor))
    assert [line["item"]["id"] for line in seen] == [costume]
    assert len(await table(await as_person(actor))) == 1
    staff = await as_role("department_staff", department="light")
    lines = await journal(staff)
    assert len(lines) == 7
    assert {line["item"]["id"] for line in lines if line["can_undo"]} == {house.lamp}


async def test_an_archived_item_keeps_its_lines(admin: AsyncClient, house: House) -> None:
    await admin.delete(f"/inventory/{house.lamp}")
    lines = await journal(admin, item=house.lamp)
    assert [line["item"]["archived"] for line in lines] == [True, True]
    assert not any(line["can_undo"] for line in lines)
