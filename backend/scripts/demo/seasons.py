"""Many times the demo season, for benchmarks: copied inside PostgreSQL.

Eight houses, each with venues and people of its own, play the same season year after year, so that
no copy stands in the way of another.
"""

from sqlalchemy import text

from app.kit.uow import Uow

HOUSES = 8
EVENTS_PER_SCALE = 80
"""`--scale 250`: twenty thousand events beside its hundred thousand items."""
_AT_ONCE = 8

_VENUES = text("""
INSERT INTO venues (name, code, type, capacity, address, city, timezone)
SELECT v.name || ', филиал ' || h, v.code || '_' || h, v.type, v.capacity, v.address, v.city,
  v.timezone
FROM venues v CROSS JOIN generate_series(1, CAST(:houses AS integer) - 1) AS h ORDER BY h, v.id
""")
_PEOPLE = text("""
WITH people AS (
  INSERT INTO users (email, hashed_password, last_name, first_name, patronymic, department_id)
  SELECT 'f' || h || '.' || u.email, u.hashed_password, u.last_name, u.first_name, u.patronymic,
    u.department_id
  FROM users u CROSS JOIN generate_series(1, CAST(:houses AS integer) - 1) AS h
  WHERE u.id IN (SELECT p.user_id FROM event_participants p)
  ORDER BY h, u.id
  RETURNING id, email
)
INSERT INTO user_roles (user_id, role_id)
SELECT p.id, r.role_id
FROM people p
JOIN users u ON u.email = substr(p.email, strpos(p.email, '.') + 1)
JOIN user_roles r ON r.user_id = u.id
""")

# 53 weeks keep the days of the week, and are longer than the season: years 0, -1, 1, -2, 2 …
_COPY = text("""
WITH seasons AS (
  SELECT c, c % CAST(:houses AS integer) AS house,
    make_interval(days => 371 * CASE WHEN y % 2 = 0 THEN y / 2 ELSE -(y + 1) / 2 END) AS shift
  FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) AS c
  CROSS JOIN LATERAL (SELECT c / CAST(:houses AS integer) AS y) AS years
), sources AS MATERIALIZED (
  SELECT e.*, s.c, s.house, s.shift, row_number() OVER (ORDER BY s.c, e.id) AS n
  FROM schedule_events e CROSS JOIN seasons s
  WHERE e.id = ANY (CAST(:ids AS integer[]))
), events AS (
  INSERT INTO schedule_events (
    title, description, event_type, status, starts_at, ends_at, setup_minutes, strike_minutes,
    stage_ready_at, venue_id, performance_id, department_id, is_public, is_locked, timezone,
    tour_city, tour_venue_name, overridden, override_reason, override_by_id, override_at,
    cancel_reason, sequence, created_at, updated_at, created_by_id, updated_by_id)
  SELECT o.title, o.description, o.event_type, o.status, o.starts_at + o.shift,
    o.ends_at + o.shift, o.setup_minutes, o.strike_minutes, o.stage_ready_at + o.shift,
    coalesce(other.id, o.venue_id), o.performance_id, o.department_id, o.is_public, o.is_locked,
    o.timezone, o.tour_city, o.tour_venue_name, o.overridden, o.override_reason,
    o.override_by_id, o.override_at, o.cancel_reason, o.sequence, o.created_at, o.updated_at,
    o.created_by_id, o.updated_by_id
  FROM sources o
  LEFT JOIN venues v ON v.id = o.venue_id
  LEFT JOIN venues other ON o.house > 0 AND other.code = v.code || '_' || o.house
  ORDER BY o.n
  RETURNING id
), pairs AS MATERIALIZED (
  SELECT e.id, o.id AS original, o.house, o.shift
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM events) AS e
  JOIN sources o ON o.n = e.n
), things AS (
  INSERT INTO event_inventory (event_id, inventory_item_id, quantity, status)
  SELECT p.id, i.inventory_item_id, i.quantity, i.status
  FROM pairs p JOIN event_inventory i ON i.event_id = p.original
  WHERE p.house = 0 AND i.event_id = ANY (CAST(:ids AS integer[]))
  ORDER BY p.id, i.id
)
INSERT INTO event_participants (
  event_id, user_id, role, department_id, call_at, status, decline_reason, comment, responded_at,
  call_version, responded_version, answered_call_at)
SELECT p.id, coalesce(other.id, c.user_id), c.role, c.department_id, c.call_at + p.shift, c.status,
  c.decline_reason, c.comment, c.responded_at, c.call_version, c.responded_version,
  c.answered_call_at + p.shift
FROM pairs p
JOIN event_participants c ON c.event_id = p.original
LEFT JOIN users u ON u.id = c.user_id
LEFT JOIN users other ON p.house > 0 AND other.email = 'f' || p.house || '.' || u.email
WHERE c.event_id = ANY (CAST(:ids AS integer[]))
ORDER BY p.id, c.id
""")


async def multiply_season(uow: Uow, scale: int) -> None:
    """Copies of the events that are there, until there are about `EVENTS_PER_SCALE` × `scale`."""
    session = uow.session
    ids = list(await session.scalars(text("SELECT id FROM schedule_events ORDER BY id")))
    # Checks of foreign keys are planned once, while these tables are still small.
    await session.execute(text("SET LOCAL enable_seqscan = off"))
    await session.execute(_VENUES, {"houses": HOUSES})
    await session.execute(_PEOPLE, {"houses": HOUSES})
    copies = max(1, scale * EVENTS_PER_SCALE // len(ids))
    for first in range(1, copies + 1, _AT_ONCE):
        last = min(first + _AT_ONCE - 1, copies)
        await session.execute(_COPY, {"ids": ids, "houses": HOUSES, "first": first, "last": last})
    uow.touch(
        "venues", "users", "user_roles", "schedule_events", "event_participants", "event_inventory"
    )
