"""Which saved event is meant by which date of a file, when the same calendar comes again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from app.schedule.feeds.importing.dated import Dated, Family
from app.schedule.feeds.importing.merging import seen_start
from app.schedule.models import Event

NEAR = timedelta(days=3)
"""How far a series that is loaded again may have moved as a whole."""


@dataclass
class Pairs:
    """`missing` are saved dates that the file no longer has, though it tells of all of them."""

    found: dict[int, Event] = field(default_factory=dict)
    """By the place in the list of dates."""
    missing: list[Event] = field(default_factory=list)


def pair(
    dated: Sequence[Dated], saved: Iterable[Event], families: Iterable[Family], zone: tzinfo
) -> Pairs:
    """By UID and recurrence id; a date that lost its id, moved with its series, by its day.

    Events that were deleted here take part: they are found, not made anew.
    """
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in saved:
        by_uid[str(event.ical_uid)].append(event)
    wanted: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(dated):
        wanted[one.uid].append(number)
    known = {family.uid: family for family in families}
    pairs = Pairs()
    for uid, events in by_uid.items():
        family = known.get(uid, Family(uid, whole=False))
        rest = _pair_one(dated, wanted[uid], _latest(events), family, zone, pairs)
        if family.whole:
            pairs.missing += [e for e in rest if e.deleted_at is None and _within(family, e)]
    return pairs


def _pair_one(
    dated: Sequence[Dated],
    numbers: Sequence[int],
    events: list[Event],
    family: Family,
    zone: tzinfo,
    pairs: Pairs,
) -> list[Event]:
    """What is left of the events."""
    exact = {event.ical_recurrence: event for event in events}
    open_ = []
    for number in sorted(numbers, key=lambda n: dated[n].moment):
        event = exact.pop(dated[number].recurrence, None)
        if event is None:
            open_.append(number)
        else:
            pairs.found[number] = event
    rest = sorted(exact.values(), key=_moment)
    days: dict[date, list[Event]] = defaultdict(list)
    for event in rest:
        days[_moment(event).astimezone(zone).date()].append(event)
    still = []
    for number in open_:
        same_day = days[dated[number].moment.astimezone(zone).date()]
        if same_day:
            pairs.found[number] = same_day.pop(0)
            rest.remove(pairs.found[number])
        else:
            still.append(number)
    return _in_order(dated, still, rest, pairs) if family.whole else rest


def _in_order(
    dated: Sequence[Dated], numbers: Sequence[int], events: list[Event], pairs: Pairs
) -> list[Event]:
    """A series that was moved to other days: its dates one after the other."""
    left: list[Event] = []
    waiting = list(events)
    for number in numbers:
        moment = dated[number].moment
        while waiting and _moment(waiting[0]) < moment - NEAR:
            left.append(waiting.pop(0))
        if waiting and _moment(waiting[0]) <= moment + NEAR:
            pairs.found[number] = waiting.pop(0)
    return left + waiting


def _latest(events: Iterable[Event]) -> list[Event]:
    """One for each date: what is there before what was deleted, then the last."""
    found: dict[datetime | None, Event] = {}
    for event in sorted(events, key=lambda e: (e.deleted_at is None, e.id)):
        found[event.ical_recurrence] = event
    return list(found.values())


def _moment(event: Event) -> datetime:
    return event.ical_recurrence or seen_start(event) or event.starts_at


def _within(family: Family, event: Event) -> bool:
    moment = _moment(event)
    since, until = family.since or moment, family.until or moment
    return since <= moment <= until
