"""A dry run: the file is parsed in the child and looked at here, before the request has begun its
own transaction. No connection is held while the file is parsed, and few looks run at once.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from app.inventory.importing import child, files
from app.inventory.importing.catalogue import Catalogue
from app.inventory.importing.examining import Examination, examine
from app.inventory.importing.loading import (
    load_catalogue,
    load_comparer,
    own_department,
    rights_of,
)
from app.inventory.importing.models import Import, ImportStatus
from app.inventory.importing.recognising import recognise
from app.inventory.importing.repository import ImportRepository
from app.inventory.importing.schemas import SHOWN, DryRunIn, OptionsIn
from app.inventory.importing.workbook import ImportFileError
from app.kit import clock, sandbox
from app.kit.context import Context
from app.kit.errors import Conflict
from app.kit.session import Database
from app.kit.storage import ObjectStore

_AT_ONCE = 3
"""Looks that hold a connection each; of one theatre, one at a time."""

_slots: asyncio.Semaphore | None = None
_turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()


@dataclass(frozen=True)
class Looked:
    """`imported` is a copy with the mapping and the options that were wanted, not yet kept."""

    imported: Import
    head: child.Outcome
    found: Examination
    catalogue: Catalogue


async def look(
    db: Database, storage: ObjectStore, ctx: Context, import_id: int, wanted: DryRunIn
) -> Looked:
    """What a run would do now with this mapping and these options."""
    async with db.read(ctx) as uow:
        imported = await ImportRepository(uow.session, own_department(ctx)).get(import_id)
    must_be(imported, ImportStatus.UPLOADED, ImportStatus.FAILED)
    await _apply(db, storage, ctx, imported, wanted)
    since = clock.now()
    try:
        data = storage.stream(imported.file_key)
        answer = await files.ask("parse", data, files.parse_argument(imported))
        head, rows = child.read_rows(answer)
    except ImportFileError as error:
        raise files.refusal(error) from error
    global _slots
    _slots = _slots or asyncio.Semaphore(_AT_ONCE)
    turn = _turns.setdefault(ctx.theater_id, asyncio.Lock())
    async with turn, _slots, db.read(ctx) as uow:
        rights = rights_of(ctx, create_missing=imported.options["create_missing"])
        catalogue = await load_catalogue(uow, rights, files.headings(imported))
        comparer = await load_comparer(uow, catalogue)
        repository = ImportRepository(uow.session)
        found = await examine(rows, catalogue, comparer, repository, SHOWN)
    imported.rows_total = head.rows_total
    imported.overview = {**imported.overview, "looked_at": since.isoformat()}
    return Looked(imported, head, found, catalogue)


async def overview_of(data: sandbox.Source, argument: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return child.read_document(await files.ask("overview", data, dict(argument)))
    except ImportFileError as error:
        raise files.refusal(error) from error


def describe(imported: Import, overview: dict[str, Any]) -> None:
    """Another table: its suggested mapping, and no option of another one."""
    imported.overview = overview
    imported.signature = overview["signature"]
    imported.rows_total = overview["rows_total"]
    imported.mapping = {
        column["suggested_field"]: column["index"]
        for column in overview["columns"]
        if column["suggested_field"]
    }
    imported.options = OptionsIn().model_dump(mode="json")


def must_be(imported: Import, *allowed: ImportStatus) -> None:
    if imported.status not in allowed:
        raise Conflict("import.status", extra={"status": imported.status})


async def _apply(
    db: Database, storage: ObjectStore, ctx: Context, imported: Import, wanted: DryRunIn
) -> None:
    """Another sheet or heading row makes another table: it is looked at anew."""
    options = wanted.options or OptionsIn(**_kept(imported.options))
    found = imported.overview
    sheet = options.sheet or found["sheet"]
    header_row = options.header_row or (found["header_row"] if sheet == found["sheet"] else None)
    if (sheet, header_row) != (found["sheet"], found["header_row"]):
        argument = {"name": imported.file_name, "sheet": sheet, "header_row": header_row}
        overview = await overview_of(storage.stream(imported.file_key), argument)
        async with db.read(ctx) as uow:
            await recognise(uow, overview)
        describe(imported, overview)
    imported.options = options.model_dump(mode="json")
    if wanted.mapping is not None:
        imported.mapping = dict(wanted.mapping)


def _kept(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: options[name] for name in OptionsIn.model_fields if name in options}
