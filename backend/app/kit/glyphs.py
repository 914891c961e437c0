"""Which characters our fonts can draw: what they cannot is left out, for a box says nothing.

Reads the character map of a TrueType file (tables `cmap` of the formats 4 and 12).
"""

import struct
from functools import cache
from pathlib import Path
from typing import Any

_LAID_OUT = frozenset(map(ord, "\n\t "))
# Greek, arrows, signs of mathematics and shapes come from the fonts that Typst carries itself.
_CARRIED = frozenset((*range(0x370, 0x400), *range(0x2190, 0x2300), *range(0x25A0, 0x2600), 0x2713))


@cache
def drawable(folder: Path) -> frozenset[int]:
    """Code points that every font of the folder has: a text may be set in any of them."""
    fonts = [_code_points(path.read_bytes()) for path in sorted(folder.glob("*.ttf"))]
    return frozenset.intersection(*fonts) | _CARRIED | _LAID_OUT


def keep_drawable(data: Any, folder: Path) -> Any:
    """JSON with every text freed of what the fonts do not have."""
    match data:
        case str():
            known = drawable(folder)
            if all(ord(character) in known for character in data):
                return data
            return "".join(filter(lambda character: ord(character) in known, data)).strip()
        case list():
            return [keep_drawable(part, folder) for part in data]
        case dict():
            return {name: keep_drawable(part, folder) for name, part in data.items()}
    return data


def _code_points(font: bytes) -> frozenset[int]:
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {
        tag: start
        for tag, _, start, _ in (
            struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(count)
        )
    }
    cmap = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    found: set[int] = set()
    for index in range(count):
        (offset,) = struct.unpack_from(">L", font, cmap + 4 + 8 * index + 4)
        (kind,) = struct.unpack_from(">H", font, cmap + offset)
        if kind == 4:
            found.update(_segments(font, cmap + offset))
        elif kind == 12:
            found.update(_groups(font, cmap + offset))
    return frozenset(found)


def _segments(font: bytes, start: int) -> set[int]:
    (double,) = struct.unpack_from(">H", font, start + 6)
    ends = struct.unpack_from(f">{double // 2}H", font, start + 14)
    begins = struct.unpack_from(f">{double // 2}H", font, start + 16 + double)
    return {
        point
        for begin, end in zip(begins, ends, strict=True)
        if begin != 0xFFFF
        for point in range(begin, end + 1)
    }


def _groups(font: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">L", font, start + 12)
    return {
        point
        for index in range(count)
        for begin, end, _ in [struct.unpack_from(">LLL", font, start + 16 + 12 * index)]
        for point in range(begin, end + 1)
    }
