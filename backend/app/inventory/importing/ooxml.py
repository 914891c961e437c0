"""Looking over the parts of an .xlsx and an .ods before the table parser does: kind, bounds,
formulas without a value, and cells that would be in its way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

from app.inventory.importing.archives import Archive
from app.inventory.importing.workbook import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, ImportFileError

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

_TELLING = re.compile(rb"""t=["']e["']|<v>-?\d{16}""")
_ANY_CELL = re.compile(rb"<c\b(?:[^>]*/>|([^>]*)>(.*?)</c>)", re.DOTALL)
_BLANK_TEXT = re.compile(rb"<t\b[^>]*>\s*</t>|<t\s*/>")
_SHARED = re.compile(rb"<si\b[^>]*/>|<si\b[^>]*>(.*?)</si>", re.DOTALL)
_SHARED_INDEX = re.compile(rb"<v>(\d+)</v>")
_CLEANED_PART = 64 * 1024 * 1024
_BOOK, _BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

Formulas = dict[tuple[int, int], str]
Sheets = set[str]


@dataclass(slots=True)
class Inspection:
    """`formulas` by name of the sheet; `telling` are parts with errors or very long numbers;
    `cleaned` those that had to lose blank cells before anybody can read them."""

    formulas: dict[str, Formulas] = field(default_factory=dict)
    telling: Sheets = field(default_factory=set)
    cleaned: dict[str, bytes] = field(default_factory=dict)


def usual_names(archive: Archive) -> dict[str, str]:
    """New names for a workbook that does not lie where the parser looks for it."""
    book = _book(archive)
    if book in (None, _BOOK):
        return {}
    folder, _, name = book.rpartition("/")
    return {book: _BOOK, f"{folder}/_rels/{name}.rels": _BOOK_RELATIONS}


def _book(archive: Archive) -> str | None:
    """The path of the workbook, as the package names it."""
    if _BOOK in archive.names or "_rels/.rels" not in archive.names:
        return _BOOK
    for node in _elements(archive, "_rels/.rels"):
        if node.get("Type", "").endswith("/officeDocument"):
            path = node.get("Target", "").lstrip("/")
            return path if path.startswith("xl/") and path in archive.names else None
    return None


def check_kind(archive: Archive) -> str:
    """xlsx or ods; any other zip, a document or a presentation is refused."""
    names = set(archive.names)
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml", SMALL_PART
    ):
        raise ImportFileError("import.encrypted")
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml", SMALL_PART)
        if any(mark in types for mark in _MACRO_TYPES):
            raise ImportFileError("import.macros")
        if _WORKBOOK_TYPE in types and _book(archive) in names:
            return "xlsx"
    if {"mimetype", "content.xml"} <= names:
        mime = archive.read("mimetype", SMALL_PART).strip()
        if mime.endswith(b"opendocument.spreadsheet"):
            return "ods"
    raise ImportFileError("import.not_a_spreadsheet")


def inspect(archive: Archive, kind: str) -> Inspection:
    """Inflates every entry once; refuses what the parser must not see.

    A tool that writes a note starting with "=" makes a formula without a computed value of it; to
    the reader it is text.
    """
    parts = sheet_parts(archive) if kind == "xlsx" else {}
    found = Inspection()
    for name in archive.names:
        scan = _SheetScan(is_ods=kind == "ods" and name == "content.xml")
        for text in cell_pieces(archive, name):
            scan.feed(text)
        if name in parts and scan.is_too_large:
            cleaned = _without_blanks(archive, name)
            scan = _SheetScan(is_ods=False)
            scan.feed(cleaned)
            found.cleaned[name] = cleaned
        scan.check()
        if name in parts and scan.formulas:
            found.formulas[parts[name]] = scan.formulas
        if name in parts and scan.is_telling:
            found.telling.add(name)
    return found


def cell_pieces(archive: Archive, name: str) -> Iterator[bytes]:
    """The text of an XML part in pieces that end between two cells; nothing of other entries."""
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
        yield text[:cut]
        tail = text[cut:]
    yield tail


def _without_blanks(archive: Archive, name: str) -> bytes:
    """A sheet without the cells that show nothing: one space at its far end makes it endless."""
    blank = _blank_shared(archive)

    def kept(match: re.Match[bytes]) -> bytes:
        attributes, content = match[1], match[2]
        if content is None:
            return b""
        if b't="s"' in attributes:
            index = _SHARED_INDEX.search(content)
            return b"" if index is not None and int(index[1]) in blank else match[0]
        if b't="inlineStr"' in attributes and not _BLANK_TEXT.sub(b"", content).count(b"<t"):
            return b""
        return match[0]

    return _ANY_CELL.sub(kept, archive.read(name, _CLEANED_PART))


def _blank_shared(archive: Archive) -> set[int]:
    name = "xl/sharedStrings.xml"
    if name not in archive.names:
        return set()
    texts = _SHARED.findall(archive.read(name, _CLEANED_PART))
    return {i for i, text in enumerate(texts) if b"<t" not in _BLANK_TEXT.sub(b"", text)}


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
        self.is_telling = False

    def feed(self, text: bytes) -> None:
        if self._is_ods:
            self._check_repeats(text)
            return
        rows = _ROW.findall(text)
        if rows:
            self._last_row = max(self._last_row, int(max(rows, key=lambda row: (len(row), row))))
        self._columns.update(_COLUMN.findall(text))
        self._measure(text)
        self.is_telling = self.is_telling or _TELLING.search(text) is not None
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

    @property
    def is_too_large(self) -> bool:
        columns, rows = self._exact_column, self._exact_row
        return columns > MAX_COLUMNS or rows > MAX_ROWS or columns * rows > MAX_CELLS

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


def sheet_parts(archive: Archive) -> dict[str, str]:
    """Path of the part → name of the sheet, through the relations of the workbook."""
    if _BOOK_RELATIONS not in archive.names:
        return {}
    targets = {
        node.get("Id"): node.get("Target", "") for node in _elements(archive, _BOOK_RELATIONS)
    }
    parts: dict[str, str] = {}
    for node in _elements(archive, _BOOK):
        if node.tag.endswith("}sheet"):
            relation = next((v for k, v in node.attrib.items() if k.endswith("}id")), None)
            target = (targets.get(relation) or "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[path] = node.get("name", "")
    return parts


def _elements(archive: Archive, name: str) -> Iterator[ElementTree.Element]:
    try:
        return ElementTree.fromstring(plain_part(archive, name)).iter()  # noqa: S314
    except ElementTree.ParseError as error:
        raise ImportFileError("import.damaged") from error


def plain_part(archive: Archive, name: str) -> bytes:
    """XML of a small part, refused when it brings a document type: entities come with it."""
    text = archive.read(name, SMALL_PART)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ImportFileError("import.damaged")
    return text
