"""The limit probe of the schedule: one statement that answers JSON, the product's own statement of
conflicts, plain INSERTs.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.schedule.conflicts import repository
from app.schedule.models import STAGED

_REACH = timedelta(hours=23)
_CALL = (
    "json_build_object('user_id', p.user_id, 'role', p.role, 'call_at', p.call_at, "
    "'status', p.status)"
)
_EVENT = """
json_build_object(
  'id', e.id, 'version', e.version, 'title', e.title, 'event_type', e.event_type,
  'status', e.status, 'starts_at', e.starts_at, 'ends_at', e.ends_at,
  'setup_minutes', e.setup_minutes, 'strike_minutes', e.strike_minutes,
  'busy_from', e.busy_from, 'busy_to', e.busy_to, 'stage_ready_at', e.stage_ready_at,
  'timezone', coalesce(e.timezone, v.timezone, 'Europe/Moscow'), 'color', e.color,
  'is_public', e.is_public, 'is_locked', e.is_locked, 'overridden', e.overridden,
  'series_id', e.series_id, 'is_exception', e.is_exception, 'tour_city', e.tour_city,
  'tour_venue_name', e.tour_venue_name, 'deleted_at', e.deleted_at,
  'venue', CASE WHEN v.id IS NOT NULL THEN json_build_object('id', v.id, 'name', v.name) END,
  'performance', CASE WHEN t.id IS NOT NULL THEN
    json_build_object('id', t.id, 'title', t.title) END,
  'department', CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END,
  'people', c.people, 'calls', coalesce(c.calls, '[]'))
"""
_JOINED = f"""
schedule_events e
LEFT JOIN venues v ON v.theater_id = e.theater_id AND v.id = e.venue_id
LEFT JOIN performances t ON t.theater_id = e.theater_id AND t.id = e.performance_id
LEFT JOIN departments d ON d.theater_id = e.theater_id AND d.id = e.department_id
CROSS JOIN LATERAL (
  SELECT json_agg({_CALL}) AS calls,
    json_build_object(
      'total', count(*),
      'confirmed', count(*) FILTER (WHERE p.user_id IS NOT NULL AND p.status = 'confirmed'),
      'declined', count(*) FILTER (WHERE p.user_id IS NOT NULL AND p.status = 'declined'),
      'waiting', count(*) FILTER (
        WHERE p.user_id IS NOT NULL AND p.status IN ('invited', 'tentative')),
      'open', count(*) FILTER (WHERE p.user_id IS NULL)) AS people
  FROM event_participants p WHERE p.theater_id = e.theater_id AND p.event_id = e.id
) AS c
"""
MONTH = f"""
SELECT json_build_object('items', coalesce(json_agg({_EVENT} ORDER BY e.starts_at, e.id), '[]'),
  'total', count(*), 'page', 1, 'page_size', 1000, 'pages', 1)::text
FROM {_JOINED}
WHERE e.theater_id = $1 AND e.deleted_at IS NULL AND e.ends_at > $2
  AND e.starts_at > $2 - interval '31 days' AND e.starts_at < $3
"""
ONE = f"SELECT {_EVENT}::text FROM {_JOINED} WHERE e.theater_id = $1 AND e.id = $2"
NEW_EVENT = """
INSERT INTO schedule_events (theater_id, title, event_type, starts_at, ends_at, venue_id)
VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
"""
NEW_CALLS = """
INSERT INTO event_participants (theater_id, event_id, user_id) SELECT $1, $2, unnest($3::integer[])
"""
NEW_AUDIT = """
INSERT INTO audit_log (theater_id, action, entity, entity_id, diff, request_id)
SELECT $1, 'create', CASE n WHEN 0 THEN 'event' ELSE 'call' END, $2, $3::jsonb, 'best_raw'
FROM generate_series(0, $4::integer) n
"""


def _json(body: Any, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def list_events(request: Request) -> Response:
    probe = request.app.state.probe
    query = parse_qs(request.scope["query_string"].decode())
    async with probe.connection() as connection:
        body = await connection.fetchval(
            MONTH, probe.theater_id, _moment(query["from"][0]), _moment(query["to"][0])
        )
    return _json(body)


async def check_conflicts(request: Request) -> Response:
    """The product's statement alone: what it finds is not judged and not named."""
    probe = request.app.state.probe
    draft = orjson.loads(await request.body())
    start, end = _moment(draft["starts_at"]), _moment(draft["ends_at"])
    people = [call["user_id"] for call in draft["participants"]]
    items = [item["inventory_item_id"] for item in draft["inventory"]]
    async with probe.connection() as connection:
        rows = await connection.fetch(
            repository._NEAR, probe.theater_id, [0], [start], [end], [start], [end],
            [draft["venue_id"]], [None], [], [0] * len(people), people, [start] * len(people),
            [end] * len(people), [0] * len(items), items, _REACH,
            [kind.value for kind in STAGED], list(repository.PLAYABLE),
        )  # fmt: skip
    return _json(orjson.dumps({"conflicts": [dict(row) for row in rows if row[0] == "venue"]}))


async def create_event(request: Request) -> Response:
    probe = request.app.state.probe
    raw = await request.body()
    sent = orjson.loads(raw)
    people = [call["user_id"] for call in sent["participants"]]
    async with probe.connection() as connection, connection.transaction():
        event_id = await connection.fetchval(
            NEW_EVENT, probe.theater_id, sent["title"], sent["event_type"],
            _moment(sent["starts_at"]), _moment(sent["ends_at"]), sent["venue_id"],
        )  # fmt: skip
        await connection.execute(NEW_CALLS, probe.theater_id, event_id, people)
        await connection.execute(NEW_AUDIT, probe.theater_id, event_id, raw.decode(), len(people))
        body = await connection.fetchval(ONE, probe.theater_id, event_id)
    return _json(body, 201)


PATH = "/api/v1/schedule"
ROUTES: list[tuple[str, str, Callable[[Request], Any]]] = [
    ("GET", PATH, list_events),
    ("POST", PATH, create_event),
    ("POST", f"{PATH}/conflicts/check", check_conflicts),
]
