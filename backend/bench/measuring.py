"""Rounds: every server in turn for every shape, so that a noisy minute hits all of them alike."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.cpu import cpu_seconds
from bench.generator import drive
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


Results = dict[tuple[str, str], Series]


@dataclass(frozen=True)
class Plan:
    rounds: int
    seconds: float


class Meter:
    """Runs shapes against servers; `results` are keyed by shape and server."""

    def __init__(self, house: House, plan: Plan) -> None:
        self._house = house
        self._plan = plan
        self._streams: dict[tuple[str, str], Iterator[bytes]] = {}
        self.results: Results = defaultdict(Series)

    async def run(self, shapes: Sequence[Shape], callers: Sequence[Caller]) -> None:
        for shape in shapes:
            taking_part = [c for c in callers if c.token or not shape.only_product]
            started = time.monotonic()
            for caller in taking_part:
                await self._once(shape, caller, self._plan.seconds / 4)
            for _ in range(self._plan.rounds):
                for caller in taking_part:
                    await self._measure(shape, caller)
            say(f"{shape.title}: {time.monotonic() - started:.0f} s")

    async def _measure(self, shape: Shape, caller: Caller) -> None:
        window, cpu = await self._once(shape, caller, self._plan.seconds)
        series = self.results[shape.key, caller.server.name]
        series.rps.append(len(window) / self._plan.seconds)
        series.cpu_ms.append(cpu * 1000 / max(1, len(window)))
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
