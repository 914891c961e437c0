"""Requests about the schedule: a month, the conflicts of a draft, a new event."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from bench.calendar import CREATED
from bench.shapes import Caller, Shape, around, some

EVENTS = "/api/v1/schedule"
# Each caller fills years of its own, far from whatever is planned, a hall a day: nothing clashes,
# and requests do not wait for each other's halls and people.
# A month is one page whatever its size is said to be: addresses of the same work.
_SIZES = range(901, 1001)
_YEARS = (2060, 2100, 2140)


def _months(caller: Caller) -> list[str]:
    return [
        f"{EVENTS}?{urlencode({'from': since.isoformat(), 'to': until.isoformat()})}"
        for since, until in some(caller.known.calendar.months, "month of so many events")
    ]


def month(caller: Caller) -> Iterator[bytes]:
    months = _months(caller)
    paths = [f"{month}&page_size={size}" for size in _SIZES for month in months]
    return caller.laps(paths, "schedule_events")


def month_warm(caller: Caller) -> Iterator[bytes]:
    return around(caller, [f"{month}&page_size=1000" for month in _months(caller)])


def month_not_modified(caller: Caller) -> Iterator[bytes]:
    path = f"{_months(caller)[0]}&page_size=1000"
    return around(caller, [path], If_None_Match=caller.ask(path)[1])


def check_conflicts(caller: Caller) -> Iterator[bytes]:
    drafts = some(caller.known.calendar.drafts, "quiet hour of ten people")
    return itertools.cycle([caller.post(f"{EVENTS}/conflicts/check", draft) for draft in drafts])


def create_event(caller: Caller) -> Iterator[bytes]:
    halls = some(caller.known.calendar.halls, "hall with people of its own")
    first = datetime(_YEARS[caller.lane], 1, 1, 9, tzinfo=UTC)
    for number in itertools.count():
        venue, people = halls[number % len(halls)]
        start = first + timedelta(days=number // len(halls))
        yield caller.post(
            EVENTS,
            {
                "title": f"{CREATED} {number}",
                "event_type": "rehearsal",
                "starts_at": start.isoformat(),
                "ends_at": (start + timedelta(hours=2)).isoformat(),
                "venue_id": venue,
                "participants": [{"user_id": user_id} for user_id in people],
            },
        )


SHAPES: tuple[Shape, ...] = (
    Shape("month", "month, 310 events", month),
    Shape("month-warm", "month, warm", month_warm, from_memory=True),
    Shape(
        "month304",
        "304 of the month",
        month_not_modified,
        304,
        only_product=True,
        from_memory=True,
    ),
    Shape("check", "conflicts of a draft", check_conflicts),
    Shape("event", "create event, 6 calls", create_event, 201),
)
