"""How much more CPU the same request takes in a theatre that is many times as large."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from app.core.embedded.errors import StartRefusedError
from bench.measuring import Meter
from bench.report import Goal
from bench.shapes import Caller, Shape
from scripts.demo.seasons import EVENTS_PER_SCALE

WHOLE = 2500
_ITEMS_PER_SCALE = 400


@dataclass(frozen=True)
class Growth:
    """From `small` times the demo theatre to `WHOLE` times. `raw`: asked of the probe, for what the
    product adds to the statement would hide how it grows.
    """

    number: str
    shape: str
    small: int
    goal: float
    floor: float
    each: int = _ITEMS_PER_SCALE
    what: str = "items"
    raw: bool = False

    def size(self, scale: int) -> int:
        return scale * self.each


GROWTHS = (
    Growth("P-7", "list", 25, 2.0, 3.0),
    Growth("P-8", "check", 13, 2.0, 3.0, EVENTS_PER_SCALE, "events", raw=True),
    Growth("P-9", "number", 250, 5.0, 8.0),
)
Served = Callable[[int, bool], Awaitable[Caller]]
"""A caller of the product (or of the probe) with a database of a scale."""


async def measure(meter: Meter, shapes: Sequence[Shape], scale: int, served: Served) -> list[Goal]:
    by_key = {shape.key: shape for shape in shapes}
    found = []
    for growth in GROWTHS:
        if growth.shape not in by_key:
            continue
        shape = by_key[growth.shape]
        enough = scale > growth.small
        small, large = growth.size(growth.small), growth.size(scale if enough else WHOLE)
        title = f"CPU, {shape.title}: {small:,} → {large:,} {growth.what}"
        value, why = None, f"more than {small:,} {growth.what} are needed: --full"
        if enough:
            value, why = await _ratio(meter, shape, growth, scale, served)
        found.append(Goal(growth.number, title, growth.goal, growth.floor, False, value, why))
    return found


async def _ratio(
    meter: Meter, shape: Shape, growth: Growth, scale: int, served: Served
) -> tuple[float | None, str]:
    try:
        callers = [await served(one, growth.raw) for one in (growth.small, scale)]
    except StartRefusedError as reason:
        return None, str(reason)
    await meter.run([shape], callers)
    keys = [(shape.key, caller.server.name) for caller in callers]
    for key in keys:
        if key in meter.missing:
            return None, meter.missing[key]
    small, large = (meter.results[key].median_cpu_ms for key in keys)
    return large / small, ""
