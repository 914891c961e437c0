"""Numbers of single pieces: the item's number, «/» and a running part, СВ-1302/07."""

import re
from collections.abc import Collection, Iterable

MAX_LENGTH = 60


def running(prefix: str, numbers: Iterable[str]) -> int:
    """The largest running part that any of the numbers has after the prefix; 0 without one."""
    form = re.compile(rf"{re.escape(prefix.lower())}/(\d{{1,6}})")
    found = (form.fullmatch(number.lower()) for number in numbers)
    return max((int(match.group(1)) for match in found if match), default=0)


def proposed(prefix: str, last: int, count: int, taken: Collection[str]) -> list[str]:
    """The next `count` numbers that nobody has; `taken` are keys, in small letters."""
    width = max(2, len(str(last + count)))
    found: list[str] = []
    number = last
    while len(found) < count:
        number += 1
        candidate = f"{prefix}/{number:0{width}d}"
        if candidate.lower() not in taken:
            found.append(candidate)
    return found
