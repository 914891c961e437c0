"""Rounds: every server in turn for every shape, so that a noisy minute hits all of them alike."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.cpu import cpu_seconds
from bench.generator import NotMeasuredError, drive
from bench.servers import House, say
from bench.shapes import Caller, Shape

CONNECTIONS = 50


@dataclass
class Series:
    """The rounds of one shape against one server."""

    rps: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    @property
    def median_rps(self) -> float:
        return median(self.rps)

    @property
    def median_cpu_ms(self) -> float:
        """Milliseconds of processor per request: the server and its PostgreSQL backends."""
        return median(self.cpu_ms)

    def percentile_ms(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


Key = tuple[str, str]
Results = dict[Key, Series]
"""Series by shape and server; only whole ones, with a number in every round."""


@dataclass(frozen=True)
class Plan:
    rounds: int
    seconds: float


class Meter:
    """Runs shapes against servers. `missing` tells why a number is not among the results."""

    def __init__(self, house: House, plan: Plan) -> None:
        self._house = house
        self._plan = plan
        self._streams: dict[Key, Iterator[bytes]] = {}
        self.results: Results = defaultdict(Series)
        self.missing: dict[Key, str] = {}

    async def run(self, shapes: Sequence[Shape], callers: Sequence[Caller]) -> None:
        for shape in shapes:
            taking_part = [caller for caller in callers if shape.is_for(caller)]
            started = time.monotonic()
            for number in range(self._plan.rounds + 1):
                for caller in taking_part:
                    if (shape.key, caller.server.name) not in self.missing:
                        await self._measure(shape, caller, is_warm_up=number == 0)
            say(f"{shape.title}: {time.monotonic() - started:.0f} s")

    async def _measure(self, shape: Shape, caller: Caller, *, is_warm_up: bool) -> None:
        key = (shape.key, caller.server.name)
        try:
            seconds = self._plan.seconds / 4 if is_warm_up else self._plan.seconds
            window, cpu = await self._once(shape, caller, seconds)
            if not window and not is_warm_up:
                raise NotMeasuredError(f"no answer within {seconds:g} s: --seconds must be more")
        except (NotMeasuredError, OSError) as error:
            self.missing[key] = " ".join(str(error).split())
            self.results.pop(key, None)
            say(f"{shape.title}, {caller.server.name}, not measured: {error}")
            return
        if not is_warm_up:
            series = self.results[key]
            series.rps.append(len(window) / seconds)
            series.cpu_ms.append(cpu * 1000 / len(window))
            series.latencies.extend(window)

    async def _once(
        self, shape: Shape, caller: Caller, seconds: float
    ) -> tuple[list[float], float]:
        key = (shape.key, caller.server.name)
        if key not in self._streams:
            self._streams[key] = shape.requests(caller)
        pids = [caller.server.child.pid, *await self._house.backends(caller.server)]
        window, cpu = await drive(
            caller.server.port,
            self._streams[key],
            expected=shape.expected,
            connections=CONNECTIONS,
            seconds=seconds,
            snapshot=lambda: cpu_seconds(pids),
        )
        return window.latencies, cpu
