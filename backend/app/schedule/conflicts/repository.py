"""The statements of conflicts: one that finds everything near a set of dates, and its inputs."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.inventory.models import Item, ItemStatus
from app.kit.uow import Uow
from app.performances.models import PerformanceItem
from app.schedule.conflicts.probes import Probe
from app.schedule.models import STAGED

# Pieces that can be planned with: whatever is neither broken nor written off.
PLAYABLE = tuple(
    s.value for s in ItemStatus if s not in (ItemStatus.IN_REPAIR, ItemStatus.DECOMMISSIONED)
)


class Near(NamedTuple):
    """Something that touches a date. `kind` tells which fields are meant:

    venue    another event blocks the place             key: venue
    closed   the place is closed                        key: venue
    person   a person is called elsewhere               key: user
    absent   a person is away                           key: user
    thing    another event wants pieces of an item      key: item, quantity, reserved
    stock    how many pieces of an item there are       key: item, quantity
    """

    kind: str
    probe: int
    key: int
    event_id: int | None
    since: datetime | None
    until: datetime | None
    quantity: int
    reserved: int
    title: str | None
    event_type: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    venue_id: int | None
    overridden: bool
    ask_id: int | None


# $1 theatre, $2 dates, $3–$6 their times, $7 venues, $8 own events, $9 events left aside,
# $10–$13 people by date, $14–$15 things by date, $16 how far people's other calls are looked for.
# Events that block their venue for up to two days are found by an index in the order of their
# beginning, the few longer ones by an index of their own.
_NEAR = """
WITH draft AS (
  SELECT * FROM unnest($2::int[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[],
                       $6::timestamptz[], $7::int[], $8::int[])
    AS d(probe, starts_at, ends_at, busy_from, busy_to, venue_id, event_id)
), called AS (
  SELECT * FROM unnest($10::int[], $11::int[], $12::timestamptz[], $13::timestamptz[])
    AS c(probe, user_id, since, until)
), wanted AS (
  SELECT * FROM unnest($14::int[], $15::int[]) AS w(probe, item_id)
), near AS MATERIALIZED (
  SELECT d.probe, d.busy_from AS d_from, d.busy_to AS d_to, d.venue_id AS d_venue, e.*
  FROM draft d CROSS JOIN LATERAL (
    SELECT e.id, e.title, e.event_type, e.starts_at, e.ends_at, e.busy_from, e.busy_to,
           e.venue_id, e.performance_id, e.overridden,
           coalesce(e.updated_by_id, e.created_by_id) AS ask_id
    FROM schedule_events e
    WHERE e.theater_id = $1 AND e.live
      AND e.busy_from > d.busy_from - interval '2 days' - $16::interval
      AND e.busy_from < d.busy_to + $16::interval
      AND e.busy_to > d.busy_from - $16::interval
    UNION ALL
    SELECT e.id, e.title, e.event_type, e.starts_at, e.ends_at, e.busy_from, e.busy_to,
           e.venue_id, e.performance_id, e.overridden,
           coalesce(e.updated_by_id, e.created_by_id)
    FROM schedule_events e
    WHERE e.theater_id = $1 AND e.live AND e.busy_to - e.busy_from > interval '2 days'
      AND e.busy_from <= d.busy_from - interval '2 days' - $16::interval
      AND e.busy_from > d.busy_from - interval '38 days' - $16::interval
      AND e.busy_to > d.busy_from - $16::interval
  ) e
  WHERE e.id IS DISTINCT FROM d.event_id AND e.id <> ALL ($9::int[])
), demand AS (
  SELECT n.probe, w.item_id, n.id,
         coalesce((SELECT sum(r.quantity) FROM event_inventory r
                   WHERE r.theater_id = $1 AND r.event_id = n.id
                     AND r.inventory_item_id = w.item_id), 0)::int AS reserved,
         coalesce((SELECT max(p.quantity) FROM performance_inventory p
                   WHERE p.theater_id = $1 AND p.performance_id = n.performance_id
                     AND p.inventory_item_id = w.item_id
                     AND n.event_type = ANY ($17::text[])), 0)::int AS needed
  FROM near n JOIN wanted w ON w.probe = n.probe
  WHERE n.busy_from < n.d_to AND n.busy_to > n.d_from
)
SELECT 'venue' AS kind, n.probe, n.venue_id AS key, n.id AS event_id, n.busy_from AS since,
       n.busy_to AS until, 0 AS quantity, 0 AS reserved, n.title, n.event_type, n.starts_at,
       n.ends_at, n.venue_id, n.overridden, n.ask_id
FROM near n
WHERE n.venue_id = n.d_venue AND n.busy_from < n.d_to AND n.busy_to > n.d_from
UNION ALL
SELECT 'person', n.probe, c.user_id, n.id, min(coalesce(p.call_at, n.starts_at)), n.ends_at, 0, 0,
       n.title, n.event_type, n.starts_at, n.ends_at, n.venue_id, n.overridden, n.ask_id
FROM called c
JOIN near n ON n.probe = c.probe
JOIN event_participants p
  ON p.theater_id = $1 AND p.event_id = n.id AND p.user_id = c.user_id AND p.status <> 'declined'
WHERE coalesce(p.call_at, n.starts_at) < c.until + $16::interval
  AND n.ends_at > c.since - $16::interval
GROUP BY n.probe, c.user_id, n.id, n.ends_at, n.title, n.event_type, n.starts_at, n.venue_id,
         n.overridden, n.ask_id
UNION ALL
SELECT 'thing', n.probe, q.item_id, n.id, n.busy_from, n.busy_to, greatest(q.reserved, q.needed),
       q.reserved, n.title, n.event_type, n.starts_at, n.ends_at, n.venue_id, n.overridden,
       n.ask_id
FROM demand q JOIN near n ON n.probe = q.probe AND n.id = q.id
WHERE q.reserved > 0 OR q.needed > 0
UNION ALL
SELECT 'closed', d.probe, k.venue_id, NULL, k.starts_at, k.ends_at, 0, 0, k.reason, NULL, NULL,
       NULL, k.venue_id, false, k.created_by_id
FROM draft d JOIN venue_closures k
  ON k.theater_id = $1 AND k.venue_id = d.venue_id
 AND k.starts_at < d.busy_to AND k.ends_at > d.busy_from
UNION ALL
SELECT 'absent', c.probe, c.user_id, NULL, a.starts_at, a.ends_at, 0, 0, a.kind, NULL, NULL, NULL,
       NULL, false, NULL
FROM called c JOIN absences a
  ON a.theater_id = $1 AND a.user_id = c.user_id
 AND a.starts_at < c.until AND a.ends_at > c.since
UNION ALL
SELECT 'stock', 0, s.item_id, NULL, NULL, NULL,
       coalesce(sum(s.quantity) FILTER (WHERE s.status = ANY ($18::text[])), 0)::int, 0,
       NULL, NULL, NULL, NULL, NULL, false, NULL
FROM inventory_stock s
WHERE s.theater_id = $1 AND s.item_id IN (SELECT item_id FROM wanted)
GROUP BY s.item_id
"""


async def near(
    uow: Uow,
    probes: Sequence[Probe],
    reach: timedelta,
    aside: Collection[int] = (),
) -> list[Near]:
    """Everything live that touches one of the dates; events `aside` do not count."""
    people = [(n, u, at, p.ends_at) for n, p in enumerate(probes) for u, at in p.people.items()]
    things = [(n, item_id) for n, p in enumerate(probes) for item_id in p.things]
    arguments = [
        uow.ctx.theater_id,
        list(range(len(probes))),
        [p.starts_at for p in probes],
        [p.ends_at for p in probes],
        [p.busy_from for p in probes],
        [p.busy_to for p in probes],
        [p.venue_id for p in probes],
        [p.event_id for p in probes],
        list(aside),
        *_columns(people, 4),
        *_columns(things, 2),
        reach if people else timedelta(0),
        [t.value for t in STAGED],
        list(PLAYABLE),
    ]
    rows = await uow.rows(_NEAR, arguments)
    return [Near._make(row) for row in rows]


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [[row[n] for row in rows] for n in range(width)]


_NEEDS = """
SELECT p.performance_id, p.inventory_item_id, max(p.quantity)
FROM performance_inventory p
JOIN inventory_items i
  ON i.theater_id = $1 AND i.id = p.inventory_item_id AND i.deleted_at IS NULL
WHERE p.theater_id = $1 AND p.performance_id = ANY ($2::int[])
GROUP BY p.performance_id, p.inventory_item_id
"""


async def title_needs(uow: Uow, performance_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """By title, how many pieces of which items it needs at once: the most of any scene."""
    wanted = set(performance_ids)
    if not wanted:
        return {}
    rows = await uow.rows(_NEEDS, (uow.ctx.theater_id, list(wanted)))
    found: dict[int, dict[int, int]] = {performance_id: {} for performance_id in wanted}
    for performance_id, item_id, quantity in rows:
        found[performance_id][item_id] = quantity
    return found


async def stand_ins(session: AsyncSession, performance_id: int) -> dict[int, int]:
    """Items of a title that another one may replace."""
    rows = await session.execute(
        select(PerformanceItem.inventory_item_id, PerformanceItem.alternative_item_id).where(
            PerformanceItem.performance_id == performance_id,
            PerformanceItem.alternative_item_id.is_not(None),
        )
    )
    return {row.inventory_item_id: row.alternative_item_id for row in rows}


async def item_names(uow: Uow, item_ids: Collection[int]) -> dict[int, Any]:
    """`{id, name, inventory_number, unit}` of items, archived ones too."""
    if not item_ids:
        return {}
    rows = await uow.session.execute(
        select(Item.id, Item.name, Item.inventory_number, Item.unit).where(Item.id.in_(item_ids)),
        execution_options={"include_deleted": True},
    )
    return {row.id: row for row in rows}


_LOCK_KEYS = """
SELECT pg_advisory_xact_lock(k.theater, k.key) FROM (
  SELECT theater, key FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS u(theater, key, turn)
  ORDER BY turn
) AS k
"""
_LOCK_ITEMS = """
SELECT FROM inventory_items
WHERE theater_id = $1 AND id = ANY ($2::int[]) AND deleted_at IS NULL
ORDER BY id FOR NO KEY UPDATE
"""


async def lock(uow: Uow, probes: Sequence[Probe]) -> None:
    """Let nobody else plan with these venues, people and things until the transaction ends.

    Always in this order, each kind by id, so that two plans never wait for each other in a ring.
    The keys of people are those of venues with the theatre's number turned negative.
    """
    theater = uow.ctx.theater_id
    venues = sorted({p.venue_id for p in probes if p.venue_id})
    people = sorted({user_id for p in probes for user_id in p.people})
    things = {item_id for p in probes for item_id, demand in p.things.items() if demand.reserved}
    if venues or people:
        sides = [theater] * len(venues) + [-theater] * len(people)
        await uow.rows(_LOCK_KEYS, (sides, venues + people))
    if things:
        await uow.rows(_LOCK_ITEMS, (theater, list(things)))
