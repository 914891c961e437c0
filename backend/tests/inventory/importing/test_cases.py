"""Files that other programs stumble over: what each is read as, from the upload to the item."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.inventory.importing import child
from app.inventory.importing.items import ParsedRow
from app.inventory.importing.reading import read_workbook
from app.inventory.importing.shown import number_format, plain
from app.inventory.importing.text import text_of
from app.inventory.importing.workbook import ImportFileError
from tests.conftest import Client
from tests.inventory.importing.files import ROOT
from tests.inventory.importing.steps import Work, dry_run, items, run, upload

FOLDER = ROOT / "backend" / "tests" / "fixtures" / "spreadsheets"


def parsed(name: str, **argument: Any) -> list[ParsedRow]:
    data = (FOLDER / name).read_bytes()
    return list(child.read_rows(child.parse(data, json.dumps({"name": name, **argument})))[1])


def values(name: str, *fields: str, **argument: Any) -> list[list[Any]]:
    found = parsed(name, **argument)
    return [[getattr(row.item, field) for field in fields] for row in found if row.item]


def told(name: str) -> list[tuple[int, str, str, str]]:
    return [
        (problem.row, problem.field, problem.code.removeprefix("import."), problem.value)
        for row in parsed(name)
        for problem in (*row.errors, *row.warnings)
    ]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("s01_numfmt_zeros.xlsx", [["000123", "SN-45678"], ["000007", "SN-00009"]]),
        ("x03_fmt.xls", [["00001234", None], ["00005", None]]),
        ("o01_fmt.ods", [["000123", None], ["000007", None]]),
        (
            "c01_eqquote.csv",
            [["00123", "0045E7"], ["00124", "007"], ["00125", "00E5"], ["=A1", None]],
        ),
        (
            "c09_run.csv",
            [["0012300", "0045E7"], ["0012400", "00E5"], ["1,01E+11", "8,93901E+18"]],
        ),
        (
            "s12_big.xlsx",
            [
                ["101040000000000", "8939010102358478435"],
                ["101040000000125", "12000000000000000000000"],
                ["0.3", "0.0000001"],
                ["12345", "1000000000000000"],
            ],
        ),
    ],
)
def test_a_number_is_what_the_cell_shows(name: str, numbers: list[list[str | None]]) -> None:
    assert values(name, "inventory_number", "serial_number") == numbers


@pytest.mark.parametrize(
    ("name", "index", "shown"),
    [
        ("s01_numfmt_zeros.xlsx", 4, ["45%", "100%"]),
        ("s01_numfmt_zeros.xlsx", 5, ["+7(916)123-45-67", "+7(916)000-00-01"]),
        ("o01_fmt.ods", 3, ["45%", "100%"]),
        ("x11_float.xlsx", 3, ["0.3", "8.025"]),
        ("x11_float.xlsx", 4, ["0.333333333333333", "0.00001"]),
    ],
)
def test_a_kept_column_takes_what_the_cell_shows(name: str, index: int, shown: list[str]) -> None:
    mapping = {"name": 0, "custom:Моё": index}
    assert [kept["Моё"] for (kept,) in values(name, "custom_fields", mapping=mapping)] == shown


def test_a_price_kept_a_text_is_still_a_price() -> None:
    prices = [str(price) for (price,) in values("c01_eqquote.csv", "purchase_price")[:3]]
    assert prices == ["1500.50", "10.00", "10.00"]
    assert values("c01_eqquote.csv", "name")[3] == ["+7 BR"]


def test_digits_that_a_spreadsheet_has_lost_are_told() -> None:
    lost = "digits_lost"
    assert told("c02_sci.csv") == [
        (2, "inventory_number", lost, "1,0134E+11"),
        (2, "serial_number", lost, "8,93901E+18"),
        (3, "inventory_number", lost, "1.01E+05"),
    ]
    assert told("s12_big.xlsx") == [
        (3, "serial_number", lost, "12000000000000000000000"),
        (5, "serial_number", lost, "1000000000000000"),
    ]
    assert told("x11_float.xlsx") == []


def test_an_error_of_a_formula_is_never_an_empty_cell() -> None:
    error = "cell_error"
    assert told("x10_err.xlsx") == [
        (2, "purchase_price", error, "#REF!"),
        (2, "purchase_date", error, "#N/A"),
        (2, "status", error, "#N/A"),
        (2, "condition", error, "#N/A"),
        (2, "department", error, "#N/A"),
        (2, "width", error, "#VALUE!"),
    ]
    assert told("s11_err.xlsx") == [
        (2, "inventory_number", error, "#REF!"),
        (2, "quantity", error, "#N/A"),
        (2, "purchase_price", error, "#VALUE!"),
        (2, "location", error, "#NAME?"),
        (2, "description", error, "#DIV/0!"),
        (2, "quantity", "quantity_default", ""),
        (3, "name", error, "#REF!"),
    ]
    (good,) = [row.item for row in parsed("s11_err.xlsx") if row.row == 4]
    assert good is not None
    assert (good.quantity, str(good.purchase_price), good.location) == (3, "12.50", ("Склад",))


def test_an_empty_date_is_no_date_and_no_reason_to_refuse() -> None:
    dates = [date for (date,) in values("x06_nulldates.csv", "purchase_date")]
    assert dates == [*[None] * 13, dt.date(1970, 1, 1), None, None]
    assert told("x06_nulldates.csv") == [
        (6, "purchase_date", "date_zero", "30.12.1899"),
        (7, "purchase_date", "date_zero", "01.01.1900"),
        (8, "purchase_date", "date_zero", "1900-01-00"),
        (16, "purchase_date", "cell_error", "#Н/Д"),
    ]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("x08_checkbox.xlsx", ["BR Лампа", "BR Стол"]),
        ("s09_xfd.xlsx", ["BR Лампа", "BR Стол"]),
        ("s09d_lastrow.xlsx", ["BR Лампа", "BR Стол"]),
        ("s03_backslash.xlsx", ["BR Лампа"]),
        ("s03b_workbook2.xlsx", ["BR Лампа"]),
        ("x20_capital_stream.xls", ["BR Сундук"]),
    ],
)
def test_no_more_and_no_fewer_rows_than_a_person_sees(name: str, names: list[str]) -> None:
    assert [found for (found,) in values(name, "name")] == names
    assert told(name) == []


def test_blank_cells_far_out_make_no_columns() -> None:
    sheet = read_workbook((FOLDER / "s09_xfd.xlsx").read_bytes(), "a").sheets[0]
    assert max(map(len, sheet.rows)) == 3


def test_an_open_document_with_a_password_says_so() -> None:
    with pytest.raises(ImportFileError) as caught:
        read_workbook((FOLDER / "o02_password.ods").read_bytes(), "a.ods")
    assert caught.value.code == "import.encrypted"


def test_two_forms_of_one_letter_are_one_letter() -> None:
    assert told("c07_nfd.csv")[0] == (3, "inventory_number", "number_repeated", "BR-Й1")
    places = [place for (place,) in values("c07_nfd.csv", "location")]
    assert places == [("Склад Ёлочный",), ("Склад елочный",), ()]


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0000000000", 777, "0000000777"),
        ('"СН-"00000', 45, "СН-00045"),
        ("0%", 0.45, "45%"),
        ("0.0%", 0.4567, "45.7%"),
        ("000-000", 123456, "123-456"),
        ("\\A0000", 7, "A0007"),
        ('"СН-"General', 45, "СН-45"),
        ("000000;-000000;;@", 7, "000007"),
        ('#,##0.00\\ "₽"', 1500.5, "1500.50 ₽"),
        ("0.00", 5, "5"),
        ("0.00", 1 / 3, "0.33"),
        ("0.00_);[Red](0.00)", -5.5, "(5.50)"),
        ("dd.mm.yyyy", 43000, None),
        ("# ?/?", 0.5, None),
        ("0.00E+00", 7, None),
        ("0,", 12000, None),
        ("[>100]0;000", 7, None),
    ],
)
def test_a_number_format_is_applied_or_left_alone(
    code: str, number: float, shown: str | None
) -> None:
    form = number_format(code)
    assert (form and form.show(Decimal(plain(number)))) == shown


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*.xls")) + sorted(FOLDER.glob("*.xlsx"))[:2], ids=lambda p: p.name
)
def test_a_spoilt_container_never_does_worse_than_a_refusal(path: Path) -> None:
    data = path.read_bytes()
    for at in range(0, len(data), max(len(data) // 60, 1)):
        broken = data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 8]) + data[at + 8 :]
        try:
            sheet = read_workbook(broken, "a").sheets[0]
        except ImportFileError:
            continue
        assert all(isinstance(text_of(cell), str) for row in sheet.rows for cell in row)


async def loaded(client: Client, work: Work, name: str) -> dict[str, dict[str, Any]]:
    uploaded = await upload(client, (FOLDER / name).read_bytes(), name)
    await dry_run(client, uploaded["id"])
    assert (await run(client, work, uploaded["id"]))["status"] == "done"
    return {
        item["inventory_number"]: (await client.get(f"/inventory/{item['id']}")).json()
        for item in await items(client)
    }


async def test_what_the_cells_show_arrives_at_the_items(admin: Client, work: Work) -> None:
    first = await loaded(admin, work, "s01_numfmt_zeros.xlsx")
    assert first["000123"]["serial_number"] == "SN-45678"
    second = await loaded(admin, work, "c09_run.csv")
    assert second["0012300"]["serial_number"] == "0045E7"
    assert second["0012400"]["serial_number"] == "00E5"
    third = await loaded(admin, work, "x03_fmt.xls")
    assert third["00001234"]["purchase_date"] == "2019-03-12"
