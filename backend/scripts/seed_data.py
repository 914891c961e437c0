"""Load the demo theatres: `python -m scripts.seed_data [--scale N]`.

Settings come from the environment. Production and a database in use are refused; a run that was cut
short is finished by the next one. `--scale N` makes N times as many items and about eighty times N
events, for benchmarks.
"""

import argparse
import asyncio
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app import models as models  # every table is known before the first session
from app.core.config import Settings, load_settings
from app.core.lifespan import make_redis, make_storage
from app.inventory.models import Category, Item
from app.kit import clock
from app.kit.cache import DataVersions
from app.kit.context import Context, system_context
from app.kit.session import Database, make_engine
from app.schedule.models import Event
from app.theaters.founding import found_theater
from app.users.models import User
from scripts.demo import scheduling
from scripts.demo.fields import fields
from scripts.demo.loading import Load
from scripts.demo.multiplying import multiply
from scripts.demo.people import SECOND_COMPANY, Somebody, company
from scripts.demo.pictures import photograph
from scripts.demo.season import EVENTS
from scripts.demo.seasons import multiply_season
from scripts.demo.things import NAMED, Thing, things
from scripts.demo.views import views

ITEMS = 400
# What an hour of copying may take at the largest scale.
STATEMENT_MS = 3_600_000


class RefusedError(Exception):
    """The demo is not loaded; the text says why."""


@dataclass(frozen=True)
class Plan:
    """One theatre to be made."""

    name: str
    code: str
    people: tuple[Somebody, ...]
    things: tuple[Thing, ...]
    has_repertoire: bool = False


def plans() -> tuple[Plan, Plan]:
    today = clock.now().date()
    return (
        Plan(
            "Слободской драматический театр",
            "slobodskoy",
            tuple(company()),
            tuple(things(ITEMS, today, named=NAMED)),
            has_repertoire=True,
        ),
        Plan(
            "Театр на набережной",
            "second",
            SECOND_COMPANY,
            tuple(things(36, today, seed=29, named=())),
        ),
    )


async def seed(settings: Settings, scale: int = 1) -> None:
    """Both theatres. Raises RefusedError when they may not or need not be loaded."""
    if settings.app_env == "production":
        raise RefusedError("demo data is not loaded where APP_ENV is production")
    if scale > 1 and settings.database_migration_url is None:
        raise RefusedError("--scale needs DATABASE_MIGRATION_URL, the owner makes statistics")
    redis = make_redis(settings)
    engine = make_engine(
        settings.database_url, pool_size=1, statement_timeout_ms=STATEMENT_MS, name="kulisa-seed"
    )
    db = Database(engine, DataVersions(redis, settings.database_name))
    try:
        await _load(db, settings, scale)
    finally:
        await db.close()
        await redis.aclose()


async def _load(db: Database, settings: Settings, scale: int) -> None:
    """Each step is one transaction and is left out when an earlier run has made it."""
    first, second = plans()
    known = await _known(db)
    if known.keys() - {first.code, second.code}:
        raise RefusedError("this database holds a theatre already")
    ctx = system_context(known.get(first.code) or await _found(db, first))
    storage = make_storage(settings)
    made = await _fill(db, ctx, first)
    made = await _schedule(db, ctx, first) or made
    made = await photograph(db, storage, ctx, first.things) or made
    if scale > 1:
        # Without statistics the checks of foreign keys take the wrong index, row by row.
        await _analyze(settings)
        async with db.write(ctx) as uow:
            if await uow.session.scalar(select(func.count()).select_from(Item)) == ITEMS:
                await multiply(uow, first.things, scale)
                made = True
        async with db.write(ctx) as uow:
            if await uow.session.scalar(select(func.count()).select_from(Event)) == EVENTS:
                await multiply_season(uow, scale)
                made = True
    ctx = system_context(known.get(second.code) or await _found(db, second))
    made = await _fill(db, ctx, second) or made
    made = await _schedule(db, ctx, second) or made
    made = await photograph(db, storage, ctx, second.things) or made
    if not made:
        raise RefusedError("the demo theatres are loaded already")
    await _analyze(settings)


async def _known(db: Database) -> dict[str, int]:
    async with db.anonymous() as session:
        rows = await session.execute(text("SELECT code, id FROM theaters_all()"))
        return {row.code: row.id for row in rows}


async def _found(db: Database, plan: Plan) -> int:
    async with db.anonymous() as session:
        return await found_theater(session, plan.name, plan.code)


async def _fill(db: Database, ctx: Context, plan: Plan) -> bool:
    """People and things of a founded theatre; False when they are there."""
    async with db.write(ctx) as uow:
        if await uow.session.scalar(select(func.count()).select_from(User)):
            return False
        load = Load(uow, _last_evening())
        await load.company(plan.people)
        await load.venues(small_stage=plan.has_repertoire)
        if plan.has_repertoire:
            await load.repertoire()
        await load.things(plan.things, theirs=_their_own(plan, load.people))
        if plan.has_repertoire:
            await fields(uow)
        if plan.has_repertoire:
            await load.needs(plan.things)
            await load.upkeep()
            await load.packing()
            await load.labels()
            furniture = await uow.session.scalar(
                select(Category.id).where(Category.name == "Мебель")
            )
            await views(uow, load.people[plan.people[0].email], furniture)
        return True


async def _schedule(db: Database, ctx: Context, plan: Plan) -> bool:
    """The season, or a few days, of a theatre with people; False when they are there."""
    async with db.write(ctx) as uow:
        if await scheduling.has_events(uow):
            return False
        await (scheduling.season(uow) if plan.has_repertoire else scheduling.handful(uow))
        return True


def _their_own(plan: Plan, people: dict[str, int]) -> dict[str, int]:
    """What actors answer for: the costumes they wear."""
    actors = [people[one.email] for one in plan.people if one.role == "actor"]
    costumes = [thing.number for thing in plan.things if thing.category.startswith("Костюмы")]
    return dict(zip(costumes, (actors * 6)[: len(costumes)], strict=False))


def _last_evening() -> datetime:
    """The last six in the evening of Moscow: the past of the demo happened in working hours."""
    now = clock.now()
    evening = now.replace(hour=15, minute=0, second=0, microsecond=0)
    return evening if evening <= now else evening - timedelta(days=1)


async def _analyze(settings: Settings) -> None:
    """Statistics for the planner, made by the owner; without its address autovacuum makes them."""
    if settings.database_migration_url is None:
        return
    engine = create_async_engine(
        settings.database_migration_url, poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    async with engine.connect() as connection:
        await connection.execute(text("ANALYZE"))
    await engine.dispose()


def main(arguments: Any = None) -> None:
    parser = argparse.ArgumentParser(description="Load the demo theatres into an empty database.")
    parser.add_argument("--scale", type=int, default=1, metavar="N", help="N times as many items")
    options = parser.parse_args(arguments)
    if not 1 <= options.scale <= 10_000:
        parser.error("--scale is a number from 1 to 10000")
    try:
        asyncio.run(seed(load_settings(), options.scale))
    except RefusedError as reason:
        sys.exit(f"Nothing was loaded: {reason}.")


if __name__ == "__main__":
    main()
