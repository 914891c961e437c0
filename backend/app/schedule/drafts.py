"""From what people send to what is saved: names found, defaults filled, rules applied."""

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.auth.permissions import P
from app.inventory import references as common
from app.inventory import scope as items_scope
from app.inventory.models import Item
from app.kit import i18n
from app.kit.errors import FieldError, Invalid
from app.kit.listing import Narrowing
from app.kit.statements import Prepared, fetch, prepare
from app.kit.uow import Uow
from app.schedule import rules
from app.schedule.models import Event
from app.schedule.references import HOMES, VENUES, zone_of
from app.schedule.tails import default_tails

_TITLE = "SELECT archived_at FROM performances WHERE theater_id = $1 AND id = $2"
_TIMES = ("starts_at", "ends_at", "stage_ready_at")


async def resolve(
    uow: Uow, values: Mapping[str, Any], before: Event | None = None
) -> dict[str, Any]:
    """The fields of an event, whole and checked; `before` is what a change starts from.

    Raises Invalid naming the field: for an unknown id as for another theatre's.
    """
    whole = dict(values)
    await _check_references(uow, whole, before)
    await _fill(uow, whole)
    rules.check_times(whole)
    zone = await zone_of(uow, whole.get("timezone"), whole.get("venue_id"))
    for name in _TIMES:
        moved = before is None or getattr(before, name) != whole.get(name)
        if whole.get(name) is not None:
            if moved:
                rules.check_clock(name, whole[name], zone)
            whole[name] = whole[name].astimezone(UTC)
    return whole


async def _check_references(uow: Uow, values: Mapping[str, Any], before: Event | None) -> None:
    venue_id = values.get("venue_id")
    if venue_id is not None:
        common.require("venue_id", venue_id, (await VENUES.of(uow)).refs)
    common.require("department_id", values.get("department_id"), await common.DEPARTMENTS.of(uow))
    performance_id = values.get("performance_id")
    if performance_id is not None and (before is None or before.performance_id != performance_id):
        found = await uow.rows(_TITLE, (uow.ctx.theater_id, performance_id))
        if not found:
            raise Invalid.field("performance_id", "reference_unknown")
        if found[0]["archived_at"] is not None:
            raise Invalid.field("performance_id", "event.title_archived")


async def _fill(uow: Uow, values: dict[str, Any]) -> None:
    if not values.get("title"):
        values["title"] = await _title(uow, values)
    tails = None
    missing = [n for n in ("setup_minutes", "strike_minutes") if values.get(n) is None]
    if missing and values.get("performance_id") and values.get("venue_id"):
        tails = await default_tails(uow, values["performance_id"], values["venue_id"])
    for name in missing:
        values[name] = 0 if tails is None else getattr(tails, name)
    if tails is not None and tails.ready_minutes is not None and not values.get("stage_ready_at"):
        values["stage_ready_at"] = values["starts_at"] - min(
            timedelta(minutes=tails.ready_minutes), timedelta(minutes=values["setup_minutes"])
        )


async def _title(uow: Uow, values: Mapping[str, Any]) -> str:
    if values.get("performance_id") is not None:
        titles = await common.TITLES.of(uow)
        found = titles.get(values["performance_id"])
        if found is not None:
            return str(found["title"])
    return i18n.text(f"event_type.{values['event_type']}", uow.ctx.locale)


async def check_calls(
    uow: Uow, calls: Sequence[Mapping[str, Any]], values: Mapping[str, Any]
) -> dict[int, int | None]:
    """People exist and can be called at those times; returns their departments."""
    departments = await common.DEPARTMENTS.of(uow)
    people = await HOMES.of(uow)
    seen: set[tuple[int, str]] = set()
    for number, call in enumerate(calls):
        path = f"participants.{number}"
        user_id = call.get("user_id")
        if user_id is not None:
            common.require(f"{path}.user_id", user_id, people)
            key = (user_id, call.get("role") or "")
            if key in seen:
                raise Invalid.field(f"{path}.user_id", "event.called_twice")
            seen.add(key)
        common.require(f"{path}.department_id", call.get("department_id"), departments)
        rules.check_call(f"{path}.call_at", call.get("call_at"), values)
    return people


async def check_items(uow: Uow, items: Sequence[Mapping[str, Any]]) -> None:
    """Things exist, are not archived and lie within the caller's reach; none stands there twice."""
    if not items:
        return
    wanted = [item["inventory_item_id"] for item in items]
    reach = items_scope.narrowing(uow.ctx, P.INVENTORY_READ)
    values = {"theater_id": uow.ctx.theater_id, "ids": wanted, **(reach.values if reach else {})}
    known = {row[0] for row in await fetch(uow, _items(reach), values)}
    errors = []
    for number, item_id in enumerate(wanted):
        field = f"inventory.{number}.inventory_item_id"
        if item_id not in known:
            errors.append(FieldError(field, "reference_unknown", {}))
        elif item_id in wanted[:number]:
            errors.append(FieldError(field, "event.item_twice", {}))
    if errors:
        raise Invalid(errors=errors)


@cache
def _items(reach: Narrowing | None) -> Prepared:
    statement = select(Item.id).where(
        Item.theater_id == bindparam("theater_id"),
        Item.id == func.any(bindparam("ids", type_=ARRAY(Integer()))),
        Item.deleted_at.is_(None),
    )
    return prepare(statement if reach is None else statement.where(reach.where()))


def renamed(error: Invalid, prefix: str) -> Invalid:
    """The same complaint about a body that is the one call itself."""
    return Invalid(
        errors=[FieldError(e.field.removeprefix(prefix), e.code, e.params) for e in error.errors]
    )


def without_reason(body: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """What is to be saved, and why it may be saved over a clash."""
    values = dict(body)
    return values, (values.pop("override", None) or {}).get("reason")
