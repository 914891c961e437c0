"""One's own calls as a list."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.inventory import references as common
from app.kit.uow import Uow
from app.schedule.models import MAX_DAYS, Call, Event
from app.schedule.naming import event_ref
from app.schedule.reading import asked_again
from app.schedule.rows import Names

LIMIT = 1000


def between(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Event.ends_at > since,
        Event.starts_at > since - timedelta(days=MAX_DAYS),
        Event.starts_at < until,
    )


async def calls(uow: Uow, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Bodies of `MyCall` in the order of time; cancelled events too, so that nobody comes."""
    statement = (
        select(Call, Event)
        .join(Event, Event.id == Call.event_id)
        .where(Call.user_id == uow.ctx.user_id, *between(since, until))
        .order_by(func.coalesce(Call.call_at, Event.starts_at), Call.id)
        .limit(LIMIT)
    )
    rows = (await uow.session.execute(statement)).all()
    names = await Names.read(uow)
    people = await common.PEOPLE.of(uow)
    return [
        {
            "id": call.id,
            "event": event_ref(event, names.places.refs),
            "event_status": event.status,
            "description": event.description,
            "cancel_reason": event.cancel_reason,
            "timezone": names.zone(event.timezone, event.venue_id),
            "place": _place(event, names),
            "role": call.role,
            "call_at": call.call_at or event.starts_at,
            "until": event.ends_at,
            "status": call.status,
            "decline_reason": call.decline_reason,
            "comment": call.comment,
            "responded_at": call.responded_at,
            "call_version": call.call_version,
            "asked_again": asked_again(call),
            "previous_call_at": call.answered_call_at if asked_again(call) else None,
            "planner": people.json(event.updated_by_id or event.created_by_id),
        }
        for call, event in rows
    ]


def _place(event: Event, names: Names) -> str | None:
    parts = (event.tour_city, event.tour_venue_name, names.places.refs.name(event.venue_id))
    return ", ".join(part for part in parts if part) or None
