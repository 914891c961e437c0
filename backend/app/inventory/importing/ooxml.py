"""What the table parser does not tell about an .xlsx: kind, bounds, formulas without a value."""

import re
from html import unescape
from xml.etree import ElementTree

from app.inventory.importing.archives import Archive
from app.inventory.importing.workbook import MAX_CELLS, MAX_COLUMNS, ImportFileError

SMALL_PART = 2 * 1024 * 1024
MAX_FORMULAS = 100_000
LONGEST_CELL = 256 * 1024

_WORKBOOK_TYPE = b"spreadsheetml.sheet.main+xml"
_MACRO_TYPES = (b"macroEnabled", b"vbaProject")
_CELL = re.compile(rb"""<c\b(?:[^>"']|"[^"]*"|'[^']*')*?\br=["']([A-Za-z]+)(\d+)["'][^>]*>""")
_COLUMN = re.compile(rb"""\br=["']([A-Za-z]{1,3})\d""")
_ROW = re.compile(rb"""<row\b[^>]*?\br=["'](\d+)["']""")
_FORMULA = re.compile(rb"<c\b([^>]*)>\s*<f\b[^>]*>([^<]*)</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]+)(\d+)["']""")
_REPEATED = re.compile(
    rb'<table:table-(cell|row)\b[^>]*?\bnumber-(?:columns|rows)-repeated="\d{4,}"[^>]*>'
)

Formulas = dict[tuple[int, int], str]


def check_kind(archive: Archive) -> str:
    """xlsx or ods; any other zip, a document or a presentation is refused."""
    names = set(archive.names)
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml", SMALL_PART)
        if any(mark in types for mark in _MACRO_TYPES):
            raise ImportFileError("import.macros")
        if _WORKBOOK_TYPE in types and "xl/workbook.xml" in names:
            return "xlsx"
    if {"mimetype", "content.xml"} <= names:
        mime = archive.read("mimetype", SMALL_PART).strip()
        if mime.endswith(b"opendocument.spreadsheet"):
            return "ods"
    raise ImportFileError("import.not_a_spreadsheet")


def inspect(archive: Archive, kind: str) -> dict[str, Formulas]:
    """Inflates every entry once; refuses what the parser must not see.

    Answers the formulas that carry no computed value, by sheet name and zero-based cell. A tool
    that writes a note starting with "=" makes such a formula of it; to the reader it is text.
    """
    parts = _sheet_parts(archive) if kind == "xlsx" else {}
    found: dict[str, Formulas] = {}
    for name in archive.names:
        scan = _SheetScan(is_ods=kind == "ods" and name == "content.xml")
        is_xml = name.endswith((".xml", ".rels"))
        tail = b""
        for chunk in archive.chunks(name):
            if not is_xml:
                continue
            text = tail + chunk
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise ImportFileError("import.damaged")
            cut = text.rfind(b"<c ")
            if cut < len(text) - LONGEST_CELL:
                cut = max(len(text) - 64, 0)
            scan.feed(text[:cut])
            tail = text[cut:]
        scan.feed(tail)
        scan.check()
        if name in parts and scan.formulas:
            found[parts[name]] = scan.formulas
    return found


class _SheetScan:
    """The bounding box and the open formulas of one part, gathered piece by piece."""

    def __init__(self, *, is_ods: bool) -> None:
        self._is_ods = is_ods
        self._last_row = 0
        self._last_column = 0
        self._columns: set[bytes] = set()
        self._exact_row = 0
        self._exact_column = 0
        self.formulas: Formulas = {}

    def feed(self, text: bytes) -> None:
        if self._is_ods:
            self._check_repeats(text)
            return
        rows = _ROW.findall(text)
        if rows:
            self._last_row = max(self._last_row, int(max(rows, key=lambda row: (len(row), row))))
        self._columns.update(_COLUMN.findall(text))
        self._measure(text)
        if b"<f" in text:
            self._collect(text)

    def _measure(self, text: bytes) -> None:
        """Exact bounds of filled cells, only once the cheap bounds look dangerous: it is slow."""
        widest = max((column_index(column) + 1 for column in self._columns), default=0)
        self._last_column = max(self._last_column, widest)
        if self._last_row * self._last_column <= MAX_CELLS and widest <= MAX_COLUMNS:
            self._exact_row, self._exact_column = self._last_row, self._last_column
            return
        for match in _CELL.finditer(text):
            if not match[0].endswith(b"/>"):
                self._exact_row = max(self._exact_row, int(match[2]))
                self._exact_column = max(self._exact_column, column_index(match[1]) + 1)

    def _collect(self, text: bytes) -> None:
        for match in _FORMULA.finditer(text):
            reference = _REFERENCE.search(match[1])
            # An empty text is a computed value too.
            if reference is None or b't="str"' in match[1] or len(self.formulas) >= MAX_FORMULAS:
                continue
            place = (int(reference[2]) - 1, column_index(reference[1]))
            self.formulas[place] = "=" + unescape(match[2].decode("utf-8", "replace"))

    def _check_repeats(self, text: bytes) -> None:
        """A repeated filled cell costs nothing in the file and gigabytes in the parser."""
        for match in _REPEATED.finditer(text):
            tag = match[0]
            if match[1] == b"row" and not tag.endswith(b"/>"):
                stop = text.find(b"</table:table-row>", match.end())
                tag = text[match.start() : stop if stop >= 0 else match.end() + 4_000]
            if b"office:value" in tag:
                raise _too_large()

    def check(self) -> None:
        columns, rows = self._exact_column, self._exact_row
        if columns > MAX_COLUMNS or columns * rows > MAX_CELLS:
            raise _too_large()


def _too_large() -> ImportFileError:
    return ImportFileError("import.too_many_cells", {"limit": MAX_CELLS})


def column_index(letters: bytes) -> int:
    """A → 0, Z → 25, AA → 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - 64
    return index - 1


def _sheet_parts(archive: Archive) -> dict[str, str]:
    """Path of the part → name of the sheet, through the relations of the workbook."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.names:
        return {}
    try:
        targets = {
            node.get("Id"): node.get("Target", "")
            for node in ElementTree.fromstring(_plain(archive, relations))  # noqa: S314
        }
        book = ElementTree.fromstring(_plain(archive, "xl/workbook.xml"))  # noqa: S314
    except ElementTree.ParseError as error:
        raise ImportFileError("import.damaged") from error
    parts: dict[str, str] = {}
    for node in book.iter():
        if node.tag.endswith("}sheet"):
            relation = next((v for k, v in node.attrib.items() if k.endswith("}id")), None)
            target = targets.get(relation) or ""
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[path] = node.get("name", "")
    return parts


def _plain(archive: Archive, name: str) -> bytes:
    """XML of a small part, refused when it brings a document type: entities come with it."""
    text = archive.read(name, SMALL_PART)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ImportFileError("import.damaged")
    return text
