import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.inventory.importing import child
from app.inventory.importing.columns import ParseOptions, ambiguous
from app.inventory.importing.dates import DateOrder, OrderState
from app.inventory.importing.detecting import find_table
from app.inventory.importing.items import ParsedItem, ParsedRow
from app.inventory.importing.mapping import suggest
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.rows import RowParser
from app.inventory.importing.workbook import ImportFileError
from tests.inventory.importing.files import ACCOUNTANT, MONTH_FIRST, book


def parsed(
    *rows: list[Any], mapping: dict[str, int] | None = None, **options: Any
) -> list[ParsedRow]:
    sheet, table = find_table(book(*rows))
    return list(RowParser(sheet, table, mapping or suggest(sheet, table), ParseOptions(**options)))


def only(*rows: list[Any], **options: Any) -> ParsedItem:
    (row,) = parsed(*rows, **options)
    assert row.item is not None, row.errors
    return row.item


def codes(rows: list[ParsedRow]) -> list[tuple[int, str, str]]:
    return [(p.row, p.field, p.code) for row in rows for p in row.errors]


def imported(path: Path, **argument: Any) -> tuple[child.Outcome, list[ParsedRow]]:
    answer = child.parse(path.read_bytes(), json.dumps({"name": path.name, **argument}))
    head, rows = child.read_rows(answer)
    return head, list(rows)


def test_the_accountants_list_is_understood_to_the_last_row() -> None:
    head, rows = imported(ACCOUNTANT)
    items = [row.item for row in rows if row.item]
    assert head.rows_total == len(rows) == 118
    assert len(items) == 112
    assert sum(item.quantity for item in items) == 1023
    assert codes(rows) == [
        (31, "name", "import.name_missing"),
        (64, "quantity", "import.quantity_negative"),
        (69, "inventory_number", "import.number_repeated"),
        (87, "quantity", "import.quantity"),
        (102, "inventory_number", "import.number_repeated"),
        (111, "purchase_date", "import.date_impossible"),
    ]
    assert head.ambiguous == []
    assert sum(item.description == "=SUM(A1:A9)" for item in items) == 28
    assert all(item.purchase_price and item.purchase_date and item.location for item in items)


def test_the_accountants_list_names_its_refused_values() -> None:
    _, rows = imported(ACCOUNTANT)
    values = {p.row: (p.value, p.params) for row in rows for p in row.errors}
    assert values[64] == ("-3", {})
    assert values[87] == ("много", {})
    assert values[111] == ("31.02.2015", {})
    assert values[69] == ("КЦ01012", {"row": 17})


def test_a_date_with_slashes_follows_the_points_of_its_column() -> None:
    _, rows = imported(ACCOUNTANT)
    by_row = {row.row: row.item for row in rows}
    assert by_row[57] is not None
    assert by_row[57].quantity == 40
    assert by_row[57].purchase_date is not None
    item = next(i for i in by_row.values() if i and i.inventory_number == "БЦ01056")
    assert item.purchase_date == dt.date(2011, 5, 3)


def test_the_overview_tells_what_was_found() -> None:
    answer = child.overview(ACCOUNTANT.read_bytes(), json.dumps({"name": ACCOUNTANT.name}))
    overview = child.read_document(answer)
    assert overview["sheet"] == "Опись"
    assert overview["sheets"] == ["Опись", "Примечания"]
    assert overview["header_row"] == 4
    assert overview["rows_total"] == 118
    assert overview["skipped"] == {"heading": 2, "total": 1, "signature": 1}
    assert overview["columns"][1]["suggested_field"] == "inventory_number"


@pytest.mark.parametrize("options", [{}, {"date_order": "mdy"}])
def test_the_list_of_another_system_is_understood_month_first(options: dict[str, Any]) -> None:
    head, rows = imported(MONTH_FIRST, **options)
    items = [row.item for row in rows if row.item]
    assert head.rows_total == len(items) == 22
    assert len({item.category for item in items}) == 16
    assert len({item.location for item in items}) == 15
    assert len({item.inventory_number for item in items}) == 22
    assert items[0].purchase_date == dt.date(2023, 1, 23)
    assert items[0].model == 'Model 13"'
    assert "Company" not in head.mapping


def test_day_first_the_same_list_is_refused_where_no_such_day_exists() -> None:
    _, rows = imported(MONTH_FIRST, date_order="dmy")
    assert {code for _, _, code in codes(rows)} == {"import.date_impossible"}
    assert sum(1 for row in rows if row.item) == 8


HEAD = ["Наименование", "Инв. №", "Кол-во", "Цена, руб.", "Дата приобретения"]


def test_every_field_reaches_the_item() -> None:
    headings = {
        "name": ("Наименование", "Кресло"),
        "inventory_number": ("Инв. №", 1001.0),
        "category": ("Категория", "Мебель / Кресла"),
        "location": ("Место хранения", "Склад №1"),
        "department": ("Цех", "Реквизит"),
        "status": ("Статус", "на гастролях"),
        "condition": ("Состояние", "удовл."),
        "quantity": ("Кол-во", "3,0"),
        "unit": ("Ед. изм.", "Шт."),
        "description": ("Примечание", "раз\nдва"),
        "technical_description": ("Технические характеристики", "дуб"),
        "serial_number": ("Серийный номер", "S1"),
        "manufacturer": ("Производитель", "Завод"),
        "model": ("Модель", "М1"),
        "purchase_price": ("Цена, тыс. руб.", "12,5"),
        "current_value": ("Остаточная стоимость", 10.5),
        "purchase_date": ("Дата приобретения", dt.date(2019, 3, 12)),
        "warranty_until": ("Гарантия до", "12.03.2029"),
        "min_quantity": ("Мин. кол-во", 1.0),
        "width": ("Ширина, мм", 500.0),
        "height": ("Высота", "1,2 м"),
        "depth": ("Глубина", "60"),
        "weight": ("Вес, кг", "7,25"),
        "tags": ("Теги", "красное, дуб"),
        "responsible": ("МОЛ", "Петрова А. И."),
    }
    item = only([h for h, _ in headings.values()], [value for _, value in headings.values()])
    assert item == ParsedItem(
        name="Кресло",
        inventory_number="1001",
        category=("Мебель", "Кресла"),
        location=("Склад №1",),
        department="Реквизит",
        status="on_tour",
        condition="fair",
        quantity=3,
        is_quantity_given=True,
        unit="шт",
        description="раз\nдва",
        technical_description="дуб",
        serial_number="S1",
        manufacturer="Завод",
        model="М1",
        purchase_price=Decimal("12500.00"),
        current_value=Decimal("10.50"),
        purchase_date=dt.date(2019, 3, 12),
        warranty_until=dt.date(2029, 3, 12),
        min_quantity=1,
        width=Decimal("50.00"),
        height=Decimal("120.00"),
        depth=Decimal("60.00"),
        weight=Decimal("7.25"),
        tags=("красное", "дуб"),
        responsible="Петрова А. И.",
    )
    assert ParsedItem.from_json(json.loads(json.dumps(item.to_json()))) == item


def test_a_row_tells_all_its_errors_at_once() -> None:
    mapping = {"name": 0, "quantity": 2, "purchase_price": 3, "purchase_date": 4}
    (row,) = parsed(HEAD, ["", "1", "много", "-5", "31.02.2015"], mapping=mapping)
    assert row.item is None
    fields = [problem.field for problem in row.errors]
    assert fields == ["quantity", "purchase_price", "purchase_date", "name"]


def test_an_equal_number_is_refused_even_when_the_first_was() -> None:
    rows = parsed(HEAD, ["", "АБ-1", 1.0], ["Стул", "аб-1 ", 1.0], ["Стол", "АБ-2", 1.0])
    assert [row.item is not None for row in rows] == [False, False, True]
    assert rows[1].errors[0] == RowProblem(
        3, "inventory_number", "import.number_repeated", {"row": 2}, "аб-1"
    )


@pytest.mark.parametrize("number", ["", "б/н", "-", "Без номера", "нет"])
def test_items_without_a_number_are_not_equal_to_each_other(number: str) -> None:
    rows = parsed(HEAD, ["Стул", number, 1.0], ["Стол", number, 1.0])
    assert [row.item and row.item.inventory_number for row in rows] == [None, None]
    assert not codes(rows)


@pytest.mark.parametrize(
    ("heading", "limit"),
    [
        ("Инв. №", 50),
        ("Наименование", 255),
        ("Примечание", 10_000),
        ("Серийный номер", 100),
        ("Производитель", 255),
        ("Модель", 255),
        ("Ед. изм.", 50),
        ("Категория", 100),
        ("Место хранения", 100),
        ("Теги", 100),
    ],
)
def test_text_longer_than_its_place_is_refused_not_cut(heading: str, limit: int) -> None:
    headings = ["Наименование", heading] if heading != "Наименование" else [heading, "Цех"]
    place = headings.index(heading)
    for length, accepted in ((limit, True), (limit + 1, False)):
        cells = ["Стул", "x"]
        cells[place] = "ж" * length
        (row,) = parsed(headings, cells)
        assert (row.item is not None) is accepted
        if not accepted:
            assert row.errors[0].code == "import.too_long"
            assert row.errors[0].params == {"limit": limit, "length": limit + 1}
            assert len(row.errors[0].value) <= 200


def test_an_absent_quantity_is_one_and_told_only_where_a_column_was_meant_for_it() -> None:
    (row,) = parsed(HEAD, ["Стул", "1", ""])
    assert row.item is not None
    assert row.item.quantity == 1
    assert [warning.code for warning in row.warnings] == ["import.quantity_default"]
    assert parsed(["Наименование", "Категория"], ["Стул", "Мебель"])[0].warnings == []


def test_accountants_write_one_piece_with_three_zeros() -> None:
    headings = ["Наименование", "Кол-во", "Цена"]
    assert only(headings, ["Стул", "1,000", "12 500,00"]).quantity == 1
    assert only(["Name", "Qty", "Price"], ["Chair", "1,000", "12,500.00"]).quantity == 1000
    assert only(headings, ["Стул", "2,000", ""]).quantity == 2


def test_states_in_the_wrong_column_find_the_right_field() -> None:
    (one,) = parsed(
        ["Наименование", "Состояние"], ["Стул", "в ремонте"], mapping={"name": 0, "condition": 1}
    )
    assert one.item is not None
    assert (one.item.status, one.item.condition) == ("in_repair", None)
    both = only(
        ["Наименование", "Состояние"],
        ["Стул", "требует ремонта"],
        mapping={"name": 0, "condition": 1},
    )
    assert (both.status, both.condition) == ("in_repair", "poor")


def test_an_unknown_state_is_told_and_kept_as_text() -> None:
    (row,) = parsed(["Наименование", "Статус"], ["Стул", "у Марьи Ивановны"])
    assert row.item is not None
    assert row.item.custom_fields == {"Статус": "у Марьи Ивановны"}
    assert [warning.code for warning in row.warnings] == ["import.status_unknown"]


def test_columns_kept_as_custom_fields_carry_their_text() -> None:
    item = only(
        ["Наименование", "Цвет", "Вес брутто"],
        ["Стул", "'=красный\x00", 12.0],
        mapping={"name": 0, "custom:Цвет": 1, "custom:Вес брутто": 2},
    )
    assert item.custom_fields == {"Цвет": "=красный", "Вес брутто": "12"}


def test_a_column_that_reads_both_ways_is_asked_about_until_answered() -> None:
    rows = [["Наименование", "Дата приобретения"], ["Стул", "05/06/2011"], ["Стол", "07/08/2011"]]
    sheet, table = find_table(book(*rows))
    for options, dates, asked in (
        (ParseOptions(), [dt.date(2011, 6, 5), dt.date(2011, 8, 7)], ["purchase_date"]),
        (ParseOptions(DateOrder.MDY), [dt.date(2011, 5, 6), dt.date(2011, 7, 8)], []),
        (
            ParseOptions(None, {"purchase_date": DateOrder.MDY}),
            [dt.date(2011, 5, 6), dt.date(2011, 7, 8)],
            [],
        ),
    ):
        parser = RowParser(sheet, table, suggest(sheet, table), options)
        assert [row.item and row.item.purchase_date for row in parser] == dates
        assert [column.field for column in ambiguous(parser.dates, options)] == asked
        assert parser.dates[0].samples == ("05/06/2011", "07/08/2011")


def test_one_column_may_take_its_order_from_another() -> None:
    rows = [
        ["Name", "Purchase date", "Warranty expires"],
        ["Chair", "3/4/2023", "12/31/2026"],
    ]
    sheet, table = find_table(book(*rows))
    parser = RowParser(sheet, table, suggest(sheet, table), ParseOptions())
    (row,) = parser
    assert row.item is not None
    assert row.item.purchase_date == dt.date(2023, 3, 4)
    states = {column.field: column.state for column in parser.dates}
    assert states == {"purchase_date": OrderState.AMBIGUOUS, "warranty_until": OrderState.DECIDED}


def test_another_currency_and_a_bare_year_are_warnings() -> None:
    (row,) = parsed(HEAD, ["Стул", "1", 1.0, "$100", "2015"])
    assert row.item is not None
    assert Counter(warning.code for warning in row.warnings) == {
        "import.currency": 1,
        "import.date_year_only": 1,
    }


def test_a_refused_file_crosses_the_process_as_an_answer() -> None:
    for function, reader in ((child.overview, child.read_document), (child.parse, child.read_rows)):
        with pytest.raises(ImportFileError) as caught:
            reader(function(b"%PDF-1.7", json.dumps({"name": "list.xlsx"})))
        assert caught.value.code == "import.not_a_spreadsheet"


def test_a_wrong_mapping_crosses_the_process_as_an_answer() -> None:
    argument = json.dumps({"name": "a.xlsx", "mapping": {"name": 99}})
    with pytest.raises(ImportFileError) as caught:
        child.read_rows(child.parse(ACCOUNTANT.read_bytes(), argument))
    assert caught.value.code == "import.mapping_column"
