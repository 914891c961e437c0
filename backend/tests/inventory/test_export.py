"""The list as a file: what is written opens without surprises and reads back as it was."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from httpx import AsyncClient, Response
from python_calamine import CalamineWorkbook

from app.inventory.exports import COLUMNS
from app.inventory.importing.text import restore
from app.kit import clock
from tests.factories import Factory, TheaterOf

NASTY = [
    "=1+1", "+7 900", "-минус", "@ввод", "＝1", "＋1", "－1", "＠1", "'=уже", "''=дважды",
    "'просто",
    '=HYPERLINK("http://x","y")', "кавычка \" и ; точка с запятой", "две\nстроки", "Ёж № — «»",
]  # fmt: skip


def table(answer: Response) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def sheet(answer: Response) -> list[list[Any]]:
    assert answer.status_code == 200, answer.text
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


@pytest.fixture
async def full(admin: AsyncClient, make: Factory, theater: TheaterOf) -> int:
    """An item with something in every column."""
    keeper = await make.user(theater, "department_staff", last_name="Ёлкина")
    house = await make.location(theater, "Дом")
    made = await admin.post(
        "/inventory",
        json={
            "name": "Канделябр",
            "inventory_number": "К-1",
            "description": "Пять свечей\nБронза",
            "technical_description": "E14",
            "category_id": await make.category(
                theater, "Лампы", parent_id=await make.category(theater, "Свет")
            ),
            "location_id": await make.location(theater, "Полка", parent_id=house),
            "department_id": theater.departments["light"],
            "responsible_id": keeper.id,
            "quantity": 3,
            "min_quantity": 1,
            "serial_number": "S",
            "manufacturer": "М",
            "model": "М-1",
            "width": "40.5",
            "height": "1",
            "depth": "2",
            "weight": "3",
            "purchase_price": "12500.00",
            "current_value": "999.99",
            "purchase_date": "2019-03-12",
            "warranty_until": "1898-03-12",
            "custom_fields": {"Поставщик": "ООО"},
            "tag_ids": [await make.tag(theater, "бархат")],
        },
    )
    assert made.status_code == 201, made.text
    item: int = made.json()["id"]
    return item


async def test_csv_says_everything_in_words(admin: AsyncClient, full: int) -> None:
    headings, row = table(await admin.get("/inventory/export", params={"format": "csv"}))
    said = dict(zip(headings, row, strict=True))
    assert len(said) == len(COLUMNS)
    assert said["Инвентарный номер"] == "К-1"
    assert said["Категория"] == "Свет / Лампы"
    assert said["Место хранения"] == "Дом / Полка"
    assert said["Остатки по местам"] == "Дом / Полка — На складе: 3"
    assert (said["Статус"], said["Состояние"]) == ("На складе", "Хорошее")
    assert (said["Количество"], said["Цена приобретения"]) == ("3", "12500,00")
    assert (said["Дата приобретения"], said["Гарантия до"]) == ("12.03.2019", "12.03.1898")
    assert said["Ответственный"] == "Ёлкина П. С."
    assert said["Описание"] == "Пять свечей\nБронза"
    assert said["Прочее"] == "Поставщик: ООО"
    assert all(said.values())


async def test_xlsx_has_real_numbers_and_dates(admin: AsyncClient, full: int) -> None:
    headings, row = sheet(await admin.get("/inventory/export"))
    said = dict(zip(headings, row, strict=True))
    assert said["Количество"] == 3
    assert said["Цена приобретения"] == 12500
    assert said["Ширина, см"] == Decimal("40.5")
    assert said["Дата приобретения"] == date(2019, 3, 12)
    assert said["Гарантия до"] == "12.03.1898"
    assert said["Создано"].tzinfo is None
    assert said["Категория"] == "Свет / Лампы"


async def test_other_language_other_words(admin: AsyncClient, full: int) -> None:
    english = {"Accept-Language": "en"}
    params = {"format": "csv", "columns": "status,purchase_price"}
    answer = await admin.get("/inventory/export", params=params, headers=english)
    assert table(answer) == [["Status", "Purchase price"], ["In stock", "12500.00"]]
    assert 'filename="export.csv"' in answer.headers["Content-Disposition"]
    assert "''Inventory%20" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_file_has_a_name_in_russian(admin: AsyncClient, form: str) -> None:
    answer = await admin.get("/inventory/export", params={"format": form})
    name = unquote(answer.headers["Content-Disposition"].split("''")[1])
    assert name.startswith("Инвентарь ")
    day, month, year = name.removeprefix("Инвентарь ").removesuffix(f".{form}").split(".")
    assert abs(date(int(year), int(month), int(day)) - clock.now().date()).days <= 1
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["Cache-Control"] == "no-store"


async def test_formulas_are_only_text_and_come_back(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    for number, text in enumerate(NASTY):
        await make.item(theater, text, inventory_number=f"N{number:02d}", description=text)
    params = {"columns": "name,description,inventory_number", "sort": "inventory_number"}
    rows = table(await admin.get("/inventory/export", params={**params, "format": "csv"}))[1:]
    assert [restore(row[0]) for row in rows] == NASTY
    assert [restore(row[1]) for row in rows] == NASTY
    assert not [row for row in rows if row[0][0] in "=+-@＝＋－＠"]
    answer = await admin.get("/inventory/export", params=params)
    assert [restore(row[0]) for row in sheet(answer)[1:]] == NASTY
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        texts = {name: book.read(name).decode() for name in book.namelist() if ".xml" in name}
    assert not [name for name, xml in texts.items() if "<f>" in xml or "<f " in xml]
    assert not [name for name, xml in texts.items() if "<hyperlink" in xml or "ddeLink" in xml]
    assert any("autoFilter" in xml and 'state="frozen"' in xml for xml in texts.values())


async def test_file_follows_filters_order_and_columns(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    category = await make.category(theater)
    for name in ("Б", "А"):
        await make.item(theater, name, category_id=category)
    await make.item(theater, "В")
    params: dict[str, Any] = {"format": "csv", "columns": "name", "category": category}
    backwards = await admin.get("/inventory/export", params={**params, "sort": "-name"})
    assert table(backwards)[1:] == [["Б"], ["А"]]
    params = {"format": "csv", "columns": "name", "q": "в"}
    assert table(await admin.get("/inventory/export", params=params))[1:] == [["В"]]


async def test_file_holds_more_than_one_chunk(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    async with make.db.write(theater.ctx) as uow:
        await uow.session.connection()
        await (await uow.session.connection()).exec_driver_sql(
            "INSERT INTO inventory_items (name, inventory_number) "
            "SELECT 'Стул', 'N' || lpad(n::text, 5, '0') FROM generate_series(1, 4500) n"
        )
        uow.touch("inventory_items")
    params = {"format": "csv", "columns": "inventory_number", "sort": "inventory_number"}
    rows = table(await admin.get("/inventory/export", params=params))[1:]
    assert [row[0] for row in rows] == [f"N{n:05d}" for n in range(1, 4501)]


@pytest.mark.parametrize(
    ("params", "field", "code"),
    [
        ({"columns": "hashed_password"}, "columns", "column_unknown"),
        ({"columns": "name,"}, "columns", "column_unknown"),
        ({"format": "pdf"}, "format", "enum"),
        ({"colour": "red"}, "colour", "query_unknown"),
    ],
)
async def test_wrong_wishes_are_named(
    admin: AsyncClient, params: dict[str, str], field: str, code: str
) -> None:
    answer = await admin.get("/inventory/export", params=params)
    assert answer.status_code == 422
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]


async def test_empty_list_is_a_file_with_headings(admin: AsyncClient) -> None:
    assert len(sheet(await admin.get("/inventory/export"))) == 1
    assert len(table(await admin.get("/inventory/export", params={"format": "csv"}))) == 1
