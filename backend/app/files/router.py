from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response, UploadFile

from app.auth.deps import (
    Allow,
    Public,
    SignedIn,
    Write,
    context_of_session,
    database,
    object_store,
)
from app.auth.permissions import P
from app.files import access, links, serving
from app.files.addresses import address, thumbnail_address
from app.files.deps import TakingIn
from app.files.models import File
from app.files.schemas import FileOut, LinkIn, LinkOut
from app.files.service import Files, Stored, store_upload
from app.kit.context import Context
from app.kit.http import json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Id

router = make_router("/files", "files")
Uploader = Annotated[Context, Allow(P.FILE_UPLOAD)]

_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {"*/*": _BYTES}},
    206: {"description": "The part asked for", "content": {"*/*": _BYTES}},
    304: {"description": "The caller has it already"},
    416: {"description": "No such part"},
}
_THUMBNAIL: dict[int | str, dict[str, Any]] = {
    200: {"description": "A small picture", "content": {"image/webp": _BYTES}},
    304: {"description": "The caller has it already"},
}


async def _stored(request: Request, file: UploadFile, _: Uploader, taken: TakingIn) -> Stored:
    return await store_upload(taken, file, request.app.state.settings.max_upload_mb)


async def _found(request: Request, ctx: Context, file_id: int) -> File:
    """Read and let go of the database before the first byte leaves."""
    async with database(request).read(ctx) as uow:
        return await access.get_file(uow, file_id)


def _body(file: File) -> dict[str, Any]:
    fields = FileOut.model_fields.keys() - {"url", "thumbnail_url"}
    body = {name: getattr(file, name) for name in fields}
    thumbnail = thumbnail_address(file.id) if file.thumbnail_key else None
    return body | {"url": address(file.id), "thumbnail_url": thumbnail}


@router.post("/upload", status_code=201, response_model=FileOut)
async def upload_file(
    stored: Annotated[Stored, Depends(_stored)], taken: TakingIn, uow: Write
) -> Response:
    """Kept for 24 hours, seen by the caller alone; photographs are converted on the way."""
    file = await Files(uow).keep(taken, stored)
    return json_response(_body(file), 201, {"Location": address(file.id)})


@router.get("/{file_id:int}", response_class=Response, responses=_FILE)
async def download_file(request: Request, file_id: Id, ctx: SignedIn) -> Response:
    """Whole, or the part that `Range` asks for."""
    file = await _found(request, ctx, file_id)
    return await serving.whole(request, object_store(request), file)


@router.get("/{file_id:int}/thumbnail", response_class=Response, responses=_THUMBNAIL)
async def download_thumbnail(request: Request, file_id: Id, ctx: SignedIn) -> Response:
    file = await _found(request, ctx, file_id)
    return await serving.thumbnail(request, object_store(request), file)


@router.post("/{file_id:int}/link", response_model=LinkOut)
async def create_file_link(
    request: Request, file_id: Id, ctx: SignedIn, body: LinkIn | None = None
) -> Response:
    """An address without a token, good for five minutes and no longer than the session."""
    await _found(request, ctx, file_id)
    link = links.new_link(ctx.theater_id, ctx.session_id or "", (body or LinkIn()).disposition)
    signature = link.sign(_key(request), file_id)
    url = f"{address(file_id)}/content?sig={signature}"
    return json_response({"url": url, "expires_at": link.expires_at})


@router.get(
    "/{file_id:int}/content", response_class=Response, responses=_FILE, dependencies=[Public]
)
async def open_file_link(
    request: Request, file_id: Id, sig: Annotated[str, Query(max_length=300)]
) -> Response:
    """Where a link leads. 404 once its time or the session is over."""
    link = links.read(_key(request), file_id, sig)
    ctx = await context_of_session(request, link.session_id)
    if ctx is None or ctx.theater_id != link.theater_id:
        raise links.LinkEnded
    file = await _found(request, ctx, file_id)
    return await serving.whole(
        request, object_store(request), file, wanted=link.disposition, kept=False
    )


@router.delete("/{file_id:int}", status_code=204)
async def delete_file(file_id: Id, _: Uploader, uow: Write) -> None:
    """Owner or manager; 409 while something shows it."""
    await Files(uow).delete(file_id)


def _key(request: Request) -> str:
    key: str = request.app.state.settings.jwt_secret_key.get_secret_value()
    return key
