from typing import Annotated

from fastapi import Depends, Query, Request, Response, UploadFile

from app.auth.deps import Allow, Read, Unanswered, Write, database, object_store
from app.auth.permissions import P
from app.files.deps import TakingIn
from app.inventory.importing import error_file
from app.inventory.importing.looking import Looked, look
from app.inventory.importing.schemas import (
    DryRunIn,
    DryRunOut,
    ImportFeed,
    ImportOut,
    ImportRow,
    RunIn,
)
from app.inventory.importing.service import Imports, Received, receive
from app.kit import export
from app.kit.context import Context
from app.kit.export import Format
from app.kit.http import json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Feed, Id
from app.kit.uow import Uow

router = make_router("/inventory/imports", "imports")
Importer = Annotated[Context, Allow(P.INVENTORY_BULK)]


def _imports(request: Request, uow: Uow) -> Imports:
    return Imports(uow, database(request), request.app.state.storage)


async def _received(file: UploadFile, _: Importer, __: Unanswered, taken: TakingIn) -> Received:
    return await receive(taken, file.filename or "", file.file, file.size or 0)


async def _looked(
    request: Request, import_id: Id, ctx: Importer, _: Unanswered, body: DryRunIn | None = None
) -> Looked:
    return await look(database(request), object_store(request), ctx, import_id, body or DryRunIn())


@router.get("", response_model=Feed[ImportRow])
async def list_imports(
    request: Request, query: Annotated[ImportFeed, Query()], _: Importer, uow: Read
) -> Response:
    return json_response(await _imports(request, uow).list_(query.before, query.limit))


@router.post("", status_code=201, response_model=ImportOut)
async def upload_import(
    request: Request,
    received: Annotated[Received, Depends(_received)],
    taken: TakingIn,
    uow: Write,
) -> Response:
    """A .csv, .xlsx, .xls or .ods file: what was found in it, and a suggested mapping."""
    return json_response(await _imports(request, uow).remember(taken, received), 201)


@router.get("/{import_id}", response_model=ImportOut)
async def get_import(request: Request, import_id: Id, _: Importer, uow: Read) -> Response:
    return json_response(await _imports(request, uow).get(import_id))


@router.post("/{import_id}/dry-run", response_model=DryRunOut)
async def dry_run_import(
    request: Request, looked: Annotated[Looked, Depends(_looked)], uow: Write
) -> Response:
    """Nothing is imported; the mapping and the options are remembered for the run."""
    return json_response(await _imports(request, uow).keep(looked))


@router.post("/{import_id}/run", status_code=202, response_model=ImportRow)
async def run_import(
    request: Request, import_id: Id, _: Importer, uow: Write, body: RunIn | None = None
) -> Response:
    """Starts the import in the background; poll it for `status` and `progress`."""
    return json_response(await _imports(request, uow).run(import_id, body), 202)


@router.post("/{import_id}/undo", response_model=ImportRow)
async def undo_import(
    request: Request,
    import_id: Id,
    _: Importer,
    uow: Write,
    rest: Annotated[
        bool, Query(description="true: items touched since stay, the rest goes")
    ] = False,
) -> Response:
    """409 with `conflicts` when something else has happened to its items since."""
    return json_response(await _imports(request, uow).undo(import_id, rest=rest))


@router.get(
    "/{import_id}/errors",
    response_class=Response,
    responses={200: {"content": {form.media_type: {} for form in Format}}},
)
async def download_import_errors(
    request: Request,
    import_id: Id,
    ctx: Importer,
    uow: Read,
    form: Annotated[Format, Query(alias="format")] = Format.CSV,
) -> Response:
    """The refused rows as they stood, each with its reasons: correct them and import the file."""
    imported, table, problems = await _imports(request, uow).errors(import_id)
    file = await error_file.make(table, problems, form, ctx.locale)
    return export.file_response(
        file, error_file.file_name(imported.file_name, form, ctx.locale), form
    )
