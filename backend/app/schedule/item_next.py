"""The nearest event of each of some items, for a list of them."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select, union_all
from sqlalchemy.dialects.postgresql import distinct_on

from app.auth.permissions import P
from app.inventory import scope as items_scope
from app.inventory.models import Item
from app.inventory.uses import among
from app.kit.schemas import Id, Out
from app.kit.uow import Uow
from app.performances.models import PerformanceItem
from app.schedule import references
from app.schedule.models import STAGED, Event, EventItem
from app.schedule.naming import EVENT, event_ref, seen
from app.schedule.schemas import EventRef
from app.schedule.uses import ahead

MAX_ITEMS = 200


class NextEventsQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    item: Annotated[list[Id], Field(min_length=1, max_length=MAX_ITEMS)]


class NextEvent(Out):
    """The event that is on or comes first, for which the item is reserved or whose title needs
    it.
    """

    item_id: int
    event: EventRef


class NextEvents(Out):
    """Items without an event ahead, and those out of the caller's reach, are left out."""

    items: list[NextEvent] = Field(max_length=MAX_ITEMS)


async def next_events(uow: Uow, query: NextEventsQuery) -> list[dict[str, Any]]:
    if uow.ctx.scope(P.INVENTORY_READ) is None:
        return []
    rows = await uow.session.execute(_statement(uow, query.item))
    venues = (await references.VENUES.of(uow)).refs
    return [{"item_id": row.item_id, "event": event_ref(row, venues)} for row in rows]


def _statement(uow: Uow, item_ids: list[int]) -> Any:
    reserved = select(EventItem.event_id, EventItem.inventory_item_id.label("item_id")).where(
        among(EventItem.inventory_item_id, item_ids)
    )
    needed = (
        select(Event.id, PerformanceItem.inventory_item_id)
        .join(PerformanceItem, PerformanceItem.performance_id == Event.performance_id)
        .where(
            among(PerformanceItem.inventory_item_id, item_ids),
            Event.event_type.in_([kind.value for kind in STAGED]),
            ahead(),
        )
    )
    uses = union_all(reserved, needed).subquery("uses")
    statement = (
        select(uses.c.item_id, *EVENT)
        .ext(distinct_on(uses.c.item_id))
        .join(uses, uses.c.event_id == Event.id)
        .join(Item, Item.id == uses.c.item_id)
        .where(ahead(), seen(uow.ctx))
        .order_by(uses.c.item_id, Event.starts_at, Event.id)
    )
    reach = items_scope.predicate(uow.ctx, P.INVENTORY_READ)
    return statement if reach is None else statement.where(reach)
