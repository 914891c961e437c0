"""What the table parser does not tell about cells of .xlsx and .ods: the text that a number shows,
digits beyond the fifteenth, and errors of formulas."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, cast
from xml.etree import ElementTree

from app.inventory.importing.archives import Archive
from app.inventory.importing.ooxml import (
    Sheets,
    cell_pieces,
    column_index,
    plain_part,
    sheet_parts,
)
from app.inventory.importing.shown import (
    BUILTIN,
    NumberFormat,
    as_seen,
    exact,
    number_format,
    plain,
)
from app.inventory.importing.text import is_error
from app.inventory.importing.workbook import Cell, Number

Events = Iterator[tuple[str, ElementTree.Element]]
Place = tuple[int, int, Cell]
"""Zero-based row and column, and what is to stand there."""

_CELL = re.compile(rb"<c\b([^>]*[^/>])>(.*?)</c>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""\b(r|s|t)=["']([^"']*)["']""")
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_LONG = re.compile(r"-?\d{16,}")
_LONGEST_SHOWN = 200
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_NUMBERS = frozenset({"float", "percentage", "currency"})
_REPEATED = 1_000
"""Cells and rows that repeat a number more often have been refused before."""


def number(raw: str, form: NumberFormat | None) -> Number | None:
    """A number as its cell shows it; None when that is what it would show without a format."""
    value = float(raw)
    if _LONG.fullmatch(raw):
        return Number(value, raw)  # the file has more digits than a float can keep
    if form is None:
        return None
    try:
        return Number(value, form.show(exact(value))[:_LONGEST_SHOWN])
    except ArithmeticError:
        return None


def in_workbook(archive: Archive, wanted: Sheets) -> dict[str, Iterator[Place]]:
    """By the name of a sheet; read when asked for."""
    forms = _formats(archive)
    return {
        sheet: _of_part(archive, part, forms)
        for part, sheet in sheet_parts(archive).items()
        if part in wanted or any(forms)
    }


def _of_part(archive: Archive, part: str, forms: list[NumberFormat | None]) -> Iterator[Place]:
    for text in cell_pieces(archive, part):
        for match in _CELL.finditer(text):
            found = dict(_ATTRIBUTE.findall(match[1]))
            kind, style = found.get(b"t", b"n"), found.get(b"s", b"")
            if kind not in (b"n", b"e") or b"r" not in found:
                continue
            value = _VALUE.search(match[2])
            if value is None:
                continue
            raw = unescape(value[1].decode("utf-8", "replace")).strip()
            cell: Cell | None = raw
            if kind == b"n":
                index = int(style) if style.isdigit() else 0
                try:
                    cell = number(raw, forms[index] if index < len(forms) else None)
                except ValueError:
                    continue
            if cell is not None:
                letters = found[b"r"].rstrip(b"0123456789")
                yield int(found[b"r"][len(letters) :]) - 1, column_index(letters), cell


def _formats(archive: Archive) -> list[NumberFormat | None]:
    """The number format of each cell style; none where the number stands as it is."""
    if "xl/styles.xml" not in archive.names:
        return []
    own: dict[int, str] = {}
    forms: list[NumberFormat | None] = []
    try:
        for node in ElementTree.fromstring(plain_part(archive, "xl/styles.xml")):  # noqa: S314
            kind = node.tag.rpartition("}")[2]
            if kind == "numFmts":
                own = {int(n.get("numFmtId", "0")): n.get("formatCode", "") for n in node}
            elif kind == "cellXfs":
                ids = [int(xf.get("numFmtId", "0")) for xf in node]
                forms = [number_format(own.get(i) or BUILTIN.get(i, "")) for i in ids]
    except (ElementTree.ParseError, ValueError):
        return []  # the parser says what is wrong with such a file
    return [None if form is None or form.is_bare else form for form in forms]


def in_open_document(archive: Archive) -> dict[str, list[Place]]:
    """Row by row, each forgotten when it has been looked at."""
    found: dict[str, list[Place]] = {}
    places: list[Place] = []
    row = 0
    parser: ElementTree.XMLPullParser[Any] = ElementTree.XMLPullParser(("start", "end"))
    for chunk in archive.chunks("content.xml"):
        parser.feed(chunk)
        for event, node in cast(Events, parser.read_events()):
            if event == "start":
                if node.tag == f"{_TABLE}table":
                    places, row = found.setdefault(node.get(f"{_TABLE}name", ""), []), 0
            elif node.tag == f"{_TABLE}table-row":
                times = _repeated(node, "rows")
                cells = list(_row_of(node))
                for line in range(row, row + min(times, _REPEATED) if cells else row):
                    places.extend((line, column, cell) for column, cell in cells)
                row += times
                node.clear()
    return found


def _row_of(row: ElementTree.Element) -> Iterator[tuple[int, Cell]]:
    column = 0
    for node in row:
        times = _repeated(node, "columns")
        cell = _cell_of(node)
        if cell is not None:
            for place in range(column, column + min(times, _REPEATED)):
                yield place, cell
        column += times


def _cell_of(node: ElementTree.Element) -> Cell | None:
    is_number = node.get(f"{_OFFICE}value-type") in _NUMBERS
    if not is_number and node.get(_CALC_ERROR) != "error":
        return None
    text = "".join(piece for line in node.iter(_TEXT) for piece in line.itertext())
    if not is_number or is_error(text):
        return text.strip()[:_LONGEST_SHOWN] or None
    raw = node.get(f"{_OFFICE}value", "")
    try:
        value = float(raw)
    except ValueError:
        return None
    shown = raw if _LONG.fullmatch(raw) else as_seen(text[:_LONGEST_SHOWN], value)
    return None if shown == plain(value) else Number(value, shown)


def _repeated(node: ElementTree.Element, what: str) -> int:
    times = node.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(times) if times.isdigit() else 1
