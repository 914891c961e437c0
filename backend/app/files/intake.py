"""Objects get into the store before the row that will own them, and never outlive its absence.

Each key is written into the ledger (`pending_objects`) and committed before the object is put. The
transaction of the row takes the key out of the ledger again (`claim`). Whatever else happens, a
refused request, a replayed one, a killed process, the key stays in the ledger and its object goes.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from io import BytesIO
from typing import BinaryIO

import structlog
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.files.models import File, PendingObject, StoredObject
from app.files.quota import Quota
from app.kit import jobs
from app.kit.context import Context
from app.kit.errors import AppError, Unavailable
from app.kit.session import Database
from app.kit.storage import ObjectStore, new_key
from app.kit.uow import Uow

DROP = "files.drop"
DEFAULT = Quota()
log = structlog.get_logger()


class Intake:
    """The objects of one request."""

    def __init__(
        self, db: Database, storage: ObjectStore, ctx: Context, quota: Quota = DEFAULT
    ) -> None:
        self.db = db
        self.storage = storage
        self.ctx = ctx
        self.quota = quota
        self._put: list[str] = []
        self._claimed: set[str] = set()

    async def put(self, kind: str, source: BinaryIO, size: int) -> str:
        """Store an object and return its key. Call it while no transaction is open.

        Raises TooLarge over a quota, StorageFull, Unavailable.
        """
        key = new_key(self.ctx.theater_id, kind)
        async with self.db.write(self.ctx) as uow:
            await self.quota.count(uow, key, size)
            uow.session.add(PendingObject(key=key))
        self._put.append(key)
        source.seek(0)
        await self.storage.put(key, source, size)
        return key

    async def put_bytes(self, kind: str, data: bytes) -> str:
        return await self.put(kind, BytesIO(data), len(data))

    async def claim(self, uow: Uow, keys: Collection[str]) -> None:
        """The rows of this transaction own the objects from now on; all of it or nothing."""
        done = await uow.session.execute(
            delete(PendingObject).where(PendingObject.key.in_(keys)).returning(PendingObject.key),
            execution_options={"synchronize_session": False},
        )
        if len(done.all()) != len(keys):
            raise Unavailable("storage")
        self._claimed.update(keys)

    async def abandon(self, *, all_of_them: bool) -> None:
        """Remove what nobody has claimed; after a failure everything that is still unowned."""
        keys = [key for key in self._put if all_of_them or key not in self._claimed]
        try:
            await remove_objects(self.db, self.storage, self.ctx, keys)
        except (AppError, SQLAlchemyError, OSError) as error:
            log.warning("objects_left_to_reaper", count=len(keys), error=type(error).__name__)


@asynccontextmanager
async def intake(
    db: Database, storage: ObjectStore, ctx: Context, quota: Quota = DEFAULT
) -> AsyncIterator[Intake]:
    opened = Intake(db, storage, ctx, quota)
    try:
        yield opened
    except BaseException:
        await opened.abandon(all_of_them=True)
        raise
    await opened.abandon(all_of_them=False)


async def remove_objects(
    db: Database, storage: ObjectStore, ctx: Context, keys: Sequence[str]
) -> int:
    """Remove the objects that the ledger names; a key that a row has claimed is left alone.

    The row of the ledger is held meanwhile: whoever claims it waits, and then finds it gone.
    """
    removed = 0
    for key in keys:
        async with db.write(ctx) as uow:
            pending = await uow.session.scalar(
                select(PendingObject)
                .where(PendingObject.key == key)
                .with_for_update(skip_locked=True)
            )
            if pending is None:
                continue
            await storage.delete(key)
            await uow.session.delete(pending)
            await uow.session.execute(
                delete(StoredObject).where(StoredObject.key == key),
                execution_options={"synchronize_session": False},
            )
            removed += 1
    return removed


async def discard(uow: Uow, *files: File) -> None:
    """Delete rows of files; their objects go once the transaction has committed."""
    keys = [key for file in files for key in file.keys]
    for file in files:
        await uow.session.delete(file)
    await uow.session.flush()
    await uow.session.execute(insert(PendingObject), [{"key": key} for key in keys])
    await jobs.enqueue(uow.session, uow.ctx, DROP, {"keys": keys})
