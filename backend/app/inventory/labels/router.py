from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import Query, Request, Response
from sqlalchemy import select

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.labels.models import LabelTemplate
from app.inventory.labels.printing import TEMPLATE, Printing, address
from app.inventory.labels.resolving import Resolving
from app.inventory.labels.schemas import (
    Resolved,
    SheetIn,
    TemplateIn,
    TemplateOut,
    TemplatePatch,
    Templates,
)
from app.inventory.labels.templates import LabelTemplates
from app.inventory.repository import ItemRepository
from app.inventory.units.reading import UnitReader
from app.kit import clock, i18n, pdf, qr
from app.kit.context import Context
from app.kit.export import shown_date
from app.kit.http import IfMatch, RequiredIfMatch, json_response, versioned
from app.kit.routing import router as make_router
from app.kit.schemas import Checked, Id
from app.kit.uow import Uow
from app.theaters.models import Theater

router = make_router("/inventory", "inventory")
Reader = Annotated[Context, Allow(P.INVENTORY_READ)]
Manager = Annotated[Context, Allow(P.CATALOGUE_MANAGE)]
Size = Annotated[int, Query(ge=64, le=2000, description="pixels")]
_BINARY = {"type": "string", "format": "binary"}
_PREVIEW_PIXELS = 1000
_MM_PER_INCH = 25.4


def _file(*kinds: str) -> dict[str, Any]:
    content = {kind: {"schema": _BINARY} for kind in kinds}
    return {"response_class": Response, "responses": {200: {"content": content}}}


def _address(request: Request, item_id: int, unit_id: int | None) -> str:
    return address(request.app.state.settings.public_url, item_id, unit_id)


@router.get(
    "/resolve",
    response_model=Resolved,
    responses={404: {"description": "No such code"}, 409: {"description": "Several pieces"}},
)
async def resolve_code(
    code: Annotated[str, Query(min_length=1, max_length=500), Checked], _: Reader, uow: Read
) -> Response:
    """What a scanned or typed code stands for: our link, a number, a serial number."""
    return json_response(await Resolving(uow).find(code))


@router.get("/{item_id:int}/qr", **_file("image/svg+xml", "image/png"))
async def get_item_code(
    request: Request,
    item_id: Id,
    _: Reader,
    uow: Read,
    unit_id: Annotated[Id | None, Query()] = None,
    format: Literal["svg", "png"] = "svg",
    size: Size = 300,
) -> Response:
    """The code that leads to the item, or to one numbered piece of it."""
    await ItemRepository(uow.session, uow.ctx).check_readable(item_id, archived=False)
    if unit_id is not None:
        await UnitReader(uow).one(item_id, unit_id)
    text = _address(request, item_id, unit_id)
    if format == "png":
        return Response(qr.png(text, size), media_type="image/png")
    return Response(qr.svg(text, size=size), media_type="image/svg+xml")


@router.post("/qr-sheet", **_file("application/pdf"))
async def print_labels(request: Request, body: SheetIn, ctx: Reader, uow: Read) -> Response:
    """Labels to print."""
    with pdf.turn(ctx.user_id):
        layout = await LabelTemplates(uow).layout_of(body)
        document = await _printing(request, uow).document(body, layout)
        zone = await _zone(uow)
        content = await pdf.render(TEMPLATE, document)
    name = i18n.text("label.file", ctx.locale, {"date": shown_date(clock.now().astimezone(zone))})
    return pdf.file_response(content, name)


@router.post("/qr-sheet/preview", **_file("image/png"))
async def preview_labels(request: Request, body: SheetIn, ctx: Reader, uow: Read) -> Response:
    """The first sheet as a picture, drawn from the very document that is printed."""
    with pdf.turn(ctx.user_id):
        layout = await LabelTemplates(uow).layout_of(body)
        document = await _printing(request, uow).document(body, layout, first_page=True)
        ppi = int(_PREVIEW_PIXELS / document["page"]["width"] * _MM_PER_INCH)
        content = await pdf.render(TEMPLATE, document, ppi=min(ppi, 400))
    return pdf.file_response(content, "preview.png", "png")


@router.get("/label-templates")
async def list_label_templates(_: Reader, uow: Read) -> Templates:
    return await LabelTemplates(uow).all()


@router.post("/label-templates", status_code=201)
async def create_label_template(
    body: TemplateIn, _: Manager, uow: Write, response: Response
) -> TemplateOut:
    return _template(response, await LabelTemplates(uow).create(body.model_dump(mode="json")))


@router.get("/label-templates/{template_id}")
async def get_label_template(
    template_id: Id, _: Reader, uow: Read, response: Response
) -> TemplateOut:
    return _template(response, await LabelTemplates(uow).get(template_id))


@router.put("/label-templates/{template_id}")
async def replace_label_template(
    template_id: Id,
    body: TemplateIn,
    version: RequiredIfMatch,
    _: Manager,
    uow: Write,
    response: Response,
) -> TemplateOut:
    values = body.model_dump(mode="json")
    return _template(response, await LabelTemplates(uow).change(template_id, values, version))


@router.patch("/label-templates/{template_id}")
async def update_label_template(
    template_id: Id,
    body: TemplatePatch,
    version: IfMatch,
    _: Manager,
    uow: Write,
    response: Response,
) -> TemplateOut:
    values = body.model_dump(mode="json", include=body.model_fields_set)
    return _template(response, await LabelTemplates(uow).change(template_id, values, version))


@router.delete("/label-templates/{template_id}", status_code=204)
async def delete_label_template(template_id: Id, version: IfMatch, _: Manager, uow: Write) -> None:
    await LabelTemplates(uow).delete(template_id, version)


def _template(response: Response, template: LabelTemplate) -> TemplateOut:
    versioned(response, template.version)
    return TemplateOut.model_validate(template)


def _printing(request: Request, uow: Uow) -> Printing:
    return Printing(uow, request.app.state.settings.public_url)


async def _zone(uow: Uow) -> ZoneInfo:
    name = await uow.session.scalar(
        select(Theater.timezone).where(Theater.id == uow.ctx.theater_id)
    )
    return ZoneInfo(name or "UTC")
