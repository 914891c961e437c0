"""Imports from upload to undo. Files are read in the sandbox while no transaction is open."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from app.files.intake import Intake
from app.files.names import clean_name
from app.inventory.importing import answers, child, files
from app.inventory.importing.jobs import RUN
from app.inventory.importing.loading import own_department, rights_of
from app.inventory.importing.looking import Looked, describe, must_be, overview_of
from app.inventory.importing.models import Import, ImportStatus
from app.inventory.importing.recognising import recognise
from app.inventory.importing.repository import ImportRepository
from app.inventory.importing.schemas import RunIn
from app.inventory.importing.undoing import undo
from app.inventory.importing.workbook import ImportFileError
from app.kit import clock, jobs
from app.kit.errors import Invalid
from app.kit.session import Database
from app.kit.storage import ObjectStore
from app.kit.uow import Uow

STALE_S = 120
"""A running import that has not moved for so long has lost its worker and may be run again."""

Refused = tuple[int, list[Any]]
"""A row of the sheet and its errors as they are stored."""


@dataclass(frozen=True)
class Received:
    """An uploaded table: in the store, not yet in the database."""

    name: str
    key: str
    size: int
    overview: dict[str, Any]


async def receive(intake: Intake, name: str, source: BinaryIO, size: int) -> Received:
    """Read and store a file; Invalid says what else than a table it is."""
    name = clean_name(name, "import")
    overview = await overview_of(source, {"name": name})
    return Received(name, await intake.put("imports", source, size), size, overview)


class Imports:
    def __init__(self, uow: Uow, db: Database, storage: ObjectStore) -> None:
        self.uow = uow
        self.ctx = uow.ctx
        self.db = db
        self.storage = storage
        self.department_id = own_department(uow.ctx)
        self.repository = ImportRepository(uow.session, self.department_id)

    async def remember(self, intake: Intake, received: Received) -> dict[str, Any]:
        await intake.claim(self.uow, [received.key])
        await recognise(self.uow, received.overview)
        imported = Import(
            status=ImportStatus.UPLOADED,
            file_name=received.name,
            file_key=received.key,
            file_size=received.size,
            department_id=self.department_id,
            created=0,
            updated=0,
            failed=0,
            progress=0,
        )
        describe(imported, received.overview)
        known = await self.repository.last_with(received.overview["signature"])
        if known is not None:
            self._take_over(imported, known)
        self.uow.session.add(imported)
        await self.uow.session.flush()
        return answers.whole(imported, self.ctx.locale)

    async def get(self, import_id: int) -> dict[str, Any]:
        return answers.whole(await self.repository.get(import_id), self.ctx.locale)

    async def list_(self, before: int | None, limit: int) -> dict[str, Any]:
        rows = await self.repository.feed(before, limit + 1)
        following = rows[limit - 1].id if len(rows) > limit else None
        return {"items": [answers.line(row) for row in rows[:limit]], "next": following}

    async def keep(self, looked: Looked) -> dict[str, Any]:
        """Remember the mapping and the options of a dry run; answer what it found."""
        kept = await self.repository.get(looked.imported.id, lock=True)
        must_be(kept, ImportStatus.UPLOADED, ImportStatus.FAILED)
        for field in ("mapping", "options", "overview", "signature", "rows_total"):
            setattr(kept, field, getattr(looked.imported, field))
        await self.uow.session.flush()
        return answers.dry_run(kept, looked.head, looked.found, looked.catalogue, self.ctx.locale)

    async def run(self, import_id: int, chosen: RunIn | None = None) -> dict[str, Any]:
        """Hand the import to the worker; refused while a date column awaits its answer."""
        imported = await self.repository.get(import_id, lock=True)
        if not self._has_lost_its_worker(imported):
            must_be(imported, ImportStatus.UPLOADED, ImportStatus.FAILED)
        if "name" not in imported.mapping:
            raise files.refusal(ImportFileError("import.mapping_name"))
        if asked := answers.open_questions(imported):
            raise Invalid("import.date_order_open", params={"heading": asked[0]["heading"]})
        if chosen is not None:
            imported.options = imported.options | chosen.model_dump()
        imported.status = ImportStatus.RUNNING
        imported.progress = imported.created = imported.updated = imported.failed = 0
        imported.problem = imported.finished_at = None
        rights = rights_of(self.ctx, create_missing=imported.options["create_missing"])
        await self.uow.session.flush()
        await jobs.enqueue(
            self.uow.session,
            self.ctx,
            RUN,
            {
                "import_id": import_id,
                "home_theater_id": self.ctx.home_theater_id,
                "rights": {
                    "nodes": rights.nodes,
                    "tags": rights.tags,
                    "department_id": rights.department_id,
                },
            },
        )
        return answers.line(imported)

    async def undo(self, import_id: int, *, rest: bool) -> dict[str, Any]:
        """Remove everything that the import made; Conflict names the items touched since.

        With `rest` those stay and the others go.
        """
        imported = await self.repository.get(import_id, lock=True)
        must_be(imported, ImportStatus.DONE)
        await undo(self.uow, self.repository, imported, rest=rest)
        return answers.line(imported)

    async def errors(self, import_id: int) -> tuple[Import, dict[str, Any], list[Refused]]:
        """(import, `{headings, cells}` of the refused rows, their problems) for the error file."""
        async with self.db.read(self.ctx) as uow:
            repository = ImportRepository(uow.session, self.department_id)
            imported = await repository.get(import_id)
            must_be(imported, ImportStatus.DONE, ImportStatus.UNDONE)
            refused = await repository.refused_rows(import_id)
        data = self.storage.stream(imported.file_key)
        argument = files.parse_argument(imported) | {"rows": [row.sheet_row for row in refused]}
        try:
            found = child.read_document(await files.ask("cells", data, argument))
        except ImportFileError as error:
            raise files.refusal(error) from error
        return imported, found, [(row.sheet_row, row.errors or []) for row in refused]

    @staticmethod
    def _take_over(imported: Import, known: Import) -> None:
        imported.mapping = dict(known.mapping)
        # What becomes of items that are there is asked anew, row by row.
        table: dict[str, Any] = {
            "sheet": None,
            "header_row": None,
            "known": "leave",
            "left_rows": [],
        }
        imported.options = known.options | table
        imported.overview = {**imported.overview, "is_mapping_remembered": True}

    @staticmethod
    def _has_lost_its_worker(imported: Import) -> bool:
        idle = (clock.now() - imported.updated_at).total_seconds()
        return imported.status == ImportStatus.RUNNING and idle > STALE_S
