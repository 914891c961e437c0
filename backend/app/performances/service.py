"""Rules of titles: change, archive, restore."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.kit import clock
from app.kit.errors import Conflict, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.kit.uses import uses_of
from app.performances import scope
from app.performances.listing import items_count
from app.performances.models import Performance, PerformanceStatus
from app.performances.schemas import PerformanceOut
from app.performances.uses import TITLE


class Performances:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def get(self, performance_id: int, *, lock: bool = False) -> Performance:
        """The title, archived or not; NotFound outside the caller's reach."""
        statement = select(Performance).where(Performance.id == performance_id)
        reach = scope.predicate(self.uow.ctx)
        if reach is not None:
            statement = statement.where(reach)
        if lock:
            statement = statement.with_for_update(of=Performance)
        found = await self.session.scalar(statement)
        if found is None:
            raise NotFound
        return found

    async def create(self, values: Mapping[str, Any]) -> Performance:
        performance = Performance(**values)
        self.session.add(performance)
        await self.session.flush()
        return performance

    async def change(
        self, performance_id: int, values: Mapping[str, Any], version: int | None
    ) -> Performance:
        performance = await self.get(performance_id, lock=True)
        expect(performance.version, version)
        if performance.archived_at is not None:
            raise Conflict("performance.archived")
        for name, value in values.items():
            setattr(performance, name, value)
        await self.session.flush()
        return performance

    async def archive(self, performance_id: int, version: int | None) -> None:
        """What it needs stays written down, so that it can be played again."""
        performance = await self.get(performance_id, lock=True)
        expect(performance.version, version)
        if performance.archived_at is None:
            performance.status = PerformanceStatus.ARCHIVED
            performance.archived_at = clock.now()
            await self.session.flush()

    async def restore(self, performance_id: int) -> Performance:
        """Back as paused: whether it is played again is decided by people."""
        performance = await self.get(performance_id, lock=True)
        if performance.archived_at is not None:
            performance.status = PerformanceStatus.PAUSED
            performance.archived_at = None
            await self.session.flush()
        return performance

    async def uses(self, performance_id: int) -> dict[str, Any]:
        await self.get(performance_id)
        return (await uses_of(self.uow, TITLE, [performance_id])).of(performance_id)

    async def out(self, performance: Performance) -> PerformanceOut:
        number = await self.session.scalar(
            select(items_count).select_from(Performance).where(Performance.id == performance.id),
            scope.keepers(self.uow.ctx),
            execution_options={"include_deleted": True},
        )
        names = PerformanceOut.model_fields.keys() - {"items_count"}
        values = {name: getattr(performance, name) for name in names}
        return PerformanceOut.model_validate(values | {"items_count": number})
