from typing import Annotated

from fastapi import Query, Response

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.inventory.changes.schemas import Change, ChangeFeed
from app.inventory.changes.service import Changes
from app.kit.context import Context
from app.kit.http import json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Feed

router = make_router("/inventory/changes", "inventory")


@router.get("", response_model=Feed[Change])
async def list_recent_changes(
    query: Annotated[ChangeFeed, Query()],
    _: Annotated[Context, Allow(P.INVENTORY_READ)],
    uow: Read,
) -> Response:
    """Bulk changes, imports and movements, the newest first; each with whether it can be undone."""
    return json_response(await Changes(uow, query).feed())
