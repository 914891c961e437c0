"""Cells as text: what is safe to store, and the way back from a defused formula."""

import datetime as dt
import re
from unicodedata import is_normalized, normalize

from app.inventory.importing.workbook import Cell

_CONTROLS = (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))
_INVISIBLE = (0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF)
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SURROGATES = range(0xD800, 0xE000)
_DROPPED = dict.fromkeys((*_CONTROLS, *_INVISIBLE, *_DIRECTIONS, *_SURROGATES))
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09], " ")
_CLEANED = {**_DROPPED, **_SPACES, 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_RUNS = re.compile(r"[ \n]*\n[ \n]*|  +")
_BLANK_LINES = re.compile(r" *\n *")
_MANY_LINES = re.compile(r"\n{3,}")
_ESCAPED_CARRIAGE = re.compile(r"_x000[dD]_\n?")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NOTHING = frozenset(
    {"", "-", "–", "—", "--", "---", "н/д", "нет данных", "n/a", "#н/д", "#n/a", "null", "none"}
)


def text_of(cell: Cell) -> str:
    """What the cell shows: 12.0 reads as 12, a date as 12.03.2019."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dt.date):
        return cell.strftime("%d.%m.%Y") if cell.year >= 1000 else cell.isoformat()
    if cell == cell and abs(cell) < 1e21 and cell == int(cell):
        return str(int(cell))
    return repr(cell)


def restore(text: str) -> str:
    """Takes back the apostrophe that an export puts before text that looks like a formula.

    An export adds one apostrophe in front of `'*[=+-@…]`, an import takes one away: lossless.
    """
    return text[1:] if text.startswith("'") and _DEFUSED.match(text) else text


def clean_line(cell: Cell) -> str:
    """One line: no control or direction marks, every space a plain one, no double spaces."""
    text = text_of(cell)
    if text.isprintable() and "  " not in text and "'" not in text and is_normalized("NFC", text):
        return text.strip()
    return _RUNS.sub(" ", _stripped(text)).strip()


def clean_text(cell: Cell) -> str:
    """Several lines: as `clean_line`, but line ends stay, at most one blank line in a row."""
    text = text_of(cell)
    if text.isprintable() and "'" not in text and is_normalized("NFC", text):
        return text.strip()
    return _MANY_LINES.sub("\n\n", _BLANK_LINES.sub("\n", _stripped(text))).strip()


def is_nothing(text: str) -> bool:
    """A dash and «н/д» stand for an empty cell in numbers, dates, numbers of things and trees."""
    return text.lower() in _NOTHING


def _stripped(text: str) -> str:
    text = _ESCAPED_CARRIAGE.sub("\n", restore(text))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return normalize("NFC", text.translate(_CLEANED))
