"""Which encoding and which delimiter a text file has. Neither is written in it."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections import Counter
from dataclasses import dataclass

from charset_normalizer import from_bytes

from app.inventory.importing.workbook import ImportFileError

SAMPLE = 64 * 1024
CHUNK = 1024 * 1024
DELIMITERS = (";", "\t", ",", "|")
_EIGHT_BIT = ["cp1251", "cp866", "koi8_r", "mac_cyrillic", "cp1252"]
_SEPARATOR_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_MAX_BROKEN = 0.01
"""Share of non-Latin characters that may be broken before a text is no UTF-8."""


@dataclass(frozen=True)
class Encoding:
    """`skip` is the length of the byte order mark; damaged: some bytes are no text in it."""

    name: str
    skip: int = 0
    is_damaged: bool = False


def find_encoding(data: bytes) -> Encoding:
    """UTF-8, UTF-16 or an eight-bit Cyrillic encoding; CP1251 when nothing else is better."""
    for mark, name in (
        (BOM_UTF8, "utf-8"),
        (BOM_UTF16_LE, "utf-16-le"),
        (BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return Encoding(name, len(mark), not _is_valid(data[len(mark) :], name))
    if name_of_bare := _bare_utf16(data):
        return Encoding(name_of_bare, 0, not _is_valid(data, name_of_bare))
    if b"\x00" in data[:SAMPLE]:
        raise ImportFileError("import.not_a_spreadsheet")
    if _is_valid(data, "utf-8"):
        return Encoding("utf-8")
    sample = data[:SAMPLE].decode("utf-8", "replace")
    foreign = sum(1 for character in sample if character > "\x7f")
    if foreign > 20 and sample.count("\ufffd") <= foreign * _MAX_BROKEN:
        return Encoding("utf-8", 0, True)
    return Encoding(_eight_bit(data))


def _is_valid(data: bytes, encoding: str) -> bool:
    """Piece by piece: a decoded copy of 50 MB would cost up to 200."""
    decoder = getincrementaldecoder(encoding)("strict")
    try:
        for start in range(0, len(data), CHUNK):
            decoder.decode(data[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of line ends and separators is zero."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 16 and even * 20 < odd:
        return "utf-16-le"
    if even > len(sample) // 16 and odd * 20 < even:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> str:
    """By the likeliness of the letters, on the lines that have other than Latin ones."""
    lines = [line for line in data[: 4 * SAMPLE].splitlines() if not line.isascii()]
    best = from_bytes(b"\n".join(lines)[:SAMPLE], cp_isolation=_EIGHT_BIT).best()
    if best is None or best.encoding not in _EIGHT_BIT:
        return "cp1251"
    return best.encoding


def find_delimiter(text: str) -> tuple[str, int]:
    """The delimiter by the beginning of a text, and the length of Excel's own `sep=;` line."""
    if match := _SEPARATOR_LINE.match(text):
        return match[1], match.end()
    lines = text.splitlines()[:200]
    lines = lines[:-1] if len(lines) > 1 else lines
    return max(DELIMITERS, key=lambda delimiter: _fitness(lines, delimiter)), 0


def _fitness(lines: list[str], delimiter: str) -> float:
    """How many rows agree about having many columns: titles and totals may disagree."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return 0.0
    total = sum(widths.values())
    return max(
        ((count / total) ** 2 * (width - 1) ** 0.5 for width, count in widths.items() if width > 1),
        default=0.0,
    )
