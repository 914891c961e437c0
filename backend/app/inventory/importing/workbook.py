"""A spreadsheet file once it has been read: sheets of plain cells; and how reading fails."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

Cell: TypeAlias = str | float | dt.date
"""Text, a number, or a real date. A blank cell is `""`; times of day and errors arrive as text."""


class Number(float):
    """A number whose cell shows something else: «000123», «45%»."""

    __slots__ = ("shown",)
    shown: str

    def __new__(cls, value: float, shown: str) -> "Number":
        made = super().__new__(cls, value)
        made.shown = shown
        return made


Row: TypeAlias = list[Cell]
Params: TypeAlias = dict[str, str | int]

MAX_ROWS = 500_000
MAX_COLUMNS = 1_000
MAX_CELLS = 10_000_000
"""Bounding box of a sheet: the reader keeps 32 bytes for every cell of it, filled or not."""


class ImportFileError(Exception):
    """The file as a whole cannot be read. `code` is a catalogue key, `params` fill its template."""

    def __init__(self, code: str, params: Params | None = None) -> None:
        super().__init__(code, params or {})
        self.code = code
        self.params: Params = params or {}


@dataclass(slots=True)
class Sheet:
    """Row 1 of the file is `rows[0]`; blank cells at the end of a row are cut off."""

    name: str
    rows: list[Row]
    is_hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Merged areas `(first row, first column, last row, last column)`, zero-based."""


@dataclass(slots=True)
class Workbook:
    """`kind` is csv, xlsx, xls or ods; encoding and delimiter are known for csv only."""

    kind: str
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    is_damaged: bool = False
    """Some bytes were no text in the detected encoding and stand as U+FFFD."""
