"""Photographs of strangers become pictures of our own making, in a child process with limits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import anyio.to_thread

from app.files import drawing, sniffing
from app.kit import sandbox

LIMITS = sandbox.Limits(memory_mb=512, cpu_s=8, wall_s=40, output_mb=64)

# What people most often take for a photograph, and what to tell them.
_NOT_PHOTOS = {
    "image/svg+xml": "image.is_drawing",
    "image/gif": "image.is_gif",
    "text/html": "image.is_page",
    "application/pdf": "image.is_pdf",
}
_NOT_PHOTO_FAMILIES = {"video": "image.is_video", "audio": "image.is_audio"}


class ImageRefusedError(Exception):
    """Not a photograph, or one that cannot be used; `code` is a key of the locales."""

    def __init__(self, code: str, params: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code, self.params = code, params or {}


@dataclass(frozen=True)
class Picture:
    data: bytes
    thumbnail: bytes
    mime: str
    width: int
    height: int

    @property
    def ending(self) -> str:
        return "webp" if self.mime == "image/webp" else "jpg"


@dataclass(frozen=True)
class Edit:
    """Turn clockwise, then cut out a part of what is then shown, in fractions of its sides."""

    rotate: int = 0
    crop: Mapping[str, float] | None = None


async def photograph(source: BinaryIO) -> Picture:
    """The picture that is kept for an uploaded file. Raises ImageRefusedError."""
    kind = await anyio.to_thread.run_sync(sniffing.sniff, source)
    if source.read(1) == b"":
        raise ImageRefusedError("file.empty")
    if kind not in sniffing.PHOTOS:
        raise ImageRefusedError(_reason(kind))
    assert kind is not None
    return await _draw(source, {"mime": kind.mime})


async def edited(data: sandbox.Source, mime: str, edit: Edit) -> Picture:
    """A kept picture, changed."""
    wanted: dict[str, Any] = {"mime": mime, "rotate": edit.rotate}
    return await _draw(data, wanted | ({"crop": dict(edit.crop)} if edit.crop else {}))


async def _draw(data: sandbox.Source, wanted: dict[str, Any]) -> Picture:
    try:
        answer = await sandbox.run(drawing.MODULE, "draw", data, json.dumps(wanted), LIMITS)
    except sandbox.SandboxKilled as error:
        raise ImageRefusedError("image.too_heavy") from error
    facts, whole, small = drawing.unpack(answer)
    if "code" in facts:
        code = facts["code"]
        if code == "image.damaged" and wanted["mime"] == sniffing.HEIC.mime:
            code = "image.heic_unread"
        raise ImageRefusedError(code, facts["params"])
    return Picture(whole, small, facts["mime"], facts["width"], facts["height"])


def _reason(kind: sniffing.Kind | None) -> str:
    if kind is None:
        return "image.unknown"
    family = _NOT_PHOTO_FAMILIES.get(kind.mime.split("/")[0])
    return _NOT_PHOTOS.get(kind.mime) or family or "image.is_document"
