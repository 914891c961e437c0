"""Paper: the one door to Typst.

A document is a template of ours and data as JSON; the data is never read as markup, so a name that
looks like code stays a name. Typst runs in the sandbox with an empty folder as its root, our own
fonts and no packages: it can read nothing and reaches nobody.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import orjson
from starlette.responses import Response

from app.kit import glyphs, qr, sandbox
from app.kit.errors import TooMany, Unavailable

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
LIMITS = sandbox.Limits(memory_mb=512, cpu_s=20, wall_s=40, output_mb=64)
Kind = Literal["pdf", "png"]
MOST_AT_ONCE = 2
_making: Counter[int | None] = Counter()


async def render(template: str, data: Any, *, ppi: int | None = None) -> bytes:
    """The document as PDF; with `ppi` its first page as PNG.

    The template reads its data by `json(bytes(sys.inputs.data))`; the texts of its list `codes`
    arrive there as QR codes in SVG.
    """
    try:
        argument = orjson.dumps({"template": template, "ppi": ppi}).decode()
        return await sandbox.run(__name__, "compile_document", orjson.dumps(data), argument, LIMITS)
    except sandbox.SandboxKilled as error:
        raise Unavailable("pdf") from error


def compile_document(data: bytes, argument: str) -> bytes:
    """Inside the sandbox; its working folder is empty."""
    import typst

    wanted = orjson.loads(argument)
    given = orjson.loads(data)
    document = glyphs.keep_drawable(given, FONTS)
    document["codes"] = [qr.svg(text, edge=2) for text in given.get("codes", ())]
    nowhere = os.getcwd()
    result = typst.compile(
        wanted["template"].encode(),
        root=nowhere,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png" if wanted["ppi"] else "pdf",
        ppi=wanted["ppi"],
        sys_inputs={"data": orjson.dumps(document).decode()},
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    return result[0] if isinstance(result, list) else result


@contextlib.contextmanager
def turn(user_id: int | None) -> Iterator[None]:
    """Two documents in the making per person; the third one has to wait for its turn (429)."""
    if _making[user_id] >= MOST_AT_ONCE:
        raise TooMany(2)
    _making[user_id] += 1
    try:
        yield
    finally:
        _making[user_id] -= 1
        if not _making[user_id]:
            del _making[user_id]


def file_response(content: bytes, name: str, kind: Kind = "pdf") -> Response:
    """A document to look at, under its name in any alphabet (RFC 5987)."""
    return Response(
        content,
        media_type="application/pdf" if kind == "pdf" else "image/png",
        headers={
            "Content-Disposition": (
                f"inline; filename=\"document.{kind}\"; filename*=UTF-8''{quote(name, safe='')}"
            )
        },
    )
