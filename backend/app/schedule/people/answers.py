"""Calls that are answered: held with their event by one statement, written with the journal by
another, and bound to no session.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Integer, bindparam, select

from app.kit.db import learn, loaded
from app.kit.errors import NotFound
from app.kit.listing import Narrowing
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.models import Call, Event
from app.schedule.whole import CALL, EVENT

# $1 theatre, $2 author, $3 who acts, $4 address, $5 request, $6 calls, $7 those in the journal,
# $8–$13 what is answered, call by call.
_SAVE = """
WITH said AS (
  SELECT * FROM unnest($6::int[], $7::text[], $8::text[], $9::text[], $10::text[],
                       $11::timestamptz[], $12::int[], $13::timestamptz[])
    WITH ORDINALITY AS s(id, diff, status, decline_reason, comment, responded_at,
                         responded_version, answered_call_at, n)
), journal AS (
  INSERT INTO audit_log (theater_id, actor_id, action, entity, entity_id, diff, ip, request_id)
  SELECT $1::int, $3::int, 'update', 'call', said.id, said.diff::jsonb, $4::text, $5::text
  FROM said ORDER BY said.n
)
UPDATE event_participants c
SET status = said.status, decline_reason = said.decline_reason, comment = said.comment,
    responded_at = said.responded_at, responded_version = said.responded_version,
    answered_call_at = said.answered_call_at, updated_at = now(), updated_by_id = $2::int,
    version = c.version + 1
FROM said WHERE c.theater_id = $1 AND c.id = said.id
RETURNING c.id, c.version, c.updated_at
"""
_NAMES = (
    "status", "decline_reason", "comment", "responded_at", "responded_version", "answered_call_at",
)  # fmt: skip


async def hold(uow: Uow, event_id: int, user_id: int | None) -> tuple[Event, list[Call]]:
    """The event and all calls of the person to it, locked: nobody moves what is being answered.

    NotFound outside the caller's reach, and for whoever is not called.
    """
    reach = scope.narrowing(uow.ctx)
    values = {
        "theater_id": uow.ctx.theater_id,
        "event_id": event_id,
        "user_id": user_id,
        **(reach.values if reach else {}),
    }
    rows = await fetch(uow, _held(reach), values)
    if not rows:
        raise NotFound
    width = len(EVENT)
    event = loaded(Event, dict(zip(EVENT, rows[0][:width], strict=True)))
    return event, [loaded(Call, dict(zip(CALL, row[width:], strict=True))) for row in rows]


@cache
def _held(reach: Narrowing | None) -> Prepared:
    """Rows that another has changed while this waited for them come as they are then."""
    statement = (
        select(
            *(getattr(Event, name) for name in EVENT),
            *(getattr(Call, name).label(f"call_{name}") for name in CALL),
        )
        .join_from(Event, Call, (Call.theater_id == Event.theater_id) & (Call.event_id == Event.id))
        .where(
            Event.theater_id == bindparam("theater_id"),
            Event.id == bindparam("event_id", type_=Integer()),
            Event.deleted_at.is_(None),
            Call.user_id == bindparam("user_id", type_=Integer()),
        )
        .order_by(Call.id)
        .with_for_update(of=[Event, Call], key_share=True)
    )
    return prepare(statement if reach is None else statement.where(reach.where()))


async def save(uow: Uow, calls: Sequence[Call], diffs: Mapping[int, Mapping[str, Any]]) -> None:
    """The calls as they hold their answers by now; those without a diff are left alone."""
    ctx = uow.ctx
    said = {call.id: call for call in calls if diffs[call.id]}
    if not said:
        return
    arguments = [
        ctx.theater_id, ctx.author_id, ctx.user_id, ctx.ip, ctx.request_id, list(said),
        [orjson.dumps(diffs[call_id]).decode() for call_id in said],
        *([getattr(call, name) for call in said.values()] for name in _NAMES),
    ]  # fmt: skip
    for call_id, version, at in await uow.rows(_SAVE, arguments):
        row = {"version": version, "updated_at": at, "updated_by_id": ctx.author_id}
        learn(said[call_id], row)
    uow.touch(Call.__tablename__)
