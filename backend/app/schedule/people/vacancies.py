"""What a planner has to fill: roles that want somebody, and the declines that made them so."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from app.auth.permissions import P
from app.inventory import references as common
from app.kit import clock
from app.kit.context import Context, Scope
from app.kit.uow import Uow
from app.schedule.models import Call, CallStatus, Event, EventStatus
from app.schedule.naming import event_ref
from app.schedule.people.mine import LIMIT, between
from app.schedule.people.models import DeclineLook
from app.schedule.rows import Names


async def open_roles(uow: Uow, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Bodies of `OpenRole` between two moments: without a person, or declined."""
    wanting = or_(Call.user_id.is_(None), Call.status == CallStatus.DECLINED)
    order = (func.coalesce(Call.call_at, Event.starts_at), Call.id)
    return await _read(uow, wanting, *between(since, until), order=order)


async def declines(uow: Uow) -> dict[str, Any]:
    """A body of `Declines`: of what is not over yet, the newest first."""
    looked_at = await uow.session.scalar(
        select(DeclineLook.looked_at).where(DeclineLook.user_id == uow.ctx.user_id)
    )
    items = await _read(
        uow,
        Call.status == CallStatus.DECLINED,
        Event.ends_at > clock.now(),
        order=(Call.responded_at.desc(), Call.id.desc()),
    )
    return {
        "items": [item | {"is_new": _is_new(item, looked_at)} for item in items],
        "looked_at": looked_at,
    }


def _is_new(item: dict[str, Any], looked_at: datetime | None) -> bool:
    return looked_at is None or item["responded_at"] is None or item["responded_at"] > looked_at


async def seen(uow: Uow, until: datetime) -> None:
    """The caller has seen the declines up to this moment; a look never goes back."""
    values = {"theater_id": uow.ctx.theater_id, "user_id": uow.ctx.user_id}
    at = min(until, clock.now())
    statement = insert(DeclineLook).values(**values, looked_at=at)
    await uow.session.execute(
        statement.on_conflict_do_update(
            index_elements=["theater_id", "user_id"],
            set_={"looked_at": func.greatest(DeclineLook.looked_at, at)},
        )
    )


def _own(ctx: Context) -> tuple[ColumnElement[bool], ...]:
    """A head of department fills the roles of the own department."""
    if ctx.scope(P.SCHEDULE_UPDATE) is not Scope.DEPARTMENT:
        return ()
    own = ctx.department_id or 0
    return (or_(Call.department_id == own, Event.department_id == own),)


async def _read(
    uow: Uow, *conditions: ColumnElement[bool], order: tuple[Any, ...]
) -> list[dict[str, Any]]:
    statement = (
        select(Call, Event)
        .join(Event, Event.id == Call.event_id)
        .where(*conditions, *_own(uow.ctx), Event.status != EventStatus.CANCELLED)
        .order_by(*order)
        .limit(LIMIT)
    )
    names = await Names.read(uow)
    people = await common.PEOPLE.of(uow)
    return [
        {
            "call_id": call.id,
            "event": event_ref(event, names.places.refs),
            "role": call.role,
            "department": names.departments.json(call.department_id),
            "call_at": call.call_at or event.starts_at,
            "person": people.json(call.user_id),
            "decline_reason": call.decline_reason,
            "comment": call.comment,
            "responded_at": call.responded_at,
        }
        for call, event in (await uow.session.execute(statement)).all()
    ]
