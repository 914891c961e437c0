import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inventory.importing.dates import (
    DateOrder,
    OrderState,
    Precision,
    ReadDate,
    find_order,
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
    ("cell", "date"),
    [
        (dt.date(2005, 11, 24), "2005-11-24"),
        ("12.03.2019 г.", "2019-03-12"),
        ("12.03.2019г", "2019-03-12"),
        ("12.05.08", "2008-05-12"),
        ("1.2.1999", "1999-02-01"),
        ("12.03.85", "1985-03-12"),
        ("05/06/2011", "2011-06-05"),
        ("2019-03-12", "2019-03-12"),
        ("2019-03-12T10:15:00Z", "2019-03-12"),
        ("12.03.2019 0:00:00", "2019-03-12"),
        ("2019.03.12", "2019-03-12"),
        ("20190312", "2019-03-12"),
        ("12 марта 2019 г.", "2019-03-12"),
        ("«5» сентября 2019 года", "2019-09-05"),
        ("3 сент. 2019", "2019-09-03"),
        ("12-Mar-2019", "2019-03-12"),
        ("March 12, 2019", "2019-03-12"),
        ("12th March 2019", "2019-03-12"),
        ("29.02.2020", "2020-02-29"),
        (43536.0, "2019-03-12"),
        ("43536", "2019-03-12"),
    ],
)
def test_a_date_is_understood_as_people_write_it(cell: Cell, date: str) -> None:
    assert parse_date(cell) == ReadDate(dt.date.fromisoformat(date))


def test_the_order_of_day_and_month_applies_to_slashes_and_never_to_points() -> None:
    assert parse_date("1/23/23", DateOrder.MDY) == ReadDate(dt.date(2023, 1, 23))
    assert parse_date("05/06/2011", DateOrder.MDY) == ReadDate(dt.date(2011, 5, 6))
    assert parse_date("05.06.2011", DateOrder.MDY) == ReadDate(dt.date(2011, 6, 5))


@pytest.mark.parametrize(
    ("cell", "precision"),
    [
        (2015.0, Precision.YEAR),
        ("2015 г.", Precision.YEAR),
        ("март 2015", Precision.MONTH),
        ("03.2015", Precision.MONTH),
    ],
)
def test_a_year_or_month_alone_is_taken_and_told(cell: Cell, precision: Precision) -> None:
    read = parse_date(cell)
    assert read is not None
    assert (read.date.year, read.date.day, read.precision) == (2015, 1, precision)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31.02.2015", "import.date_impossible"),
        ("29.02.2019", "import.date_impossible"),
        ("31 апреля 2019", "import.date_impossible"),
        ("1/23/23", "import.date_impossible"),
        ("00.00.0000", "import.date_year"),
        ("12.03.0019", "import.date_year"),
        ("вчера", "import.date"),
        ("12 мартобря 2019", "import.date"),
        ("5", "import.date"),
        (-5.0, "import.date"),
        ("=TODAY()", "import.formula"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(cell: Cell, code: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_date(cell)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("column", "state", "order"),
    [
        (["1/23/23", "3/1/23"], OrderState.DECIDED, DateOrder.MDY),
        (["23/1/23", "3/1/23"], OrderState.DECIDED, DateOrder.DMY),
        (["05/06/2011", "1-2-2012"], OrderState.AMBIGUOUS, None),
        (["05/06/2011", "12.03.2019 г."], OrderState.DECIDED, DateOrder.DMY),
        (["1/23/23", "23/1/23", "24/1/23"], OrderState.CONTRADICTORY, DateOrder.DMY),
        (["05/05/2011", "12.03.2019", dt.date(2011, 6, 5)], OrderState.NONE, None),
        ([], OrderState.NONE, None),
    ],
)
def test_a_column_tells_its_order_or_that_it_must_be_asked(
    column: list[Cell], state: OrderState, order: DateOrder | None
) -> None:
    evidence = find_order(column)
    assert (evidence.state, evidence.order) == (state, order)


def test_samples_of_an_open_column_are_values_that_read_both_ways() -> None:
    assert find_order(["05/05/2011", "05/06/2011", "x"]).samples == ["05/06/2011"]


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


@given(st.dates(dt.date(1951, 1, 1), dt.date(2049, 12, 31)))
def test_every_date_reads_back_from_all_its_forms(date: dt.date) -> None:
    day, month, year = date.day, date.month, date.year
    for text in (
        f"{day:02}.{month:02}.{year} г.",
        f"{day}.{month}.{year % 100:02}",
        date.isoformat(),
    ):
        assert parse_date(text) == ReadDate(date)
    assert parse_date(f"{day}/{month}/{year}", DateOrder.DMY) == ReadDate(date)
    assert parse_date(f"{month}/{day}/{year % 100:02}", DateOrder.MDY) == ReadDate(date)


@given(st.one_of(TEXTS, st.floats(), st.dates()))
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    for read in (parse_money, parse_quantity, parse_date, parse_length, parse_weight):
        with suppress(CellError):
            read(cell)
    for look in (find_status, find_condition, split_path, split_tags, clean_line, clean_text):
        look(cell)
