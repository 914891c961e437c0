"""From the bytes of an upload to rows of cells. Decides by content; the file name is only a name.

Runs inside the sandbox (importing.child): what a parser may do to memory ends there.
"""

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO, TextIOWrapper
from itertools import chain

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.inventory.importing import biff, ooxml, seen
from app.inventory.importing.archives import Archive
from app.inventory.importing.encodings import SAMPLE, find_delimiter, find_encoding
from app.inventory.importing.workbook import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    ImportFileError,
    Row,
    Sheet,
    Workbook,
)

MAX_FIELD = 100_000
"""Characters of one CSV field; more means a quotation mark that was never closed."""

MAX_MERGED = 10_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = re.compile(
    rb"%PDF|\{\\rtf|\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM.{4}\x00\x00|\x1f\x8b|7z\xbc\xaf|Rar!|\x7fELF|MZ.{2}\x00"
    rb"|SQLite format|II\*\x00|MM\x00\*|OggS|ID3|.{4}ftyp",
    re.DOTALL,
)
_MARKUP = re.compile(
    rb"\s*<(?:!doctype|!--|html|head|body|table|\?xml|svg|script|meta|div)", re.IGNORECASE
)
_END = "\ue000end\ue000"
_UNTICKED = ("FALSE", "ЛОЖЬ")
_QUOTED = re.compile(r'="((?:[^"]|"")*)"')

Seen = Mapping[str, Iterable[seen.Place]]


def read_workbook(data: bytes, name: str) -> Workbook:
    """All sheets of a CSV, XLSX, XLS or ODS file; ImportFileError says what else it is."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ImportFileError("import.empty")
    if data.startswith(_ZIP):
        return _read_zip(data)
    if data.startswith(_OLE):
        return _read_ole(data)
    without_mark = data.removeprefix(b"\xef\xbb\xbf")[:1024]
    if _FOREIGN.match(without_mark) or _MARKUP.match(without_mark):
        raise ImportFileError("import.not_a_spreadsheet")
    return _read_text(data, name)


def _read_zip(data: bytes) -> Workbook:
    archive = Archive(data)
    kind = ooxml.check_kind(archive)
    if kind == "ods":
        ooxml.inspect(archive, kind)
        return _read_tables(data, kind, {}, lambda: seen.in_open_document(archive))
    if renamed := ooxml.usual_names(archive):
        data = archive.repacked(renamed, {})
        archive = Archive(data)
    found = ooxml.inspect(archive, kind)
    if found.cleaned:
        data = archive.repacked({}, found.cleaned)
        archive = Archive(data)
    return _read_tables(
        data, kind, found.formulas, lambda: seen.in_workbook(archive, found.telling)
    )


def _read_ole(data: bytes) -> Workbook:
    """The old binary container: .xls, but also .doc, .msi and every encrypted .xlsx."""
    if _OLE_ENCRYPTED in data:
        raise ImportFileError("import.encrypted")
    stream = biff.workbook_stream(data)
    if stream is None:
        raise ImportFileError("import.not_a_spreadsheet")
    return _read_tables(data, "xls", {}, lambda: biff.places(stream))


def _read_tables(
    data: bytes, kind: str, formulas: dict[str, ooxml.Formulas], seen_in: Callable[[], Seen]
) -> Workbook:
    """`seen_in` answers what the parser does not tell, once the parser has found the file good."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = [
                _read_sheet(
                    book.get_sheet_by_name(meta.name),
                    meta.visible is not SheetVisibleEnum.Visible,
                    formulas.get(meta.name, {}),
                )
                for meta in book.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise ImportFileError("import.encrypted") from error
    except CalamineError as error:
        raise ImportFileError("import.damaged") from error
    if not any(sheet.rows for sheet in sheets):
        raise ImportFileError("import.empty")
    told = seen_in()
    for sheet in sheets:
        for line, column, cell in told.get(sheet.name, ()):
            _place(sheet.rows, line, column, cell)
    return Workbook(kind, sheets)


def _read_sheet(source: CalamineSheet, is_hidden: bool, formulas: ooxml.Formulas) -> Sheet:
    _check_size(source.total_height, source.total_width)
    rows: list[Row] = []
    # Equal texts become one object: a column of categories costs its length once.
    shared: dict[str, str] = {}
    if source.start is not None:
        # The iterator gives blank rows above the first cell, but no blank columns left of it.
        left = source.start[1]
        for values in source.iter_rows():
            row: Row = [""] * left
            row.extend(
                shared.setdefault(value, value) if type(value) is str else _cell(value)
                for value in values
            )
            rows.append(_trimmed(row))
    for (line, column), formula in formulas.items():
        _place(rows, line, column, _typed(formula))
    while rows and not rows[-1]:
        rows.pop()
    merged = [(a, b, c, d) for (a, b), (c, d) in (source.merged_cell_ranges or [])[:MAX_MERGED]]
    return Sheet(source.name, rows, is_hidden, merged)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date):
        return value
    return str(value)


def _trimmed(row: Row) -> Row:
    """Without blanks at its end; a row of check boxes that nobody has ticked is blank."""
    while row and _is_blank(row[-1]):
        row.pop()
    if row and row[-1] in _UNTICKED and all(c in _UNTICKED or _is_blank(c) for c in row):
        return []
    return row


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and (not cell or cell.isspace())


def _typed(text: str) -> str:
    """`="00123"` is how a text is kept a text on its way through a file of plain text."""
    match = _QUOTED.fullmatch(text) if text[:2] == '="' else None
    return match[1].replace('""', '"') if match else text


def _place(rows: list[Row], line: int, column: int, cell: Cell) -> None:
    """Puts what the parser did not tell where it saw an empty cell, or a number alone."""
    if line >= MAX_ROWS or column >= MAX_COLUMNS:
        return
    is_number = isinstance(cell, float)
    if is_number and (line >= len(rows) or column >= len(rows[line])):
        return
    rows.extend([] for _ in range(line + 1 - len(rows)))
    row = rows[line]
    row.extend([""] * (column + 1 - len(row)))
    if row[column] == "" or (is_number and isinstance(row[column], float)):
        row[column] = cell


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise ImportFileError("import.too_many_rows", {"limit": MAX_ROWS})
    if columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise ImportFileError("import.too_many_cells", {"limit": MAX_CELLS})


def _read_text(data: bytes, name: str) -> Workbook:
    encoding = find_encoding(data)
    beginning = data[encoding.skip : encoding.skip + SAMPLE].decode(encoding.name, "replace")
    delimiter, skip = find_delimiter(beginning)
    rows: list[Row] = []
    shared: dict[str, str] = {}
    cells = 0
    with TextIOWrapper(BytesIO(data), encoding.name, "replace", newline="") as text:
        text.read((1 if encoding.skip else 0) + skip)
        for record in _records(text, delimiter):
            row: Row = [shared.setdefault(text, text) for text in map(_typed, record)]
            rows.append(_trimmed(row))
            cells += len(row)
            if len(row) > MAX_COLUMNS or cells > MAX_CELLS:
                raise ImportFileError("import.too_many_cells", {"limit": MAX_CELLS})
            if len(rows) > MAX_ROWS:
                raise ImportFileError("import.too_many_rows", {"limit": MAX_ROWS})
    while rows and not rows[-1]:
        rows.pop()
    title = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0] or "CSV"
    return Workbook(
        "csv", [Sheet(title[:100], rows)], encoding.name, delimiter, encoding.is_damaged
    )


def _records(text: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Records as Excel counts its rows, blank ones included. A last line of our own tells whether
    the file ended inside quotation marks: then that line is swallowed by a field."""
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(chain(text, ["\n", _END]), delimiter=delimiter)
    line = 1
    try:
        for record in reader:
            if record == [_END]:
                return
            if record and _END in record[-1]:
                break
            yield record
            line = reader.line_num + 1
    except csv.Error as error:
        raise ImportFileError("import.quotes", {"line": line}) from error
    raise ImportFileError("import.quotes", {"line": line})
