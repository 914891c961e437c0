"""What happens to pictures before the transaction: checked, converted, stored, nothing locked."""

import asyncio
from collections.abc import Sequence

from fastapi import UploadFile

from app.auth.permissions import P
from app.files import images
from app.files.intake import Intake
from app.files.models import File
from app.files.service import Stored, store_picture
from app.inventory.photos.repository import PhotoRepository
from app.inventory.photos.service import check_room
from app.kit.errors import FieldError, Invalid, TooLarge

_AT_ONCE = 2
"""Pictures of one request in the making: as many as a person has places in the sandbox."""


async def prepare_uploads(
    intake: Intake, item_id: int, uploads: Sequence[UploadFile], max_mb: int
) -> list[Stored]:
    """All of them or none: Invalid names every file that is not a usable photograph."""
    async with intake.db.read(intake.ctx) as uow:
        repository = PhotoRepository(uow.session, uow.ctx)
        await repository.version(item_id, P.INVENTORY_UPDATE)
        check_room(await repository.count(item_id), len(uploads))
    pace = asyncio.Semaphore(_AT_ONCE)
    drawn = await asyncio.gather(*(_draw(upload, max_mb, pace) for upload in uploads))
    refused = [
        FieldError(f"files.{number}", one.code, {**one.params, "file": upload.filename or ""})
        for number, (one, upload) in enumerate(zip(drawn, uploads, strict=True))
        if isinstance(one, images.ImageRefusedError)
    ]
    if refused:
        raise Invalid("photo.refused", params={"count": len(refused)}, errors=refused)
    return [
        await store_picture(intake, upload.filename or "", picture)
        for upload, picture in zip(uploads, drawn, strict=True)
        if isinstance(picture, images.Picture)
    ]


async def _draw(
    upload: UploadFile, max_mb: int, pace: asyncio.Semaphore
) -> images.Picture | images.ImageRefusedError:
    if (upload.size or 0) > max_mb * 1024 * 1024:
        raise TooLarge(params={"limit": max_mb})
    async with pace:
        try:
            return await images.photograph(upload.file)
        except images.ImageRefusedError as error:
            return error


async def prepare_edit(
    intake: Intake, item_id: int, photo_id: int, edit: images.Edit
) -> tuple[File, Stored]:
    """The file as it is now, and the changed picture that may take its place."""
    async with intake.db.read(intake.ctx) as uow:
        repository = PhotoRepository(uow.session, uow.ctx)
        await repository.version(item_id, P.INVENTORY_UPDATE)
        file = await repository.file(await repository.get(item_id, photo_id))
    try:
        picture = await images.edited(intake.storage.stream(file.object_key), file.mime_type, edit)
    except images.ImageRefusedError as error:
        raise Invalid(error.code, params=error.params) from error
    return file, await store_picture(intake, file.file_name, picture)
