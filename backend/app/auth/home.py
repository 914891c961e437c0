"""Units for a person's own account: always in the home theatre, wherever a superuser works now."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request

from app.auth.deps import Ctx, database
from app.kit import idempotency
from app.kit.context import Context
from app.kit.uow import Uow


def at_home(ctx: Context) -> Context:
    return replace(ctx, theater_id=ctx.home_theater_id or ctx.theater_id)


async def _home_read(request: Request, ctx: Ctx) -> AsyncIterator[Uow]:
    async with database(request).read(at_home(ctx)) as uow:
        yield uow


async def _home_write(request: Request, ctx: Ctx) -> AsyncIterator[Uow]:
    async with database(request).write(at_home(ctx)) as uow:
        await idempotency.claim(request, uow)
        yield uow


HomeRead = Annotated[Uow, Depends(_home_read, scope="function")]
HomeWrite = Annotated[Uow, Depends(_home_write, scope="function")]
