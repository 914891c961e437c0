"""A stretch of a file, as media players ask for it (RFC 9110, 14)."""

import re

from app.kit.errors import AppError

_ONE = re.compile(r"^bytes=(\d{0,15})-(\d{0,15})$")


class RangeRefused(AppError):
    status = 416
    code = "file.range"

    def __init__(self, size: int) -> None:
        super().__init__(headers={"Content-Range": f"bytes */{size}"})


def asked(header: str | None, if_range: str | None, tag: str, size: int) -> tuple[int, int] | None:
    """First and last byte, None for the whole file; RangeRefused outside it or for several.

    Several ranges multiply the work of one request, and nothing that we serve asks for them.
    """
    if not header or (if_range is not None and if_range != tag):
        return None
    if not header.startswith("bytes="):
        return None
    if "," in header:
        raise RangeRefused(size)
    found = _ONE.match(header)
    if found is None or found.group(0) == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < int(first):
            return None
    if start >= size or start > end:
        raise RangeRefused(size)
    return start, end
