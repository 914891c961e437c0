from typing import Annotated

from fastapi import Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.node_repository import Node
from app.inventory.node_schemas import LocationIn, LocationOut, LocationPatch, LocationTree
from app.inventory.nodes import LOCATIONS, Nodes
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, conditional, versioned
from app.kit.reference import Versions
from app.kit.routing import router as make_router
from app.kit.schemas import Id

router = make_router("/inventory/locations", "inventory")


@router.get("", response_model=LocationTree)
async def list_locations(
    request: Request, ctx: Annotated[Context, Allow(P.INVENTORY_READ)], uow: Read
) -> Response:
    versions = await Versions.read(uow, LOCATIONS.tables)
    tag = versions.of(LOCATIONS.tables)
    return await conditional(request, ctx, tag, lambda: Nodes(uow, LOCATIONS).tree(versions))


@router.post("", status_code=201, response_model=LocationOut)
async def create_location(
    body: LocationIn,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
    response: Response,
) -> Node:
    node = await Nodes(uow, LOCATIONS).create(body.model_dump())
    versioned(response, node.version)
    return node


@router.put("/{location_id}", response_model=LocationOut)
async def replace_location(
    location_id: Id,
    body: LocationIn,
    version: RequiredIfMatch,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
    response: Response,
) -> Node:
    node = await Nodes(uow, LOCATIONS).change(location_id, body.model_dump(), version)
    versioned(response, node.version)
    return node


@router.patch("/{location_id}", response_model=LocationOut)
async def update_location(
    location_id: Id,
    body: LocationPatch,
    version: IfMatch,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
    response: Response,
) -> Node:
    node = await Nodes(uow, LOCATIONS).change(location_id, body.changes(), version)
    versioned(response, node.version)
    return node


@router.delete("/{location_id}", status_code=204)
async def delete_location(
    location_id: Id,
    version: IfMatch,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
) -> None:
    await Nodes(uow, LOCATIONS).delete(location_id, version)
