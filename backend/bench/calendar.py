"""What requests about the schedule are made of, from the loaded demo seasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import asyncpg

MONTH = 310
"""Events of a month: what a large theatre with several stages plays and rehearses."""
PEOPLE, ITEMS = 10, 3
CREATED = "Событие для пробы"
_DRAFTS = 40

# Dates ahead on which most of the people of a house have nothing to do near the draft's hour.
_QUIET = """
SELECT v.id AS venue, d AS day, free.people
FROM venues v
CROSS JOIN generate_series(date_trunc('day', now()) + interval '60 days 11 hours',
                           now() + interval '290 days', interval '1 day') AS d
CROSS JOIN LATERAL (
  SELECT array_agg(u.id ORDER BY u.id) AS people FROM (
    SELECT u.id FROM users u
    WHERE u.theater_id = v.theater_id AND u.email LIKE 'f' || right(v.code, 1) || '.%'
      AND NOT EXISTS (
        SELECT FROM event_participants p
        JOIN schedule_events e ON e.theater_id = p.theater_id AND e.id = p.event_id
        WHERE p.theater_id = u.theater_id AND p.user_id = u.id
          AND e.starts_at < d + interval '15 hours' AND e.ends_at > d - interval '14 hours'
          AND e.starts_at > d - interval '5 days')
    ORDER BY u.id LIMIT $2) AS u
) AS free
WHERE v.theater_id = $1 AND v.code LIKE 'rehearsal_2\\_%' AND cardinality(free.people) = $2
  AND NOT EXISTS (
    SELECT FROM schedule_events e WHERE e.theater_id = v.theater_id AND e.venue_id = v.id
      AND e.starts_at < d + interval '3 hours' AND e.ends_at > d - interval '2 hours')
ORDER BY d, v.id LIMIT $3
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
    """`months` are stretches with so many events; `drafts` clash with nothing."""

    months: Sequence[tuple[datetime, datetime]]
    drafts: Sequence[dict[str, Any]]
    people: Sequence[int]
    hall: int


async def learn(connection: asyncpg.Connection, theater: int) -> Calendar:
    rows = await connection.fetch(
        "SELECT starts_at FROM schedule_events WHERE theater_id = $1 AND deleted_at IS NULL "
        "AND starts_at > now() + interval '90 days' ORDER BY starts_at, id LIMIT $2",
        theater,
        MONTH * 7 + 1,
    )
    starts = [row[0] for row in rows[::MONTH]]
    items = [row[0] for row in await connection.fetch(_UNNEEDED, theater)]
    quiet = await connection.fetch(_QUIET, theater, PEOPLE, _DRAFTS)
    drafts = []
    for number, row in enumerate(quiet):
        start = row["day"]
        chosen = [items[(number * ITEMS + n) % len(items)] for n in range(ITEMS)]
        drafts.append(
            {
                "event_type": "rehearsal",
                "starts_at": start.isoformat(),
                "ends_at": (start + timedelta(hours=1)).isoformat(),
                "venue_id": row["venue"],
                "participants": [{"user_id": user_id} for user_id in row["people"]],
                "inventory": [{"inventory_item_id": item, "quantity": 1} for item in chosen],
            }
        )
    hall = await connection.fetchval(
        "SELECT id FROM venues WHERE theater_id = $1 AND code = 'rehearsal_2'", theater
    )
    people = await connection.fetch(
        "SELECT id FROM users WHERE theater_id = $1 AND email LIKE 'f1.%' ORDER BY id LIMIT 6",
        theater,
    )
    return Calendar(list(pairwise(starts)), drafts, [row[0] for row in people], hall)
