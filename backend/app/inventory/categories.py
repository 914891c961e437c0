from typing import Annotated

from fastapi import Request, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.inventory.node_repository import Node
from app.inventory.node_schemas import CategoryIn, CategoryOut, CategoryPatch, CategoryTree
from app.inventory.nodes import CATEGORIES, Nodes
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, conditional, versioned
from app.kit.reference import Versions
from app.kit.routing import router as make_router
from app.kit.schemas import Id

router = make_router("/inventory/categories", "inventory")


@router.get("", response_model=CategoryTree)
async def list_categories(
    request: Request, ctx: Annotated[Context, Allow(P.INVENTORY_READ)], uow: Read
) -> Response:
    versions = await Versions.read(uow, CATEGORIES.tables)
    tag = versions.of(CATEGORIES.tables)
    return await conditional(request, ctx, tag, lambda: Nodes(uow, CATEGORIES).tree(versions))


@router.post("", status_code=201, response_model=CategoryOut)
async def create_category(
    body: CategoryIn,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
    response: Response,
) -> Node:
    node = await Nodes(uow, CATEGORIES).create(body.model_dump())
    versioned(response, node.version)
    return node


@router.put("/{category_id}", response_model=CategoryOut)
async def replace_category(
    category_id: Id,
    body: CategoryIn,
    version: RequiredIfMatch,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
    response: Response,
) -> Node:
    node = await Nodes(uow, CATEGORIES).change(category_id, body.model_dump(), version)
    versioned(response, node.version)
    return node


@router.patch("/{category_id}", response_model=CategoryOut)
async def update_category(
    category_id: Id,
    body: CategoryPatch,
    version: IfMatch,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
    response: Response,
) -> Node:
    node = await Nodes(uow, CATEGORIES).change(category_id, body.changes(), version)
    versioned(response, node.version)
    return node


@router.delete("/{category_id}", status_code=204)
async def delete_category(
    category_id: Id,
    version: IfMatch,
    _: Annotated[Context, Allow(P.CATALOGUE_MANAGE)],
    uow: Write,
) -> None:
    await Nodes(uow, CATEGORIES).delete(category_id, version)
