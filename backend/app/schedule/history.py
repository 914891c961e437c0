"""What has happened to an event: its own changes and those of its calls and things."""

from typing import Any

from sqlalchemy import and_, or_, select

from app.inventory import references as common
from app.kit.audit import AuditEntry
from app.kit.uow import Uow
from app.schedule import repository
from app.schedule.models import Event

LIMIT = 100


async def of(uow: Uow, event: Event) -> list[dict[str, Any]]:
    """Bodies of `HistoryEntry`, the newest first. Those of calls that are gone are told, too."""
    calls = [call.id for call in await repository.calls_of(uow.session, [event.id])]
    items = [item.id for item in await repository.items_of(uow.session, [event.id])]
    related = or_(
        and_(AuditEntry.entity == "event", AuditEntry.entity_id == event.id),
        and_(AuditEntry.entity == "call", AuditEntry.entity_id.in_(calls)),
        and_(AuditEntry.entity == "event_item", AuditEntry.entity_id.in_(items)),
        and_(
            AuditEntry.entity.in_(("call", "event_item")),
            AuditEntry.action == "delete",
            AuditEntry.diff["event_id"][0].as_integer() == event.id,
        ),
    )
    rows = await uow.session.scalars(
        select(AuditEntry).where(related).order_by(AuditEntry.id.desc()).limit(LIMIT)
    )
    people = await common.PEOPLE.of(uow)
    return [
        {
            "at": entry.at,
            "action": entry.action,
            "entity": entry.entity,
            "actor": people.json(entry.actor_id),
            "changes": {
                name: pair
                for name, pair in entry.diff.items()
                if name not in ("id", "theater_id", "version", "created_at", "updated_at")
            },
        }
        for entry in rows
    ]
