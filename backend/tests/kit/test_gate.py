"""A queue that nobody can take for themselves, and that loses no place."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from app.kit.context import Context, caller
from app.kit.errors import TooMany, Unavailable
from app.kit.gate import Gate, Share

SHARE = Share(running=3, per_theater=2, per_person=1, waiting=6, waiting_per_person=2)


class House:
    """People before a gate; `inside` names who got in, in that order."""

    def __init__(self, share: Share = SHARE) -> None:
        self.gate = Gate(share)
        self.inside: list[str] = []
        self._leave: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, *names: str) -> None:
        """`a1x`: theatre a, person 1, and what tells their visits apart."""
        for name in names:
            self._leave[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._visit(name))
            await self.settle()

    async def go(self, name: str) -> None:
        self._leave[name].set()
        await self.tasks[name]
        self.inside.remove(name)
        await self.settle()

    async def settle(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    async def _visit(self, name: str) -> None:
        caller.set(Context(theater_id=ord(name[0]), user_id=int(name[1])))
        async with self.gate.turn():
            self.inside.append(name)
            await self._leave[name].wait()


@asynccontextmanager
async def house(share: Share = SHARE) -> AsyncIterator[House]:
    opened = House(share)
    yield opened
    for task in opened.tasks.values():
        task.cancel()
    await asyncio.gather(*opened.tasks.values(), return_exceptions=True)


async def test_a_crowd_of_one_theatre_leaves_a_place_for_another() -> None:
    async with house() as place:
        await place.come("a1", "a2", "a3")
        assert place.inside == ["a1", "a2"]
        await place.come("b1")
        assert place.inside == ["a1", "a2", "b1"]


async def test_one_person_leaves_a_place_for_a_colleague() -> None:
    async with house() as place:
        await place.come("a1x", "a1y", "a2")
        assert place.inside == ["a1x", "a2"]


async def test_those_who_wait_take_turns() -> None:
    """By theatres, in a theatre by people: who came first with many does not go first with all."""
    async with house(Share(1, 1, 1, 10, 5)) as place:
        await place.come("c1", "a1x", "a1y", "a2", "b1")
        order = []
        while place.inside:
            order.append(place.inside[0])
            await place.go(place.inside[0])
        assert order == ["c1", "a1x", "b1", "a2", "a1y"]


async def test_too_many_waiting_is_refused_and_says_when_to_come_back() -> None:
    async with house() as place:
        await place.come("a1x", "a1y", "a1z", "a1w")
        error = place.tasks["a1w"].exception()
        assert isinstance(error, TooMany)
        assert int(error.headers["Retry-After"]) > 0
        await place.come("a2", "a3", "a4", "a5", "a6", "a7")
        error = place.tasks["a7"].exception()
        assert isinstance(error, Unavailable)
        assert int(error.headers["Retry-After"]) > 0
        await place.come("b1")
        assert "b1" in place.inside


async def test_whoever_gives_up_waiting_leaves_no_hole() -> None:
    async with house(Share(1, 1, 1, 10, 5)) as place:
        await place.come("a1x", "a1y", "a1z", "b1")
        place.tasks["a1y"].cancel()
        await place.settle()
        await place.go("a1x")
        await place.go(place.inside[0])
        await place.go(place.inside[0])
        await place.come("c1")
        assert place.inside == ["c1"]


async def test_a_place_called_up_for_one_who_is_just_leaving_goes_on() -> None:
    """Called and cancelled in the same moment, in both orders."""
    for first in ("call", "cancel"):
        async with house(Share(1, 1, 1, 10, 5)) as place:
            await place.come("a1x", "a1y", "b1")
            if first == "cancel":
                place.tasks["a1y"].cancel()
            place._leave["a1x"].set()
            await asyncio.sleep(0)
            if first == "call":
                place.tasks["a1y"].cancel()
            await place.settle()
            assert place.inside[1:] == ["b1"]


async def test_a_failure_inside_gives_the_place_back() -> None:
    gate = Gate(Share(1, 1, 1, 1, 1))
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with gate.turn():
                raise ZeroDivisionError
    async with gate.turn():
        pass
