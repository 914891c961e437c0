"""Texts that leave the server: problems, export headings, mails. Two catalogues with equal keys."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LOCALES = ("ru", "en")
DEFAULT = "ru"
_FOLDER = Path(__file__).parent.parent / "locales"


@cache
def catalogue(locale: str) -> Mapping[str, str]:
    """All texts of a language: one file a domain, no key twice."""
    texts: dict[str, str] = {}
    for file in sorted((_FOLDER / locale).glob("*.json")):
        part: dict[str, str] = json.loads(file.read_text("utf-8"))
        if twice := texts.keys() & part.keys():
            raise RuntimeError(f"{file.name} repeats {sorted(twice)}")
        texts.update(part)
    return texts


def has(key: str) -> bool:
    return key in catalogue(DEFAULT)


def text(key: str, locale: str, params: Mapping[str, Any] | None = None) -> str:
    """The text of a key with `{name}` places filled; a test proves that every used key exists."""
    template = catalogue(locale if locale in LOCALES else DEFAULT)[key]
    return template.format_map(_Shown({k: _short(v) for k, v in (params or {}).items()}))


def negotiate(accept_language: str | None) -> str:
    """The first language of Accept-Language that we speak; Russian otherwise."""
    for part in (accept_language or "").split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in LOCALES:
            return tag
    return DEFAULT


class Whole(str):
    """A parameter of our own making that a text must carry to its last character: a link."""

    __slots__ = ()


def _short(value: Any) -> Any:
    """What people sent comes back in a text only as long as it can be read."""
    if isinstance(value, Whole):
        return value
    return f"{value[:100]}…" if isinstance(value, str) and len(value) > 100 else value


class _Shown(dict[str, Any]):
    """A missing parameter shows its name instead of breaking the error that it describes."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
