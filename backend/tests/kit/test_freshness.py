"""What one process has answered, another never contradicts: no read is older than a write that was
answered before it began.

A writer has the first process, readers the second. Others read the same all the time, so the
second process always has something old that it could give, and reads meet writes half-way.
"""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.served import serve

CROWD, PAUSE_S = 2, 0.02
ROUNDS_PER_TOKEN = 500
MONTH = {"from": "2031-03-01T00:00:00Z", "to": "2031-04-01T00:00:00Z"}
EVENING = {
    "event_type": "rehearsal",
    "starts_at": "2031-03-10T16:00:00Z",
    "ends_at": "2031-03-10T18:00:00Z",
}


@pytest.fixture
async def processes(app_environment: dict[str, str], tmp_path: Path) -> AsyncIterator[list[Client]]:
    environment = {**app_environment, "RATE_LIMIT_PER_MINUTE": "100000000"}
    async with contextlib.AsyncExitStack() as house:
        clients = []
        for name in ("writer", "reader"):
            folder = tmp_path / name
            folder.mkdir()
            base = house.enter_context(serve(environment, folder))
            client = httpx.AsyncClient(base_url=base, timeout=30)
            clients.append(await house.enter_async_context(client))
        yield clients


class Story:
    """One writer's changes, and what each of its answers obliges every later read to show."""

    def __init__(self, writer: Client, reader: Client, items: list[int], places: list[int]) -> None:
        self._writer = writer
        self._reader = reader
        self._items = items
        self._places = places
        self.writes = 0
        self._event: dict[str, Any] = {}
        self._made: list[tuple[str, int]] = []
        self._totals = {"inventory": len(items), "schedule": 0}

    async def begin(self) -> None:
        self._event = await self._send("POST", "/schedule", EVENING)
        self._totals["schedule"] = 1

    async def round(self, number: int) -> None:
        kinds = (self._rename, self._move, self._retitle, self._add, self._remove)
        await kinds[number % len(kinds)](number)

    async def _send(self, method: str, path: str, body: Any = None) -> Any:
        self.writes += 1
        answer = await self._writer.request(method, path, json=body)
        assert answer.status_code in (200, 201, 204), answer.text
        return answer.json() if answer.content else None

    async def _read(self, path: str, **params: Any) -> Any:
        answer = await self._reader.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def listed(self) -> Any:
        return await self._read("/inventory", page_size=50)

    async def card(self, item: int) -> Any:
        return await self._read(f"/inventory/{item}")

    async def month(self) -> Any:
        return await self._read("/schedule", page_size=1000, **MONTH)

    async def _rename(self, number: int) -> None:
        item = self._items[number % len(self._items)]
        told = await self._send("PATCH", f"/inventory/{item}", {"name": f"Кресло {number}"})
        await self._item_is(item, told["version"], name=told["name"])

    async def _move(self, number: int) -> None:
        """All its pieces to the other place."""
        item = self._items[number % len(self._items)]
        source = (await self.card(item))["location"]["id"]
        (target,) = set(self._places) - {source}
        told = await self._send(
            "POST",
            f"/inventory/{item}/movements",
            {"movement_type": "transfer", "quantity": 1, "from_location_id": source,
             "from_status": "in_stock", "to_location_id": target, "to_status": "in_stock"},
        )  # fmt: skip
        place = told["movement"]["to_location"]["id"]
        await self._item_is(item, told["version"], place=place)

    async def _item_is(self, item: int, version: int, **expected: Any) -> None:
        card, listed = await asyncio.gather(self.card(item), self.listed())
        (row,) = (row for row in listed["items"] if row["id"] == item)
        for seen in (card, row):
            shown = {"name": seen["name"], "place": seen["location"]["id"]}
            assert seen["version"] >= version
            assert expected.items() <= shown.items()
        assert listed["total"] == self._totals["inventory"]

    async def _retitle(self, number: int) -> None:
        path = f"/schedule/{self._event['id']}"
        told = await self._send("PATCH", path, {"title": f"Прогон {number}"})
        month = await self.month()
        (row,) = (row for row in month["items"] if row["id"] == told["id"])
        assert (row["title"], row["version"]) == (told["title"], told["version"])
        assert month["total"] == self._totals["schedule"]

    async def _add(self, number: int) -> None:
        for place, body in (
            ("inventory", {"name": "Ширма", "location_id": self._places[0]}),
            ("schedule", {**EVENING, "title": f"Репетиция {number}"}),
        ):
            told = await self._send("POST", f"/{place}", body)
            self._made.append((place, told["id"]))
            self._totals[place] += 1
            await self._totals_are_right()

    async def _remove(self, _: int) -> None:
        while self._made:
            place, row = self._made.pop()
            await self._send("DELETE", f"/{place}/{row}")
            self._totals[place] -= 1
            await self._totals_are_right()

    async def _totals_are_right(self) -> None:
        for body, place in zip(
            await asyncio.gather(self.listed(), self.month()), self._totals, strict=True
        ):
            assert body["total"] == self._totals[place]
            assert len(body["items"]) == body["total"]


@pytest.mark.parametrize("writes", [300, pytest.param(10_000, marks=pytest.mark.slow)])
async def test_no_process_answers_with_what_another_has_changed(
    writes: int, processes: list[Client], make: Factory, theater: TheaterOf
) -> None:
    writer, reader = processes
    person = await make.user(theater)
    places = [await make.location(theater, f"Склад {n}") for n in range(2)]
    items = [await make.item(theater, f"Кресло {n}", location_id=places[0]) for n in range(6)]
    story = Story(writer, reader, items, places)
    over = asyncio.Event()

    async def sign_in() -> None:
        token = await make.access_token(person)
        for client in processes:
            client.headers["Authorization"] = f"Bearer {token}"

    async def keep_reading(number: int) -> None:
        while not over.is_set():
            await story.listed()
            await story.card(items[number % len(items)])
            await story.month()
            await asyncio.sleep(PAUSE_S)

    await sign_in()
    await story.begin()
    async with asyncio.TaskGroup() as crowd:
        for number in range(CROWD):
            crowd.create_task(keep_reading(number))
        try:
            for number in itertools.count():
                if number % ROUNDS_PER_TOKEN == ROUNDS_PER_TOKEN - 1:
                    await sign_in()
                await story.round(number)
                if story.writes >= writes:
                    break
        finally:
            over.set()
