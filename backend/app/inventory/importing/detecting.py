"""Finding the table in a sheet made for paper: titles above it, totals and signatures below it,
headings on every page, numbers under the headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from math import log2

from app.inventory.importing.headings import guesses, is_known
from app.inventory.importing.text import clean_line, text_of
from app.inventory.importing.workbook import Cell, ImportFileError, Row, Sheet, Workbook

SEARCHED_ROWS = 200
SAMPLED_ROWS = 500
LEAST_SCORE = 0.5

_TOTAL = re.compile(
    r"(?:итого|итог)\b|(?:всего|total|totals|grand total|sub-?total|sum)\s*[:.]?$", re.IGNORECASE
)
_SPARSE_TOTAL = re.compile(
    r"(?:всего|общая сумма|общее количество|общая стоимость|total|grand total)\b", re.IGNORECASE
)
_TOTAL_STARTS = ("итог", "всег", "общ", "tota", "gran", "sub", "sum")
_SIGNATURE = re.compile(
    r"_{3,}|^(?:материально[ -]ответственн|мат\.? ?отв|мол\b|кладовщик|председатель|член[ыа]?\b|"
    r"бухгалтер|гл\.? ?бухгалтер|главный бухгалтер|руководитель|директор|зав(?:едующ|\.)|начальник|"
    r"подпис|составил|проверил|утвержда|сдал|принял|исполнитель|опись составлена|м\.? ?п\.|"
    r"дата составления|комиссия|signature|signed|approved by|prepared by|checked by|date:)",
    re.IGNORECASE,
)


class Skipped(StrEnum):
    """Why a row below the headings is no data."""

    HEADING = "heading"
    NUMBERING = "numbering"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"


@dataclass(slots=True)
class Table:
    """`header_row` counts from 1, as the spreadsheet shows it; 0 when the sheet has no headings.

    `rows` are zero-based places of the data rows in the sheet, `skipped` rows count from 1.
    """

    header_row: int
    headings: list[str]
    rows: list[int]
    skipped: list[tuple[int, Skipped]] = field(default_factory=list)


def find_table(
    book: Workbook, sheet: str | None = None, header_row: int | None = None
) -> tuple[Sheet, Table]:
    """The best table of the book, or the one of the named sheet and heading row."""
    if sheet is not None:
        chosen = next((one for one in book.sheets if one.name == sheet), None)
        if chosen is None:
            raise ImportFileError("import.sheet_unknown", {"sheet": sheet[:100]})
        table, _ = _table_of(chosen, header_row)
        if not table.rows:
            raise ImportFileError("import.no_table")
        return chosen, table
    best: tuple[float, Sheet, Table] | None = None
    for one in book.sheets:
        table, score = _table_of(one, header_row)
        if not table.rows:
            continue
        weight = (score + 0.01) * log2(1 + len(table.rows)) * (0.1 if one.is_hidden else 1)
        if best is None or weight > best[0]:
            best = (weight, one, table)
    if best is None or (len(best[2].headings) < 2 and best[2].header_row == 0):
        raise ImportFileError("import.no_table")
    return best[1], best[2]


def _table_of(sheet: Sheet, header_row: int | None) -> tuple[Table, float]:
    if header_row is not None:
        first, score = header_row - 1, 0.0
        if not 0 <= first < len(sheet.rows):
            raise ImportFileError("import.header_row", {"row": header_row})
    else:
        first, score = _find_header(sheet)
    if first < 0:
        return Table(0, _letters(sheet), _plain_rows(sheet)), 0.0
    cells, last = _headings(sheet, first)
    classified = _Classifier(sheet, first, cells)
    table = Table(first + 1, _named(sheet, cells, last), [])
    for index in range(last + 1, len(sheet.rows)):
        reason = classified.reason(index)
        if reason is None:
            table.rows.append(index)
        elif reason != "":
            table.skipped.append((index + 1, Skipped(reason)))
    return table, score


def _find_header(sheet: Sheet) -> tuple[int, float]:
    """The row with the most headings that we know; else the first row of texts over a table."""
    best, best_score = -1, 0.0
    fallback = -1
    typical = _typical(sheet.rows)
    for index, row in enumerate(islice(sheet.rows, SEARCHED_ROWS)):
        filled = [cell for cell in row if _is_filled(cell)]
        if not filled:
            continue
        texts = [cell for cell in filled if isinstance(cell, str) and not _is_numeric(cell)]
        known = sum(map(is_known, texts))
        score = known * known / len(filled)
        if score > best_score and (len(filled) > 1 or typical <= 1):
            best, best_score = index, score
        if fallback < 0 and len(texts) == len(filled) >= max(2, typical * 0.6):
            fallback = index if len(set(map(clean_line, texts))) == len(texts) else -2
    if best_score >= LEAST_SCORE:
        return best, best_score
    # Texts over texts are as likely data: only numbers below prove that these are headings.
    if fallback >= 0 and any(
        not isinstance(cell, str) or _is_numeric(cell)
        for row in sheet.rows[fallback + 1 : fallback + 20]
        for cell in row
        if _is_filled(cell)
    ):
        return fallback, 0.1
    return -1, 0.0


def _headings(sheet: Sheet, first: int) -> tuple[list[str], int]:
    """The texts of the heading row; a second row of a two-storey heading is joined to it."""
    upper = [clean_line(cell) for cell in sheet.rows[first]]
    if first + 1 >= len(sheet.rows):
        return upper, first
    lower_row = sheet.rows[first + 1]
    lower = [clean_line(cell) for cell in lower_row]
    filled = [index for index, text in enumerate(lower) if text]
    if not filled or any(
        not isinstance(lower_row[i], str) or _is_numeric(lower_row[i]) for i in filled
    ):
        return upper, first
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    groups = _groups(upper)
    opened = [i for i in filled if not upper[i]]
    merged_down = [i for i in range(width) if upper[i] and not lower[i]]
    if not opened or not merged_down or not all(groups[i] for i in filled):
        return upper, first
    joined = [f"{groups[i]} {lower[i]}" if lower[i] else upper[i] for i in range(width)]
    if sum(map(is_known, joined)) < sum(map(is_known, upper)):
        return upper, first
    return joined, first + 1


def _groups(upper: list[str]) -> list[str]:
    """Each column's heading, carried to the right over the blanks of a merged cell."""
    current, groups = "", []
    for text in upper:
        current = text or current
        groups.append(current)
    return groups


class _Classifier:
    """Tells data from everything else that stands below the headings."""

    def __init__(self, sheet: Sheet, first: int, headings: list[str]) -> None:
        self._rows = sheet.rows
        self._merged = {top for top, left, _, right in sheet.merged if right > left}
        self._heading = [clean_line(cell) for cell in sheet.rows[first]]
        self._first = next((i for i, text in enumerate(self._heading) if text), 0)
        self._width = sum(1 for text in headings if text) or 1
        self._typical = _typical(sheet.rows[first + 1 :])
        self._name = _name_column(headings)
        self._after_heading = True
        self._ended = False

    def reason(self, index: int) -> str | None:
        """None for data, "" for a blank row, else a member of Skipped."""
        row = self._rows[index]
        filled = len(row) - row.count("")
        if filled == 0 or (filled <= 3 and not any(map(_is_filled, row))):
            return ""
        reason = self._of_filled(row, index, filled)
        self._after_heading = reason is Skipped.HEADING
        return reason

    def _of_filled(self, row: Row, index: int, filled: int) -> Skipped | None:
        if self._is_heading(row):
            return Skipped.HEADING
        if self._after_heading and _is_numbering(row, filled, self._width):
            return Skipped.NUMBERING
        first = next((cell for cell in row if _is_filled(cell)), "")
        if not isinstance(first, str):
            return None
        is_sparse = filled < self._typical and filled * 2 <= max(self._width, 2)
        if first.lstrip()[:4].lower().startswith(_TOTAL_STARTS):
            text = clean_line(first)
            if _TOTAL.match(text) or (is_sparse and _SPARSE_TOTAL.match(text)):
                self._ended = True
                return Skipped.TOTAL
        if not is_sparse:
            self._ended = False
            return None
        if any(isinstance(cell, str) and _SIGNATURE.search(cell.strip()) for cell in row):
            self._ended = True
            return Skipped.SIGNATURE
        return Skipped.NOTE if self._is_note(row, index, filled) else None

    def _is_heading(self, row: Row) -> bool:
        if len(row) <= self._first or not isinstance(row[self._first], str):
            return False
        if clean_line(row[self._first]).lower() != self._heading[self._first].lower():
            return False
        pairs = [(a, clean_line(b)) for a, b in zip(self._heading, row, strict=False) if a]
        equal = sum(1 for a, b in pairs if a.lower() == b.lower())
        return equal >= max(min(2, self._width), 0.7 * len(pairs))

    def _is_note(self, row: Row, index: int, filled: int) -> bool:
        """A lonely text: the caption of a group, or words below the table."""
        if self._typical < 4 or filled > 2:
            return False
        if self._ended:
            return True
        place = next(i for i, cell in enumerate(row) if _is_filled(cell))
        return filled == 1 and (place != self._name or index in self._merged)


def _is_numbering(row: Row, filled: int, width: int) -> bool:
    """«1 2 3 4» or «А Б 1 2» under the headings of a form."""
    if filled < 3 or filled < 0.6 * width:
        return False
    numbers: list[int] = []
    for cell in row:
        text = clean_line(cell)
        if text.isdigit() and len(text) < 3:
            numbers.append(int(text))
        elif text and not (len(text) == 1 and text.isalpha() and not numbers):
            return False
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip(" \t\r\n\xa0")) if isinstance(cell, str) else True


def _is_numeric(cell: Cell) -> bool:
    """Digits more than letters: no heading, though a text."""
    text = text_of(cell)
    digits = sum(map(str.isdigit, text))
    return digits > 0 and digits >= sum(map(str.isalpha, text))


def _typical(rows: list[Row]) -> int:
    """How many cells a full row of this table has; captions between the rows do not lower it."""
    counts = sorted(n for row in islice(rows, SAMPLED_ROWS) if (n := sum(map(_is_filled, row))))
    return counts[len(counts) * 3 // 4] if counts else 0


def _name_column(headings: list[str]) -> int:
    scores = [
        max((guess.score for guess in guesses(text) if guess.field == "name"), default=0.0)
        for text in headings
    ]
    return scores.index(max(scores)) if scores and max(scores) > 0 else -1


def _plain_rows(sheet: Sheet) -> list[int]:
    return [index for index, row in enumerate(sheet.rows) if any(map(_is_filled, row))]


def _named(sheet: Sheet, cells: list[str], last: int) -> list[str]:
    """Headings for all columns: letters where there is none, « (2)» where one comes again."""
    width = max([len(cells), *(len(row) for row in sheet.rows[last + 1 :])])
    seen: dict[str, int] = {}
    names: list[str] = []
    for index in range(width):
        name = cells[index][:200] if index < len(cells) and cells[index] else column_letter(index)
        count = seen[name.lower()] = seen.get(name.lower(), 0) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    return names


def _letters(sheet: Sheet) -> list[str]:
    return [column_letter(index) for index in range(max(map(len, sheet.rows), default=0))]


def column_letter(index: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_cells(sheet: Sheet, table: Table, index: int) -> Iterator[Cell]:
    """The cells of a column in data rows, blanks left out."""
    for place in table.rows:
        row = sheet.rows[place]
        if index < len(row) and (cell := row[index]) != "":
            yield cell
