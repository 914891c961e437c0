"""Files of tables, without a database: limits of spreadsheets and full disks."""

import errno
import gc
import io
import tempfile
from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from app.kit import export
from app.kit.errors import StorageFull
from app.kit.export import Format, Row, defuse, defuse_typed, spool


async def chunks(*parts: Sequence[Row]) -> AsyncIterator[Sequence[Row]]:
    for part in parts:
        yield part


async def written(form: Format, *parts: Sequence[Row], locale: str = "ru") -> bytes:
    file = await spool(form, "Список", ["Имя", "Число"], chunks(*parts), locale)
    with file:
        file.seek(0)
        return file.read()


async def test_numbers_stay_numbers_and_text_stays_text() -> None:
    rows: list[Row] = [["-5", Decimal("-5.50")], ["=1", -7], [None, None]]
    text = (await written(Format.CSV, rows)).decode("utf-8-sig")
    assert text == "Имя;Число\r\n'-5;-5,50\r\n'=1;-7\r\n;\r\n"
    text = (await written(Format.CSV, rows, locale="en")).decode("utf-8-sig")
    assert "-5.50" in text
    book = CalamineWorkbook.from_filelike(io.BytesIO(await written(Format.XLSX, rows)))
    assert book.get_sheet_by_index(0).to_python()[1:3] == [["-5", -5.5], ["=1", -7]]


async def test_a_full_sheet_is_continued_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MAX_SHEET_ROWS", 3)
    data = await written(Format.XLSX, [["а", 1], ["б", 2]], [["в", 3], ["г", 4], ["д", 5]])
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Список", "Список 2", "Список 3"]
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert [sheet[0] for sheet in sheets] == [["Имя", "Число"]] * 3
    assert [row[0] for sheet in sheets for row in sheet[1:]] == ["а", "б", "в", "г", "д"]


# The archive of an unfinished workbook tries once more to end itself.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_full_disk_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    for form in Format:
        with pytest.raises(StorageFull):
            await spool(form, "Список", ["Имя"], chunks([["а"]] * 5000), "ru")
    gc.collect()  # here, not in the middle of another test


@pytest.mark.parametrize("text", ["", "'", "просто", "'просто", "а=б", "1-2", " =1"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert defuse(text) == defuse_typed(text) == text
