"""A part that dies is started again: soon, then after longer and longer waits, and not for ever.

Everything that forks stays in the main thread (see processes.py), where the API's event loop runs;
what waits does not hold it up, so that the API answers 503 while PostgreSQL recovers.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from app.core.embedded.errors import ChildFailedError, GaveUpError
from app.core.embedded.greeting import say
from app.core.embedded.processes import Child

_WATCH_SECONDS = 0.2
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_STABLE_SECONDS = 120.0
_MOST_DEATHS = 5


class Part(Protocol):
    """A child of the house that can be started again."""

    name: str
    start_seconds: float
    child: Child | None

    def prepare(self) -> None:
        """Clear away what the last life left. May take long; forks nothing."""

    def launch(self) -> None: ...

    def is_ready(self) -> bool:
        """An OSError means "not yet"."""

    def stop(self) -> None: ...


class Patience:
    """How long to wait before the next start of a part; after a stable time it is as new."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._deaths: deque[float] = deque()

    def after_death(self) -> float | None:
        """Seconds to wait; None when it has died too often."""
        now = self._clock()
        while self._deaths and now - self._deaths[0] > _STABLE_SECONDS:
            self._deaths.popleft()
        self._deaths.append(now)
        if len(self._deaths) >= _MOST_DEATHS:
            return None
        return min(_FIRST_WAIT * 2.0 ** (len(self._deaths) - 1), _LONGEST_WAIT)


class Supervisor:
    """`parts` in the order of their start; what is `tied` to a server is renewed after it."""

    def __init__(self, parts: Sequence[Part], tied: Mapping[str, Part]) -> None:
        self._parts = parts
        self._tied = tied
        self._patience = {part.name: Patience() for part in parts}

    async def watch(self) -> None:
        """Until cancelled. Raises GaveUpError."""
        while True:
            for part in self._parts:
                if part.child is None or part.child.has_ended:
                    await self._revive(part)
                    if part.name in self._tied:
                        await self._renew(self._tied[part.name])
            await asyncio.sleep(_WATCH_SECONDS)

    async def _renew(self, part: Part) -> None:
        """What held connections to a server that died begins anew, without blame."""
        await asyncio.to_thread(part.stop)
        part.launch()

    async def _revive(self, part: Part) -> None:
        while True:
            ended = _last_words(part)
            part.stop()
            wait = self._patience[part.name].after_death()
            if wait is None:
                raise GaveUpError(
                    f"{part.name} ended {_MOST_DEATHS} times within "
                    f"{_STABLE_SECONDS / 60:g} minutes, so everything was stopped. {ended}"
                )
            say(f"{part.name} ended, starting it again in {wait:g} s")
            await asyncio.sleep(wait)
            try:
                await asyncio.to_thread(part.prepare)
                part.launch()
                await _until_ready(part)
            except (ChildFailedError, OSError) as error:
                say(f"{part.name} did not start: {error}")
                continue
            say(f"{part.name} runs again")
            return


async def _until_ready(part: Part) -> None:
    deadline = time.monotonic() + part.start_seconds
    while part.child is not None and not part.child.has_ended and time.monotonic() < deadline:
        try:
            if part.is_ready():
                return
        except OSError:
            pass
        await asyncio.sleep(0.05)
    raise ChildFailedError("see its log")


def _last_words(part: Part) -> str:
    child = part.child
    if child is None:
        return ""
    code = child.process.poll()
    return f"The last time with code {code}. The end of {child.log}:\n{child.log_tail()}"
