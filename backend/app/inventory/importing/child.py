"""What runs inside the sandbox: bytes of a stranger's file in, bytes of ours out.

The functions keep the calling convention of `kit.sandbox`: data and a JSON argument. A refused
file is an answer, not a crash. `read_document` and `read_rows` read the answers on the other side.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from app.inventory.importing.columns import ParseOptions, ambiguous
from app.inventory.importing.dates import DateOrder
from app.inventory.importing.detecting import Table, find_table
from app.inventory.importing.items import ParsedRow
from app.inventory.importing.mapping import describe_columns, signature, suggest
from app.inventory.importing.reading import read_workbook
from app.inventory.importing.rows import RowParser
from app.inventory.importing.text import clean_text
from app.inventory.importing.workbook import ImportFileError, Sheet, Workbook

MODULE = __name__
_PIECE = 1000
_OK, _REFUSED = b"1", b"0"


def overview(data: bytes, argument: str) -> bytes:
    """`{name, sheet?, header_row?}` → `{kind, sheet, sheets, header_row, columns, …}`."""
    wanted = orjson.loads(argument)
    try:
        book, sheet, table = _open(data, wanted)
    except ImportFileError as error:
        return _refusal(error)
    skipped = Counter(reason.value for _, reason in table.skipped)
    document = {
        "kind": book.kind,
        "encoding": book.encoding,
        "delimiter": book.delimiter,
        "is_damaged": book.is_damaged,
        "sheet": sheet.name,
        "sheets": [one.name for one in book.sheets],
        "header_row": table.header_row,
        "rows_total": len(table.rows),
        "skipped": skipped,
        "signature": signature(table.headings),
        "columns": [asdict(column) for column in describe_columns(sheet, table)],
    }
    return _OK + orjson.dumps(document)


def parse(data: bytes, argument: str) -> bytes:
    """`{name, sheet?, header_row?, mapping?, date_order?, date_orders?}` → for `read_rows`."""
    wanted = orjson.loads(argument)
    try:
        _, sheet, table = _open(data, wanted)
        mapping = wanted.get("mapping")
        mapping = suggest(sheet, table) if mapping is None else mapping
        order = wanted.get("date_order")
        options = ParseOptions(
            DateOrder(order) if order else None,
            {name: DateOrder(value) for name, value in (wanted.get("date_orders") or {}).items()},
        )
        parser = RowParser(sheet, table, mapping, options)
    except ImportFileError as error:
        return _refusal(error)
    head = {
        "rows_total": len(table.rows),
        "sheet": sheet.name,
        "mapping": mapping,
        "dates": [asdict(column) for column in parser.dates],
        "ambiguous": [column.field for column in ambiguous(parser.dates, options)],
    }
    packer = zlib.compressobj(1)
    pieces = [packer.compress(orjson.dumps(head) + b"\n")]
    lines: list[bytes] = []
    for row in parser:
        lines.append(orjson.dumps(row.to_json()))
        if len(lines) == _PIECE:
            pieces.append(packer.compress(b"\n".join(lines) + b"\n"))
            lines.clear()
    pieces.append(packer.compress(b"".join(line + b"\n" for line in lines)))
    pieces.append(packer.flush())
    return _OK + b"".join(pieces)


def cells(data: bytes, argument: str) -> bytes:
    """`{name, sheet, header_row, rows: [sheet rows]}` → `{headings, cells: [[…], …]}`."""
    wanted = orjson.loads(argument)
    try:
        _, sheet, table = _open(data, wanted)
    except ImportFileError as error:
        return _refusal(error)
    width = len(table.headings)
    found = [
        [clean_text(cell) for cell in sheet.rows[number - 1][:width]] for number in wanted["rows"]
    ]
    return _OK + orjson.dumps({"headings": table.headings, "cells": found})


def _open(data: bytes, wanted: dict[str, Any]) -> tuple[Workbook, Sheet, Table]:
    book = read_workbook(data, wanted["name"])
    sheet, table = find_table(book, wanted.get("sheet"), wanted.get("header_row"))
    return book, sheet, table


def _refusal(error: ImportFileError) -> bytes:
    return _REFUSED + orjson.dumps({"code": error.code, "params": error.params})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The head of `parse`'s answer; its rows follow."""

    rows_total: int
    sheet: str
    mapping: dict[str, int]
    dates: list[dict[str, Any]]
    ambiguous: list[str]


def read_document(answer: bytes) -> dict[str, Any]:
    """The answer of `overview` or `cells`; raises the ImportFileError that the child met."""
    document: dict[str, Any] = orjson.loads(_accepted(answer))
    return document


def read_rows(answer: bytes) -> tuple[Outcome, Iterator[ParsedRow]]:
    """The head and the rows, unpacked as they are asked for."""
    lines = _lines(_accepted(answer))
    return Outcome(**orjson.loads(next(lines))), (
        ParsedRow.from_json(orjson.loads(line)) for line in lines
    )


def _accepted(answer: bytes) -> bytes:
    if answer[:1] == _REFUSED:
        document = orjson.loads(answer[1:])
        raise ImportFileError(document["code"], document["params"])
    return answer[1:]


def _lines(packed: bytes) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    rest = b""
    for start in range(0, len(packed), 64 * 1024):
        lines = (rest + unpacker.decompress(packed[start : start + 64 * 1024])).split(b"\n")
        rest = lines.pop()
        yield from lines
