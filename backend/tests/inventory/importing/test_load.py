"""A large list is nobody's trouble but its owner's: no connection held, no event loop stopped."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from app.inventory.importing import files
from app.inventory.importing.catalogue import Rights
from app.inventory.importing.examining import examine
from app.inventory.importing.items import ParsedItem, ParsedRow
from app.inventory.importing.loading import load_catalogue, load_comparer
from app.inventory.importing.repository import ImportRepository
from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.inventory.importing.files import xlsx
from tests.inventory.importing.steps import HEADINGS, upload

ROWS = 5_000


@contextlib.asynccontextmanager
async def beside() -> AsyncIterator[list[int]]:
    """How often another coroutine had its turn."""
    turns = [0]

    async def go() -> None:
        while True:
            turns[0] += 1
            await asyncio.sleep(0)

    other = asyncio.ensure_future(go())
    try:
        yield turns
    finally:
        other.cancel()


class Watched:
    """A row that notes how many of its kind were looked at in one turn of the event loop."""

    errors: tuple[()] = ()

    def __init__(self, row: int, turns: list[int], run: list[int]) -> None:
        self.row = row
        self.item = ParsedItem(name="Стул")
        self._turns, self._run = turns, run

    @property
    def warnings(self) -> list[Any]:
        turn, length, _ = self._run
        length = length + 1 if turn == self._turns[0] else 1
        self._run[:] = self._turns[0], length, max(length, self._run[2])
        return []


async def test_others_have_their_turn_while_a_list_without_numbers_is_looked_at(
    make: Factory, theater: TheaterOf
) -> None:
    run = [0, 0, 0]
    unpacked = [0, 0, 0]

    def rows(turns: list[int]) -> Iterator[Any]:
        for row in range(ROWS):
            assert Watched(row, turns, unpacked).warnings == []
            yield Watched(row, turns, run)

    async with make.db.read(theater.ctx) as uow:
        catalogue = await load_catalogue(uow, Rights(nodes=True, tags=True), {})
        comparer = await load_comparer(uow, catalogue)
        async with beside() as turns:
            repository = ImportRepository(uow.session)
            found = await examine(rows(turns), catalogue, comparer, repository, shown=10)
    assert found.valid == ROWS
    assert max(run[2], unpacked[2]) <= 100


async def test_refused_rows_are_counted_not_kept_by_a_dry_run(
    make: Factory, theater: TheaterOf
) -> None:
    def rows() -> Iterator[ParsedRow]:
        for row in range(ROWS):
            item = ParsedItem(name="Стул", category=("Нет такой",))
            yield ParsedRow(row, item, [], [])

    async with make.db.read(theater.ctx) as uow:
        catalogue = await load_catalogue(uow, Rights(nodes=False, tags=False), {})
        comparer = await load_comparer(uow, catalogue)
        found = await examine(rows(), catalogue, comparer, ImportRepository(uow.session), shown=10)
    assert (found.invalid, found.errors_total, len(found.errors)) == (ROWS, ROWS, 10)


async def test_a_keyed_dry_run_holds_no_connection_while_the_file_is_parsed(
    admin: Client, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded = await upload(admin, xlsx({"Л": [HEADINGS, ["Стул", "1", "", "", 1.0]]}))
    held: list[int] = []
    ask = files.ask

    async def watched(function: str, data: bytes, argument: dict[str, Any]) -> bytes:
        held.append(app.state.db.engine.pool.checkedout())
        return await ask(function, data, argument)

    monkeypatch.setattr(files, "ask", watched)
    place = f"/inventory/imports/{uploaded['id']}/dry-run"
    keyed = {"Idempotency-Key": "look-1"}
    first = await admin.post(place, json={}, headers=keyed)
    assert (first.status_code, held) == (200, [0])
    again = await admin.post(place, json={}, headers=keyed)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.content == first.content
    assert len(held) == 1, "a known answer costs no look at the file"
    other = await admin.post(place, json={"options": {"known": "update"}}, headers=keyed)
    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "idempotency.other_body")
