"""Requests about the schedule: a month, the conflicts of a draft, a new event."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from bench.calendar import CREATED
from bench.shapes import Caller, Shape

EVENTS = "/api/v1/schedule"
# Each caller fills years of its own, far from whatever is planned, a hall a day: nothing clashes,
# and requests do not wait for each other's halls and people.
_YEARS = (2060, 2100, 2140)


def _months(caller: Caller) -> list[str]:
    return [
        f"{EVENTS}?{urlencode({'from': since.isoformat(), 'to': until.isoformat()})}&page_size=1000"
        for since, until in caller.known.calendar.months
    ]


def month(caller: Caller) -> Iterator[bytes]:
    return itertools.cycle([caller.get(path) for path in _months(caller)])


def month_not_modified(caller: Caller) -> Iterator[bytes]:
    path = _months(caller)[0]
    return itertools.cycle([caller.get(path, If_None_Match=caller.ask(path)[1])])


def check_conflicts(caller: Caller) -> Iterator[bytes]:
    drafts = caller.known.calendar.drafts
    return itertools.cycle([caller.post(f"{EVENTS}/conflicts/check", draft) for draft in drafts])


def create_event(caller: Caller) -> Iterator[bytes]:
    halls = caller.known.calendar.halls
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
    Shape("month304", "304 of the month", month_not_modified, 304, only_product=True),
    Shape("check", "conflicts of a draft", check_conflicts),
    Shape("event", "create event, 6 calls", create_event, 201),
)
