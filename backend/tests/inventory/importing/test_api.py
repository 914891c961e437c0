"""Imports through the API: what is found, mapped, refused, and who may."""

import pytest

from app.inventory.importing.models import Import
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import xlsx
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
