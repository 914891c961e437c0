"""Events as others name them, and whether the caller may be told of them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, false, true

from app.auth.permissions import P
from app.kit.context import Context
from app.kit.reference import Refs
from app.kit.uow import Uow
from app.schedule import references, scope
from app.schedule.models import Event

EVENT = (
    Event.id,
    Event.title,
    Event.event_type,
    Event.starts_at,
    Event.ends_at,
    Event.venue_id,
)


def seen(ctx: Context) -> ColumnElement[bool]:
    """Events that may be named to the caller; none to whoever does not read the schedule."""
    if ctx.scope(P.SCHEDULE_READ) is None:
        return false()
    reach = scope.predicate(ctx)
    return true() if reach is None else reach


def event_ref(row: Any, venues: Refs) -> dict[str, Any]:
    """A row of the columns `EVENT` as an `EventRef`."""
    return {
        "id": row.id,
        "title": row.title,
        "event_type": row.event_type,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "venue": venues.json(row.venue_id),
    }


async def event_refs(uow: Uow, rows: Iterable[Any]) -> list[dict[str, Any]]:
    venues = (await references.VENUES.of(uow)).refs
    return [event_ref(row, venues) for row in rows]
