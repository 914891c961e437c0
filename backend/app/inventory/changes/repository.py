"""Statements about recent changes: runs, imports and acts of movement, newest first."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, exists, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from app.auth.permissions import P
from app.inventory.bulk.models import BulkResult, BulkRun, Outcome
from app.inventory.importing.models import Import, ImportStatus
from app.inventory.models import Item, Movement
from app.inventory.scope import predicate
from app.inventory.uses import among
from app.kit.uow import Uow

_Later = aliased(Movement)
_ENDED = (ImportStatus.DONE.value, ImportStatus.UNDONE.value)


class ChangeRepository:
    """`author_id` narrows to what one person did."""

    def __init__(self, uow: Uow, author_id: int | None) -> None:
        self.session = uow.session
        self.ctx = uow.ctx
        self.author_id = author_id

    async def runs(self, before: datetime | None, limit: int) -> Sequence[BulkRun]:
        return await self._newest(BulkRun, before, limit, BulkRun.changed > 0)

    async def imports(
        self, before: datetime | None, limit: int, department_id: int | None
    ) -> Sequence[Import]:
        conditions = [Import.status.in_(_ENDED), or_(Import.created > 0, Import.updated > 0)]
        if department_id is not None:
            conditions.append(Import.department_id == department_id)
        return await self._newest(Import, before, limit, *conditions)

    async def acts(self, before: datetime | None, limit: int) -> Sequence[Movement]:
        """The last line of each act that is neither a run's nor a taking back, nor an item's own
        first receipt.
        """
        first = exists().where(Item.id == Movement.item_id, Item.created_at >= Movement.created_at)
        newer = exists().where(_Later.batch == Movement.batch, _Later.id > Movement.id)
        of_run = exists().where(
            or_(BulkRun.batch == Movement.batch, BulkRun.undo_batch == Movement.batch)
        )
        conditions: list[Any] = [Movement.undoes_id.is_(None), ~first, ~newer, ~of_run]
        reach = predicate(self.ctx, P.INVENTORY_READ)
        if reach is not None:
            conditions.append(exists().where(Item.id == Movement.item_id, reach))
        return await self._newest(Movement, before, limit, *conditions)

    async def _newest(
        self, model: Any, before: datetime | None, limit: int, *conditions: Any
    ) -> Sequence[Any]:
        """All of the last moment come along, so that a moment is never cut in two."""
        statement = (
            select(model)
            .where(*conditions)
            .order_by(model.created_at.desc())
            .fetch(limit, with_ties=True)
        )
        if self.author_id is not None:
            statement = statement.where(model.created_by_id == self.author_id)
        if before is not None:
            statement = statement.where(model.created_at < before)
        found = await self.session.scalars(statement, execution_options={"include_deleted": True})
        return found.all()

    async def lines(self, batches: Collection[str]) -> Sequence[Movement]:
        if not batches:
            return []
        named = bindparam("batches", list(batches), type_=ARRAY(String))
        found = await self.session.scalars(
            select(Movement).where(Movement.batch == func.any(named)).order_by(Movement.id)
        )
        return found.all()

    async def items(self, item_ids: Collection[int]) -> dict[int, Any]:
        """Names of those that the caller may see, archived ones too."""
        statement = select(
            Item.id,
            Item.name,
            Item.inventory_number,
            Item.deleted_at.is_not(None).label("archived"),
        ).where(among(Item.id, item_ids))
        reach = predicate(self.ctx, P.INVENTORY_READ)
        if reach is not None:
            statement = statement.where(reach)
        rows = await self.session.execute(statement, execution_options={"include_deleted": True})
        return {row.id: row for row in rows}

    async def unchanged_since(self, run_ids: Collection[int]) -> dict[int, int]:
        """How many items of each run are still as it left them."""
        rows = await self.session.execute(
            select(BulkResult.run_id, func.count())
            .join(Item, (Item.id == BulkResult.item_id) & (Item.version == BulkResult.version))
            .where(among(BulkResult.run_id, run_ids), BulkResult.outcome == Outcome.CHANGED.value)
            .group_by(BulkResult.run_id),
            execution_options={"include_deleted": True},
        )
        return {row[0]: row[1] for row in rows}
