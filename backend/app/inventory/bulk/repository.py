"""Statements about runs and their results."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import P
from app.inventory import scope
from app.inventory.bulk.models import BulkResult, BulkRun
from app.inventory.bulk.verdicts import Verdict
from app.inventory.models import Item
from app.kit.context import Context
from app.kit.errors import NotFound
from app.kit.listing import FeedQuery

_results: Any = BulkResult.__table__


class BulkRepository:
    def __init__(self, session: AsyncSession, ctx: Context) -> None:
        self.session = session
        self.ctx = ctx

    async def get(self, run_id: int, *, lock: bool = False) -> BulkRun:
        """A run of the caller, or of anybody for who may change the theatre's settings."""
        statement = select(BulkRun).where(BulkRun.id == run_id)
        if self.ctx.scope(P.THEATER_SETTINGS) is None:
            statement = statement.where(BulkRun.created_by_id == self.ctx.author_id)
        if lock:
            statement = statement.with_for_update()
        run: BulkRun | None = await self.session.scalar(statement)
        if run is None:
            raise NotFound
        return run

    async def own(self, feed: FeedQuery) -> Sequence[BulkRun]:
        """Newest first; one more than asked for, so that the caller knows whether there are."""
        statement = select(BulkRun).where(BulkRun.created_by_id == self.ctx.author_id)
        if feed.before is not None:
            statement = statement.where(BulkRun.id < feed.before)
        statement = statement.order_by(BulkRun.id.desc()).limit(feed.limit + 1)
        return (await self.session.scalars(statement)).all()

    async def keep(self, run_id: int, lines: Sequence[tuple[int, int | None, Verdict]]) -> None:
        """`lines`: the id that was asked for, the item behind it, what became of it."""
        rows = [
            {
                "run_id": run_id, "position": position, "asked": asked, "item_id": item_id,
                "outcome": verdict.outcome.value, "code": verdict.code,
                "params": dict(verdict.params) or None, "before": verdict.before,
                "after": verdict.after, "version": verdict.version,
            }
            for position, (asked, item_id, verdict) in enumerate(lines)
        ]  # fmt: skip
        if rows:
            await self.session.execute(insert(BulkResult), rows)

    async def results(self, run_id: int) -> Sequence[Any]:
        """Each result with the name of its item, where the caller may see it."""
        named = Item.id == BulkResult.item_id
        reach = scope.predicate(self.ctx, P.INVENTORY_READ)
        if reach is not None:
            named = named & reach
        rows = await self.session.execute(
            select(BulkResult, Item.name, Item.inventory_number)
            .outerjoin(Item, named)
            .where(BulkResult.run_id == run_id)
            .order_by(BulkResult.position),
            execution_options={"include_deleted": True},
        )
        return rows.all()

    async def keep_undone(self, run_id: int, verdicts: Mapping[int, Verdict]) -> None:
        """By item, what became of taking its change back."""
        if not verdicts:
            return
        connection = await self.session.connection()
        statement = (
            update(_results)
            .where(
                _results.c.theater_id == bindparam("theater"),
                _results.c.run_id == bindparam("run"),
                _results.c.item_id == bindparam("item"),
            )
            .values(
                undo_outcome=bindparam("outcome_"),
                undo_code=bindparam("code_"),
                undo_params=bindparam("params_"),
            )
        )
        await connection.execute(
            statement,
            [
                {
                    "theater": self.ctx.theater_id, "run": run_id, "item": item_id,
                    "outcome_": verdict.outcome.value, "code_": verdict.code,
                    "params_": dict(verdict.params) or None,
                }
                for item_id, verdict in verdicts.items()
            ],
        )  # fmt: skip
