"""Figures of the inventory; every one of them is the total of a filtered list."""

from typing import Annotated

from fastapi import Query, Response

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.inventory.analytics.schemas import InventoryAnalytics
from app.inventory.analytics.service import TABLES, Analytics, AnalyticsQuery
from app.kit.context import Context
from app.kit.http import json_response
from app.kit.reference import Versions
from app.kit.routing import router as make_router

router = make_router("/inventory/analytics", "inventory")


@router.get("", response_model=InventoryAnalytics)
async def get_inventory_analytics(
    query: Annotated[AnalyticsQuery, Query()],
    _: Annotated[Context, Allow(P.ANALYTICS_READ)],
    uow: Read,
) -> Response:
    versions = await Versions.read(uow, TABLES)
    return json_response(await Analytics(uow, query).figures(versions))
