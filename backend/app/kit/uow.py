"""The unit of work: one transaction, what happened in it, and who did it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.kit import audit, events
from app.kit.cache import DataVersions
from app.kit.context import Context


class Uow:
    """Services are built on it. Nobody but its maker (kit.session) commits."""

    def __init__(self, session: AsyncSession, ctx: Context, versions: DataVersions) -> None:
        self.session = session
        self.ctx = ctx
        self.versions = versions
        self._events: list[events.Event] = []

    def record(self, event: events.Event) -> None:
        """Say what happened; subscribers hear of it only if the unit commits."""
        self._events.append(event)

    def touch(self, *tables: str) -> None:
        """Name tables changed by statements that the session did not see (bulk SQL)."""
        self.session.info.setdefault("touched", set()).update(tables)

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
        await self.session.flush()
        recorded, self._events = self._events, []
        if recorded:
            await events.publish(self.session, self.ctx, recorded)

    @property
    def touched(self) -> set[str]:
        touched: set[str] = self.session.info.get("touched", set())
        return touched
