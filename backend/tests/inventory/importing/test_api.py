"""Imports through the API and the worker, as the app role, on real servers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

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
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import ACCOUNTANT, shared_file, xlsx

Work = Callable[[], Awaitable[None]]
SNIPE = shared_file("snipe-assets.csv")
HEADINGS = ["Наименование", "Инв. №", "Категория", "Место хранения", "Кол-во"]


async def upload(client: Client, data: bytes, name: str = "список.xlsx") -> dict[str, Any]:
    answer = await client.post("/inventory/imports", files={"file": (name, data)})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    assert answer.headers["location"].endswith(f"/inventory/imports/{body['id']}")
    return body


async def dry_run(client: Client, import_id: int, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"/inventory/imports/{import_id}/dry-run", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def run(client: Client, work: Work, import_id: int) -> dict[str, Any]:
    answer = await client.post(f"/inventory/imports/{import_id}/run")
    assert answer.status_code == 202, answer.text
    assert answer.json()["status"] == "running"
    await work()
    found: dict[str, Any] = (await client.get(f"/inventory/imports/{import_id}")).json()
    return found


async def imported(client: Client, work: Work, *rows: list[Any], **body: Any) -> dict[str, Any]:
    """A list of HEADINGS, uploaded and run."""
    uploaded = await upload(client, xlsx({"Лист": [HEADINGS, *rows]}))
    await dry_run(client, uploaded["id"], **body)
    return await run(client, work, uploaded["id"])


async def count(make: Factory, theater: TheaterOf, model: Any) -> int:
    async with make.db.read(theater.ctx) as uow:
        return await uow.session.scalar(select(func.count()).select_from(model)) or 0


async def items(client: Client, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/inventory", params={"page_size": 200, **query})
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def codes(answer: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(error["row"], error["field"], error["code"]) for error in answer["errors"]]


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


if SNIPE is not None:

    async def test_the_list_of_another_system_is_imported(admin: Client, work: Work) -> None:
        assert SNIPE is not None
        uploaded = await upload(admin, SNIPE.read_bytes(), SNIPE.name)
        dry = await dry_run(admin, uploaded["id"], options={"date_order": "mdy"})
        assert (dry["valid"], dry["invalid"]) == (22, 0)
        assert len(dry["would_create"]["categories"]) == 16
        assert len(dry["would_create"]["locations"]) == 15
        done = await run(admin, work, uploaded["id"])
        assert (done["created"], done["failed"]) == (22, 0)
        one = (await admin.get("/inventory/by-number/ICC-2065556")).json()
        assert (one["name"], one["purchase_date"]) == ("Backhoe", "2023-01-23")


async def test_a_dry_run_tells_the_same_as_the_run(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    await make.item(theater, inventory_number="А-1")
    rows = [["Стул", "а-1", "Мебель", "", 2.0], ["Стол", "А-2", "Мебель / Столы", "Склад", 1.0]]
    uploaded = await upload(admin, xlsx({"Лист": [HEADINGS, *rows]}))
    dry = await dry_run(admin, uploaded["id"])
    assert codes(dry) == [(2, "inventory_number", "import.number_taken")]
    assert dry["would_create"]["categories"] == ["Мебель", "Мебель / Столы"]
    done = await run(admin, work, uploaded["id"])
    assert (done["created"], done["failed"]) == (1, 1)
    assert await count(make, theater, Category) == 2


async def test_existing_nodes_are_found_as_people_mean_them(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    shop = await make.location(theater, "Склад № 1")
    furniture = await make.category(theater, "Мебель", department_id=theater.departments["sound"])
    chairs = await make.category(theater, "Кресла", parent_id=furniture)
    done = await imported(
        admin,
        work,
        ["Кресло", "1", "мебель / КРЕСЛА", "склад №1", 1.0],
        ["Кресло", "2", "Кресла", "Склад № 1", 1.0],
        ["Стол", "3", "Мебель", "", 1.0],
    )
    assert done["created"] == 3
    by_number = {item["inventory_number"]: item for item in await items(admin)}
    assert [by_number[n]["category"]["id"] for n in "123"] == [chairs, chairs, furniture]
    assert by_number["1"]["location"]["id"] == by_number["2"]["location"]["id"] == shop
    assert by_number["3"]["department"]["id"] == theater.departments["sound"]


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


async def test_words_that_lead_nowhere_are_kept_and_told(
    admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    person = await make.user(
        theater,
        "department_staff",
        "light",
        last_name="Петрова",
        first_name="Анна",
        patronymic="Ильинична",
    )
    data = xlsx(
        {
            "Лист": [
                ["Наименование", "МОЛ", "Цех", "Теги"],
                ["Стул", "Петрова А.И.", "light", "дуб, красное"],
                ["Стол", "Сидоров В.В.", "Бутафорский цех", "дуб"],
            ]
        }
    )
    uploaded = await upload(admin, data)
    dry = await dry_run(admin, uploaded["id"])
    assert [(w["row"], w["code"]) for w in dry["warnings"]] == [
        (3, "import.department_unknown"),
        (3, "import.responsible_unknown"),
    ]
    assert dry["would_create"]["tags"] == ["дуб", "красное"]
    await run(admin, work, uploaded["id"])
    ids = {item["name"]: item["id"] for item in await items(admin)}
    chair = (await admin.get(f"/inventory/{ids['Стул']}")).json()
    assert chair["responsible"]["id"] == person.id
    assert chair["department"]["id"] == theater.departments["light"]
    assert {tag["name"] for tag in chair["tags"]} == {"дуб", "красное"}
    table = (await admin.get(f"/inventory/{ids['Стол']}")).json()
    assert table["custom_fields"] == {"МОЛ": "Сидоров В.В.", "Цех": "Бутафорский цех"}


async def test_a_mapping_of_ones_own_is_used_and_remembered(admin: Client, work: Work) -> None:
    rows = [["Вещь", "Ярлык", "Цвет"], ["Стул", "А-1", "'=красный"], ["Стол", "А-2", "белый"]]
    mapping = {"name": 0, "inventory_number": 1, "custom:Цвет": 2}
    uploaded = await upload(admin, xlsx({"Л": [*rows, ["", "", 5.0]]}))
    assert uploaded["is_mapping_remembered"] is False
    await dry_run(admin, uploaded["id"], mapping=mapping, options={"create_missing": False})
    assert (await run(admin, work, uploaded["id"]))["created"] == 2
    (chair,) = await items(admin, q="А-1")
    assert (await admin.get(f"/inventory/{chair['id']}")).json()["custom_fields"] == {
        "Цвет": "=красный"
    }
    again = await upload(
        admin, xlsx({"Другой лист": [["вещь", "ЯРЛЫК", "цвет"], *rows[1:], ["", "", 5.0]]})
    )
    assert again["is_mapping_remembered"] is True
    assert again["mapping"] == mapping
    assert again["options"]["create_missing"] is False
    assert [column["suggested_field"] for column in again["columns"]] == list(mapping)


async def test_another_sheet_can_be_chosen(admin: Client, work: Work) -> None:
    data = xlsx(
        {
            "Первый": [HEADINGS, ["Стул", "1", "", "", 1.0], ["Стол", "2", "", "", 1.0]],
            "Второй": [["Name", "Qty"], ["Chair", 4.0]],
        }
    )
    uploaded = await upload(admin, data)
    assert uploaded["sheet"] == "Первый"
    dry = await dry_run(admin, uploaded["id"], options={"sheet": "Второй"})
    assert (dry["sheet"], dry["rows_total"], dry["mapping"]) == (
        "Второй",
        1,
        {"name": 0, "quantity": 1},
    )
    assert (await run(admin, work, uploaded["id"]))["created"] == 1


async def test_repeating_the_options_keeps_the_mapping(admin: Client) -> None:
    uploaded = await upload(admin, xlsx({"Л": [["Вещь", "Шт"], ["Стул", 1.0], ["Стол", 2.0]]}))
    mapping = {"name": 0, "custom:Шт": 1}
    await dry_run(admin, uploaded["id"], mapping=mapping)
    again = await dry_run(admin, uploaded["id"], options=uploaded["options"])
    assert again["mapping"] == mapping
    moved = await dry_run(admin, uploaded["id"], options={"header_row": 2}, mapping={"name": 0})
    assert (moved["header_row"], moved["rows_total"]) == (2, 1)


async def test_dates_that_read_both_ways_must_be_answered_before_the_run(
    admin: Client, work: Work
) -> None:
    rows = [["Name", "Purchase date"], ["Chair", "05/06/2011"], ["Table", "07/08/2012"]]
    uploaded = await upload(admin, "\n".join(map(",".join, rows)).encode(), "list.csv")
    (question,) = uploaded["ambiguous_dates"]
    assert question == {
        "field": "purchase_date",
        "heading": "Purchase date",
        "samples": ["05/06/2011", "07/08/2012"],
    }
    refused = await admin.post(f"/inventory/imports/{uploaded['id']}/run")
    assert (refused.status_code, refused.json()["code"]) == (422, "import.date_order_open")
    dry = await dry_run(admin, uploaded["id"], options={"date_orders": {"purchase_date": "mdy"}})
    assert dry["ambiguous_dates"] == []
    await run(admin, work, uploaded["id"])
    (chair,) = await items(admin, q="Chair")
    assert (await admin.get(f"/inventory/{chair['id']}")).json()["purchase_date"] == "2011-05-06"


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


async def test_a_department_head_fills_only_their_own_department(
    as_role: SignIn, admin: Client, work: Work, make: Factory, theater: TheaterOf
) -> None:
    await make.category(theater, "Свет", department_id=theater.departments["sound"])
    head = await as_role("department_head", department="light")
    data = xlsx(
        {
            "Лист": [
                ["Наименование", "Категория", "Цех", "Место хранения"],
                ["Прожектор", "Свет", "", ""],
                ["Софит", "", "Light", ""],
                ["Микрофон", "", "Sound", ""],
                ["Пульт", "", "Неизвестный", ""],
                ["Линза", "Оптика", "", ""],
                ["Фильтр", "", "", "Новый шкаф"],
            ]
        }
    )
    uploaded = await upload(head, data)
    dry = await dry_run(head, uploaded["id"])
    assert codes(dry) == [
        (4, "department", "import.department_foreign"),
        (5, "department", "import.department_foreign"),
        (6, "category", "import.category_unknown"),
        (7, "location", "import.location_unknown"),
    ]
    assert dry["would_create"] == {"categories": [], "locations": [], "tags": []}
    assert (await run(head, work, uploaded["id"]))["created"] == 2
    assert {i["department"]["id"] for i in await items(admin)} == {theater.departments["light"]}
    other = await as_role("department_head", department="sound")
    assert (await other.get(f"/inventory/imports/{uploaded['id']}")).status_code == 404
    assert (await other.get("/inventory/imports")).json()["items"] == []
    assert len((await admin.get("/inventory/imports")).json()["items"]) == 1
    staff = await as_role("department_staff", department="light")
    assert (await staff.get("/inventory/imports")).status_code == 403


async def test_nothing_is_made_on_the_way_when_that_is_not_wanted(admin: Client) -> None:
    uploaded = await upload(admin, xlsx({"Л": [HEADINGS, ["Стул", "1", "Мебель", "Склад", 1.0]]}))
    dry = await dry_run(admin, uploaded["id"], options={"create_missing": False})
    assert {code for _, _, code in codes(dry)} == {
        "import.category_unknown",
        "import.location_unknown",
    }


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("list.xlsx", b"%PDF-1.7\n", "import.not_a_spreadsheet"),
        ("list.csv", b"", "import.empty"),
        ("list.csv", "просто текст".encode(), "import.no_table"),
        ("list.xlsx", xlsx({"A": [["x"]]})[:300], "import.damaged"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_file_that_is_no_table_is_refused_in_the_readers_language(
    admin: Client,
    make: Factory,
    theater: TheaterOf,
    name: str,
    data: bytes,
    code: str,
    language: str,
) -> None:
    answer = await admin.post(
        "/inventory/imports", files={"file": (name, data)}, headers={"Accept-Language": language}
    )
    assert answer.status_code == 422
    body = answer.json()
    assert body["code"] == code
    assert body["errors"][0]["field"] == "file"
    assert any("а" <= letter <= "я" for letter in body["detail"]) is (language == "ru")
    assert await count(make, theater, Import) == 0


async def test_a_wrong_mapping_is_refused_before_anything_happens(admin: Client) -> None:
    uploaded = await upload(admin, xlsx({"Л": [HEADINGS, ["Стул", "1", "", "", 1.0]]}))
    for mapping, code in (
        ({"inventory_number": 1}, "import.mapping_name"),
        ({"name": 99}, "import.mapping_column"),
        ({"name": 0, "colour": 1}, "import.mapping_field"),
    ):
        answer = await admin.post(
            f"/inventory/imports/{uploaded['id']}/dry-run", json={"mapping": mapping}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["field"] == "mapping"
    assert (await dry_run(admin, uploaded["id"]))["valid"] == 1


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


async def test_an_import_of_another_theatre_is_not_there(
    admin: Client, make: Factory, as_person: SignIn
) -> None:
    uploaded = await upload(admin, xlsx({"Л": [HEADINGS, ["Стул", "1", "", "", 1.0]]}))
    stranger = await as_person(await make.user(await make.theater(), "admin"))
    place = f"/inventory/imports/{uploaded['id']}"
    for method, path in (
        ("GET", ""),
        ("POST", "/dry-run"),
        ("POST", "/run"),
        ("POST", "/undo"),
        ("GET", "/errors"),
    ):
        assert (await stranger.request(method, place + path)).status_code == 404


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
