from typing import Annotated, Any

from fastapi import Depends, File, Form, Request, Response, UploadFile

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.files import images
from app.files.deps import TakingIn
from app.files.models import File as StoredFile
from app.files.service import Stored
from app.inventory import references
from app.inventory.items import Archived
from app.inventory.photos.models import PhotoSide
from app.inventory.photos.preparing import prepare_edit, prepare_uploads
from app.inventory.photos.reading import only, photos_json
from app.inventory.photos.repository import PhotoRepository
from app.inventory.photos.schemas import (
    PhotoEdit,
    PhotoIn,
    PhotoList,
    PhotoOrder,
    PhotoPatch,
)
from app.inventory.photos.service import Photos
from app.inventory.schemas import PhotoOut
from app.kit.context import Context
from app.kit.errors import NotFound
from app.kit.http import IfMatch, RequiredIfMatch, etag, json_response
from app.kit.reference import Versions
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Line
from app.kit.uow import Uow

router = make_router("/inventory/{item_id:int}/photos", "photos")
Editor = Annotated[Context, Allow(P.INVENTORY_UPDATE)]
Reader = Annotated[Context, Allow(P.INVENTORY_READ)]


async def _gallery(
    uow: Uow, item_id: int, *, archived: bool = False
) -> tuple[list[dict[str, Any]], int]:
    repository = PhotoRepository(uow.session, uow.ctx)
    version = await repository.version(item_id, P.INVENTORY_READ, archived=archived)
    people = await references.PEOPLE.of(uow, await Versions.read(uow, references.PEOPLE.tables))
    return await photos_json(uow, item_id, people), version


def _list(items: list[dict[str, Any]], version: int, status: int = 200) -> Response:
    body = {"items": items, "version": version}
    return json_response(body, status, {"ETag": etag(version)})


async def _one(uow: Uow, item_id: int, photo_id: int) -> Response:
    items, version = await _gallery(uow, item_id)
    found = only(items, [photo_id])
    if not found:
        raise NotFound
    return json_response(found[0], headers={"ETag": etag(version)})


async def _uploads(
    request: Request,
    item_id: Id,
    _: Editor,
    taken: TakingIn,
    files: Annotated[
        list[UploadFile],
        File(min_length=1, max_length=20, description="JPEG, PNG, WEBP or HEIC"),
    ],
) -> list[Stored]:
    max_mb = request.app.state.settings.max_upload_mb
    return await prepare_uploads(taken, item_id, files, max_mb)


async def _edit(
    item_id: Id, photo_id: Id, _: Editor, taken: TakingIn, body: PhotoEdit
) -> tuple[StoredFile, Stored]:
    crop = body.crop.model_dump() if body.crop else None
    return await prepare_edit(taken, item_id, photo_id, images.Edit(body.rotate, crop))


@router.get("", response_model=PhotoList)
async def list_photos(item_id: Id, _: Reader, uow: Read, archived: Archived = False) -> Response:
    """In the order of the gallery."""
    return _list(*await _gallery(uow, item_id, archived=archived))


@router.post("", status_code=201, response_model=PhotoList)
async def upload_photos(
    item_id: Id,
    stored: Annotated[list[Stored], Depends(_uploads)],
    taken: TakingIn,
    uow: Write,
    side: Annotated[PhotoSide, Form()] = PhotoSide.GENERAL,
    caption: Annotated[Line | None, Form()] = None,
) -> Response:
    """All or none; `errors` names each refused file as `files.N`. Answers the added ones."""
    added = await Photos(uow).add(item_id, taken, stored, side, caption or None)
    items, version = await _gallery(uow, item_id)
    return _list(only(items, added), version, 201)


@router.put("/order", response_model=PhotoList)
async def reorder_photos(
    item_id: Id, body: PhotoOrder, version: RequiredIfMatch, _: Editor, uow: Write
) -> Response:
    """If-Match carries the item's version, which every change of a photo raises."""
    await Photos(uow).reorder(item_id, body.ids, version)
    return _list(*await _gallery(uow, item_id))


@router.get("/{photo_id:int}", response_model=PhotoOut)
async def get_photo(item_id: Id, photo_id: Id, _: Reader, uow: Read) -> Response:
    return await _one(uow, item_id, photo_id)


@router.put("/{photo_id:int}", response_model=PhotoOut)
async def replace_photo(
    item_id: Id, photo_id: Id, body: PhotoIn, version: RequiredIfMatch, _: Editor, uow: Write
) -> Response:
    await Photos(uow).change(item_id, photo_id, body.model_dump(), version)
    return await _one(uow, item_id, photo_id)


@router.patch("/{photo_id:int}", response_model=PhotoOut)
async def update_photo(
    item_id: Id, photo_id: Id, body: PhotoPatch, version: IfMatch, _: Editor, uow: Write
) -> Response:
    await Photos(uow).change(item_id, photo_id, body.changes(), version)
    return await _one(uow, item_id, photo_id)


@router.post("/{photo_id:int}/edit", response_model=PhotoOut)
async def edit_photo(
    item_id: Id,
    photo_id: Id,
    edited: Annotated[tuple[StoredFile, Stored], Depends(_edit)],
    taken: TakingIn,
    uow: Write,
) -> Response:
    """Turns the picture clockwise, then cuts it. The file changes, the photo stays."""
    file, stored = edited
    await Photos(uow).replace(item_id, photo_id, file.id, taken, stored)
    return await _one(uow, item_id, photo_id)


@router.delete("/{photo_id:int}", status_code=204)
async def delete_photo(item_id: Id, photo_id: Id, version: IfMatch, _: Editor, uow: Write) -> None:
    """The main photo passes its place on to the next one."""
    await Photos(uow).delete(item_id, photo_id, version)
