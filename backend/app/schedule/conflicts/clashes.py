"""Conflicts between what is saved: the list of the weeks ahead."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.conflicts import service
from app.schedule.conflicts.checking import Found
from app.schedule.conflicts.describing import MAX_NAMED, Describer
from app.schedule.conflicts.probes import Probe
from app.schedule.models import MAX_DAYS, Event
from app.schedule.naming import event_ref
from app.schedule.placing import Placement, probes_of
from app.schedule.repository import calls_of, items_of

MAX_EVENTS = 2000


async def between(
    uow: Uow,
    since: datetime,
    until: datetime,
    kinds: Collection[str] = (),
    severities: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Bodies of `Clash` in the order of time, each pair of events once.

    A title that needs more than the theatre has is no clash of two events and not told here.
    Whoever sees only their own calls is told of those alone.
    """
    statement = (
        select(Event)
        .where(
            Event.live,
            Event.starts_at > since - timedelta(days=MAX_DAYS),
            Event.busy_to > since,
            Event.busy_from < until,
        )
        .order_by(Event.starts_at, Event.id)
        .limit(MAX_EVENTS)
    )
    reach = scope.predicate(uow.ctx)
    if reach is not None:
        statement = statement.where(reach)
    events = {event.id: event for event in await uow.session.scalars(statement)}
    placements = {event.id: Placement(event, [], []) for event in events.values()}
    for call in await calls_of(uow.session, events.keys()):
        placements[call.event_id].calls.append(call)
    for item in await items_of(uow.session, events.keys()):
        placements[item.event_id].items.append(item)
    probes = await probes_of(uow, list(placements.values()))
    found = await service.find(uow, probes, placing=False)
    chosen = [
        one
        for one in _once(found, probes)
        if (not kinds or one.kind in kinds) and (not severities or one.severity in severities)
    ]
    if reach is not None:
        mine = uow.ctx.user_id
        chosen = [one for one in chosen if one.kind == "person" and one.key == mine]
    describer = await Describer.read(uow, chosen[:MAX_NAMED])
    bodies = [
        _body(describer, one, events[probes[one.probe].event_id or 0]) for one in chosen[:MAX_NAMED]
    ]
    return sorted(bodies, key=lambda body: (body["starts_at"], body["kind"] != "venue"))


def _once(found: Sequence[Found], probes: Sequence[Probe]) -> list[Found]:
    seen: set[Any] = set()
    chosen = []
    for one in found:
        own = probes[one.probe].event_id
        if one.kind == "item" and one.near is None:
            continue
        others = [n.event_id for n in one.others] or [one.near.event_id if one.near else None]
        key: Any = (one.kind, one.reason, one.key, frozenset((own, *others)))
        if one.near is not None and one.near.event_id is None:
            key = (one.kind, one.reason, one.key, own)
        if key not in seen:
            seen.add(key)
            chosen.append(one)
    return chosen


def _body(describer: Describer, one: Found, event: Event) -> dict[str, Any]:
    own = event_ref(event, describer.venues)
    near = one.others or ((one.near,) if one.near is not None else ())
    others = [body for n in near if (body := describer.event(n)) is not None]
    events = sorted([own, *others], key=lambda body: (body["starts_at"], body["id"]))
    return {
        "kind": one.kind,
        "severity": one.severity,
        "reason": one.reason,
        "starts_at": one.since,
        "ends_at": one.until,
        "events": events[:50],
        "venue": describer.venue(one.key) if one.kind == "venue" else None,
        "person": describer.person(one.key) if one.kind == "person" else None,
        "item": describer.item(one.key) if one.kind == "item" else None,
        "needed": one.needed,
        "available": one.available,
        "gap_minutes": one.gap_minutes,
        "overridden": event.overridden or any(n.overridden for n in near),
    }
