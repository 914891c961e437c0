"""Names of files as people gave them, made harmless to store and to send in a header."""

import re
from unicodedata import category, normalize

MAX_NAME = 255
_MAX_ENDING = 16
_SPACES = re.compile(r"\s+")
# What Windows does not allow in a name; a download must be savable everywhere.
_RESERVED = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Control, direction, invisible, unpaired: nothing that a reader sees.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_name(given: str, fallback: str = "file") -> str:
    """Only a name: no path, no direction marks, at most 255 characters with its ending kept."""
    name = normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(" " if c in "\t\r\n" else c for c in name if c in "\t\r\n" or _is_seen(c))
    name = _SPACES.sub(" ", name).translate(_RESERVED).strip(" .")
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        if stem and len(ending) <= _MAX_ENDING:
            name = stem[: MAX_NAME - len(ending) - 1].rstrip(" .") + dot + ending
        else:
            name = name[:MAX_NAME].rstrip(" .")
    return name or fallback


def with_ending(name: str, ending: str) -> str:
    """The name under the ending of what it holds now: IMG_1.HEIC has become IMG_1.jpg."""
    stem, dot, old = name.rpartition(".")
    if dot and len(old) <= _MAX_ENDING:
        name = stem
    return clean_name(f"{name[: MAX_NAME - len(ending) - 1]}.{ending}")


def _is_seen(character: str) -> bool:
    return category(character) not in _UNSEEN
