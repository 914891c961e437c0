"""Rules about theatres: the own one, and all of them for the operator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from app.kit.errors import Conflict, NotFound
from app.kit.http import expect
from app.kit.session import visiting
from app.kit.uow import Uow
from app.theaters import repository
from app.theaters.founding import found_theater
from app.theaters.models import Theater
from app.theaters.schemas import TenantReplace, TheaterCreate


class Theaters:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def current(self) -> Theater:
        return await repository.get_theater(self.session, self.uow.ctx.theater_id)

    async def change(self, values: dict[str, Any], version: int | None) -> Theater:
        theater = await self.current()
        expect(theater.version, version)
        for name, value in values.items():
            setattr(theater, name, value if name == "settings" else value or None)
        await self.session.flush()
        return theater

    async def found(self, body: TheaterCreate) -> Theater:
        theater_id = await found_theater(
            self.session, body.name, body.code, body.timezone, founder=self.uow.ctx
        )
        diff = {"name": [None, body.name], "code": [None, body.code]}
        await self.uow.audit("create", "theater", theater_id, diff)
        async with self.inside(theater_id) as theater:
            return theater

    async def replace(self, theater_id: int, body: TenantReplace, version: int) -> Theater:
        if not body.is_active and theater_id == self.uow.ctx.home_theater_id:
            raise Conflict("theater.own")
        async with self.inside(theater_id) as theater:
            expect(theater.version, version)
            for name, value in body.model_dump().items():
                setattr(theater, name, value)
        return theater

    @asynccontextmanager
    async def inside(self, theater_id: int) -> AsyncIterator[Theater]:
        """Any theatre's row, in its own tenancy; what changes is journalled there."""
        if theater_id not in {t["id"] for t in await repository.all_theaters(self.session)}:
            raise NotFound
        ctx = replace(self.uow.ctx, theater_id=theater_id)
        async with visiting(self.session, ctx):
            theater = await repository.get_theater(self.session, theater_id)
            yield theater
            await self.session.flush()
