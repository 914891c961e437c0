"""Rows of the list of events as they stand in answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from app.inventory import references as common
from app.kit.reference import Refs, Versions
from app.kit.uow import Uow
from app.schedule import references
from app.schedule.references import House, Places


@dataclass(frozen=True)
class Names:
    """What rows name by id, from the caches."""

    places: Places
    house: House
    departments: Refs
    titles: Refs

    @classmethod
    async def read(cls, uow: Uow) -> "Names":
        versions = await Versions.read(uow, ("venues", "theaters", "departments", "performances"))
        return cls(
            await references.VENUES.of(uow, versions),
            await references.HOUSE.of(uow, versions),
            await common.DEPARTMENTS.of(uow, versions),
            await common.TITLES.of(uow, versions),
        )

    def zone(self, timezone: str | None, venue_id: int | None) -> str:
        return references.zone_name(self.house, self.places, timezone, venue_id)


def shaper(names: Names) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """A function from a database row to the row of the answer."""
    venues, departments, titles = names.places.refs, names.departments, names.titles

    def shape(row: Mapping[str, Any]) -> dict[str, Any]:
        body = dict(row)
        venue_id = body.pop("venue_id")
        body["timezone"] = names.zone(body["timezone"], venue_id)
        body["venue"] = venues.json(venue_id)
        body["performance"] = titles.json(body.pop("performance_id"))
        body["department"] = departments.json(body.pop("department_id"))
        people, calls = body.pop("called")
        body["people"], body["calls"] = orjson.Fragment(people), orjson.Fragment(calls)
        return body

    return shape
