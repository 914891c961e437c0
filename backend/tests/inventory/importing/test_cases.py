"""Files that other programs stumble over: what each is read as, from the upload to the item."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.inventory.importing.reading import read_workbook
from app.inventory.importing.shown import number_format, plain
from app.inventory.importing.text import text_of
from app.inventory.importing.workbook import ImportFileError
from tests.conftest import Client
from tests.inventory.importing.files import FIXTURES
from tests.inventory.importing.steps import Work, dry_run, items, run, upload

FOLDER = FIXTURES / "spreadsheets"


Told = tuple[int, str, str, str]


def told(dry: dict[str, Any]) -> list[Told]:
    """(row, field, code, value) of everything that the check says."""
    return sorted(
        (one["row"], one["field"], one["code"].removeprefix("import."), one["value"])
        for one in (*dry["errors"], *dry["warnings"])
    )


def _plain(value: Any) -> Any:
    return value["name"] if isinstance(value, dict) and "name" in value else value


LOST, ERROR, ZERO = "digits_lost", "cell_error", "date_zero"
PIECE = {"quantity": 1}


@dataclass(frozen=True)
class Case:
    """A file as a person loads it: what the check tells, and the items that come of it, by number.

    `keep` are columns that are loaded as properties of the items' own.
    """

    name: str
    items: dict[str, dict[str, Any]]
    told: list[Told] = field(default_factory=list)
    keep: dict[str, int] = field(default_factory=dict)


CASES = [
    Case(
        "s01_numfmt_zeros.xlsx",
        {
            "000123": {
                "serial_number": "SN-45678",
                "custom_fields": {"Износ": "45%", "Телефон": "+7(916)123-45-67"},
            },
            "000007": {
                "serial_number": "SN-00009",
                "custom_fields": {"Износ": "100%", "Телефон": "+7(916)000-00-01"},
            },
        },
        keep={"Износ": 4, "Телефон": 5},
    ),
    Case(
        "x03_fmt.xls",
        {
            "00001234": {"quantity": 3, "purchase_date": "2019-03-12"},
            "00005": {"quantity": 1, "purchase_date": "2019-09-01"},
        },
    ),
    Case(
        "o01_fmt.ods",
        {
            "000123": {"quantity": 2, "custom_fields": {"Износ": "45%"}},
            "000007": {"quantity": 1, "custom_fields": {"Износ": "100%"}},
        },
        keep={"Износ": 3},
    ),
    Case(
        "s12_big.xlsx",
        {
            "101040000000000": {"serial_number": "8939010102358478435"},
            "101040000000125": {"serial_number": "12000000000000000000000"},
            "0.3": {"serial_number": "0.0000001"},
            "12345": {"serial_number": "1000000000000000"},
        },
        [
            (3, "serial_number", LOST, "12000000000000000000000"),
            (5, "serial_number", LOST, "1000000000000000"),
        ],
    ),
    Case(
        "x11_float.xlsx",
        {
            "BR-1": {"custom_fields": {"Длина": "0.3", "К": "0.333333333333333"}},
            "BR-2": {"custom_fields": {"Длина": "8.025", "К": "0.00001"}},
        },
        keep={"Длина": 3, "К": 4},
    ),
    Case(
        "c02_sci.csv",
        {
            "1,0134E+11": {"serial_number": "8,93901E+18"},
            "1.01E+05": {"serial_number": "3E10"},
            "100E10": {"serial_number": "12E345"},
        },
        [
            (2, "inventory_number", LOST, "1,0134E+11"),
            (2, "serial_number", LOST, "8,93901E+18"),
            (3, "inventory_number", LOST, "1.01E+05"),
        ],
    ),
    Case(
        "c01_eqquote.csv",
        {
            "00123": {"serial_number": "0045E7", "purchase_price": "1500.50"},
            "00124": {"serial_number": "007", "purchase_price": "10.00"},
            "00125": {"serial_number": "00E5", "purchase_price": "10.00"},
            "=A1": {"name": "+7 BR", "serial_number": None},
        },
    ),
    Case(
        "c09_run.csv",
        {
            "0012300": {"serial_number": "0045E7"},
            "0012400": {"serial_number": "00E5"},
            "1,01E+11": {"serial_number": "8,93901E+18"},
        },
        [
            (4, "inventory_number", LOST, "1,01E+11"),
            (4, "serial_number", LOST, "8,93901E+18"),
        ],
    ),
    Case(
        "s11_err.xlsx",
        {
            "INV-00001": {"name": "BR Лампа", "quantity": 1, "purchase_price": None},
            "BR-L3": {"quantity": 3, "purchase_price": "12.50", "location": "Склад"},
        },
        [
            (2, "description", ERROR, "#DIV/0!"),
            (2, "inventory_number", ERROR, "#REF!"),
            (2, "location", ERROR, "#NAME?"),
            (2, "purchase_price", ERROR, "#VALUE!"),
            (2, "quantity", ERROR, "#N/A"),
            (2, "quantity", "quantity_default", ""),
            (3, "name", ERROR, "#REF!"),
        ],
    ),
    Case(
        "x10_err.xlsx",
        {
            "BR-1": {
                "purchase_price": None,
                "purchase_date": None,
                "status": "in_stock",
                "condition": "good",
                "department": None,
                "width": None,
            }
        },
        [
            (2, "condition", ERROR, "#N/A"),
            (2, "department", ERROR, "#N/A"),
            (2, "purchase_date", ERROR, "#N/A"),
            (2, "purchase_price", ERROR, "#REF!"),
            (2, "status", ERROR, "#N/A"),
            (2, "width", ERROR, "#VALUE!"),
        ],
    ),
    Case(
        "x06_nulldates.csv",
        {
            f"BR-n{n}": {"purchase_date": "1970-01-01" if n == 13 else None, "quantity": 1}
            for n in range(16)
        },
        [
            (6, "purchase_date", ZERO, "30.12.1899"),
            (7, "purchase_date", ZERO, "01.01.1900"),
            (8, "purchase_date", ZERO, "1900-01-00"),
            (16, "purchase_date", ERROR, "#Н/Д"),
        ],
    ),
    Case("x08_checkbox.xlsx", {"BR-L1": PIECE, "BR-L2": PIECE}),
    Case("s09_xfd.xlsx", {"BR-L1": PIECE, "BR-L2": PIECE}),
    Case("s09d_lastrow.xlsx", {"BR-L1": PIECE, "BR-L2": PIECE}),
    Case("s03_backslash.xlsx", {"BR-L1": {"name": "BR Лампа"}}),
    Case("s03b_workbook2.xlsx", {"BR-L1": {"name": "BR Лампа"}}),
    Case("x20_capital_stream.xls", {"BR-77": {"name": "BR Сундук", "quantity": 2}}),
    Case(
        "c07_nfd.csv",
        {
            "BR-Й1": {"name": "BR Йод и ёлка", "location": "Склад Ёлочный"},
            "BR-А1": {"name": "BR лат", "location": "Склад Ёлочный"},
            "BR-A1": {"name": "BR кир", "location": None},
        },
        [
            (3, "inventory_number", "number_repeated", "BR-Й1"),
            (5, "inventory_number", "number_lookalike", "BR-A1"),
        ],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_file_becomes_what_a_person_sees_in_it(
    admin: Client, work: Work, case: Case
) -> None:
    uploaded = await upload(admin, (FOLDER / case.name).read_bytes(), case.name)
    mapping = uploaded["mapping"] | {f"custom:{name}": at for name, at in case.keep.items()}
    dry = await dry_run(admin, uploaded["id"], mapping=mapping)
    assert told(dry) == case.told
    done = await run(admin, work, uploaded["id"])
    assert (done["status"], done["created"]) == ("done", len(case.items))
    found = {
        item["inventory_number"]: (await admin.get(f"/inventory/{item['id']}")).json()
        for item in await items(admin)
    }
    assert found.keys() == case.items.keys()
    for number, expected in case.items.items():
        assert {name: _plain(found[number][name]) for name in expected} == expected


async def test_a_failed_formula_is_told_with_its_cell_and_its_error(admin: Client) -> None:
    uploaded = await upload(admin, (FOLDER / "x10_err.xlsx").read_bytes(), "Опись.xlsx")
    (price,) = (
        one
        for one in (await dry_run(admin, uploaded["id"]))["warnings"]
        if one["field"] == "purchase_price"
    )
    assert price["place"] == "Стр. 2, «Цена»"
    assert "#REF!" in price["message"]


async def test_a_list_without_numbers_loaded_twice_is_told_before_the_run(
    admin: Client, work: Work
) -> None:
    data = (FOLDER / "d_twice.csv").read_bytes()
    first = await upload(admin, data, "d.csv")
    assert (await dry_run(admin, first["id"]))["alike"] == 0
    await run(admin, work, first["id"])
    dry = await dry_run(admin, (await upload(admin, data, "d.csv"))["id"])
    assert (dry["valid"], dry["alike"]) == (2, 2)
    assert told(dry) == [
        (2, "name", "name_taken", "BRD Штора красная"),
        (3, "name", "name_taken", "BRD Лестница"),
    ]
    assert dry["warnings"][0]["message"].startswith("Такие уже есть")


async def test_an_open_document_with_a_password_says_so(admin: Client) -> None:
    data = (FOLDER / "o02_password.ods").read_bytes()
    answer = await admin.post("/inventory/imports", files={"file": ("o02.ods", data)})
    assert (answer.status_code, answer.json()["code"]) == (422, "import.encrypted")
    assert answer.json()["title"] == "Файл защищён паролем"


def test_every_file_is_a_case() -> None:
    without_items = {"d_twice.csv", "o02_password.ods"}
    assert {path.name for path in FOLDER.iterdir()} - without_items == {c.name for c in CASES}


def test_blank_cells_far_out_make_no_columns() -> None:
    sheet = read_workbook((FOLDER / "s09_xfd.xlsx").read_bytes(), "a").sheets[0]
    assert max(map(len, sheet.rows)) == 3


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
