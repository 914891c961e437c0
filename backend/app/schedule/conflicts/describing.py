"""Conflicts in words: names instead of ids, and what may be done about each."""

from collections.abc import Sequence
from typing import Any

from app.inventory import references as common
from app.kit.reference import Refs
from app.kit.uow import Uow
from app.schedule.conflicts import repository
from app.schedule.conflicts.checking import Found
from app.schedule.conflicts.probes import Probe
from app.schedule.conflicts.repository import Near
from app.schedule.people import substitutes
from app.schedule.references import VENUES

MAX_NAMED = 1000
# Free people are looked for only for the first few: a person decides one after the other.
_HELPED = 5


class Describer:
    """Names for one answer, read once."""

    def __init__(self, uow: Uow, venues: Refs, people: Refs, items: dict[int, Any]) -> None:
        self.uow = uow
        self.venues, self._people, self._items = venues, people, items

    @classmethod
    async def read(cls, uow: Uow, found: Sequence[Found]) -> "Describer":
        wanted = {one.key for one in found if one.kind == "item"}
        return cls(
            uow,
            (await VENUES.of(uow)).refs,
            await common.PEOPLE.of(uow),
            await repository.item_names(uow, wanted),
        )

    def venue(self, venue_id: int | None) -> dict[str, Any] | None:
        return self.venues.get(venue_id or 0)

    def person(self, user_id: int | None) -> dict[str, Any] | None:
        found = self._people.get(user_id or 0)
        return None if found is None else {"id": found["id"], "name": found["short_name"]}

    def item(self, item_id: int | None) -> dict[str, Any] | None:
        row = self._items.get(item_id or 0)
        if row is None:
            return None
        return {"id": row.id, "name": row.name, "inventory_number": row.inventory_number}

    async def learn_items(self, item_ids: set[int]) -> None:
        self._items |= await repository.item_names(self.uow, item_ids - self._items.keys())

    def event(self, near: Near | None) -> dict[str, Any] | None:
        if near is None or near.event_id is None:
            return None
        return {
            "id": near.event_id,
            "title": near.title,
            "event_type": near.event_type,
            "starts_at": near.starts_at,
            "ends_at": near.ends_at,
            "venue": self.venue(near.venue_id),
        }

    def body(self, found: Found, probe: Probe) -> dict[str, Any]:
        near = found.near
        return {
            "kind": found.kind,
            "severity": found.severity,
            "reason": found.reason,
            "occurrence": probe.starts_at,
            "starts_at": found.since,
            "ends_at": found.until,
            "event": self.event(near),
            "venue": self.venue(found.key) if found.kind == "venue" else None,
            "person": self.person(found.key) if found.kind == "person" else None,
            "item": self.item(found.key) if found.kind == "item" else None,
            "needed": found.needed,
            "available": found.available,
            "gap_minutes": found.gap_minutes,
            "ask": None if near is None else self.person(near.ask_id),
            "substitutes": [],
            "alternative": None,
        }


async def describe(
    uow: Uow,
    found: Sequence[Found],
    probes: Sequence[Probe],
    *,
    performance_id: int | None = None,
    helpful: bool = False,
) -> list[dict[str, Any]]:
    """Bodies of `Conflict`; `helpful` also names who is free and which item may stand in."""
    if not found:
        return []
    found = found[:MAX_NAMED]
    describer = await Describer.read(uow, found)
    bodies = [describer.body(one, probes[one.probe]) for one in found]
    if not helpful:
        return bodies
    people = [n for n, one in enumerate(found) if one.kind == "person"][:_HELPED]
    for number in people:
        one = found[number]
        probe = probes[one.probe]
        free = await substitutes.instead_of(
            uow, one.key, probe.people[one.key], probe.ends_at, performance_id, probe.event_id
        )
        bodies[number]["substitutes"] = [{"id": f["id"], "name": f["short_name"]} for f in free]
    if performance_id is not None and any(one.kind == "item" for one in found):
        others = await repository.stand_ins(uow.session, performance_id)
        await describer.learn_items(set(others.values()))
        for body, one in zip(bodies, found, strict=True):
            if one.kind == "item":
                body["alternative"] = describer.item(others.get(one.key))
    return bodies
