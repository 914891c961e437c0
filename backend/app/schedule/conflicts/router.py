"""Asking for conflicts: of a draft, and of the weeks ahead."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import Field

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.kit.clock import dated
from app.kit.context import Context
from app.kit.http import conditional, json_response
from app.kit.routing import router as make_router
from app.schedule.conflicts import clashes
from app.schedule.conflicts.drafting import Drafts
from app.schedule.conflicts.schemas import CheckOut, Clashes, EventDraft, SeriesPreview
from app.schedule.schemas import ConflictKind, Severity, Stretch

router = make_router("/schedule", "schedule")
Planner = Annotated[Context, Allow(P.SCHEDULE_CREATE)]
# What a clash depends on.
TABLES = (
    "schedule_events", "event_participants", "event_inventory", "performance_inventory",
    "inventory_stock", "inventory_items", "venue_closures", "absences", "venues", "users",
    "theaters",
)  # fmt: skip


class ClashQuery(Stretch):
    """Every event of the stretch is compared with what is near it."""

    longest = timedelta(days=100)

    kind: list[ConflictKind] = Field([], max_length=3)
    severity: list[Severity] = Field([], max_length=2)


@router.get("/conflicts", response_model=Clashes)
async def list_conflicts(
    request: Request,
    query: Annotated[ClashQuery, Query()],
    ctx: Annotated[Context, Allow(P.SCHEDULE_READ)],
    uow: Read,
) -> Response:
    versions = dated(await uow.versions.of(uow.ctx.theater_id, TABLES))

    async def build() -> dict[str, Any]:
        found = await clashes.between(uow, query.since, query.until, query.kind, query.severity)
        return {"items": found}

    return await conditional(request, ctx, versions, build)


@router.post("/conflicts/check", response_model=CheckOut)
async def check_conflicts(body: EventDraft, _: Planner, uow: Read) -> Response:
    return json_response(await Drafts(uow).check(body.changes()))


@router.post("/series/preview", response_model=SeriesPreview)
async def preview_series(body: EventDraft, _: Planner, uow: Read) -> Response:
    """The dates that the rule of a draft would give, and what each would clash with."""
    return json_response(await Drafts(uow).preview(body.changes()))
