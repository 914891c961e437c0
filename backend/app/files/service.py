"""Uploads and deletions. What is uploaded belongs to its uploader until something takes it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, BinaryIO

import anyio.to_thread
from fastapi import UploadFile

from app.auth.permissions import P
from app.files import access, images, sniffing
from app.files.intake import Intake, discard
from app.files.models import File, FileState
from app.files.names import clean_name, with_ending
from app.kit import clock
from app.kit.context import Scope
from app.kit.errors import Conflict, FieldError, Invalid, NotFound, TooLarge, UnsupportedType
from app.kit.uow import Uow

TEMP_LIFE = timedelta(hours=24)
UPLOAD = "upload"
"""The purpose of what is not attached to anything."""

_CHUNK = 256 * 1024
_NOT_THAT_KIND = frozenset({"image.is_gif", "image.is_drawing"})


@dataclass(frozen=True)
class Stored:
    """Objects in the store and what is known of them; a row is made of it."""

    values: Mapping[str, Any]
    keys: list[str] = field(default_factory=list)

    async def take(self, uow: Uow, intake: Intake, purpose: str, **values: Any) -> File:
        """The row, in the transaction that takes its objects out of the ledger."""
        await intake.claim(uow, self.keys)
        file = File(**self.values, purpose=purpose, owner_id=uow.ctx.author_id, **values)
        uow.session.add(file)
        await uow.session.flush()
        return file


async def store_picture(intake: Intake, name: str, picture: images.Picture) -> Stored:
    """A picture of our own making and its thumbnail."""
    key = await intake.put_bytes("pictures", picture.data)
    thumbnail = await intake.put_bytes("thumbnails", picture.thumbnail)
    return Stored(
        {
            "object_key": key,
            "thumbnail_key": thumbnail,
            "file_name": with_ending(clean_name(name), picture.ending),
            "mime_type": picture.mime,
            "size": len(picture.data),
            "checksum": hashlib.sha256(picture.data).hexdigest(),
            "width": picture.width,
            "height": picture.height,
        },
        [key, thumbnail],
    )


async def store_upload(intake: Intake, upload: UploadFile, max_mb: int) -> Stored:
    """Check, convert and store what was sent; raises before anything is stored."""
    source, name = upload.file, clean_name(upload.filename or "")
    checksum, size = await anyio.to_thread.run_sync(_measure, source, max_mb * 1024 * 1024)
    kind = await anyio.to_thread.run_sync(sniffing.sniff, source)
    if kind in sniffing.PHOTOS or kind in (sniffing.GIF, sniffing.SVG):
        stored = await store_picture(intake, name, await _photograph(source))
    elif kind is None or kind not in sniffing.UPLOADS:
        code = "file.is_page" if kind == sniffing.PAGE else "file.kind"
        raise UnsupportedType(code, errors=[FieldError("file", code, {})])
    else:
        key = await intake.put("files", source, size)
        stored = Stored(
            {"object_key": key, "file_name": name, "mime_type": kind.mime, "size": size,
             "checksum": checksum},
            [key],
        )  # fmt: skip
    source.seek(0)
    return stored


def _measure(source: BinaryIO, limit: int) -> tuple[str, int]:
    """SHA-256 and size, in one pass over what was spooled to disk."""
    digest, size = hashlib.sha256(), 0
    source.seek(0)
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if size > limit:
            raise TooLarge(params={"limit": limit // 1024 // 1024})
    if size == 0:
        raise Invalid.field("file", "file.empty")
    source.seek(0)
    return digest.hexdigest(), size


async def _photograph(source: BinaryIO) -> images.Picture:
    try:
        return await images.photograph(source)
    except images.ImageRefusedError as error:
        refusal = UnsupportedType if error.code in _NOT_THAT_KIND else Invalid
        raise refusal(
            error.code, params=error.params, errors=[FieldError("file", error.code, error.params)]
        ) from error


class Files:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow

    async def keep(self, intake: Intake, stored: Stored) -> File:
        """A temporary file of the caller's."""
        file = await stored.take(
            self.uow, intake, UPLOAD, state=FileState.TEMP, expires_at=clock.now() + TEMP_LIFE
        )
        await self.uow.audit("create", "file", file.id, {"file_name": [None, file.file_name]})
        return file

    async def delete(self, file_id: int) -> None:
        """Owner or manager; what something shows is deleted there."""
        file = await self.uow.session.get(File, file_id, with_for_update=True)
        if file is None:
            raise NotFound
        if file.state == FileState.ATTACHED:
            await access.get_file(self.uow, file_id)
            raise Conflict("file.in_use")
        manages = self.uow.ctx.scope(P.THEATER_SETTINGS) is Scope.ALL
        if not manages:
            await access.get_file(self.uow, file_id)
        await self.uow.audit("delete", "file", file_id, {"file_name": [file.file_name, None]})
        await discard(self.uow, file)
