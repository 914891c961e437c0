from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inventory.importing.dates import (
    parse_date,
)
from app.inventory.importing.numbers import (
    DecimalMark,
    find_decimal_mark,
    parse_length,
    parse_money,
    parse_number,
    parse_quantity,
    parse_weight,
)
from app.inventory.importing.problems import CellError
from app.inventory.importing.text import clean_line, clean_text, restore
from app.inventory.importing.words import (
    find_condition,
    find_status,
    same_name,
    split_path,
    split_tags,
)
from app.inventory.importing.workbook import Cell
from app.kit.export import defuse, defuse_typed

TEXTS = st.text(max_size=60)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("12\xa0500,00 руб.", "12500.00"),
        ("12\u202f500,00\xa0₽", "12500.00"),
        ("1 234 567,5 р.", "1234567.50"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("1,234,567", "1234567.00"),
        ("$1,200", "1200.00"),
        ("1200 EUR", "1200.00"),
        ("88770,00", "88770.00"),
        ("2266.13", "2266.13"),
        ("15 руб. 05 коп.", "15.05"),
        ("12 500-00", "12500.00"),
        (26930.58, "26930.58"),
        (0.1 + 0.2, "0.30"),
        ("0", "0.00"),
        ("'100", "100.00"),
    ],
)
def test_money_is_understood_as_people_write_it(cell: Cell, amount: str) -> None:
    money = parse_money(cell)
    assert money is not None
    assert str(money.amount) == amount


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("дорого", "import.money"),
        ("12 тыс.", "import.money"),
        ("1 2", "import.money"),
        ("1,23,456", "import.money"),
        ("-5", "import.money_negative"),
        ("−5 руб.", "import.money_negative"),
        ("(500)", "import.money_negative"),
        (-0.01, "import.money_negative"),
        (float("nan"), "import.number"),
        ("99999999999", "import.money_too_large"),
        ("=SUM(A1:A9)", "import.formula"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(cell: Cell, code: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_money(cell)
    assert caught.value.code == code


def test_another_currency_is_told_and_the_rouble_is_not() -> None:
    dollars, roubles = parse_money("$5"), parse_money("5 руб.")
    assert dollars is not None
    assert dollars.currency == "$"
    assert roubles is not None
    assert roubles.currency is None


@pytest.mark.parametrize("cell", ["", " ", "-", "—", "н/д", "N/A"])
def test_a_dash_is_an_empty_cell_everywhere(cell: str) -> None:
    assert parse_money(cell) is None
    assert parse_quantity(cell) is None
    assert parse_date(cell) is None
    assert parse_length(cell) is None
    assert split_path(cell) == ()


@pytest.mark.parametrize(
    ("cell", "mark", "number"),
    [
        ("1,234", ",", "1.234"),
        ("1,234", ".", "1234"),
        ("1.234", ".", "1.234"),
        ("1.234", ",", "1234"),
    ],
)
def test_the_column_decides_what_three_digits_after_a_mark_are(
    cell: str, mark: DecimalMark, number: str
) -> None:
    assert parse_number(cell, mark) == Decimal(number)


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1,000", "12 500,00"], ","),
        (["1,000", "12,5"], ","),
        (["1,000", "1,234.56"], "."),
        (["1,000", "2,000"], None),
        (["1 234,000"], ","),
        ([12.5, "5 шт."], None),
    ],
)
def test_the_decimal_mark_comes_from_values_without_doubt(
    column: list[Cell], mark: DecimalMark | None
) -> None:
    assert find_decimal_mark(column) == mark


@pytest.mark.parametrize(
    ("cell", "count", "unit"),
    [
        ("2 шт.", 2, "шт"),
        ("6\xa0шт.", 6, "шт"),
        ("10 компл.", 10, "компл"),
        ("40", 40, None),
        (12.0, 12, None),
        ("3,0", 3, None),
        ("3.00", 3, None),
        ("1 000 шт", 1000, "шт"),
        ("5 (пять) пар", 5, "пар"),
        ("2 к-та", 2, "к-та"),
        ("7 кв.м", 7, "кв.м"),
        ("0", 0, None),
        ("15pcs", 15, "pcs"),
    ],
)
def test_a_quantity_is_a_whole_number_with_its_unit(
    cell: Cell, count: int, unit: str | None
) -> None:
    quantity = parse_quantity(cell, ",")
    assert quantity is not None
    assert (quantity.count, quantity.unit) == (count, unit)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-3", "import.quantity_negative"),
        ("−3 шт", "import.quantity_negative"),
        (-1.0, "import.quantity_negative"),
        ("2,5", "import.quantity_fraction"),
        (2.5, "import.quantity_fraction"),
        ("много", "import.quantity"),
        ("2 из 5", "import.quantity"),
        ("2 x 3", "import.quantity"),
        ("шт", "import.quantity"),
        ("12.03.2019", "import.quantity"),
        ("99999999999", "import.quantity_too_large"),
        ("=A1", "import.formula"),
    ],
)
def test_what_is_no_quantity_is_refused_with_its_reason(cell: Cell, code: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_quantity(cell, ",")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("На складе", "in_stock"),
        ("Ready to Deploy", "in_stock"),
        ("в эксплуатации", "in_stock"),
        ("В РЕМОНТЕ", "in_repair"),
        ("треб. ремонта", "in_repair"),
        ("Списано", "decommissioned"),
        ("Archived", "decommissioned"),
        ("Broken - Not Fixable", "decommissioned"),
        ("на гастролях", "on_tour"),
        ("что-то ещё", None),
        ("", None),
    ],
)
def test_states_are_known_in_two_languages(words: str, status: str | None) -> None:
    assert find_status(words) == status


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("хорошее", "good"),
        ("Новый", "good"),
        ("удовл.", "fair"),
        ("б/у", "fair"),
        ("неисправно", "poor"),
        ("Потёртый", "fair"),
        ("неизвестно", None),
    ],
)
def test_conditions_are_known_in_two_languages(words: str, condition: str | None) -> None:
    assert find_condition(words) == condition


def test_paths_are_split_and_names_with_a_slash_or_comma_are_not() -> None:
    assert split_path("Мебель / Кресла") == ("Мебель", "Кресла")
    assert split_path("A > B>C") == ("A", "B", "C")
    assert split_path("Мебель → Кресла") == ("Мебель", "Кресла")
    assert split_path("Свет/звук") == ("Свет/звук",)
    assert split_path("Склад №1, стеллаж 3") == ("Склад №1, стеллаж 3",)
    assert split_path("Сервиз «Гжель» белый") == ("Сервиз «Гжель» белый",)


def test_tags_come_once_each() -> None:
    assert split_tags("красный, #Бархат; красный") == ("красный", "Бархат")


def test_names_that_people_mean_as_one_are_one() -> None:
    assert same_name("Склад № 1,  стеллаж 3") == same_name("склад №1, стеллаж 3")
    assert same_name("Ёлка") == same_name("елка")
    assert same_name("Склад №1") != same_name("Склад №2")


@pytest.mark.parametrize(
    ("cell", "centimetres"),
    [
        ("120", "120.00"),
        ("1,2 м", "120.00"),
        ("1200 мм", "120.00"),
        (45.5, "45.50"),
        ('10"', "25.40"),
    ],
)
def test_lengths_are_centimetres(cell: Cell, centimetres: str) -> None:
    assert str(parse_length(cell)) == centimetres


def test_the_unit_of_the_heading_serves_bare_numbers_only() -> None:
    assert parse_length("1200", None, "мм") == Decimal(120)
    assert parse_length("2 м", None, "мм") == Decimal(200)
    assert parse_weight("500", None, "г") == Decimal("0.5")
    assert parse_weight("1,5 кг") == Decimal("1.5")


@pytest.mark.parametrize("cell", ["большой", "12x30", "5 попугаев", "-4"])
def test_what_is_no_length_is_refused(cell: str) -> None:
    with pytest.raises(CellError):
        parse_length(cell)


def test_text_loses_what_must_not_be_stored_and_keeps_what_is_said() -> None:
    assert clean_line("\u202eevil\u202c\x00 \xa0стул\u200b\t№\u202f5 ") == "evil стул № 5"
    assert clean_line("две\r\nстроки_x000D_\n") == "две строки"
    assert clean_text("раз\r\nдва\n\n\n\nтри ") == "раз\nдва\n\nтри"
    assert clean_line("и\u0306") == "й"
    assert clean_line(12.0) == "12"
    assert clean_line(4607012345678.0) == "4607012345678"
    assert clean_line("\ud800x") == "x"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    assert clean_text("=HYPERLINK(1)") == "=HYPERLINK(1)"
    assert clean_text("'=HYPERLINK(1)") == "=HYPERLINK(1)"
    assert clean_line("'-3 м") == "-3 м"
    assert clean_line("'Чайка'") == "'Чайка'"
    assert clean_line("''=1") == "'=1"


DANGEROUS = "=+-@\t\r\n＝＋－＠"


@given(
    st.builds(
        lambda quotes, first, rest: quotes + first + rest,
        st.sampled_from(["", "'", "''", "'''"]),
        st.sampled_from(["", *DANGEROUS]),
        TEXTS,
    )
)
def test_exported_text_comes_back_as_it_was(text: str) -> None:
    stored = clean_text(text)
    assert clean_text(defuse(stored)) == stored
    assert clean_text(defuse_typed(stored)) == stored
    assert restore(defuse(text)) == restore(defuse_typed(text)) == text


@given(TEXTS)
def test_cleaning_is_complete_and_safe(text: str) -> None:
    cleaned = clean_text("x" + text)
    assert clean_text(cleaned) == cleaned
    assert not set(cleaned) & set("\x00\u202e\u2066\ufeff\xa0")
    cleaned.encode()
    assert "\n" not in clean_line(text)


@given(st.decimals(0, 9_999_999_999, places=2))
def test_every_amount_reads_back_from_its_russian_and_english_form(amount: Decimal) -> None:
    russian = f"{amount:,}".replace(",", "\xa0").replace(".", ",") + " руб."
    for text in (russian, f"{amount:,}", str(amount), f"${amount:,}"):
        money = parse_money(text)
        assert money is not None
        assert money.amount == amount


@given(st.integers(0, 1_000_000_000), st.sampled_from(["", " шт.", "\xa0шт", " компл."]))
def test_every_quantity_reads_back(count: int, unit: str) -> None:
    quantity = parse_quantity(f"{count}{unit}")
    assert quantity is not None
    assert quantity.count == count


@given(st.one_of(TEXTS, st.floats(), st.dates()))
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    for read in (parse_money, parse_quantity, parse_date, parse_length, parse_weight):
        with suppress(CellError):
            read(cell)
    for look in (find_status, find_condition, split_path, split_tags, clean_line, clean_text):
        look(cell)
