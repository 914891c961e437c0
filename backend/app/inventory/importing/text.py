"""Cells as text: what is safe to store, and the way back from a defused formula."""

import datetime as dt
import re
from unicodedata import is_normalized, normalize

from app.inventory.importing.shown import plain
from app.inventory.importing.workbook import Cell, Number
from app.kit.text import DIRECTIONS, INVISIBLE

_CONTROLS = (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))
_SURROGATES = range(0xD800, 0xE000)
_DROPPED = dict.fromkeys((*_CONTROLS, *INVISIBLE, *DIRECTIONS, *_SURROGATES, 0xFFFE, 0xFFFF))
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09], " ")
_CLEANED = {**_DROPPED, **_SPACES, 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_RUNS = re.compile(r"[ \n]*\n[ \n]*|  +")
_BLANK_LINES = re.compile(r" *\n *")
_MANY_LINES = re.compile(r"\n{3,}")
_ESCAPED_CARRIAGE = re.compile(r"_x000[dD]_\n?")
_DEFUSED = re.compile(r"'+(?:[=+\-@\t\r\n＝＋－＠]|\d\S*\Z)")
_LOST_DIGITS = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,3}|\d{15}0{3,}", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", "--", "---", "н/д", "нет данных", "n/a", "null", "none"})

_ERROR_TEXTS = (
    "#REF! #N/A #VALUE! #NAME? #DIV/0! #NUM! #NULL! #SPILL! #CALC! #ERROR! #GETTING_DATA #FIELD! "
    "#BLOCKED! #CONNECT! #UNKNOWN! #ССЫЛКА! #Н/Д #ЗНАЧ! #ИМЯ? #ДЕЛ/0! #ЧИСЛО! #ПУСТО! #ПЕРЕНОС! "
    "#ВЫЧИСЛ! #ОШИБКА!"
)
ERRORS = frozenset(_ERROR_TEXTS.split())
"""What spreadsheets show for a formula that failed, in English and in Russian."""


def text_of(cell: Cell) -> str:
    """What the cell shows: 12.0 reads as 12, a date as 12.03.2019, a number as its format says."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dt.date):
        return cell.strftime("%d.%m.%Y") if cell.year >= 1000 else cell.isoformat()
    return cell.shown if isinstance(cell, Number) else plain(cell)


def is_error(cell: Cell) -> bool:
    return isinstance(cell, str) and cell[:1] == "#" and cell.strip().upper() in ERRORS


def has_lost_digits(cell: Cell) -> bool:
    """A number that a spreadsheet has cut to its 15 digits: «8,93901E+18», 8939010102358470000."""
    text = clean_line(cell)
    if not isinstance(cell, float):
        return _LOST_DIGITS.fullmatch(text) is not None
    digits = re.sub(r"\D", "", text.partition(".")[0])
    return abs(cell) >= 1e15 and len(digits) > 15 and not digits[15:].strip("0")


def restore(text: str) -> str:
    """Takes back the apostrophe that keeps a text a text: «'=1», and «'00123» as people type it.

    An export adds one apostrophe in front of `'*[=+-@…]` and `'+00123`, an import takes
    one away: lossless.
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
