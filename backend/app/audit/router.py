"""Reading the journal. Nobody writes to it by the API."""

from typing import Annotated

from fastapi import Query

from app.audit.feed import AuditQuery, AuditRow, read_feed
from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.routing import router as make_router
from app.kit.schemas import Feed

router = make_router("/audit", "audit")


@router.get("")
async def list_audit_entries(
    query: Annotated[AuditQuery, Query()],
    _: Annotated[Context, Allow(P.AUDIT_READ)],
    uow: Read,
) -> Feed[AuditRow]:
    items, following = await read_feed(uow, query)
    return Feed[AuditRow](items=items, next=following)
