"""Finding the person that a list names: «Петрова А. И.», «А.И. Петрова», "Петрова Анна"."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

_WORD = re.compile(r"[^\W\d_]+")


class Named(Protocol):
    id: int
    email: str
    last_name: str
    first_name: str
    patronymic: str | None


class People:
    """Names lead to a person only while they mean one person."""

    def __init__(self, rows: Iterable[Named]) -> None:
        self._ids: dict[str, set[int]] = defaultdict(set)
        for person in rows:
            for key in _keys(person):
                self._ids[key].add(person.id)

    def find(self, text: str) -> int | None:
        found = self._ids.get(text.strip().lower()) or self._ids.get(_key(text)) or set()
        return next(iter(found)) if len(found) == 1 else None


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("ё", "е")))


def _keys(person: Named) -> set[str]:
    last, first, middle = person.last_name, person.first_name, person.patronymic or ""
    initials = f"{first[:1]} {middle[:1]}"
    written = (last, f"{last} {first}", f"{last} {first[:1]}", f"{last} {initials}")
    reverse = (f"{initials} {last}", f"{first} {last}", f"{first[:1]} {last}")
    full = (f"{last} {first} {middle}", f"{first} {middle} {last}")
    return {_key(text) for text in (*written, *reverse, *full)} | {person.email.lower()}
