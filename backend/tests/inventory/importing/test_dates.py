import datetime as dt

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
from app.inventory.importing.problems import CellError
from app.inventory.importing.workbook import Cell


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
