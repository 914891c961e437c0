"""One event as it is answered: the row of the list and everything that belongs to it."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy.orm import InstrumentedAttribute

from app.inventory import references as common
from app.kit import clock
from app.kit.context import Context
from app.kit.reference import Refs
from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.conflicts import service as conflicts
from app.schedule.conflicts.service import Looked
from app.schedule.listing import EventList
from app.schedule.models import Call, Event
from app.schedule.placing import probes_of
from app.schedule.references import know_names
from app.schedule.rows import Names, shaper
from app.schedule.series import telling
from app.schedule.service import Saved
from app.schedule.things.service import Things

_ROW = [c.key for c in EventList.row if isinstance(c, InstrumentedAttribute)]


async def _row(uow: Uow, event: Event, calls: Sequence[Call]) -> dict[str, Any]:
    """The event as the list shows it, of what is known already."""
    row = {name: getattr(event, name) for name in _ROW}
    row["called"] = [orjson.dumps(part) for part in _called(uow.ctx, calls)]
    return shaper(await Names.read(uow))(row)


def _called(ctx: Context, calls: Sequence[Call]) -> tuple[Any, Any]:
    """The counts and the calls as `listing` tells them, to the same readers."""
    readers = scope.readers(ctx)
    viewer, asker = readers.get("viewer"), readers.get("asker")

    def answered(*statuses: str) -> int | None:
        if asker is not None:
            return None
        return sum(call.user_id is not None and call.status in statuses for call in calls)

    counts = {
        "total": len(calls),
        "confirmed": answered("confirmed"),
        "declined": answered("declined"),
        "waiting": answered("invited", "tentative"),
        "open": sum(call.user_id is None for call in calls),
    }
    listed = [
        {
            "user_id": call.user_id,
            "role": call.role,
            "call_at": call.call_at,
            "status": call.status if asker in (None, call.user_id) else None,
        }
        for call in sorted(calls, key=lambda call: call.id)
        if viewer in (None, call.user_id)
    ]
    return counts, listed


async def saved(uow: Uow, known: Saved) -> dict[str, Any]:
    """A body of `EventOut`, without asking again for what is known of the event.

    What others answered is told to planners, conflicts to who sees all.
    """
    await uow.flush()
    await know_names(uow)
    event, calls, items = known.event, known.placement.calls, known.placement.items
    told = event.live and event.ends_at >= clock.now() and scope.sees_all(uow.ctx)
    looked = known.looked
    if looked is None or len(looked.probes) != 1:
        probes = await probes_of(uow, [known.placement])
        asked = told or probes[0].things
        looked = await conflicts.look(uow, probes) if asked else Looked(probes, [], [])
    clashes = looked.found if told else []
    body = await _row(uow, event, calls)
    people = await common.PEOPLE.of(uow)
    return body | {
        "description": event.description,
        "cancel_reason": event.cancel_reason,
        "override": _override(event, people),
        "original_start": event.original_start,
        "series": await telling.told(uow, event),
        "participants": await call_bodies(uow, sorted(calls, key=_in_order)),
        "inventory": await Things(uow).told(event, items, looked),
        "conflicts": await conflicts.told(uow, looked.probes, clashes, event.performance_id),
        "created_at": event.created_at,
        "created_by": people.json(event.created_by_id),
        "updated_at": event.updated_at,
        "updated_by": people.json(event.updated_by_id),
    }


def _override(event: Event, people: Refs) -> dict[str, Any] | None:
    if not event.overridden:
        return None
    return {
        "reason": event.override_reason,
        "by": people.json(event.override_by_id),
        "at": event.override_at,
    }


def _in_order(call: Call) -> tuple[bool, Any, bool, str, int]:
    """By the time of the call, those with the event last; then by role, as the lists of SQL."""
    at = call.call_at
    return at is None, at or call.created_at, call.role is None, call.role or "", call.id


async def call_bodies(uow: Uow, calls: Sequence[Call]) -> list[dict[str, Any]]:
    """Bodies of `CallOut`: colleagues see who is called and when, planners also the answers."""
    people = await common.PEOPLE.of(uow)
    departments = await common.DEPARTMENTS.of(uow)
    planner = scope.plans(uow.ctx)
    bodies = []
    for call in calls:
        told = planner or call.user_id == uow.ctx.user_id
        bodies.append(
            {
                "id": call.id,
                "version": call.version,
                "person": people.json(call.user_id),
                "role": call.role,
                "department": departments.json(call.department_id),
                "call_at": call.call_at,
                "status": call.status if told else None,
                "decline_reason": call.decline_reason if told else None,
                "comment": call.comment if told else None,
                "responded_at": call.responded_at if told else None,
                "call_version": call.call_version,
                "responded_version": call.responded_version if told else None,
                "answered_call_at": call.answered_call_at if told else None,
                "asked_again": asked_again(call) and told,
            }
        )
    return bodies


def asked_again(call: Call) -> bool:
    """There is an answer, but to the call as it was."""
    return (
        call.status == "invited"
        and call.responded_version is not None
        and call.responded_version < call.call_version
    )
