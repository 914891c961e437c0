"""An event with its people and things, read by one statement and bound to no session."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, func, select

from app.kit.db import Base, loaded
from app.kit.errors import NotFound
from app.kit.listing import Narrowing
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.models import Call, Event, EventItem
from app.schedule.placing import Placement


def columns(model: type[Base]) -> tuple[str, ...]:
    """All but what is between an import and its calendar."""
    return tuple(c.name for c in model.__table__.columns if not c.name.startswith("ical_"))


EVENT, CALL, _ITEM = columns(Event), columns(Call), columns(EventItem)


async def read(uow: Uow, event_id: int) -> Placement:
    """NotFound outside the caller's reach."""
    reach = scope.narrowing(uow.ctx)
    values = {"theater_id": uow.ctx.theater_id, "event_id": event_id}
    rows = await fetch(uow, _statement(reach), values | dict(reach.values if reach else {}))
    if not rows:
        raise NotFound
    *event, calls, items = rows[0]
    return Placement(
        loaded(Event, dict(zip(EVENT, event, strict=True))),
        [loaded(Call, dict(zip(CALL, row, strict=True))) for row in calls],
        [loaded(EventItem, dict(zip(_ITEM, row, strict=True))) for row in items],
    )


@cache
def _statement(reach: Narrowing | None) -> Prepared:
    statement = select(
        *(getattr(Event, name) for name in EVENT), _parts(Call, CALL), _parts(EventItem, _ITEM)
    ).where(
        Event.theater_id == bindparam("theater_id"),
        Event.id == bindparam("event_id", type_=Integer()),
        Event.deleted_at.is_(None),
    )
    return prepare(statement if reach is None else statement.where(reach.where()))


def _parts(model: type[Call] | type[EventItem], names: tuple[str, ...]) -> Any:
    row = func.row(*(getattr(model, name) for name in names))
    own = (model.theater_id == Event.theater_id, model.event_id == Event.id)
    return func.array(select(row).where(*own).order_by(model.id).correlate(Event).scalar_subquery())
