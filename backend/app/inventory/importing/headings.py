"""Recognising a heading: spelling, word order, abbreviations and typing errors set aside."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from app.inventory.importing.fields import FIELDS, NO_FIELD
from app.inventory.importing.text import clean_line
from app.inventory.importing.workbook import Cell

LONGEST = 120
GOOD = 0.7
"""From here on a heading is taken for a field."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBER_SIGN = re.compile(r"№|#|\bn[оo]?\b\.?(?=\s|$)")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_NOISE_WORDS = (
    "руб|рублей|рубль|р|тыс|rub|usd|eur|коп|шт|см|мм|м|кг|г|ед|за|в|во|на|к|по|от|и|или|с|"
    "the|of|a|an|or|cm|mm|kg|rur"
)
_NOISE = frozenset(_NOISE_WORDS.split("|"))
_GENERIC_WORDS = (
    "номер|дата|наименование|стоимость|количество|код|объекта|предмета|number|date|name|no|id|type"
)
_GENERIC = frozenset(_GENERIC_WORDS.split("|"))
_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")


@dataclass(frozen=True, slots=True)
class Guess:
    field: str
    score: float


def normalise(heading: str) -> str:
    """Words only, lower case, ё as е, «№» as «номер», what stands in brackets left out."""
    return " ".join(_words(heading))


@lru_cache(maxsize=4096)
def _words(heading: str) -> tuple[str, ...]:
    text = _CAMEL.sub(" ", clean_line(heading).replace("_", " ")).lower().replace("ё", "е")
    text = _NUMBER_SIGN.sub(" номер ", text)
    return tuple(_WORDS.findall(_BRACKETS.sub(" ", text))) or tuple(_WORDS.findall(text))


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without units and little words, unless nothing else is there."""
    return tuple(word for word in words if word not in _NOISE) or words


@cache
def _synonyms() -> tuple[tuple[str, float, tuple[str, ...], str], ...]:
    """(field, weight, words, whole); an empty field stands for "no field of ours"."""
    found: list[tuple[str, float, tuple[str, ...], str]] = []
    for field in FIELDS.values():
        for entry in field.headings.split("|"):
            text, _, weight = entry.partition(":")
            words = _words(text)
            found.append((field.code, float(weight or 1), _core(words), " ".join(words)))
    for text in NO_FIELD:
        words = _words(text)
        found.append(("", 1.0, _core(words), " ".join(words)))
    return tuple(found)


@lru_cache(maxsize=4096)
def guesses(heading: str) -> tuple[Guess, ...]:
    """Fields that a heading may mean, the likeliest first; none for a known stranger."""
    if not heading or len(heading) > LONGEST:
        return ()
    words = _words(heading)
    if not words:
        return (Guess("", 1.0),) if heading.strip() in ("№", "#") else ()
    if words == ("номер",) and ("№" in heading or "#" in heading):
        return ()
    whole, core = " ".join(words), _core(words)
    best: dict[str, float] = {}
    for field, weight, other, other_whole in _synonyms():
        score = weight if whole == other_whole else weight * 0.97 * _likeness(core, other)
        if score > best.get(field, 0.0):
            best[field] = score
    stranger = best.pop("", 0.0)
    if stranger >= max(best.values(), default=0.0) and stranger >= GOOD:
        return ()
    ordered = sorted(best.items(), key=lambda pair: -pair[1])
    return tuple(Guess(field, score) for field, score in ordered if score >= 0.5)


def is_known(cell: Cell) -> bool:
    """Whether a cell reads like a heading of ours, or like a stranger's that we know."""
    if not isinstance(cell, str) or not cell or len(cell) > LONGEST:
        return False
    text = clean_line(cell)
    found = guesses(text)
    if found:
        return found[0].score >= GOOD
    return normalise(text) in NO_FIELD or text in ("№", "#")


def _likeness(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """1 for the same words in any order; general words («номер», «дата») count half."""
    if words == others:
        return 1.0
    if abs(len(words) - len(others)) > 2 or not set(words[0][:1] + words[-1][:1]):
        return 0.0
    matched = whole = 0.0
    left = list(others)
    for word in words:
        score, hit = max(((_same(word, other), other) for other in left), default=(0.0, ""))
        if score > 0.0:
            matched += 2 * score * _importance(hit)
            whole += 2 * _importance(hit)
            left.remove(hit)
        else:
            whole += _importance(word)
    return matched / (whole + sum(map(_importance, left)))


def _importance(word: str) -> float:
    return 0.5 if word in _GENERIC else 1.0


@lru_cache(maxsize=65536)
def _same(word: str, other: str) -> float:
    """Equal, an abbreviation, another ending, or a typing error."""
    if word == other:
        return 1.0
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= 3 and longer.startswith(shorter):
        return 0.95
    if len(shorter) < 5 or word[0] != other[0] or len(longer) - len(shorter) > 3:
        return 0.0
    ratio = SequenceMatcher(None, word, other, autojunk=False).ratio()
    return ratio if ratio >= 0.8 else 0.0
