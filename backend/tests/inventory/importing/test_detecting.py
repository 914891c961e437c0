from typing import Any

import pytest

from app.inventory.importing.detecting import Skipped, Table, column_letter, find_table
from app.inventory.importing.workbook import ImportFileError, Sheet, Workbook
from tests.inventory.importing.files import book

HEADINGS = ["№ п/п", "Инв. №", "Наименование", "Кол-во", "Место хранения"]


def row(number: int, name: str = "Стул") -> list[Any]:
    return [float(number), f"01-{number}", f"{name} {number}", "1 шт.", "Склад"]


def table_of(*rows: list[Any], **options: Any) -> Table:
    return find_table(book(*rows, **options))[1]


def test_titles_and_blank_rows_above_the_headings_are_passed_over() -> None:
    table = table_of(["Театр"], ["ОПИСЬ имущества на 01.11.2026"], [], HEADINGS, row(1), row(2))
    assert table.header_row == 4
    assert table.rows == [4, 5]


def test_headings_of_every_page_are_no_data() -> None:
    table = table_of(
        HEADINGS, row(1), [], HEADINGS, row(2), [h.upper() + " " for h in HEADINGS], row(3)
    )
    assert table.rows == [1, 4, 6]
    assert table.skipped == [(4, Skipped.HEADING), (6, Skipped.HEADING)]


@pytest.mark.parametrize(
    "numbers",
    [
        [1.0, 2.0, 3.0, 4.0, 5.0],
        ["1", "2", "3", "4", "5"],
        ["А", "Б", "1", "2", "3"],
        ["", 2.0, 3.0, 4.0, 5.0],
    ],
)
def test_numbers_of_columns_under_the_headings_are_no_data(numbers: list[Any]) -> None:
    table = table_of(HEADINGS, numbers, row(1), HEADINGS, numbers, row(2))
    assert table.rows == [2, 5]
    assert [reason for _, reason in table.skipped] == [
        Skipped.NUMBERING,
        Skipped.HEADING,
        Skipped.NUMBERING,
    ]


def test_a_row_of_small_numbers_among_data_is_data() -> None:
    headings = ["Наименование", "Кол-во", "Цена"]
    assert table_of(headings, ["Стул", 1.0, 5.0], [1.0, 2.0, 3.0]).rows == [1, 2]


@pytest.mark.parametrize(
    "total",
    [
        ["Итого", "", "", 3.0],
        ["", "", "Итого по странице:", 3.0],
        ["ВСЕГО:", "", "", "3"],
        ["Всего наименований", "", "", "3"],
        ["Total", "", "", 3.0],
        ["Grand total:", "", "", 3.0],
    ],
)
def test_totals_are_no_data(total: list[Any]) -> None:
    table = table_of(HEADINGS, row(1), row(2), total)
    assert table.rows == [1, 2]
    assert table.skipped == [(4, Skipped.TOTAL)]


def test_a_total_of_a_two_column_list_is_no_data_and_its_namesake_item_is() -> None:
    table = table_of(
        ["Наименование", "Кол-во"], ["Стул", 2.0], ["Total Station TS-1", 1.0], ["Итого", 3.0]
    )
    assert table.rows == [1, 2]


@pytest.mark.parametrize(
    "signature",
    [
        ["Материально ответственное лицо ____________ /Петрова А. И./"],
        ["Кладовщик", "", "Иванов"],
        ["", "Председатель комиссии"],
        ["Зав. складом Сидоров В.В."],
        ["М.П."],
        ["", "", "__________", "подпись"],
    ],
)
def test_signatures_are_no_data(signature: list[Any]) -> None:
    table = table_of(HEADINGS, row(1), row(2), row(3), [], signature)
    assert table.rows == [1, 2, 3]
    assert [reason for _, reason in table.skipped] == [Skipped.SIGNATURE]


def test_a_director_made_of_bronze_is_an_item() -> None:
    table = table_of(HEADINGS, row(1), [2.0, "01-2", "Директор (бюст)", 1.0, "Склад"])
    assert table.rows == [1, 2]


def test_captions_of_groups_and_words_below_the_total_are_no_data() -> None:
    caption, footer = ["", "", "Реквизит"], ["", "", "Составлено на двух листах"]
    total = ["Итого", "", "", 3.0]
    rows = [["Мебель"], row(1), row(2), caption, row(3), total, footer]
    table = table_of(HEADINGS, *rows, merged=[(4, 0, 4, 4)])
    assert table.rows == [2, 3, 5]
    assert [reason for _, reason in table.skipped] == [
        Skipped.NOTE,
        Skipped.NOTE,
        Skipped.TOTAL,
        Skipped.NOTE,
    ]


def test_an_item_with_nothing_but_a_name_is_data() -> None:
    assert table_of(HEADINGS, row(1), row(2), ["", "", "Самовар"]).rows == [1, 2, 3]


def test_headings_of_two_storeys_are_joined() -> None:
    table = table_of(
        ["Наименование", "Номер", "", "Кол-во"],
        ["", "инвентарный", "заводской", ""],
        ["Стул", "01-1", "З-7", 1.0],
        merged=[(0, 1, 0, 2)],
    )
    assert table.headings == ["Наименование", "Номер инвентарный", "Номер заводской", "Кол-во"]
    assert table.rows == [2]


def test_a_first_row_of_texts_is_not_swallowed_by_the_headings() -> None:
    table = table_of(
        ["Наименование", "Категория", "Склад"], ["Стул", "Мебель", "Первый"], ["Стол", "", "Второй"]
    )
    assert table.header_row == 1
    assert table.rows == [1, 2]


def test_equal_and_missing_headings_get_names_of_their_own() -> None:
    table = table_of(["Наименование", "Примечание", "Примечание", ""], ["Стул", "а", "б", "в"])
    assert table.headings == ["Наименование", "Примечание", "Примечание (2)", "D"]


def test_unknown_headings_over_numbers_are_headings() -> None:
    table = table_of(["Bezeichnung", "Anzahl"], ["Stuhl", 2.0], ["Tisch", 1.0])
    assert (table.header_row, table.headings, table.rows) == (1, ["Bezeichnung", "Anzahl"], [1, 2])


def test_a_list_without_headings_gets_letters_and_loses_no_row() -> None:
    table = table_of(["Стул", 2.0], ["Стол", 1.0])
    assert (table.header_row, table.headings, table.rows) == (0, ["A", "B"], [0, 1])


def test_the_sheet_with_the_table_is_found_among_others() -> None:
    workbook = Workbook(
        "xlsx",
        [
            book(["лист без таблицы"]).sheets[0],
            Sheet("Черновик", [list(HEADINGS), *map(row, range(50))], is_hidden=True),
            Sheet("Опись", [list(HEADINGS), *map(row, range(5))]),
        ],
    )
    assert find_table(workbook)[0].name == "Опись"
    assert find_table(workbook, "Черновик")[0].name == "Черновик"


def test_a_named_row_is_the_heading_row() -> None:
    sheet, table = find_table(book(["Чужое", "Другое"], ["Вещь", "Штук"], ["Стул", 1.0]), None, 2)
    assert table.headings == ["Вещь", "Штук"]
    assert sheet.rows[table.rows[0]] == ["Стул", 1.0]


@pytest.mark.parametrize(
    ("workbook", "arguments", "code"),
    [
        (book(["просто текст"], ["ещё строка"]), {}, "import.no_table"),
        (book(HEADINGS), {}, "import.no_table"),
        (book(HEADINGS, row(1)), {"sheet": "Нет такого"}, "import.sheet_unknown"),
        (book(HEADINGS, row(1)), {"header_row": 9}, "import.header_row"),
        (book(HEADINGS, row(1)), {"header_row": 0}, "import.header_row"),
    ],
)
def test_a_missing_table_is_told(workbook: Workbook, arguments: dict[str, Any], code: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        find_table(workbook, **arguments)
    assert caught.value.code == code


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
