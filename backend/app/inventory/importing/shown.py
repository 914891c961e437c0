"""What a cell shows of its number: «000123», «СН-00045», «45%»: number formats, and numbers plain.

Thousands are not parted and a fraction of zeros is left out: both depend on who looks at the file,
and neither belongs to a number of a thing.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BUILTIN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
"""Formats that a workbook names by number alone; the others are dates, sums and the general one."""

_WIDEST = 40
_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*', re.DOTALL)
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+)\]"
    r"|(?P<general>General)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<literal>[^A-Za-z@\[\]/\\\"])",
    re.DOTALL | re.IGNORECASE,
)
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_POWER = re.compile(r"-?\d+(?:\.\d+)?E[+-]?\d+", re.IGNORECASE)
_GAPS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Section:
    """Digits `0#?` and texts, in their order; `general` puts the whole number at one place."""

    whole: tuple[tuple[str, bool], ...]
    fraction: tuple[tuple[str, bool], ...]
    percents: int
    general: bool

    def show(self, number: Decimal) -> str:
        number = number.scaleb(2 * self.percents)
        if self.general:
            text = _fixed(number)
            return "".join(text if is_digit else piece for piece, is_digit in self.whole)
        places = sum(is_digit for _, is_digit in self.fraction)
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        digits, _, decimals = f"{rounded:f}".partition(".")
        return self._whole(digits.lstrip("0")) + self._fraction(decimals)

    def _whole(self, digits: str) -> str:
        """Filled from the right; the leftmost place takes all that is left."""
        left = sum(is_digit for _, is_digit in self.whole)
        pieces: list[str] = []
        for piece, is_digit in reversed(self.whole):
            if not is_digit:
                pieces.append(piece)
                continue
            left -= 1
            taken = digits if left == 0 else digits[-1:]
            digits = digits[: len(digits) - len(taken)]
            pieces.append(taken or ("0" if piece == "0" else ""))
        return "".join(reversed(pieces))

    def _fraction(self, decimals: str) -> str:
        if not decimals.strip("0"):
            return "".join(piece for piece, is_digit in self.fraction if not is_digit)
        kept = len(decimals.rstrip("0"))
        texts, place = ["."], 0
        for piece, is_digit in self.fraction:
            if is_digit:
                texts.append(decimals[place] if piece == "0" or place < kept else "")
                place += 1
            else:
                texts.append(piece)
        return "".join(texts)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The first section is for all numbers that no other one takes: negative ones, zero."""

    sections: tuple[_Section, ...]

    @property
    def is_bare(self) -> bool:
        """Shows whole numbers as they are: «0», «#,##0», «General»."""
        one = self.sections[0]
        return (
            len(self.sections) == 1
            and not one.fraction
            and all(is_digit for _, is_digit in one.whole)
            and sum(piece == "0" for piece, _ in one.whole) < 2
        )

    def show(self, number: Decimal) -> str:
        if number < 0 and len(self.sections) > 1:
            return self.sections[1].show(-number)
        if number == 0 and len(self.sections) > 2:
            return self.sections[2].show(number)
        shown = self.sections[0].show(abs(number))
        return f"-{shown}" if number < 0 else shown


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat | None:
    """None for what shows no plain digits: dates, fractions, powers of ten, conditions."""
    sections: list[_Section] = []
    for text in filter(None, _SECTIONS.findall(code[:255])):
        if len(sections) == 3 or "@" in text:
            break
        section = _section(text)
        if section is None:
            return None
        sections.append(section)
    return NumberFormat(tuple(sections)) if sections else None


def _section(text: str) -> _Section | None:
    whole: list[tuple[str, bool]] = []
    fraction: list[tuple[str, bool]] = []
    current, percents, general, at = whole, 0, False, 0
    while at < len(text):
        match = _TOKENS.match(text, at)
        if match is None:
            return None
        at = match.end()
        kind, value = match.lastgroup, match[0]
        if kind == "point" and current is whole and not general:
            current = fraction
        elif kind == "digit":
            current.append((value, True))
        elif kind == "general":
            general = True
            current.append(("", True))
        elif kind == "comma":
            if not text[at : at + 1] or text[at] not in "0#?":
                return None  # a comma behind the digits shows thousands
        elif kind is not None:
            percents += kind == "percent"
            current.append((match[kind], False))
    digits = sum(is_digit for _, is_digit in (*whole, *fraction))
    if (general and digits > 1) or digits > _WIDEST:
        return None
    return _Section(tuple(whole), tuple(fraction), percents, general)


def exact(number: float) -> Decimal:
    """The number that was typed: spreadsheets keep 15 digits, what is behind them is noise."""
    return Decimal(f"{number:.15g}")


def plain(number: float) -> str:
    """Without a format: 12.0 is 12, 0.30000000000000004 is 0.3, and no power of ten."""
    if number != number or abs(number) == float("inf") or not (abs(number) < 1e30):
        return repr(float(number))
    if number and abs(number) < 1e-15:
        return repr(float(number))
    return _fixed(exact(number))


def _fixed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_seen(text: str, number: float) -> str:
    """The text beside a number in an open document; one that only says the number plainly is put
    as we put it, for it depends on the language of whoever saved the file."""
    bare = _GAPS.sub("", text).replace(",", ".")
    if not bare or _POWER.fullmatch(bare):
        return plain(number)
    if _PLAIN.fullmatch(bare):
        return plain(number) if number.is_integer() else bare
    return " ".join(text.split())
