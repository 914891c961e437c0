"""What each type takes, refuses and makes of text; no database."""

from decimal import Decimal
from typing import Any

import pytest

from app.inventory.fields.models import FieldType
from app.inventory.fields.types import BadValue, Definition

SIZES = (("s", "S"), ("m", "Средний"), ("l", "L"))


def of(kind: str, **values: Any) -> Definition:
    return Definition(1, "key", "Поле", FieldType(kind), options=SIZES, **values)


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        ("text", "  мех,  бархат\u202e ", "мех, бархат"),
        ("text", "я" * 500, "я" * 500),
        ("long_text", "одна\nдве", "одна\nдве"),
        ("integer", 0, 0),
        ("integer", -5, -5),
        ("integer", 500.0, 500),
        ("decimal", 2.5, 2.5),
        ("decimal", 500.0, 500),
        ("decimal", 0.1234567, 0.123457),
        ("date", "2024-02-29", "2024-02-29"),
        ("boolean", False, False),
        ("choice", "m", "m"),
        ("multi_choice", ["l", "s", "l"], ["s", "l"]),
        ("url", "https://театр.рф/паспорт?id=1", "https://театр.рф/паспорт?id=1"),
        ("text", "", None),
        ("choice", "", None),
        ("multi_choice", [], None),
        ("integer", None, None),
    ],
)
def test_values_are_stored_in_one_form(kind: str, given: Any, stored: Any) -> None:
    assert of(kind).checked(given) == stored
    assert type(of(kind).checked(given)) is type(stored)


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        ("text", 5, "text"),
        ("text", "я" * 501, "text_long"),
        ("integer", 1.5, "integer"),
        ("integer", True, "number"),
        ("integer", "5", "number"),
        ("decimal", float("inf"), "number"),
        ("decimal", float("nan"), "number"),
        ("integer", 10**15, "number_large"),
        ("date", "2023-02-29", "date"),
        ("date", "20230228", "date"),
        ("date", "2023-W01-1", "date"),
        ("boolean", 1, "boolean"),
        ("choice", "xl", "choice"),
        ("choice", ["s"], "choice"),
        ("multi_choice", "s", "choice"),
        ("multi_choice", ["s", "xl"], "choice"),
        ("url", "javascript:alert(1)", "url"),
        ("url", "https://", "url"),
        ("url", "https://[bad", "url"),
    ],
)
def test_other_values_are_refused(kind: str, given: Any, code: str) -> None:
    with pytest.raises(BadValue) as bad:
        of(kind).checked(given)
    assert bad.value.code == f"custom_field.{code}"


def test_bounds_are_inside() -> None:
    watts = of("integer", minimum=Decimal(1), maximum=Decimal(2000))
    assert watts.checked(1) == 1
    assert watts.checked(2000) == 2000
    for outside in (0, 2001):
        with pytest.raises(BadValue):
            watts.checked(outside)


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        ("integer", "1 200 Вт", 1200),
        ("decimal", "1,234", 1.234),
        ("decimal", "-0,5", -0.5),
        ("decimal", "1e-05", 0.00001),
        ("date", "12.03.2019", "2019-03-12"),
        ("date", "2019-03-12", "2019-03-12"),
        ("boolean", "Да", True),
        ("boolean", "нет", False),
        ("choice", "средний", "m"),
        ("choice", "L", "l"),
        ("multi_choice", "S; средний", ["s", "m"]),
        ("text", "  бархат ", "бархат"),
    ],
)
def test_text_becomes_a_value(kind: str, text: str, stored: Any) -> None:
    assert of(kind, unit="Вт").parsed(text) == stored


@pytest.mark.parametrize(
    ("kind", "text"),
    [("integer", "много"), ("integer", "1e400"), ("date", "2019"), ("date", "31.02.2019"),
     ("boolean", "может быть"), ("choice", "XXL"), ("decimal", "9" * 400)],
)  # fmt: skip
def test_text_of_another_kind_is_refused(kind: str, text: str) -> None:
    with pytest.raises(BadValue):
        of(kind).parsed(text)
