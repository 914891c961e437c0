"""The unit of work: one transaction, what happened in it, and who did it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.kit import audit, events
from app.kit.cache import DataVersions
from app.kit.context import Context
from app.kit.transaction import Transaction


class Uow:
    """Services are built on it. Nobody but its maker (kit.session) commits."""

    def __init__(self, transaction: Transaction, ctx: Context, versions: DataVersions) -> None:
        self.transaction = transaction
        self.ctx = ctx
        self.versions = versions
        self._events: list[events.Event] = []

    @property
    def session(self) -> AsyncSession:
        return self.transaction.session

    @property
    def info(self) -> dict[str, Any]:
        """What is known of this transaction: whose it is, what it has changed, data versions."""
        return self.transaction.info

    @property
    def no_autoflush(self) -> AbstractContextManager[Any]:
        return self.transaction.no_autoflush

    async def flush(self) -> None:
        """Write what a session holds, if there is one."""
        await self.transaction.flush()

    async def rows(self, sql: str, arguments: Sequence[Any] = ()) -> list[Any]:
        """The rows of raw SQL in this transaction: `$1` … are the arguments.

        Nothing adds the theatre or leaves out what is archived: the statement says so itself.
        """
        return await self.transaction.rows(sql, arguments)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What the block writes, by whatever means, is gone when it raises."""
        async with self.session.begin_nested():
            await self.session.connection()  # else SAVEPOINT waits for the session's own statement
            yield

    def record(self, event: events.Event) -> None:
        """Say what happened; subscribers hear of it only if the unit commits."""
        self._events.append(event)

    def touch(self, *tables: str) -> None:
        """Name tables changed by statements that the session did not see (bulk SQL)."""
        self.info.setdefault("touched", set()).update(tables)

    async def audit(
        self,
        action: str,
        entity: str,
        entity_id: int | None = None,
        diff: Mapping[str, Any] | None = None,
    ) -> None:
        """An audit row for an act that is more than the change of one object."""
        await audit.write_entry(self.session, self.ctx, action, entity, entity_id, diff or {})

    async def finish(self) -> None:
        """Flush, and hand the recorded events to the outbox of the same transaction."""
        await self.flush()
        recorded, self._events = self._events, []
        if recorded:
            await events.publish(self.transaction, self.ctx, recorded)

    @property
    def touched(self) -> set[str]:
        touched: set[str] = self.info.get("touched", set())
        return touched
