"""What the table parser does not tell about an .xls: the texts that its numbers show, and errors.

The container is a small file system of sectors (MS-CFB), its stream a row of records (MS-XLS).
"""

import struct
from collections.abc import Iterator

from app.inventory.importing.seen import Place, number
from app.inventory.importing.shown import BUILTIN, NumberFormat, number_format, plain

_FREE = 0xFFFFFFFA
_STREAMS = ("workbook", "book")
_MOST_SECTORS = 400_000
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BOF, _FORMAT, _XF, _SHEET = 0x809, 0x41E, 0xE0, 0x85
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x203, 0x27E, 0xBD, 0x06, 0x205


def workbook_stream(data: bytes) -> bytes | None:
    """The stream of the workbook, whatever the case of its name; None when there is none."""
    try:
        return _Container(data).find(_STREAMS)
    except (struct.error, IndexError, ValueError):
        return None


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= shift <= 16 or not 4 <= mini_shift < shift:
            raise ValueError(shift)
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._per_sector = self._size // 4
        directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        mini_table, _, extra, _ = struct.unpack_from("<4I", data, 60)
        tables = list(struct.unpack_from("<109I", data, 76))
        while extra < _FREE and len(tables) < _MOST_SECTORS:
            *more, extra = self._numbers(self._sector(extra))
            tables += more
        self._table: list[int] = []
        for table in tables:
            if table < _FREE:
                self._table += self._numbers(self._sector(table))
        self._directory = self._chain(directory)
        self._mini_table = self._numbers(self._chain(mini_table)) if mini_table < _FREE else []

    def find(self, names: tuple[str, ...]) -> bytes | None:
        entries = [self._directory[at : at + 128] for at in range(0, len(self._directory), 128)]
        by_name = {self._name(entry).lower(): entry for entry in entries if len(entry) == 128}
        entry = next((by_name[name] for name in names if name in by_name), None)
        if entry is None:
            return None
        start, size = struct.unpack_from("<II", entry, 116)
        if size >= self._cutoff:
            return self._chain(start)[:size]
        mini = self._chain(struct.unpack_from("<I", entries[0], 116)[0])
        pieces: list[bytes] = []
        while start < _FREE and len(pieces) * self._mini_size < size:
            at = start * self._mini_size
            pieces.append(mini[at : at + self._mini_size])
            start = self._mini_table[start]
        return b"".join(pieces)[:size]

    @staticmethod
    def _name(entry: bytes) -> str:
        length = min(struct.unpack_from("<H", entry, 64)[0], 64)
        return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")

    def _sector(self, index: int) -> bytes:
        at = (index + 1) * self._size
        return self._data[at : at + self._size].ljust(self._size, b"\0")

    def _numbers(self, sector: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(sector) // 4}I", sector))

    def _chain(self, index: int) -> bytes:
        """A chain that bites its tail ends with the length of the file."""
        pieces: list[bytes] = []
        while index < _FREE and len(pieces) * self._size <= len(self._data):
            pieces.append(self._sector(index))
            index = self._table[index]
        return b"".join(pieces)


def places(stream: bytes) -> dict[str, list[Place]]:
    """By the name of a sheet. A stream that ends too early tells what it has told so far."""
    formats: dict[int, str] = dict(BUILTIN)
    styles: list[int] = []
    starts: dict[int, str] = {}
    found: dict[str, list[Place]] = {}
    forms: dict[int, NumberFormat | None] = {}
    current: list[Place] | None = None

    def form_of(style: int) -> NumberFormat | None:
        if style not in forms:
            code = formats.get(styles[style], "") if style < len(styles) else ""
            form = number_format(code)
            forms[style] = None if form is None or form.is_bare else form
        return forms[style]

    for at, kind, body in _records(stream):
        try:
            if kind == _BOF:
                name = starts.get(at)
                current = found.setdefault(name, []) if name is not None else None
            elif kind == _FORMAT:
                formats[struct.unpack_from("<H", body)[0]] = _text(body[2:], 2)
            elif kind == _XF:
                styles.append(struct.unpack_from("<H", body, 2)[0])
            elif kind == _SHEET:
                starts[struct.unpack_from("<I", body)[0]] = _text(body[6:], 1)
            elif current is not None:
                for row, column, style, value in _cells(kind, body):
                    if isinstance(value, str):
                        current.append((row, column, value))
                    elif (shown := number(plain(value), form_of(style))) is not None:
                        current.append((row, column, shown))
        except (struct.error, IndexError, ValueError):
            continue
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _text(body: bytes, width: int) -> str:
    """A text that begins with its length, and with a flag for letters of two bytes."""
    length = int.from_bytes(body[:width], "little")
    start = width + 1
    if body[width] & 1:
        return body[start : start + 2 * length].decode("utf-16-le", "replace")
    return body[start : start + length].decode("latin-1")


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int, float | str]]:
    """Row, column, style and the number or the error of each cell in a record."""
    if kind not in (_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR):
        return
    row, column, style = struct.unpack_from("<3H", body)
    if kind == _NUMBER:
        yield row, column, style, struct.unpack_from("<d", body, 6)[0]
    elif kind == _RK:
        yield row, column, style, _rk(body[6:10])
    elif kind == _MULRK:
        for index in range((len(body) - 6) // 6):
            at = 4 + 6 * index
            style = struct.unpack_from("<H", body, at)[0]
            yield row, column + index, style, _rk(body[at + 2 : at + 6])
    elif kind == _BOOLERR:
        if body[7]:
            yield row, column, style, _ERRORS.get(body[6], "#N/A")
    elif body[12:14] != b"\xff\xff":
        yield row, column, style, struct.unpack_from("<d", body, 6)[0]
    elif body[6] == 2:
        yield row, column, style, _ERRORS.get(body[8], "#N/A")


def _rk(packed: bytes) -> float:
    """Thirty bits of an integer or of a float, perhaps a hundred times too large."""
    bits = struct.unpack("<I", packed)[0]
    if bits & 2:
        value = float(struct.unpack("<i", packed)[0] >> 2)
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", bits & 0xFFFFFFFC))[0]
    return value / 100 if bits & 1 else value
