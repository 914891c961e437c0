"""Tables as files: CSV and XLSX that open in Excel, without a formula that nobody wrote.

Written to a nameless temporary file first, so that no database session waits for a slow reader;
the file disappears with its last reference. What an import of ours reads back is what was written.
"""

import asyncio
import csv
import errno
import io
import re
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import BinaryIO, Protocol

import xlsxwriter
from starlette.responses import StreamingResponse
from xlsxwriter.exceptions import FileCreateError

from app.kit import disk
from app.kit.errors import StorageFull
from app.kit.gate import Gate, Share
from app.kit.http import content_disposition

Cell = str | int | Decimal | date | datetime | None
Row = Sequence[Cell]

# What a spreadsheet takes for the beginning of a formula, in both widths of letters.
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"
# «'00123» is how people keep a number a text: an import takes that apostrophe back, too.
_TYPED = r"\d\S*\Z"
_LOOKS_LIKE_FORMULA = re.compile(f"'*{_FORMULA}|'+{_TYPED}")
_LOOKS_DEFUSED = re.compile(f"'+(?:{_FORMULA}|{_TYPED})")

MAX_SHEET_ROWS = 1_048_576
_MAX_CELL_TEXT = 32_767
_MEASURED_ROWS = 1000
_BLOCK = 256 * 1024
_gate = Gate(Share(running=3, per_theater=2, per_person=1, waiting=24, waiting_per_person=3))


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        if self is Format.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def defuse(text: str) -> str:
    """Text for CSV, where only an apostrophe tells a spreadsheet that it is text."""
    return f"'{text}" if _LOOKS_LIKE_FORMULA.match(text) else text


def defuse_typed(text: str) -> str:
    """Text for typed cells: harmless as it is, but an import takes one apostrophe back."""
    return f"'{text}" if _LOOKS_DEFUSED.match(text) else text


class Writer(Protocol):
    def write(self, rows: Sequence[Row]) -> None: ...
    def close(self) -> None: ...


class CsvWriter:
    """UTF-8 with its mark and semicolons, as Excel expects them in Russia."""

    def __init__(self, file: BinaryIO, headings: Sequence[str], locale: str) -> None:
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        self._csv = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self._comma = locale == "ru"
        self._csv.writerow([defuse(heading) for heading in headings])

    def write(self, rows: Sequence[Row]) -> None:
        self._csv.writerows([self._shown(cell) for cell in row] for row in rows)

    def close(self) -> None:
        self._text.flush()
        self._text.detach()

    def _shown(self, cell: Cell) -> str | int | None:
        match cell:
            case str():
                return defuse(cell)
            case Decimal():
                return str(cell).replace(".", ",") if self._comma else str(cell)
            case datetime():
                return f"{shown_date(cell)} {cell:%H:%M}"
            case date():
                return shown_date(cell)
        return cell


class XlsxWriter:
    """Typed cells row by row in constant memory; a full sheet is continued on the next."""

    def __init__(self, file: BinaryIO, title: str, headings: Sequence[str]) -> None:
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True})
        self._title = re.sub(r"[\[\]:*?/\\]", " ", title)[:25]
        self._headings = headings
        self._widths = [len(heading) + 4 for heading in headings]
        self._bold = self._book.add_format({"bold": True, "valign": "top"})
        self._money = self._book.add_format({"num_format": "#,##0.00"})
        self._date = self._book.add_format({"num_format": "dd.mm.yyyy"})
        self._time = self._book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        self._sheets = 0
        self._open()

    def write(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if self._row == MAX_SHEET_ROWS:
                self._finish()
                self._open()
            for column, cell in enumerate(row):
                if cell is not None:
                    self._write_cell(column, cell)
            self._row += 1

    def close(self) -> None:
        self._finish()
        self._book.close()

    def _open(self) -> None:
        self._sheets += 1
        name = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for column, heading in enumerate(self._headings):
            self._sheet.write_string(0, column, heading, self._bold)
        self._row = 1

    def _finish(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._headings) - 1)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(max(width, 8), 60))

    def _write_cell(self, column: int, cell: str | int | Decimal | date) -> None:
        sheet, row = self._sheet, self._row
        match cell:
            case str():
                text = defuse_typed(cell)[:_MAX_CELL_TEXT]
                if row <= _MEASURED_ROWS:
                    self._widths[column] = max(self._widths[column], len(text) + 1)
                sheet.write_string(row, column, text)
            case Decimal():
                sheet.write_number(row, column, float(cell), self._money)
            case int():
                sheet.write_number(row, column, cell)
            case datetime():
                sheet.write_datetime(row, column, cell.replace(tzinfo=None), self._time)
            case date(year=year) if year > 1900:
                sheet.write_datetime(row, column, cell, self._date)
            case date():
                # Dates of spreadsheets begin in 1900.
                sheet.write_string(row, column, shown_date(cell))


def shown_date(day: date) -> str:
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


async def spool(
    form: Format,
    title: str,
    headings: Sequence[str],
    chunks: AsyncIterator[Sequence[Row]],
    locale: str,
) -> BinaryIO:
    """The whole table in a temporary file. A few run at once: each holds a connection.

    `chunks` is first asked when it is this export's turn. Raises StorageFull, TooMany, Unavailable.
    """
    async with _gate.turn():
        file = tempfile.TemporaryFile()  # noqa: SIM115 - read and closed by file_response
        try:
            writer = await asyncio.to_thread(_writer, form, file, title, headings, locale)
            async for rows in chunks:
                disk.space.require(0)
                await asyncio.to_thread(writer.write, rows)
            await asyncio.to_thread(writer.close)
        except BaseException as error:
            file.close()
            # xlsxwriter carries the error of the system inside its own.
            cause = error.args[0] if isinstance(error, FileCreateError) else error
            if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFull from error
            raise
        return file


def file_response(file: BinaryIO, name: str, form: Format) -> StreamingResponse:
    """The file as a download under its name in any alphabet (RFC 6266)."""
    length = file.seek(0, io.SEEK_END)
    file.seek(0)
    return StreamingResponse(
        _blocks(file),
        media_type=form.media_type,
        headers={
            "Content-Length": str(length),
            "Content-Disposition": content_disposition("attachment", name, f"export.{form}"),
        },
    )


def _writer(
    form: Format, file: BinaryIO, title: str, headings: Sequence[str], locale: str
) -> Writer:
    if form is Format.CSV:
        return CsvWriter(file, headings, locale)
    return XlsxWriter(file, title, headings)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(_BLOCK):
            yield block
