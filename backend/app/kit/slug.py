"""Codes out of names: «Мягкая мебель» → `myagkaya-mebel`."""

import re
import unicodedata
from collections.abc import Container

_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdezijklmnoprstufye", strict=True)),
        "ё": "e", "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch",
        "ъ": "", "ь": "", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g",
    }
)  # fmt: skip
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str, limit: int = 50) -> str:
    """Latin letters, digits and hyphens; `node` when the name has none of them."""
    # Only canonical composition first: decomposing «й» would lose its breve and its sound.
    latin = unicodedata.normalize("NFC", name.lower()).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-")[:limit].strip("-") or "node"


def free_slug(name: str, taken: Container[str], limit: int = 50) -> str:
    """The slug of the name, with a number behind it when the plain one is taken."""
    base = slug(name, limit)
    number, found = 1, base
    while found in taken:
        number += 1
        ending = f"-{number}"
        found = base[: limit - len(ending)] + ending
    return found
