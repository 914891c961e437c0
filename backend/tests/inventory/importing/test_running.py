"""Imports through the API and the worker: run, error file, undo, and what may go wrong."""

import asyncio

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from app.core.config import Settings
from app.inventory.importing.jobs import run_import
from app.inventory.importing.models import Import
from app.inventory.importing.reading import read_workbook
from app.inventory.importing.text import clean_text
from app.inventory.models import Category, Item, Location, Movement, StockBalance
from app.kit.jobs import JobContext
from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import ACCOUNTANT, MONTH_FIRST, xlsx
from tests.inventory.importing.steps import (
    HEADINGS,
    Work,
    codes,
    count,
    dry_run,
    imported,
    items,
    run,
    upload,
)


async def test_the_accountants_list_is_imported_and_taken_back(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    uploaded = await upload(admin, ACCOUNTANT.read_bytes(), "Опись цеха.xlsx")
    assert (uploaded["sheet"], uploaded["header_row"], uploaded["rows_total"]) == ("Опись", 4, 118)
    suggested = {c["heading"]: c["suggested_field"] for c in uploaded["columns"]}
    assert suggested["Инв. №"] == "inventory_number"
    assert suggested["№ п/п"] is None
    dry = await dry_run(admin, uploaded["id"])
    assert (dry["rows_total"], dry["valid"], dry["invalid"], dry["pieces"]) == (118, 112, 6, 1023)
    assert codes(dry) == [
        (31, "name", "import.name_missing"),
        (64, "quantity", "import.quantity_negative"),
        (69, "inventory_number", "import.number_repeated"),
        (87, "quantity", "import.quantity"),
        (102, "inventory_number", "import.number_repeated"),
        (111, "purchase_date", "import.date_impossible"),
    ]
    assert len(dry["would_create"]["categories"]) == 9
    assert len(dry["would_create"]["locations"]) == 6
    assert await count(make, theater, Item) == 0
    done = await run(admin, work, uploaded["id"])
    assert (done["status"], done["created"], done["failed"], done["progress"]) == (
        "done",
        112,
        6,
        100,
    )
    assert await count(make, theater, Item) == 112
    async with make.db.read(theater.ctx) as uow:
        assert await uow.session.scalar(select(func.sum(StockBalance.quantity))) == 1023
        assert await uow.session.scalar(select(func.sum(Movement.quantity))) == 1023
    (stool,) = await items(admin, q="01-01018")
    assert stool["name"] == "Стул венский позолоченный"
    assert (stool["category"]["name"], stool["location"]["name"]) == (
        "Мебель",
        "Склад №1, стеллаж 3",
    )
    undone = await admin.post(f"/inventory/imports/{uploaded['id']}/undo")
    assert undone.status_code == 200
    assert undone.json()["status"] == "undone"
    for model in (Item, StockBalance, Movement, Category, Location):
        assert await count(make, theater, model) == 0


async def test_the_list_of_another_system_is_imported(admin: Client, work: Work) -> None:
    uploaded = await upload(admin, MONTH_FIRST.read_bytes(), MONTH_FIRST.name)
    dry = await dry_run(admin, uploaded["id"], options={"date_order": "mdy"})
    assert (dry["valid"], dry["invalid"]) == (22, 0)
    assert len(dry["would_create"]["categories"]) == 16
    assert len(dry["would_create"]["locations"]) == 15
    done = await run(admin, work, uploaded["id"])
    assert (done["created"], done["failed"]) == (22, 0)
    one = (await admin.get("/inventory/by-number/AFK-2065556")).json()
    assert (one["name"], one["purchase_date"]) == ("Fog Machine", "2023-01-23")


async def test_a_dry_run_tells_the_same_as_the_run(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    await make.item(theater, inventory_number="А-1", name="Табурет")
    rows = [
        ["Стул", "а-1", "Мебель / Стулья", "", 2.0],
        ["Стол", "А-2", "Мебель / Столы", "Склад", 1.0],
        ["Шкаф", "А-3", "", "", -1.0],
    ]
    uploaded = await upload(admin, xlsx({"Лист": [HEADINGS, *rows]}))
    dry = await dry_run(admin, uploaded["id"])
    assert (dry["valid"], dry["changed"], dry["invalid"]) == (1, 1, 1)
    assert codes(dry) == [(4, "quantity", "import.quantity_negative")]
    done = await run(admin, work, uploaded["id"])
    assert (done["created"], done["updated"], done["failed"]) == (1, 0, 1)
    (old,) = await items(admin, q="Табурет")
    assert old["inventory_number"] == "А-1"


async def test_items_without_numbers_get_those_of_the_theatre(admin: Client, work: Work) -> None:
    done = await imported(
        admin,
        work,
        ["Стул", "", "", "", 1.0],
        ["Стол", "INV-00001", "", "", 1.0],
        ["Шкаф", "б/н", "", "", 0.0],
    )
    assert (done["created"], done["failed"]) == (3, 0)
    numbers = {item["name"]: item["inventory_number"] for item in await items(admin)}
    assert numbers["Стол"] == "INV-00001"
    assert len(set(numbers.values())) == 3


async def test_every_balance_is_explained_by_its_receipt(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    headings = [*HEADINGS, "Статус"]
    data = xlsx(
        {
            "Лист": [
                headings,
                ["Кресло", "1", "", "Склад", 5.0, "в ремонте"],
                ["Кулиса", "2", "", "Склад", 2.0, "списано"],
                ["Задник", "3", "", "Склад", 0.0, ""],
            ]
        }
    )
    uploaded = await upload(admin, data)
    await dry_run(admin, uploaded["id"])
    await run(admin, work, uploaded["id"])
    found = {i["name"]: (i["quantity"], i["status"], len(i["stock"])) for i in await items(admin)}
    assert found == {
        "Кресло": (5, "in_repair", 1),
        "Кулиса": (0, "decommissioned", 1),
        "Задник": (0, "in_stock", 0),
    }
    async with make.db.read(theater.ctx) as uow:
        rows = (await uow.session.execute(select(Movement.quantity, Movement.to_status))).all()
        assert sorted(map(tuple, rows)) == [(2, "decommissioned"), (5, "in_repair")]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
async def test_refused_rows_come_back_as_a_file_that_can_be_imported(
    admin: Client, work: Work, file_format: str
) -> None:
    done = await imported(
        admin,
        work,
        ["Стул", "1", "=1+1", "", -3.0],
        ["=СТОЛ()", "2", "", "", "много"],
        ["Шкаф", "3", "", "", 1.0],
    )
    answer = await admin.get(
        f"/inventory/imports/{done['id']}/errors", params={"format": file_format}
    )
    assert answer.status_code == 200
    book = read_workbook(answer.content, "errors")
    assert book.kind == file_format
    head, first, second = book.sheets[0].rows
    assert head == [*HEADINGS, "Строка файла", "Почему не загружено"]
    assert [clean_text(cell) for cell in first[:6]] == ["Стул", "1", "=1+1", "", "-3", "2"]
    assert "отрицательным" in str(first[-1])
    assert second[0] == ("'=СТОЛ()" if file_format == "csv" else "=СТОЛ()")
    again = await upload(admin, answer.content, f"errors.{file_format}")
    assert again["mapping"]["name"] == 0
    assert codes(await dry_run(admin, again["id"])) == [
        (2, "quantity", "import.quantity_negative"),
        (3, "quantity", "import.quantity"),
    ]


@pytest.mark.parametrize("touch", ["patch", "move", "archive"])
async def test_an_import_with_touched_items_cannot_be_taken_back(
    admin: Client, work: Work, touch: str, make: Factory, theater: TheaterOf
) -> None:
    done = await imported(
        admin, work, ["Стул", "1", "Мебель", "", 3.0], ["Стол", "2", "Мебель", "", 1.0]
    )
    (chair,) = await items(admin, q="Стул")
    place = f"/inventory/{chair['id']}"
    if touch == "patch":
        answer = await admin.patch(place, json={"name": "Табурет"})
    elif touch == "move":
        answer = await admin.post(
            f"{place}/movements", json={"movement_type": "receipt", "quantity": 1}
        )
    else:
        answer = await admin.delete(place)
    assert answer.status_code < 300, answer.text
    refused = await admin.post(f"/inventory/imports/{done['id']}/undo")
    assert refused.status_code == 409
    assert refused.json()["code"] == "import.touched"
    assert [c["id"] for c in refused.json()["conflicts"]] == [chair["id"]]
    assert await count(make, theater, Category) == 1


async def test_taking_back_keeps_nodes_that_others_use(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    done = await imported(admin, work, ["Стул", "1", "Мебель / Стулья", "Склад", 3.0])
    async with make.db.read(theater.ctx) as uow:
        furniture = await uow.session.scalar(select(Category.id).where(Category.name == "Мебель"))
    await make.item(theater, category_id=furniture)
    assert (await admin.post(f"/inventory/imports/{done['id']}/undo")).status_code == 200
    assert await count(make, theater, Category) == 1
    assert await count(make, theater, Location) == 0
    again = await admin.post(f"/inventory/imports/{done['id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "import.status")


async def test_an_import_runs_once_however_often_its_job_does(
    admin: Client, app: FastAPI, work: Work, make: Factory, theater: TheaterOf
) -> None:
    done = await imported(admin, work, ["Стул", "1", "", "", 1.0])
    twice = await admin.post(f"/inventory/imports/{done['id']}/run")
    assert (twice.status_code, twice.json()["code"]) == (409, "import.status")
    assert await count(make, theater, Item) == 1


async def test_two_runs_at_once_import_once(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    uploaded = await upload(
        admin,
        xlsx({"Л": [HEADINGS, *[[f"Стул {n}", f"{n}", "Мебель", "", 1.0] for n in range(30)]]}),
    )
    place = f"/inventory/imports/{uploaded['id']}/run"
    answers = await asyncio.gather(*(admin.post(place) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409, 409]
    await work()
    assert await count(make, theater, Item) == 30


async def test_a_lost_file_fails_the_import_and_leaves_nothing(
    admin: Client, app: FastAPI, work: Work, make: Factory, theater: TheaterOf
) -> None:
    uploaded = await upload(admin, xlsx({"Л": [HEADINGS, ["Стул", "1", "Мебель", "", 1.0]]}))
    row = await make.get(theater, Import, uploaded["id"])
    await app.state.storage.delete(row.file_key)
    failed = await run(admin, work, uploaded["id"])
    assert failed["status"] == "failed"
    assert "не хранится" in failed["problem"]
    assert await count(make, theater, Category) == 0


async def test_a_killed_import_leaves_nothing_and_runs_again(
    admin: Client, app: FastAPI, make: Factory, theater: TheaterOf, settings: Settings
) -> None:
    lines = "".join(f"Стул {n};К-{n};Мебель;1\n" for n in range(4000))
    data = f"Наименование;Инв. №;Категория;Кол-во\n{lines}".encode()
    uploaded = await upload(admin, data, "список.csv")
    place = f"/inventory/imports/{uploaded['id']}"
    assert (await admin.post(f"{place}/run")).status_code == 202
    job = JobContext(theater.ctx, app.state.db, app.state.storage, settings)
    payload = {
        "import_id": uploaded["id"],
        "home_theater_id": theater.id,
        "rights": {"nodes": True, "tags": True, "department_id": None},
    }
    killed = asyncio.ensure_future(run_import(job, payload))
    while (await admin.get(place)).json()["progress"] <= 10:
        await asyncio.sleep(0.05)
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    assert (await admin.get(place)).json()["status"] == "running"
    for model in (Item, Category, Movement, StockBalance):
        assert await count(make, theater, model) == 0
    await run_import(job, payload)
    done = (await admin.get(place)).json()
    assert (done["status"], done["created"], done["progress"]) == ("done", 4000, 100)
    await run_import(job, payload)
    assert await count(make, theater, Item) == 4000
