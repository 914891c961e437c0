"""A fair queue before something scarce: no theatre and no person can take all of it.

A few run at once; a theatre and a person have at most a share of them. Whoever does not fit waits,
and theatres take turns, the people of one theatre among themselves too. The queue is bounded: one
who already has too many waiting gets 429, a crowd as a whole 503, both with Retry-After.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.kit.context import caller
from app.kit.errors import TooMany, Unavailable

RETRY_S = 5
Waiting = deque[asyncio.Future[None]]


@dataclass(frozen=True)
class Share:
    """How many may run, and how many may wait."""

    running: int
    per_theater: int
    per_person: int
    waiting: int
    waiting_per_person: int


@dataclass(frozen=True)
class Party:
    """On whose behalf: work of the system itself has no person, a public address no theatre."""

    theater: int | None
    person: int | None

    @classmethod
    def current(cls) -> "Party":
        ctx = caller.get()
        return cls(ctx.theater_id, ctx.user_id) if ctx else cls(None, None)


class Gate:
    """Belongs to one event loop. A place given to a task that was cancelled goes to the next."""

    def __init__(self, share: Share) -> None:
        self._share = share
        self._running: Counter[Party] = Counter()
        self._of_theater: Counter[int | None] = Counter()
        self._queue: OrderedDict[int | None, OrderedDict[Party, Waiting]] = OrderedDict()
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A place for the current caller for as long as the block runs."""
        party = Party.current()
        await self._enter(party)
        try:
            yield
        finally:
            self._leave(party)

    async def _enter(self, party: Party) -> None:
        if self._fits(party):
            self._start(party)
            return
        line = self._line(party)
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.append(waiter)
        self._waiting += 1
        try:
            await waiter
        except BaseException:
            if not waiter.cancelled():
                self._leave(party)  # called up and cancelled at once
            elif waiter in line:
                line.remove(waiter)
                self._waiting -= 1
                self._tidy(party)
            raise

    def _line(self, party: Party) -> Waiting:
        people = self._queue.get(party.theater, OrderedDict())
        line = people.get(party, deque())
        if len(line) >= self._share.waiting_per_person:
            raise TooMany(RETRY_S, "too_many_at_once")
        if self._waiting >= self._share.waiting:
            raise Unavailable("queue", RETRY_S, "queue_full")
        self._queue[party.theater] = people
        people[party] = line
        return line

    def _fits(self, party: Party) -> bool:
        return (
            self._running.total() < self._share.running
            and self._of_theater[party.theater] < self._share.per_theater
            and self._running[party] < self._share.per_person
        )

    def _start(self, party: Party) -> None:
        self._running[party] += 1
        self._of_theater[party.theater] += 1

    def _leave(self, party: Party) -> None:
        self._running[party] -= 1
        self._of_theater[party.theater] -= 1
        if not self._running[party]:
            del self._running[party]
        if not self._of_theater[party.theater]:
            del self._of_theater[party.theater]
        while (following := self._next()) is not None:
            called = self._queue[following.theater][following].popleft()
            self._waiting -= 1
            self._queue.move_to_end(following.theater)
            self._queue[following.theater].move_to_end(following)
            self._tidy(following)
            if not called.done():
                self._start(following)
                called.set_result(None)

    def _next(self) -> Party | None:
        """The first that fits: by theatres in turn, in each by people in turn."""
        for people in self._queue.values():
            for party in people:
                if self._fits(party):
                    return party
        return None

    def _tidy(self, party: Party) -> None:
        people = self._queue[party.theater]
        if not people[party]:
            del people[party]
        if not people:
            del self._queue[party.theater]
