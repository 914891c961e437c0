"""The season of the demo theatre while it is being made: what is planned, and who is free.

It keeps to the rules that the application has (`app.schedule.conflicts.checking`), so that a clash
in the demo is there on purpose.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOSCOW = ZoneInfo("Europe/Moscow")
STAGED = frozenset({"performance", "premiere", "run_through", "dress_rehearsal", "tour"})
SHOWS = frozenset({"performance", "premiere", "tour"})
_TRAVEL = timedelta(minutes=30)
_NIGHT = timedelta(hours=11)
_DAY_BEGINS = timedelta(hours=5)


def at(day: date, clock: str) -> datetime:
    """`19:00` on the wall of the theatre."""
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute)), MOSCOW)


@dataclass
class Called:
    """`answer` None: as the distance in time suggests."""

    user_id: int | None
    role: str | None
    department_id: int | None = None
    call_at: datetime | None = None
    answer: str | None = None
    reason: str | None = None
    comment: str | None = None
    # The time that was answered, where the call has moved since.
    was_at: datetime | None = None


@dataclass(eq=False)
class Planned:
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    venue_id: int | None = None
    performance_id: int | None = None
    setup: int = 0
    strike: int = 0
    ready: int | None = None
    department_id: int | None = None
    description: str | None = None
    status: str | None = None
    cancel_reason: str | None = None
    override: str | None = None
    locked: bool = False
    timezone: str | None = None
    city: str | None = None
    house: str | None = None
    series: int | None = None
    original_start: datetime | None = None
    sequence: int = 0
    # Set where the published plan said something else: "moved", "new", "cancelled".
    since_plan: str | None = None
    calls: list[Called] = field(default_factory=list)
    items: dict[int, int] = field(default_factory=dict)
    keep_items: bool = True

    @property
    def busy_from(self) -> datetime:
        return self.starts_at - timedelta(minutes=self.setup)

    @property
    def busy_to(self) -> datetime:
        return self.ends_at + timedelta(minutes=self.strike)

    @property
    def live(self) -> bool:
        return self.status != "cancelled"


@dataclass(frozen=True)
class Away:
    user_id: int
    kind: str
    starts_at: datetime
    ends_at: datetime
    comment: str | None = None


@dataclass(frozen=True)
class Closed:
    venue_id: int
    starts_at: datetime
    ends_at: datetime
    reason: str


class Book:
    """`needs`: pieces of items by title; `stock`: pieces that can be planned with."""

    def __init__(
        self, needs: Mapping[int, Mapping[int, int]] | None = None,
        stock: Mapping[int, int] | None = None,
    ) -> None:  # fmt: skip
        self.needs = needs or {}
        self.stock = stock or {}
        self.events: list[Planned] = []
        self.absences: list[Away] = []
        self.closures: list[Closed] = []
        self._busy: dict[int, list[tuple[datetime, datetime, int | None]]] = defaultdict(list)

    def fits(self, event: Planned) -> bool:
        """Its venue is free and open, and there are enough things for all who play then."""
        near = [
            other
            for other in self.events
            if other.live and other.busy_from < event.busy_to and other.busy_to > event.busy_from
        ]
        if event.venue_id is not None:
            if any(other.venue_id == event.venue_id for other in near):
                return False
            for closed in self.closures:
                if (
                    closed.venue_id == event.venue_id
                    and closed.starts_at < event.busy_to
                    and closed.ends_at > event.busy_from
                ):
                    return False
        wanted = self.demand(event)
        for item, pieces in wanted.items():
            others = sum(self.demand(other).get(item, 0) for other in near)
            if others and others + pieces > self.stock.get(item, 0):
                return False
        return True

    def demand(self, event: Planned) -> dict[int, int]:
        found = dict(event.items)
        if event.kind in STAGED and event.performance_id is not None:
            for item, pieces in self.needs.get(event.performance_id, {}).items():
                found[item] = max(found.get(item, 0), pieces)
        return found

    def free(self, user_id: int, since: datetime, until: datetime, venue_id: int | None) -> bool:
        """Not called, not away, with time to get there and to sleep."""
        if self.away(user_id, since, until):
            return False
        for start, end, venue in self._busy[user_id]:
            gap = max(since, start) - min(until, end)
            if gap < timedelta(0) or (gap < _TRAVEL and venue != venue_id):
                return False
            if gap < _NIGHT and _evening(since) != _evening(start):
                return False
        return True

    def add(self, event: Planned) -> Planned:
        self.events.append(event)
        if event.live:
            for call in event.calls:
                self.engage(event, call)
        return event

    def engage(self, event: Planned, call: Called) -> None:
        if call.user_id is not None and call.answer != "declined":
            since = call.call_at or event.starts_at
            self._busy[call.user_id].append((since, event.ends_at, event.venue_id))

    def away(self, user_id: int, since: datetime, until: datetime) -> bool:
        return any(
            one.user_id == user_id and one.starts_at < until and one.ends_at > since
            for one in self.absences
        )

    def called(self, user_id: int, since: datetime, until: datetime) -> int:
        """How often within a stretch of time."""
        return sum(start < until and end > since for start, end, _ in self._busy[user_id])


def _evening(moment: datetime) -> int:
    return (moment - _DAY_BEGINS).astimezone(MOSCOW).toordinal()
