from typing import Annotated

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.kits.moving import KitMoves
from app.inventory.kits.schemas import KitContents, KitContentsIn, KitMovement, KitMovementIn
from app.inventory.kits.service import Kits
from app.inventory.models import ItemStatus
from app.inventory.movements import Order, Place
from app.inventory.schemas import MAX_QUANTITY
from app.kit.context import Context
from app.kit.http import RequiredIfMatch, etag, json_response
from app.kit.routing import router as make_router
from app.kit.schemas import MAX_ID, Id

router = make_router("/inventory", "inventory")


class KitPlace(BaseModel):
    """Beside which kits to look; without a status beside most of them."""

    model_config = ConfigDict(extra="forbid")

    location_id: int | None = Field(
        None, ge=1, le=MAX_ID, description="with `status`; without: no place at all"
    )
    status: ItemStatus | None = None
    kits: int | None = Field(None, ge=1, le=MAX_QUANTITY, description="how many are meant")
    archived: bool = Field(False, description="true: of an archived kit, too")

    @property
    def place(self) -> Place | None:
        return Place(self.location_id, self.status.value) if self.status else None


@router.get("/{item_id:int}/contents", response_model=KitContents)
async def get_kit_contents(
    item_id: Id,
    query: Annotated[KitPlace, Query()],
    _: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
) -> Response:
    body = await Kits(uow).contents(item_id, query.place, query.kits, archived=query.archived)
    return json_response(body, headers={"ETag": etag(body["version"])})


@router.put("/{item_id:int}/contents", response_model=KitContents)
async def replace_kit_contents(
    item_id: Id,
    body: KitContentsIn,
    version: RequiredIfMatch,
    _: Annotated[Context, Allow(P.INVENTORY_UPDATE)],
    uow: Write,
) -> Response:
    kits = Kits(uow)
    await kits.replace(item_id, [line.model_dump() for line in body.lines], version)
    contents = await kits.contents(item_id, None, None, archived=False)
    return json_response(contents, headers={"ETag": etag(contents["version"])})


@router.post("/{item_id:int}/kit-movements", status_code=201, response_model=KitMovement)
async def move_kit(
    request: Request,
    item_id: Id,
    body: KitMovementIn,
    _: Annotated[Context, Allow(P.INVENTORY_MOVE)],
    uow: Write,
) -> Response:
    """The kit with everything in it, from one place to another, or nothing of it."""
    values = body.model_dump(exclude={"movement_type", "with_missing"})
    order = Order(kind=body.movement_type, said=body.model_fields_set, **values)
    moved = await KitMoves(uow).move(item_id, order, with_missing=body.with_missing)
    root = request.url.path.rsplit("/", 2)[0]
    location = f"{root}/movements?batch={moved['batch']}"
    return json_response(moved, 201, {"Location": location})
