"""From what is near a date to what conflicts with it: the rules, without SQL."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from app.schedule.conflicts.probes import Demand, Probe
from app.schedule.conflicts.repository import Near
from app.schedule.references import House

# A show past midnight belongs to the evening on which it began.
_DAY_BEGINS = timedelta(hours=5)
MAX_CALL_LEAD = timedelta(hours=12)
"""Nobody is called earlier before an event."""


@dataclass(frozen=True)
class Found:
    """A conflict of the date `probe` in ids; `near` is the other side, if it is an event.

    `since` and `until` are the stretch that both want.
    """

    kind: Literal["venue", "person", "item"]
    severity: Literal["hard", "soft"]
    reason: str
    probe: int
    key: int
    since: datetime
    until: datetime
    near: Near | None = None
    needed: int | None = None
    available: int | None = None
    gap_minutes: int | None = None
    others: tuple[Near, ...] = ()


def reach_of(house: House) -> timedelta:
    """How far from a date somebody's other calls can matter."""
    apart = max(house.night_rest_hours * 60, house.travel_minutes, house.rest_minutes)
    return timedelta(minutes=apart) + MAX_CALL_LEAD


def judge(probes: Sequence[Probe], found: Sequence[Near], house: House) -> list[Found]:
    """Conflicts by date, then venue, person, item."""
    by_probe: dict[int, dict[str, list[Near]]] = defaultdict(lambda: defaultdict(list))
    stock: dict[int, int] = {}
    for one in found:
        if one.kind == "stock":
            stock[one.key] = one.quantity
        else:
            by_probe[one.probe][one.kind].append(one)
    zone = ZoneInfo(house.zone)
    conflicts: list[Found] = []
    for number, probe in enumerate(probes):
        near = by_probe[number]
        conflicts.extend(_of_venue(number, probe, near["venue"], near["closed"]))
        for one in near["person"]:
            conflict = _of_person(number, probe, one, house, zone)
            if conflict is not None:
                conflicts.append(conflict)
        for one in near["absent"]:
            since, until = _shared(probe.people[one.key], probe.ends_at, one)
            conflicts.append(Found("person", "hard", "absent", number, one.key, since, until, one))
        conflicts.extend(_of_things(number, probe, near["thing"], stock))
    return conflicts


def _shared(since: datetime, until: datetime, one: Near) -> tuple[datetime, datetime]:
    assert one.since is not None
    assert one.until is not None
    return max(since, one.since), min(until, one.until)


def _of_venue(
    number: int, probe: Probe, blocked: Sequence[Near], closed: Sequence[Near]
) -> Iterator[Found]:
    for reason, others in (("busy", blocked), ("closed", closed)):
        for one in others:
            since, until = _shared(probe.busy_from, probe.busy_to, one)
            yield Found("venue", "hard", reason, number, one.key, since, until, one)


def _of_person(number: int, probe: Probe, one: Near, house: House, zone: ZoneInfo) -> Found | None:
    """Called twice at once, or without time to get there or to sleep."""
    assert one.since is not None
    assert one.until is not None
    wanted = probe.people[one.key]
    since, until = _shared(wanted, probe.ends_at, one)
    if since < until:
        return Found("person", "hard", "busy", number, one.key, since, until, one)
    gap = (since - until).total_seconds() / 60
    elsewhere = one.venue_id != probe.venue_id
    another_day = _evening(wanted, zone) != _evening(one.since, zone)
    if elsewhere and gap < house.travel_minutes:
        reason = "travel"
    elif gap < house.rest_minutes:
        reason = "rest"
    elif another_day and gap < house.night_rest_hours * 60:
        reason = "night_rest"
    else:
        return None
    return Found("person", "soft", reason, number, one.key, until, since, one, gap_minutes=int(gap))


def _evening(moment: datetime, zone: ZoneInfo) -> int:
    return (moment - _DAY_BEGINS).astimezone(zone).toordinal()


def _of_things(
    number: int, probe: Probe, others: Sequence[Near], stock: dict[int, int]
) -> Iterator[Found]:
    by_item: dict[int, list[Near]] = defaultdict(list)
    for one in others:
        by_item[one.key].append(one)
    for item_id, demand in probe.things.items():
        near = by_item[item_id]
        conflict = _of_thing(number, probe, item_id, demand, near, stock.get(item_id, 0))
        if conflict is not None:
            yield conflict


def _of_thing(
    number: int, probe: Probe, item_id: int, demand: Demand, others: list[Near], stock: int
) -> Found | None:
    """Hard when more is reserved than there is; soft when titles will want more than that."""
    reserved, at_peak = peak(probe, others, reserved_only=True)
    if demand.reserved and demand.reserved + reserved > stock:
        hard, own = True, demand.reserved
    else:
        reserved, at_peak = peak(probe, others, reserved_only=False)
        if demand.total + reserved <= stock:
            return None
        hard, own = False, demand.total
    largest = max(at_peak, key=lambda one: one.quantity, default=None)
    since, until = (probe.busy_from, probe.busy_to)
    if largest is not None:
        since, until = _shared(since, until, largest)
    return Found(
        "item",
        "hard" if hard else "soft",
        "shortage" if hard else "needed",
        number,
        item_id,
        since,
        until,
        largest,
        needed=own,
        available=max(0, stock - reserved),
        others=tuple(at_peak),
    )


def peak(probe: Probe, others: Sequence[Near], *, reserved_only: bool) -> tuple[int, list[Near]]:
    """The most pieces that others want at one moment of the date, and who wants them then.

    The sum only grows where somebody begins, so those moments are enough.
    """
    best, wanting = 0, list[Near]()
    for start in {max(probe.busy_from, one.since) for one in others if one.since is not None}:
        now = [
            one
            for one in others
            if one.since is not None and one.until is not None and one.since <= start < one.until
        ]
        total = sum(one.reserved if reserved_only else one.quantity for one in now)
        if total > best:
            best, wanting = total, [one for one in now if one.reserved or not reserved_only]
    return best, wanting
