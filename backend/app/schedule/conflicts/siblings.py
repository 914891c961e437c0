"""Dates of one request that stand in each other's way: none is saved where it is looked for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from app.schedule.conflicts.probes import Probe
from app.schedule.conflicts.repository import Near

Stretch = tuple[datetime, datetime, int]
"""From when to when a date wants a venue, a person, an item; and its number."""


def near(probes: Sequence[Probe]) -> list[Near]:
    """The later of two that meet is told of the earlier one, as if that were saved already.

    For a venue or a person the one that lasts longest is enough: a chain of meetings leaves no date
    but the first without one. Of an item all count, for their pieces add up.
    """
    found: list[Near] = []
    for venue_id, stretches in _by(
        (p.venue_id, (p.busy_from, p.busy_to, n)) for n, p in enumerate(probes) if p.venue_id
    ):
        found += [_one("venue", venue_id, *pair) for pair in _longest(stretches)]
    for user_id, stretches in _by(
        (u, (at, p.ends_at, n)) for n, p in enumerate(probes) for u, at in p.people.items()
    ):
        found += [_one("person", user_id, *pair) for pair in _longest(stretches)]
    for item_id, stretches in _by(
        (item_id, (p.busy_from, p.busy_to, n))
        for n, p in enumerate(probes)
        for item_id, demand in p.things.items()
        if demand.reserved
    ):
        for before, number in _all(stretches):
            demand = probes[before[2]].things[item_id]
            found.append(_one("thing", item_id, before, number, demand.total, demand.reserved))
    return found


def _by(pairs: Iterable[tuple[int | None, Stretch]]) -> Iterable[tuple[int, list[Stretch]]]:
    found: dict[int, list[Stretch]] = {}
    for key, stretch in pairs:
        found.setdefault(key or 0, []).append(stretch)
    return [(key, sorted(stretches)) for key, stretches in found.items() if len(stretches) > 1]


def _longest(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, int]]:
    last: Stretch | None = None
    for one in stretches:
        if last is not None and last[1] > one[0] and one[1] > one[0]:
            yield last, one[2]
        if last is None or one[1] > last[1]:
            last = one


def _all(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, int]]:
    open_: list[Stretch] = []
    for one in stretches:
        open_ = [before for before in open_ if before[1] > one[0]]
        for before in open_:
            yield before, one[2]
        open_.append(one)


def _one(
    kind: str, key: int, before: Stretch, probe: int, quantity: int = 0, reserved: int = 0
) -> Near:
    since, until, _ = before
    return Near(
        kind, probe, key, None, since, until, quantity, reserved, None, None, None, None, None,
        False, None,
    )  # fmt: skip
