"""Events for which an item is reserved, or which play a title that needs it."""

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, literal, select, union_all

from app.auth.permissions import P
from app.inventory.repository import ItemRepository
from app.kit import clock
from app.kit.errors import Invalid
from app.kit.schemas import Out
from app.kit.uow import Uow
from app.performances.models import PerformanceItem
from app.schedule import references
from app.schedule.models import MAX_DAYS, STAGED, Event, EventItem
from app.schedule.naming import EVENT, event_ref, seen
from app.schedule.schemas import EventRef, Instant

MAX_EVENTS = 500


class ItemEventsQuery(BaseModel):
    """Whatever touches the stretch; without `from`, what is on now or comes."""

    model_config = ConfigDict(extra="forbid")

    since: Instant | None = Field(None, alias="from")
    until: Instant | None = Field(None, alias="to", description="Not included")


class ItemEvent(Out):
    """`reserved`: pieces set aside for the event; `needed`: what its title asks for, where nothing
    has been reserved yet.
    """

    event: EventRef
    quantity: int
    kind: Literal["reserved", "needed"]


class ItemEvents(Out):
    """The first ones from `from` on; those behind them begin at the last one's start."""

    items: list[ItemEvent] = Field(max_length=MAX_EVENTS)


async def item_events(uow: Uow, item_id: int, query: ItemEventsQuery) -> list[dict[str, Any]]:
    """NotFound for an item out of the caller's reach."""
    await ItemRepository(uow.session, uow.ctx).check_readable(item_id, archived=False)
    if uow.ctx.scope(P.SCHEDULE_READ) is None:
        return []
    since = query.since or clock.now()
    if query.until is not None and query.until <= since:
        raise Invalid.field("to", "stretch_order")
    rows = await uow.session.execute(_statement(uow, item_id, since, query.until))
    venues = (await references.VENUES.of(uow)).refs
    return [
        {"event": event_ref(row, venues), "quantity": row.quantity, "kind": row.kind}
        for row in rows
    ]


def _statement(uow: Uow, item_id: int, since: datetime, until: datetime | None) -> Any:
    reserved = select(
        EventItem.event_id, EventItem.quantity, literal("reserved").label("kind")
    ).where(EventItem.inventory_item_id == item_id)
    # In several scenes it is the same piece.
    title = (
        select(PerformanceItem.performance_id, func.max(PerformanceItem.quantity).label("quantity"))
        .where(PerformanceItem.inventory_item_id == item_id)
        .group_by(PerformanceItem.performance_id)
        .subquery()
    )
    needed = (
        select(Event.id, title.c.quantity, literal("needed"))
        .join(title, title.c.performance_id == Event.performance_id)
        .where(
            Event.event_type.in_([kind.value for kind in STAGED]),
            Event.id.not_in(
                select(EventItem.event_id).where(EventItem.inventory_item_id == item_id)
            ),
        )
    )
    uses = union_all(reserved, needed).subquery("uses")
    statement = (
        select(*EVENT, uses.c.quantity, uses.c.kind)
        .join(uses, uses.c.event_id == Event.id)
        .where(
            Event.live,
            Event.ends_at > since,
            Event.starts_at > since - timedelta(days=MAX_DAYS),
            seen(uow.ctx),
        )
        .order_by(Event.starts_at, Event.id)
        .limit(MAX_EVENTS)
    )
    return statement if until is None else statement.where(Event.starts_at < until)
