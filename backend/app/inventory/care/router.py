"""Care of one item, and of the whole theatre."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory import references
from app.inventory.care.entries import CareExport, CarePage, Entries
from app.inventory.care.listing import CareList
from app.inventory.care.reading import CareReading
from app.inventory.care.schemas import (
    CertificateIn,
    CertificateOut,
    CertificatePatch,
    Certificates,
    PlanIn,
    PlanOut,
    PlanPatch,
    Plans,
    RecordIn,
    RecordOut,
    RecordQuery,
)
from app.inventory.care.service import Care
from app.inventory.exports import FILE
from app.inventory.reading import NAMED
from app.kit import clock, export, i18n
from app.kit.context import Context
from app.kit.export import Format, shown_date
from app.kit.http import IfMatch, RequiredIfMatch, conditional, etag, json_response
from app.kit.reference import Versions
from app.kit.routing import router as make_router
from app.kit.schemas import Feed, Id
from app.kit.uow import Uow

due = make_router("/inventory/care", "care")
router = make_router("/inventory", "care")
Reader = Annotated[Context, Allow(P.INVENTORY_READ)]
Keeper = Annotated[Context, Allow(P.INVENTORY_UPDATE)]
Remover = Annotated[Context, Allow(P.INVENTORY_DELETE)]
_TABLES = CareList.tables | NAMED | references.PEOPLE.tables


@due.get("", response_model=CarePage)
async def list_care(
    request: Request, query: Annotated[CareList, Query()], ctx: Reader, uow: Read
) -> Response:
    versions = await Versions.read(uow, _TABLES)
    tag = clock.dated(versions.of(_TABLES))
    return await conditional(request, ctx, tag, lambda: Entries(uow, query).page(tag))


@due.get(
    "/export",
    response_class=Response,
    responses={200: {"content": {form.media_type: {"schema": FILE} for form in Format}}},
)
async def export_care(query: Annotated[CareExport, Query()], ctx: Reader, uow: Read) -> Response:
    entries, columns = Entries(uow, query), query.chosen()
    headings = [i18n.text(column.heading, ctx.locale) for column in columns]
    title = i18n.text("care.export.title", ctx.locale)
    file = await export.spool(query.format, title, headings, entries.rows(columns), ctx.locale)
    today = shown_date(await entries.today())
    return export.file_response(file, f"{title} {today}.{query.format}", query.format)


async def _plan(uow: Uow, item_id: int, plan_id: int, status: int = 200) -> Response:
    body = await CareReading(uow).plan(item_id, plan_id)
    return json_response(body, status, {"ETag": etag(body["version"])})


@router.get("/{item_id:int}/care-plans", response_model=Plans)
async def list_care_plans(item_id: Id, _: Reader, uow: Read) -> Response:
    return json_response({"items": await CareReading(uow).plans(item_id)})


@router.post("/{item_id:int}/care-plans", status_code=201, response_model=PlanOut)
async def create_care_plan(item_id: Id, body: PlanIn, _: Keeper, uow: Write) -> Response:
    return await _plan(uow, item_id, await Care(uow).create_plan(item_id, body.model_dump()), 201)


@router.get("/{item_id:int}/care-plans/{plan_id}", response_model=PlanOut)
async def get_care_plan(item_id: Id, plan_id: Id, _: Reader, uow: Read) -> Response:
    return await _plan(uow, item_id, plan_id)


@router.put("/{item_id:int}/care-plans/{plan_id}", response_model=PlanOut)
async def replace_care_plan(
    item_id: Id, plan_id: Id, body: PlanIn, version: RequiredIfMatch, _: Keeper, uow: Write
) -> Response:
    changed = await Care(uow).change_plan(item_id, plan_id, body.model_dump(), version)
    return await _plan(uow, item_id, changed)


@router.patch("/{item_id:int}/care-plans/{plan_id}", response_model=PlanOut)
async def update_care_plan(
    item_id: Id, plan_id: Id, body: PlanPatch, version: IfMatch, _: Keeper, uow: Write
) -> Response:
    changed = await Care(uow).change_plan(item_id, plan_id, body.changes(), version)
    return await _plan(uow, item_id, changed)


@router.delete("/{item_id:int}/care-plans/{plan_id}", status_code=204)
async def delete_care_plan(
    item_id: Id, plan_id: Id, version: IfMatch, _: Remover, uow: Write
) -> None:
    await Care(uow).remove_plan(item_id, plan_id, version)


@router.post(
    "/{item_id:int}/care-plans/{plan_id}/records", status_code=201, response_model=RecordOut
)
async def create_care_record(
    request: Request, item_id: Id, plan_id: Id, body: RecordIn, _: Keeper, uow: Write
) -> Response:
    record_id = await Care(uow).record(item_id, plan_id, body.model_dump())
    made = await CareReading(uow).record(item_id, record_id)
    root = request.url.path.split("/care-plans/")[0]
    return json_response(made, 201, {"Location": f"{root}/care-records"})


@router.get("/{item_id:int}/care-records", response_model=Feed[RecordOut])
async def list_care_records(
    item_id: Id, query: Annotated[RecordQuery, Query()], _: Reader, uow: Read
) -> Response:
    return json_response(await CareReading(uow).records(item_id, query))


async def _certificate(uow: Uow, item_id: int, certificate_id: int, status: int = 200) -> Response:
    body = await CareReading(uow).certificate(item_id, certificate_id)
    return json_response(body, status, {"ETag": etag(body["version"])})


@router.get("/{item_id:int}/certificates", response_model=Certificates)
async def list_certificates(item_id: Id, _: Reader, uow: Read) -> Response:
    return json_response({"items": await CareReading(uow).certificates(item_id)})


@router.post("/{item_id:int}/certificates", status_code=201, response_model=CertificateOut)
async def create_certificate(item_id: Id, body: CertificateIn, _: Keeper, uow: Write) -> Response:
    made = await Care(uow).create_certificate(item_id, body.model_dump())
    return await _certificate(uow, item_id, made, 201)


@router.get("/{item_id:int}/certificates/{certificate_id}", response_model=CertificateOut)
async def get_certificate(item_id: Id, certificate_id: Id, _: Reader, uow: Read) -> Response:
    return await _certificate(uow, item_id, certificate_id)


@router.put("/{item_id:int}/certificates/{certificate_id}", response_model=CertificateOut)
async def replace_certificate(
    item_id: Id,
    certificate_id: Id,
    body: CertificateIn,
    version: RequiredIfMatch,
    _: Keeper,
    uow: Write,
) -> Response:
    values = body.model_dump()
    changed = await Care(uow).change_certificate(item_id, certificate_id, values, version)
    return await _certificate(uow, item_id, changed)


@router.patch("/{item_id:int}/certificates/{certificate_id}", response_model=CertificateOut)
async def update_certificate(
    item_id: Id,
    certificate_id: Id,
    body: CertificatePatch,
    version: IfMatch,
    _: Keeper,
    uow: Write,
) -> Response:
    changed = await Care(uow).change_certificate(item_id, certificate_id, body.changes(), version)
    return await _certificate(uow, item_id, changed)


@router.delete("/{item_id:int}/certificates/{certificate_id}", status_code=204)
async def delete_certificate(
    item_id: Id, certificate_id: Id, version: IfMatch, _: Remover, uow: Write
) -> None:
    await Care(uow).remove_certificate(item_id, certificate_id, version)


ROUTERS = (due, router)
