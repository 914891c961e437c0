"""What requests about the schedule are made of, from the loaded demo seasons."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import asyncpg

MONTH = 310
"""Events of a month: what a large theatre with several stages plays and rehearses."""
PEOPLE, ITEMS = 10, 3
CALLED = 6
CREATED = "Событие для пробы"
_DRAFTS = 40

_FROM, _TO = timedelta(days=58), timedelta(days=292)
_NEAR = timedelta(hours=24)

_PEOPLE = """
SELECT u.id, split_part(u.email, '.', 1) AS house FROM users u
WHERE u.theater_id = $1 AND u.email ~ '^f[0-9]+[.]' ORDER BY u.id
"""
_BUSY = """
SELECT coalesce(p.user_id, -e.venue_id) AS key, e.starts_at, e.ends_at FROM schedule_events e
LEFT JOIN event_participants p ON p.theater_id = e.theater_id AND p.event_id = e.id
WHERE e.theater_id = $1 AND e.starts_at > $2 AND e.starts_at < $3
UNION ALL
SELECT -e.venue_id, e.starts_at, e.ends_at FROM schedule_events e
WHERE e.theater_id = $1 AND e.starts_at > $2 AND e.starts_at < $3 AND e.venue_id IS NOT NULL
"""
_UNNEEDED = """
SELECT i.id FROM inventory_items i
WHERE i.theater_id = $1 AND i.deleted_at IS NULL AND i.status = 'in_stock' AND i.quantity > 3
  AND NOT EXISTS (SELECT FROM performance_inventory p
                  WHERE p.theater_id = i.theater_id AND p.inventory_item_id = i.id)
ORDER BY md5(i.id::text) LIMIT 200
"""


@dataclass(frozen=True)
class Calendar:
    """`months` are stretches with so many events; `drafts` clash with nothing.

    `halls`: venues, each with people who are called nowhere else.
    """

    months: Sequence[tuple[datetime, datetime]]
    drafts: Sequence[dict[str, Any]]
    halls: Sequence[tuple[int, Sequence[int]]]


async def learn(connection: asyncpg.Connection, theater: int) -> Calendar:
    rows = await connection.fetch(
        "SELECT starts_at FROM schedule_events WHERE theater_id = $1 AND deleted_at IS NULL "
        "AND starts_at > now() + interval '90 days' ORDER BY starts_at, id LIMIT $2",
        theater,
        MONTH * 7 + 1,
    )
    starts = [row[0] for row in rows[::MONTH]]
    items = [row[0] for row in await connection.fetch(_UNNEEDED, theater)]
    drafts: list[dict[str, Any]] = []
    async for start, venue, people in _quiet(connection, theater):
        chosen = [items[(len(drafts) * ITEMS + n) % len(items)] for n in range(ITEMS)]
        drafts.append(
            {
                "event_type": "rehearsal",
                "starts_at": start.isoformat(),
                "ends_at": (start + timedelta(hours=1)).isoformat(),
                "venue_id": venue,
                "participants": [{"user_id": user_id} for user_id in people],
                "inventory": [{"inventory_item_id": item, "quantity": 1} for item in chosen],
            }
        )
        if len(drafts) == _DRAFTS:
            break
    return Calendar(list(pairwise(starts)), drafts, await _halls(connection, theater))


async def _halls(connection: asyncpg.Connection, theater: int) -> list[tuple[int, Sequence[int]]]:
    rows = await connection.fetch(
        "SELECT id, split_part(code, '_', 3) AS house FROM venues "
        "WHERE theater_id = $1 AND code ~ '_[0-9]$' AND type <> 'tour' AND code ~ '_.+_' "
        "ORDER BY id",
        theater,
    )
    houses = await _houses(connection, theater)
    return [
        (row["id"], people)
        for number, row in enumerate(rows)
        if len(people := houses[f"f{row['house']}"][number % 4 * CALLED :][:CALLED]) == CALLED
    ]


async def _houses(connection: asyncpg.Connection, theater: int) -> dict[str, list[int]]:
    """People by the house that they work in."""
    houses: dict[str, list[int]] = defaultdict(list)
    for row in await connection.fetch(_PEOPLE, theater):
        houses[row["house"]].append(row["id"])
    return houses


async def _quiet(
    connection: asyncpg.Connection, theater: int
) -> AsyncIterator[tuple[datetime, int, list[int]]]:
    """Hours ahead at which a hall and ten people of its house have nothing to do, nor near them."""
    now = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0)
    busy: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in await connection.fetch(_BUSY, theater, now + _FROM, now + _TO):
        busy[row["key"]].append((row["starts_at"] - _NEAR, row["ends_at"] + _NEAR))
    houses = await _houses(connection, theater)
    halls = await connection.fetch(
        "SELECT id, 'f' || split_part(code, '_', 3) AS house FROM venues "
        "WHERE theater_id = $1 AND code LIKE 'rehearsal_2\\__' ORDER BY id",
        theater,
    )

    def is_free(key: int, start: datetime) -> bool:
        return not any(since < start < until for since, until in busy[key])

    for days in range(_FROM.days + 3, _TO.days - 3):
        start = now + timedelta(days=days)
        for hall in halls:
            people = [one for one in houses[hall["house"]] if is_free(one, start)][:PEOPLE]
            if len(people) == PEOPLE and is_free(-hall["id"], start):
                yield start, hall["id"], people
