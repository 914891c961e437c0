"""Every code that the importer can answer with has a text in both languages."""

import re
from pathlib import Path

import pytest

from app.inventory import importing
from app.kit import i18n

CODE = re.compile(r'(ImportFileError|CellError)\(\s*"(import\.\w+)"|"(import\.\w+)"')
SOURCES = [path.read_text("utf-8") for path in Path(importing.__path__[0]).glob("*.py")]


def used(kind: str) -> set[str]:
    return {match[2] for text in SOURCES for match in CODE.finditer(text) if match[1] == kind}


@pytest.mark.parametrize("locale", i18n.LOCALES)
def test_refusals_of_files_and_rows_have_their_texts(locale: str) -> None:
    texts = i18n.catalogue(locale)
    files = used("ImportFileError")
    cells = {match[3] for text in SOURCES for match in CODE.finditer(text) if match[3]} | used(
        "CellError"
    )
    assert len(files) > 10
    assert len(cells) > 20
    assert {f"problem.{code}" for code in files} <= texts.keys()
    assert {f"error.{code}" for code in cells} <= texts.keys()
