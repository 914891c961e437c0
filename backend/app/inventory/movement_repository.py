"""Statements that read the ledger; inventory.ledger alone writes it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Integer, bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.auth.permissions import P
from app.inventory.models import Item, Movement
from app.inventory.scope import predicate
from app.inventory.units.models import MovementUnit, Unit
from app.kit.context import Context
from app.kit.errors import NotFound
from app.kit.listing import FeedQuery

_Undoing = aliased(Movement)
_IN_FORCE = (
    Movement.undoes_id.is_(None),
    ~exists().where(_Undoing.undoes_id == Movement.id).correlate(Movement),
)


class MovementRepository:
    def __init__(self, session: AsyncSession, ctx: Context) -> None:
        self.session = session
        self.ctx = ctx

    async def count(self, item_id: int) -> int:
        count = await self.session.scalar(select(func.count()).where(Movement.item_id == item_id))
        return count or 0

    async def of_item(self, item_id: int, feed: FeedQuery) -> Sequence[Movement]:
        """Newest first; one more than asked for, so that the caller knows whether there are."""
        statement = (
            select(Movement)
            .where(Movement.item_id == item_id)
            .order_by(Movement.id.desc())
            .limit(feed.limit + 1)
        )
        if feed.before is not None:
            statement = statement.where(Movement.id < feed.before)
        return (await self.session.scalars(statement)).all()

    async def get(self, movement_id: int) -> Movement:
        found: Movement | None = await self.session.scalar(
            select(Movement).where(Movement.id == movement_id)
        )
        if found is None:
            raise NotFound
        return found

    async def of_batch(self, batch: str) -> Sequence[Movement]:
        """What of an act is still in force, the newest first."""
        statement = (
            select(Movement).where(Movement.batch == batch, *_IN_FORCE).order_by(Movement.id.desc())
        )
        return (await self.session.scalars(statement)).all()

    async def undone_by(self, movement_ids: Collection[int]) -> dict[int, int]:
        """Of these movements the taken-back ones, each with the movement that did it."""
        rows = await self.session.execute(
            select(Movement.undoes_id, Movement.id).where(
                Movement.undoes_id == func.any(bindparam("ids", type_=ARRAY(Integer)))
            ),
            {"ids": list(movement_ids)},
        )
        return {undone: made for undone, made in rows if undone is not None}

    async def units(self, movement_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
        """The numbered pieces of each movement; those that have lost their number since, too."""
        rows = await self.session.execute(
            select(MovementUnit.movement_id, Unit.id, Unit.number)
            .join(Unit, Unit.id == MovementUnit.unit_id)
            .where(MovementUnit.movement_id == func.any(bindparam("ids", type_=ARRAY(Integer))))
            .order_by(Unit.number_key),
            {"ids": list(movement_ids)},
            execution_options={"include_deleted": True},
        )
        found: dict[int, list[dict[str, Any]]] = {}
        for movement_id, unit_id, number in rows:
            found.setdefault(movement_id, []).append({"id": unit_id, "number": number})
        return found

    async def last_in_force(self, item_ids: Collection[int], *, within: P | None) -> set[int]:
        """Of each live item the last movement that nothing has taken back; `within` narrows to
        items that the caller's right reaches."""
        last = (
            select(Movement.id)
            .where(Movement.item_id == Item.id, *_IN_FORCE)
            .order_by(Movement.id.desc())
            .limit(1)
            .correlate(Item)
            .scalar_subquery()
        )
        statement = select(last).where(Item.id == func.any(bindparam("ids", type_=ARRAY(Integer))))
        reach: Any = None if within is None else predicate(self.ctx, within)
        if reach is not None:
            statement = statement.where(reach)
        found = await self.session.scalars(statement, {"ids": list(item_ids)})
        return {movement_id for movement_id in found if movement_id is not None}
