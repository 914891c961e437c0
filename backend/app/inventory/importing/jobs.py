"""The run of an import, in the worker: one transaction, progress visible beside it.

Killed at any moment it leaves nothing; the job then runs again from the start. A second worker
with the same import finds the lock held, or the status moved on, and leaves.
"""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.auth.permissions import P
from app.inventory.importing import child, files
from app.inventory.importing.catalogue import Rights
from app.inventory.importing.examining import Examination, examine
from app.inventory.importing.loading import load_catalogue, load_comparer
from app.inventory.importing.models import Import, ImportStatus
from app.inventory.importing.repository import ImportRepository
from app.inventory.importing.updating import Updater
from app.inventory.importing.workbook import ImportFileError, Params
from app.inventory.importing.writing import Writer
from app.kit import clock, jobs
from app.kit.context import Context, Scope
from app.kit.errors import NotFound, Unavailable
from app.kit.uow import Uow

RUN = "inventory.import"
PARSED = 10
"""Per cent shown once the file has been read; the rest follows the rows."""

_TRIES, _PAUSE_S = 10, 3.0
T = TypeVar("T")
log = structlog.get_logger()


@jobs.job(RUN)
async def run_import(job: jobs.JobContext, payload: dict[str, Any]) -> None:
    """Payload: import_id, home_theater_id, rights of the importer when they pressed the button."""
    rights = Rights(**payload["rights"])
    # What the importer was allowed is what the rules of the edit form are asked about.
    reach = Scope.ALL if rights.department_id is None else Scope.DEPARTMENT
    ctx = dataclasses.replace(
        job.ctx,
        home_theater_id=payload["home_theater_id"],
        department_id=rights.department_id,
        permissions={P.INVENTORY_UPDATE.value: reach},
    )
    await _Run(job, ctx, payload["import_id"], rights).run()


class _Run:
    def __init__(self, job: jobs.JobContext, ctx: Context, import_id: int, rights: Rights) -> None:
        self.db = job.db
        self.storage = job.storage
        self.ctx = ctx
        self.import_id = import_id
        self.rights = rights

    async def run(self) -> None:
        async with self.db.read(self.ctx) as uow:
            imported = await ImportRepository(uow.session).get(self.import_id)
        if imported.status != ImportStatus.RUNNING:
            return
        try:
            await self._read_and_write(imported)
        except ImportFileError as error:
            await self._fail(error.code, error.params)
        except NotFound:
            await self._fail("import.file_lost")
        except Exception:
            await self._fail("import.interrupted")
            raise

    async def _read_and_write(self, imported: Import) -> None:
        argument = files.parse_argument(imported)
        answer = await _patiently(
            lambda: files.ask("parse", self.storage.stream(imported.file_key), argument)
        )
        await self._show(PARSED)
        async with self._alone() as uow:
            if uow is None:
                return
            repository = ImportRepository(uow.session)
            catalogue = await load_catalogue(uow, self.rights, files.headings(imported))
            head, rows = child.read_rows(answer)
            comparer = await load_comparer(uow, catalogue)
            found = await examine(rows, catalogue, comparer, repository)
            await repository.forget_rows(self.import_id)
            updater = Updater(uow, self.import_id, comparer, imported)
            writer = Writer(uow, self.import_id, catalogue, updater)
            nodes = await writer.make_nodes()

            async def progress(seen: int) -> None:
                await self._show(PARSED + seen * (99 - PARSED) // max(head.rows_total, 1))

            await writer.write(child.read_rows(answer)[1], found, progress)
            await self._finish(uow, head, found, writer, nodes)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[Uow | None]:
        """The transaction of the run; None when another worker has the import or had it."""
        async with self.db.write(self.ctx) as uow:
            repository = ImportRepository(uow.session)
            locked = await repository.try_lock(self.import_id)
            status = (await repository.get(self.import_id)).status
            yield uow if locked and status == ImportStatus.RUNNING else None

    async def _finish(
        self,
        uow: Uow,
        head: child.Outcome,
        found: Examination,
        writer: Writer,
        nodes: dict[str, list[int]],
    ) -> None:
        imported = await ImportRepository(uow.session).get(self.import_id, lock=True)
        imported.status = ImportStatus.DONE
        imported.rows_total = head.rows_total
        imported.created = writer.created
        imported.updated = writer.updater.updated
        imported.failed = found.invalid
        imported.created_nodes = nodes
        imported.progress = 100
        imported.finished_at = clock.now()
        counts = {
            "created": [None, writer.created],
            "updated": [None, imported.updated],
            "failed": [None, found.invalid],
        }
        await uow.audit("import", "import", self.import_id, counts)

    async def _show(self, progress: int) -> None:
        """In a transaction of its own, so that people see it before the run commits."""
        async with self.db.write(self.ctx) as uow:
            await ImportRepository(uow.session).set_progress(self.import_id, progress)

    async def _fail(self, code: str, params: Params | None = None) -> None:
        """Patiently: the database may be what failed."""
        log.warning("import_failed", import_id=self.import_id, code=code)

        async def write() -> None:
            async with self.db.write(self.ctx) as uow:
                imported = await ImportRepository(uow.session).get(self.import_id, lock=True)
                imported.status = ImportStatus.FAILED
                imported.problem = {"code": code, "params": params or {}}
                imported.finished_at = clock.now()

        await _patiently(write)


async def _patiently(call: Callable[[], Awaitable[T]]) -> T:
    """A store or a database that restarts is back within half a minute."""
    for _ in range(_TRIES - 1):
        try:
            return await call()
        except (Unavailable, SQLAlchemyError, OSError):
            await asyncio.sleep(_PAUSE_S)
    return await call()
