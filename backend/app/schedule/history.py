"""What has happened to an event: its own changes and those of its calls and things."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, or_, select

from app.inventory import references as common
from app.kit.audit import AuditEntry
from app.kit.reference import Refs
from app.kit.uow import Uow
from app.schedule import repository, scope
from app.schedule.models import Call, Event

LIMIT = 100
_UNTOLD = frozenset({"id", "theater_id", "version", "created_at", "updated_at"})
_PRIVATE = frozenset({"decline_reason", "comment"})
"""What a person says with an answer: to those who plan."""


async def of(uow: Uow, event: Event) -> list[dict[str, Any]]:
    """Bodies of `HistoryEntry`, the newest first. Those of calls that are gone are told, too."""
    calls = {call.id: call for call in await repository.calls_of(uow.session, [event.id])}
    items = [item.id for item in await repository.items_of(uow.session, [event.id])]
    gone = and_(
        AuditEntry.entity.in_(("call", "event_item")),
        AuditEntry.action == "delete",
        AuditEntry.diff["event_id"][0].as_integer() == event.id,
    )
    released = select(AuditEntry.entity_id).where(gone, AuditEntry.entity == "call")
    related = or_(
        and_(AuditEntry.entity == "event", AuditEntry.entity_id == event.id),
        and_(
            AuditEntry.entity == "call",
            or_(AuditEntry.entity_id.in_(calls), AuditEntry.entity_id.in_(released)),
        ),
        and_(AuditEntry.entity == "event_item", AuditEntry.entity_id.in_(items)),
        gone,
    )
    rows = (
        await uow.session.scalars(
            select(AuditEntry).where(related).order_by(AuditEntry.id.desc()).limit(LIMIT)
        )
    ).all()
    people = await common.PEOPLE.of(uow)
    lost = {
        row.entity_id: row.diff for row in rows if row.entity == "call" and row.action == "delete"
    }
    hidden = _UNTOLD if scope.plans(uow.ctx) else _UNTOLD | _PRIVATE
    return [
        {
            "at": entry.at,
            "action": entry.action,
            "entity": entry.entity,
            "actor": people.json(entry.actor_id),
            "call": _call(entry, calls, lost, people),
            "changes": {name: pair for name, pair in entry.diff.items() if name not in hidden},
        }
        for entry in rows
    ]


def _call(
    entry: AuditEntry,
    calls: Mapping[int, Call],
    lost: Mapping[int | None, Mapping[str, Any]],
    people: Refs,
) -> dict[str, Any] | None:
    """Whose call it was; one that has been handed over is told of by whom it went to."""
    if entry.entity != "call":
        return None
    known = calls.get(entry.entity_id or 0)
    if known is not None:
        return {"person": people.json(known.user_id), "role": known.role}
    diff = lost.get(entry.entity_id, entry.diff)
    user_id, role = (next(iter(diff.get(name) or [None])) for name in ("user_id", "role"))
    return {"person": people.json(user_id), "role": role}
