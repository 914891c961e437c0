"""Files as answers: whole or in ranges, under headers that let nothing in them run."""

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from fastapi import Request, Response
from starlette.responses import StreamingResponse

from app.files import ranges, sniffing
from app.files.models import File
from app.kit.errors import NotFound
from app.kit.http import content_disposition, not_modified
from app.kit.storage import ObjectStore

GUARD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Vary": "Authorization",
}
_KEPT = {"Cache-Control": "private, max-age=300"}
_SHOWN = re.compile(r"^(?:image/(?:jpeg|png|webp)|application/pdf|(?:audio|video)/[\w.+-]+)$")
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")


async def whole(
    request: Request, storage: ObjectStore, file: File, *, wanted: str = "inline", kept: bool = True
) -> Response:
    """The file; `wanted` disposition is heeded where a browser cannot run what it shows."""
    shown = _SHOWN.match(file.mime_type) is not None
    disposition = wanted if shown else "attachment"
    tag = f'"{file.checksum}"'
    headers = {
        **GUARD,
        **(_KEPT if kept and file.mime_type.startswith("image/") else {}),
        "ETag": tag,
        "Accept-Ranges": "bytes",
    }
    if not_modified(request, tag):
        return Response(status_code=304, headers=headers)
    sent = request.headers
    stretch = ranges.asked(sent.get("range"), sent.get("if-range"), tag, file.size)
    headers["Content-Disposition"] = content_disposition(
        disposition, file.file_name, _fallback(file.file_name)
    )
    media = file.mime_type if shown else sniffing.OTHER
    if stretch is None:
        return await _stream(storage, file.object_key, None, file.size, headers, media)
    start, end = stretch
    headers["Content-Range"] = f"bytes {start}-{end}/{file.size}"
    return await _stream(storage, file.object_key, stretch, end - start + 1, headers, media)


async def thumbnail(request: Request, storage: ObjectStore, file: File) -> Response:
    if file.thumbnail_key is None:
        raise NotFound
    tag = f'"{file.checksum}-s"'
    headers = {**GUARD, **_KEPT, "ETag": tag}
    if not_modified(request, tag):
        return Response(status_code=304, headers=headers)
    data = await storage.get(file.thumbnail_key)
    return Response(data, headers=headers, media_type="image/webp")


async def _stream(
    storage: ObjectStore,
    key: str,
    stretch: tuple[int, int] | None,
    length: int,
    headers: dict[str, str],
    media: str,
) -> Response:
    """The first piece is read before the answer begins: a store that is away is a 503, no torso."""
    start, end = stretch or (0, None)
    chunks = storage.stream(key, start, end)
    first = await anext(chunks, b"")
    return StreamingResponse(
        _joined(first, chunks),
        206 if stretch else 200,
        {**headers, "Content-Length": str(length)},
        media_type=media,
    )


async def _joined(first: bytes, rest: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    async with aclosing(rest):
        yield first
        async for chunk in rest:
            yield chunk


def _fallback(name: str) -> str:
    """For software that reads no other alphabet than ASCII."""
    found = _ENDING.search(name)
    return f"file.{found.group(1).lower()}" if found else "file"
