"""Every code that the importer can answer with has a text in both languages."""

import re
from pathlib import Path

import pytest

from app.inventory import importing
from app.inventory.importing.fields import FIELDS, OUR_COLUMNS
from app.inventory.importing.headings import guesses
from app.inventory.importing.words import find_condition, find_status
from app.inventory.models import ItemCondition, ItemStatus
from app.kit import i18n

SOURCES = [path.read_text("utf-8") for path in Path(importing.__path__[0]).glob("*.py")]
CODES = {code for text in SOURCES for code in re.findall(r'"(import\.\w+)"', text)}
OF_FILES = {
    code
    for text in SOURCES
    for code in re.findall(r'(?:ImportFileError|Invalid|Conflict|_fail)\(\s*"(import\.\w+)"', text)
}


@pytest.mark.parametrize("locale", i18n.LOCALES)
def test_every_code_has_its_text(locale: str) -> None:
    texts = i18n.catalogue(locale)
    assert len(OF_FILES) > 20
    assert len(CODES) > 50
    for code in OF_FILES:
        assert {f"problem.{code}", f"problem.{code}.detail"} <= texts.keys()
    for code in CODES - OF_FILES:
        assert f"error.{code}" in texts or code in texts


def test_the_columns_of_the_error_file_are_known_as_ours() -> None:
    keys = ("import.row", "import.reason")
    texts = {i18n.text(key, locale).lower() for key in keys for locale in i18n.LOCALES}
    assert texts == OUR_COLUMNS


@pytest.mark.parametrize("locale", i18n.LOCALES)
def test_our_own_exports_are_understood(locale: str) -> None:
    for field in FIELDS:
        assert guesses(i18n.text(f"inventory.column.{field}", locale))[0].field == field
    for status in ItemStatus:
        assert find_status(i18n.text(f"inventory.status.{status}", locale)) == status
    for condition in ItemCondition:
        assert find_condition(i18n.text(f"inventory.condition.{condition}", locale)) == condition
