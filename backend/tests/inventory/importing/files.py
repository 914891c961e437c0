"""Files as people and attackers make them: workbooks, archives, and the two real lists."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from app.inventory.importing.workbook import Sheet, Workbook

ROOT = Path(__file__).resolve().parents[4]
FIXTURES = ROOT / "backend" / "tests" / "fixtures"
ACCOUNTANT = FIXTURES / "opis-butaforskii-ceh.xlsx"
MONTH_FIRST = FIXTURES / "assets-month-first.csv"

WRITING = {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}


def book(*rows: Sequence[Any], merged: Iterable[tuple[int, int, int, int]] = ()) -> Workbook:
    """A workbook of one sheet, without a file."""
    return Workbook("xlsx", [Sheet("Лист1", [list(row) for row in rows], merged=list(merged))])


def xlsx(sheets: dict[str, list[list[Any]]], hidden: Sequence[str] = ()) -> bytes:
    """A real .xlsx; numbers, dates and texts as given."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, WRITING) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for index, row in enumerate(rows):
                sheet.write_row(index, 0, row)
    return stream.getvalue()


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same archive with some entries replaced, added or (None) left out."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = changes.pop(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in changes.items():
            assert content is not None
            new.writestr(name, content)
    return stream.getvalue()


def lying(data: bytes, name: str, content: bytes, claimed: int) -> bytes:
    """An archive whose directory claims `claimed` bytes for an entry that holds all of `content`.

    The checksum is that of the claimed beginning, so a reader that stops there is satisfied.
    """
    honest = repacked(data, {name: content})
    with zipfile.ZipFile(BytesIO(honest)) as archive:
        entry = archive.getinfo(name)
        real = struct.pack("<III", entry.CRC, entry.compress_size, entry.file_size)
    packed_lie = struct.pack("<III", zlib.crc32(content[:claimed]), entry.compress_size, claimed)
    assert honest.count(real) >= 2
    return honest.replace(real, packed_lie)
