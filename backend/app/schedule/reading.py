"""One event as it is answered: the row of the list and everything that belongs to it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.inventory import references as common
from app.kit import clock
from app.kit.reference import Refs
from app.kit.uow import Uow
from app.schedule import repository, scope
from app.schedule.conflicts import service as conflicts
from app.schedule.models import Call, Event
from app.schedule.placing import Placement, probes_of
from app.schedule.rows import Names, shaper
from app.schedule.series import recurrence, wording
from app.schedule.things.service import Things


async def row(uow: Uow, event_id: int) -> dict[str, Any]:
    """The event as the list shows it."""
    viewer = None if scope.sees_all(uow.ctx) else uow.ctx.user_id
    found = await repository.row(uow.session, event_id, viewer)
    return shaper(await Names.read(uow))(found)


async def whole(uow: Uow, event: Event) -> dict[str, Any]:
    """A body of `EventOut`. What others answered, and the conflicts, are told to who sees all."""
    await uow.session.flush()
    body = await row(uow, event.id)
    people = await common.PEOPLE.of(uow)
    calls = list(await repository.calls_of(uow.session, [event.id]))
    items = list(await repository.items_of(uow.session, [event.id]))
    return body | {
        "description": event.description,
        "cancel_reason": event.cancel_reason,
        "override": _override(event, people),
        "original_start": event.original_start,
        "series": await _series(uow, event),
        "participants": await call_bodies(uow, calls),
        "inventory": await Things(uow).of(event, items),
        "conflicts": await _conflicts(uow, Placement(event, calls, items)),
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


async def _series(uow: Uow, event: Event) -> dict[str, Any] | None:
    if event.series_id is None:
        return None
    series = await repository.series(uow.session, event.series_id)
    count = await uow.session.scalar(
        select(func.count()).select_from(Event).where(Event.series_id == series.id)
    )
    text = wording.describe(recurrence.parse(series.rrule), uow.ctx.locale)
    return {"id": series.id, "rrule": series.rrule, "text": text, "count": count}


async def _conflicts(uow: Uow, placement: Placement) -> list[dict[str, Any]]:
    event = placement.event
    if not event.live or event.ends_at < clock.now() or not scope.sees_all(uow.ctx):
        return []
    probes = await probes_of(uow, [placement])
    found = await conflicts.find(uow, probes)
    return await conflicts.told(uow, probes, found, event.performance_id)


async def call_bodies(uow: Uow, calls: Sequence[Call]) -> list[dict[str, Any]]:
    """Bodies of `CallOut`: colleagues see who is called and when, planners also the answers."""
    people = await common.PEOPLE.of(uow)
    departments = await common.DEPARTMENTS.of(uow)
    everything = scope.sees_all(uow.ctx)
    planner = scope.plans(uow.ctx)
    bodies = []
    for call in calls:
        own = call.user_id == uow.ctx.user_id
        bodies.append(
            {
                "id": call.id,
                "version": call.version,
                "person": people.json(call.user_id),
                "role": call.role,
                "department": departments.json(call.department_id),
                "call_at": call.call_at,
                "status": call.status if everything or own else None,
                "decline_reason": call.decline_reason if planner or own else None,
                "comment": call.comment if planner or own else None,
                "responded_at": call.responded_at if everything or own else None,
                "call_version": call.call_version,
                "responded_version": call.responded_version if everything or own else None,
                "answered_call_at": call.answered_call_at if everything or own else None,
                "asked_again": asked_again(call) and (everything or own),
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
