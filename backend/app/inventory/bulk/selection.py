"""Which items are meant: by id or by the list's filters, each with what the caller may do to it."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.auth.permissions import P
from app.inventory import reading, scope
from app.inventory.bulk.schemas import MAX_ITEMS, Selection
from app.inventory.listing import ItemList
from app.inventory.models import Item
from app.kit.errors import Invalid
from app.kit.listing import ListRun
from app.kit.uow import Uow


class Target(NamedTuple):
    """A readable item; `allowed` says whether the act may touch it."""

    id: int
    name: str
    inventory_number: str
    archived: bool
    allowed: bool


class ItemIds(ItemList):
    """The list of items, of which only the ids are wanted."""

    row = (Item.id,)


def ids_are(ids: Collection[int]) -> Any:
    return Item.id == func.any(bindparam("picked", list(ids), type_=ARRAY(Integer), unique=True))


def may_touch(uow: Uow, permission: P) -> Any:
    """The reach of bulk changes and of the act itself, both."""
    reaches = [scope.predicate(uow.ctx, one) for one in (P.INVENTORY_BULK, permission)]
    return and_(literal(True), *(reach for reach in reaches if reach is not None))


async def chosen_ids(uow: Uow, selection: Selection) -> list[int]:
    """Each id once, in the order asked or of the list. Invalid, with their number, if too many."""
    if selection.ids is not None:
        ids = list(dict.fromkeys(selection.ids))
        _check_count(len(ids))
        return ids
    assert selection.query is not None  # Selection sees to it
    query = ItemIds(**selection.query.model_dump())
    names = await reading.Names.of(uow)
    whole = names.whole(query)
    run = ListRun(uow, whole, scope.narrowing(uow.ctx, P.INVENTORY_READ))
    excluded = set(selection.exclude_ids)
    total = await run.total(None)
    if total - len(excluded) > MAX_ITEMS:
        _check_count(total - len(excluded))
    found = [row["id"] async for rows in run.all_rows() for row in rows]
    ids = [item_id for item_id in found if item_id not in excluded]
    _check_count(len(ids))
    return ids


def _check_count(found: int) -> None:
    if found > MAX_ITEMS:
        raise Invalid.field("selection", "bulk_too_many", limit=MAX_ITEMS, found=found)


async def targets(uow: Uow, ids: Collection[int], permission: P) -> dict[int, Target]:
    """What of these items the caller may see, archived or not."""
    statement = select(
        Item.id,
        Item.name,
        Item.inventory_number,
        Item.deleted_at.is_not(None),
        may_touch(uow, permission),
    ).where(ids_are(ids))
    reach = scope.predicate(uow.ctx, P.INVENTORY_READ)
    if reach is not None:
        statement = statement.where(reach)
    rows = await uow.session.execute(statement, execution_options={"include_deleted": True})
    return {row[0]: Target._make(row) for row in rows}
