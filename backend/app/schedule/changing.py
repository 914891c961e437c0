"""What a change of one event means for its people and things."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.kit import clock
from app.kit.errors import Conflict
from app.kit.uow import Uow
from app.schedule.events import EventCancelled, EventMoved, PersonCalled, PersonReleased
from app.schedule.models import Call, CallStatus, Event, EventItem, EventStatus
from app.schedule.placing import Placement

FIELDS = (
    "title", "description", "event_type", "status", "starts_at", "ends_at", "setup_minutes",
    "strike_minutes", "stage_ready_at", "venue_id", "performance_id", "department_id", "color",
    "is_public", "is_locked", "timezone", "tour_city", "tour_venue_name", "cancel_reason",
)  # fmt: skip
# What conflicts depend on.
_PLACED = (
    "event_type", "starts_at", "ends_at", "setup_minutes", "strike_minutes", "venue_id",
    "performance_id",
)  # fmt: skip
# What a person was told and has answered: when to come and where to.
_TOLD = ("starts_at", "venue_id", "timezone", "tour_city", "tour_venue_name")


def snapshot(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in FIELDS}


def refuse_fixed(event: Event, values: Mapping[str, Any]) -> None:
    """A locked event stays where it is until it is unlocked; what is over has taken place."""
    moves = any(
        values[name] != getattr(event, name) for name in ("starts_at", "ends_at", "venue_id")
    )
    if not moves:
        return
    if event.is_locked and values["is_locked"]:
        raise Conflict("event.locked")
    if event.ends_at < clock.now():
        raise Conflict("event.past")


def apply(
    uow: Uow,
    placement: Placement,
    values: Mapping[str, Any],
    calls: Sequence[Mapping[str, Any]] | None,
    items: Sequence[Mapping[str, Any]] | None,
    homes: Mapping[int, int | None],
) -> bool:
    """Give the event its new fields, people and things; True when conflicts must be asked.

    A move takes the calls along: they keep their distance to the start, and whoever had answered
    is asked again.
    """
    event = placement.event
    before = snapshot(event)
    was_live = event.status != EventStatus.CANCELLED and event.deleted_at is None
    for name in FIELDS:
        if getattr(event, name) != values[name]:
            setattr(event, name, values[name])
    if event.status != EventStatus.CANCELLED:
        event.cancel_reason = None
    told = any(before[name] != values[name] for name in _TOLD)
    if told or before["ends_at"] != event.ends_at or before["status"] != event.status:
        event.sequence += 1
    if told:
        _take_along(placement.calls, event.starts_at - before["starts_at"])
        uow.record(EventMoved(event.id, event.starts_at.isoformat(), event.venue_id))
    if was_live and event.status == EventStatus.CANCELLED:
        uow.record(EventCancelled(event.id, event.cancel_reason))
    if calls is not None:
        _replace_calls(uow, placement, calls, homes)
    if items is not None:
        _replace_items(uow, placement, items)
    if event.status == EventStatus.CANCELLED:
        return False
    moved = any(before[name] != values[name] for name in _PLACED)
    return moved or not was_live or calls is not None or items is not None


def _take_along(calls: Sequence[Call], shift: timedelta) -> None:
    for call in calls:
        if shift and call.call_at is not None:
            call.call_at += shift
        ask_again(call)


def ask_again(call: Call) -> None:
    """The call is another one now; an acceptance of the old one does not count for it."""
    call.call_version += 1
    if call.status in (CallStatus.CONFIRMED, CallStatus.TENTATIVE):
        call.status = CallStatus.INVITED


def touch(event: Event) -> None:
    """A new version of the event: whoever edits it as a whole has to read its people and things
    anew.
    """
    event.updated_at = clock.now()


def new_call(event: Event, values: Mapping[str, Any], homes: Mapping[int, int | None]) -> Call:
    user_id = values.get("user_id")
    department_id = values.get("department_id")
    if department_id is None and user_id is not None:
        department_id = homes.get(user_id)
    return Call(
        event_id=event.id,
        user_id=user_id,
        role=values.get("role") or None,
        department_id=department_id,
        call_at=values.get("call_at"),
        status=CallStatus.INVITED,
        call_version=1,
    )


def change_time(call: Call, call_at: datetime | None, event: Event) -> None:
    if (call.call_at or event.starts_at) != (call_at or event.starts_at):
        ask_again(call)
    call.call_at = call_at


def _replace_calls(
    uow: Uow,
    placement: Placement,
    wanted: Sequence[Mapping[str, Any]],
    homes: Mapping[int, int | None],
) -> None:
    """People who stay keep their answers; only what differs changes."""
    event = placement.event
    known: dict[tuple[int | None, str], list[Call]] = defaultdict(list)
    for call in placement.calls:
        known[call.user_id, call.role or ""].append(call)
    kept: list[Call] = []
    for values in wanted:
        same = known[values.get("user_id"), values.get("role") or ""]
        if same:
            call = same.pop(0)
            change_time(call, values.get("call_at"), event)
            if values.get("department_id") is not None:
                call.department_id = values["department_id"]
        else:
            call = new_call(event, values, homes)
            uow.session.add(call)
        kept.append(call)
    placement.calls = kept


def _replace_items(uow: Uow, placement: Placement, wanted: Sequence[Mapping[str, Any]]) -> None:
    known = {item.inventory_item_id: item for item in placement.items}
    kept: list[EventItem] = []
    for values in wanted:
        item = known.get(values["inventory_item_id"])
        if item is None:
            item = EventItem(event_id=placement.event.id, status="planned", **values)
            uow.session.add(item)
        else:
            item.quantity, item.notes = values["quantity"], values.get("notes")
        kept.append(item)
    placement.items = kept


async def drop_missing(uow: Uow, before: Placement, after: Placement) -> None:
    """Delete calls and reservations that the change left out, and tell whom it released."""
    for call in before.calls:
        if call not in after.calls:
            if call.user_id is not None:
                uow.record(PersonReleased(call.event_id, call.user_id))
            await uow.session.delete(call)
    for item in before.items:
        if item not in after.items:
            await uow.session.delete(item)


def tell_called(uow: Uow, placement: Placement, before: Placement | None = None) -> None:
    """After the flush, when new calls have their ids."""
    old = set() if before is None else {id(call) for call in before.calls}
    for call in placement.calls:
        if call.user_id is not None and id(call) not in old:
            uow.record(PersonCalled(placement.event.id, call.id, call.user_id))
