"""What the worker does for files: objects of deleted rows, of lost uploads, and old temporaries."""

from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import select, text

from app.files.intake import DROP, discard, remove_objects
from app.files.models import File, FileState, PendingObject
from app.kit import clock
from app.kit.context import Context, system_context
from app.kit.errors import Unavailable
from app.kit.jobs import JobContext, cron, job
from app.kit.session import Database
from app.kit.storage import ObjectStore

PENDING_LIFE = timedelta(hours=1)
"""Longer than any upload lasts."""

_AT_ONCE = 500
log = structlog.get_logger()


@job(DROP)
async def drop_objects(context: JobContext, payload: dict[str, Any]) -> None:
    """Objects of rows that are gone. With the store away the hourly reaper does it."""
    try:
        await remove_objects(context.db, context.storage, context.ctx, payload["keys"])
    except Unavailable:
        log.warning("objects_left_to_reaper", count=len(payload["keys"]))


@cron("files.reap", "7,37 * * * *")
async def reap(db: Database, storage: ObjectStore, settings: Any) -> None:
    """Objects that no row has claimed within an hour, and temporary files past their time."""
    async with db.anonymous() as session:
        ids = (await session.scalars(text("SELECT id FROM theaters_all()"))).all()
    for theater_id in ids:
        try:
            await reap_theater(db, storage, system_context(theater_id))
        except Unavailable:
            log.warning("reaping_put_off", theater_id=theater_id)
            return


async def reap_theater(db: Database, storage: ObjectStore, ctx: Context) -> int:
    """How many objects went."""
    async with db.write(ctx) as uow:
        expired = await uow.session.scalars(
            select(File)
            .where(File.state == FileState.TEMP, File.expires_at < clock.now())
            .with_for_update(skip_locked=True)
            .limit(_AT_ONCE)
        )
        if files := expired.all():
            await discard(uow, *files)
    async with db.read(ctx) as uow:
        keys = await uow.session.scalars(
            select(PendingObject.key)
            .where(PendingObject.created_at < clock.now() - PENDING_LIFE)
            .limit(_AT_ONCE)
        )
        old = keys.all()
    return await remove_objects(db, storage, ctx, old)
