"""A new event with its people and things, and what the journal keeps of it, in one statement.

Below the session, which would write row after row and read each again. The journal is the same
(kit.audit.created); only the ids of the event and of its parts are not known before.
"""

from collections.abc import Sequence
from typing import Any

import orjson

from app.kit import audit
from app.kit.db import learn
from app.kit.uow import Uow
from app.schedule.changing import FIELDS
from app.schedule.models import Call, Event, EventItem
from app.schedule.placing import Placement

_NAMES = (*FIELDS, "overridden", "override_reason", "override_by_id", "override_at")
_FIRST = 16

# $1 theatre, $2 author, $3 who acts, $4 address, $5 request, $6 the event in the journal, $7–$10
# calls, $11 those in the journal, $12–$14 things, $15 those in the journal, $16 … the event.
_SAVE = f"""
WITH event AS (
  INSERT INTO schedule_events (theater_id, created_by_id, updated_by_id, {", ".join(_NAMES)})
  VALUES ($1::int, $2::int, $2::int, {", ".join(f"${n + _FIRST}" for n in range(len(_NAMES)))})
  RETURNING id, created_at, busy_from, busy_to, live
), calls AS (
  INSERT INTO event_participants (theater_id, event_id, user_id, role, department_id, call_at,
    created_by_id, updated_by_id)
  SELECT $1, event.id, c.user_id, c.role, c.department_id, c.call_at, $2, $2
  FROM event, unnest($7::int[], $8::text[], $9::int[], $10::timestamptz[])
    WITH ORDINALITY AS c(user_id, role, department_id, call_at, n)
  ORDER BY c.n
  RETURNING id
), items AS (
  INSERT INTO event_inventory (theater_id, event_id, inventory_item_id, quantity, notes,
    created_by_id, updated_by_id)
  SELECT $1, event.id, i.item_id, i.quantity, i.notes, $2, $2
  FROM event, unnest($12::int[], $13::int[], $14::text[])
    WITH ORDINALITY AS i(item_id, quantity, notes, n)
  ORDER BY i.n
  RETURNING id
), parts AS (
  SELECT 1 AS kind, 'call' AS entity, made.id, said.diff, made.n
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM calls) AS made
  JOIN unnest($11::text[]) WITH ORDINALITY AS said(diff, n) ON said.n = made.n
  UNION ALL
  SELECT 2, 'event_item', made.id, said.diff, made.n
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM items) AS made
  JOIN unnest($15::text[]) WITH ORDINALITY AS said(diff, n) ON said.n = made.n
), journal AS (
  INSERT INTO audit_log (theater_id, actor_id, action, entity, entity_id, diff, ip, request_id)
  SELECT $1, $3::int, 'create', one.entity, one.id, one.diff, $4::text, $5::text
  FROM (
    SELECT 0 AS kind, 'event' AS entity, event.id, $6::text::jsonb AS diff, 1 AS n FROM event
    UNION ALL
    SELECT parts.kind, parts.entity, parts.id, parts.diff::jsonb
      || jsonb_build_object('event_id', jsonb_build_array(NULL, event.id)), parts.n
    FROM parts, event
  ) AS one
  ORDER BY one.kind, one.n
)
SELECT event.*, (SELECT array_agg(id ORDER BY id) FROM calls),
  (SELECT array_agg(id ORDER BY id) FROM items)
FROM event
"""

# What PostgreSQL puts where nothing is said.
_EVENT: dict[str, Any] = {"overridden": False, "is_exception": False, "sequence": 0, "version": 1}


async def save(uow: Uow, placement: Placement) -> None:
    """Afterwards the objects hold what PostgreSQL has made of them; they belong to no session."""
    ctx = uow.ctx
    event, calls, items = placement.event, placement.calls, placement.items
    learn(event, {n: v for n, v in _EVENT.items() if getattr(event, n) is None})
    arguments = [
        ctx.theater_id, ctx.author_id, ctx.user_id, ctx.ip, ctx.request_id, _diff(event),
        *_columns(calls, "user_id", "role", "department_id", "call_at"), [_diff(c) for c in calls],
        *_columns(items, "inventory_item_id", "quantity", "notes"), [_diff(i) for i in items],
        *(getattr(event, name) for name in _NAMES),
    ]  # fmt: skip
    ((event_id, at, busy_from, busy_to, live, call_ids, item_ids),) = await uow.rows(
        _SAVE, arguments
    )
    row = {
        "theater_id": ctx.theater_id,
        "created_at": at,
        "updated_at": at,
        "created_by_id": ctx.author_id,
        "updated_by_id": ctx.author_id,
    }
    made = {"id": event_id, "busy_from": busy_from, "busy_to": busy_to, "live": live}
    learn(event, row | made)
    row |= {"event_id": event_id, "version": 1}
    for parts, ids in ((calls, call_ids), (items, item_ids)):
        for part, part_id in zip(parts, ids or (), strict=True):
            learn(part, row | {"id": part_id})
    uow.touch("schedule_events", *({part.__tablename__ for part in (*calls, *items)}))


def _columns(parts: Sequence[Call | EventItem], *names: str) -> list[list[Any]]:
    return [[getattr(part, name) for part in parts] for name in names]


def _diff(obj: Event | Call | EventItem) -> str:
    return orjson.dumps(audit.created(obj)).decode()
