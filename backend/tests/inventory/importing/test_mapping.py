from typing import Any

import pytest

from app.inventory.importing.detecting import find_table
from app.inventory.importing.fields import FIELDS
from app.inventory.importing.headings import guesses
from app.inventory.importing.mapping import check_mapping, describe_columns, signature, suggest
from app.inventory.importing.workbook import ImportFileError
from tests.inventory.importing.files import book


def suggested(headings: list[str], *rows: list[Any]) -> dict[str, int]:
    return suggest(*find_table(book(headings, *(rows or [["Стул"] + [""] * (len(headings) - 1)]))))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Наименование объекта", "name"),
        ("Наименвание", "name"),
        ("Название предмета", "name"),
        ("Item Name", "name"),
        ("Инв. №", "inventory_number"),
        ("Инвентарный  номер", "inventory_number"),
        ("инв.номер", "inventory_number"),
        ("Asset Tag", "inventory_number"),
        ("inventoryNumber", "inventory_number"),
        ("Категория", "category"),
        ("Место хранения", "location"),
        ("Местонахождение (склад, стеллаж)", "location"),
        ("Default Location", "location"),
        ("Цех", "department"),
        ("Кол-во", "quantity"),
        ("Колличество, шт.", "quantity"),
        ("Qty", "quantity"),
        ("Ед. изм.", "unit"),
        ("Единица измерения", "unit"),
        ("Цена, руб.", "purchase_price"),
        ("Purchase Cost", "purchase_price"),
        ("Балансовая стоимость", "current_value"),
        ("Остаточная стоимость, руб.", "current_value"),
        ("Дата приобр.", "purchase_date"),
        ("Дата ввода в эксплуатацию", "purchase_date"),
        ("Гарантия до", "warranty_until"),
        ("МОЛ", "responsible"),
        ("Матер. ответств. лицо", "responsible"),
        ("Примечание", "description"),
        ("Технические характеристики", "technical_description"),
        ("Заводской №", "serial_number"),
        ("S/N", "serial_number"),
        ("Изготовитель", "manufacturer"),
        ("Модель", "model"),
        ("Состояние", "condition"),
        ("Статус", "status"),
        ("Min. QTY", "min_quantity"),
        ("Ширина, см", "width"),
        ("Вес, кг", "weight"),
        ("Теги", "tags"),
    ],
)
def test_headings_of_accountants_and_other_systems_are_known(heading: str, field: str) -> None:
    best = guesses(heading)[0]
    assert best.field == field
    assert best.score >= 0.7


@pytest.mark.parametrize(
    "heading",
    ["№ п/п", "№", "#", "Сумма, руб.", "Company", "Supplier", "Order Number", "Checkout Type",
     "Checked Out To: Location", "Дата списания", "Warranty Months", "Причина списания", ""],
)  # fmt: skip
def test_strangers_are_given_no_field(heading: str) -> None:
    assert not [guess for guess in guesses(heading) if guess.score >= 0.7]


def test_no_field_gets_two_columns_and_the_better_heading_wins() -> None:
    mapping = suggested(["Примечание", "Описание", "Комментарий", "Наименование"])
    assert mapping == {"description": 0, "name": 3}


def test_two_prices_find_both_places() -> None:
    assert suggested(["Наименование", "Цена", "Балансовая стоимость"]) == {
        "name": 0, "purchase_price": 1, "current_value": 2,
    }  # fmt: skip
    assert suggested(["Наименование", "Балансовая стоимость", "Остаточная стоимость"]) == {
        "name": 0, "purchase_price": 1, "current_value": 2,
    }  # fmt: skip


def test_values_that_contradict_the_heading_refuse_it() -> None:
    rows = [["Стул", "в углу", "Иванов"], ["Стол", "у окна", "Петров"]]
    assert suggested(["Наименование", "Дата", "Оценка"], *rows) == {"name": 0}


def test_a_sure_heading_stands_over_bad_values_and_yields_to_a_better_column() -> None:
    assert suggested(["Наименование", "Кол-во"], ["Стул", "много"]) == {"name": 0, "quantity": 1}
    rows = [["Стул", "много", "5"], ["Стол", "мало", "6"]]
    assert suggested(["Наименование", "Кол-во", "Количество"], *rows)["quantity"] == 2


def test_a_state_column_is_status_or_condition_by_its_values() -> None:
    headings = ["Наименование", "Состояние"]
    assert "status" in suggested(headings, ["Стул", "в ремонте"], ["Стол", "списано"])
    assert "condition" in suggested(headings, ["Стул", "хорошее"], ["Стол", "удовл."])


def test_a_list_of_descriptions_gets_its_names_from_them() -> None:
    mapping = suggested(["Asset tag", "Description", "Qty"], ["A-1", "Chair", "2"])
    assert mapping == {"inventory_number": 0, "name": 1, "quantity": 2}


def test_columns_carry_examples_and_the_suggestion() -> None:
    columns = describe_columns(
        *find_table(book(["Наименование", "Особое"], ["Стул\n", "a"], ["Стол", ""], ["Стул", "b"]))
    )
    assert [(c.index, c.heading, c.samples, c.suggested_field) for c in columns] == [
        (0, "Наименование", ("Стул", "Стол"), "name"),
        (1, "Особое", ("a", "b"), None),
    ]


def test_the_signature_of_headings_ignores_how_they_are_typed() -> None:
    assert signature(["Инв. №", "Кол-во"]) == signature(["инв №", "КОЛ-ВО "])
    assert signature(["Инв. №", "Кол-во"]) != signature(["Кол-во", "Инв. №"])


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({}, "import.mapping_name"),
        ({"quantity": 1}, "import.mapping_name"),
        ({"name": 0, "colour": 1}, "import.mapping_field"),
        ({"name": 0, "custom:": 1}, "import.mapping_field"),
        ({"name": 0, "custom:" + "x" * 101: 1}, "import.mapping_field"),
        ({"name": 2}, "import.mapping_column"),
        ({"name": -1}, "import.mapping_column"),
        ({"name": 0, **{f"custom:{n}": 1 for n in range(41)}}, "import.mapping_custom"),
    ],
)
def test_a_mapping_that_the_table_cannot_serve_is_refused(
    mapping: dict[str, int], code: str
) -> None:
    _, table = find_table(book(["Наименование", "Цвет"], ["Стул", "красный"]))
    with pytest.raises(ImportFileError) as caught:
        check_mapping(mapping, table)
    assert caught.value.code == code


def test_every_field_has_a_place_in_an_item() -> None:
    from app.inventory.importing.items import ParsedItem

    assert set(FIELDS) <= set(ParsedItem.__dataclass_fields__)
