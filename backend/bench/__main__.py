"""`python -m bench [--scale 250] [--seconds 2] [--rounds 5] [--data DIR] [--only a,b] [--full]`."""

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from app.core.embedded.errors import StartRefusedError
from bench import calendar, report, schedule_shapes, shapes
from bench.generator import WrongAnswerError
from bench.measuring import Meter, Plan
from bench.servers import BACKEND, House, say
from bench.shapes import Caller, Shape
from scripts.demo.seasons import EVENTS_PER_SCALE

SHAPES = (*shapes.SHAPES, *schedule_shapes.SHAPES)
_SMALL, _LARGE = 25, 2500
_GROWING = ("list", "number")
# Asked of the probe: what the product adds to the statement would hide how it grows.
_GROWING_RAW = ("check",)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--scale", type=int, default=250, help="times 400 items (default 250)")
    parser.add_argument("--seconds", type=float, default=2.0, help="of one measurement")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="keep the loaded databases in this folder")
    parser.add_argument("--only", default="", help=f"of {','.join(s.key for s in SHAPES)}")
    parser.add_argument("--full", action="store_true", help="growth up to a million items")
    parser.add_argument("--quick", action="store_true", help="no row security and growth checks")
    options = parser.parse_args()
    chosen = options.only.split(",") if options.only else [s.key for s in SHAPES]
    if unknown := set(chosen) - {s.key for s in SHAPES}:
        parser.error(f"no such shape: {', '.join(sorted(unknown))}")
    options.shapes = [s for s in SHAPES if s.key in chosen]
    return options


async def _caller(
    house: House, name: str, database: str, user: str, lane: int, *, raw: bool = False
) -> Caller:
    connection = await house.connect(database)
    try:
        known = await shapes.learn(connection)
    finally:
        await connection.close()
    if raw:
        return Caller(house.start_probe(name, database), known, lane, 3)
    server = house.start_product(name, database, user)
    return Caller(server, known, lane, 3, shapes.sign_in(server))


async def _growth(
    house: House, plan: Plan, large: Caller, chosen: list[Shape], scale: int
) -> dict[str, float]:
    """How much more CPU a request takes at `scale` than with ten thousand items."""
    growing = [shape for shape in chosen if shape.key in _GROWING]
    if not growing:
        return {}
    small = await _caller(house, "product_small", await house.load(_SMALL), "theatre_app", 0)
    return await _compared(house, plan, growing, small, large, 400, scale, "items")


async def _raw_growth(
    house: House, plan: Plan, database: str, chosen: list[Shape], scale: int
) -> dict[str, float]:
    """The same of statements that the probe runs alone."""
    growing = [shape for shape in chosen if shape.key in _GROWING_RAW]
    if not growing:
        return {}
    small = await _caller(
        house, f"raw_small_{scale}", await house.load(_SMALL), "theatre_owner", 0, raw=True
    )
    large = await _caller(house, f"raw_{scale}", database, "theatre_owner", 0, raw=True)
    return await _compared(house, plan, growing, small, large, EVENTS_PER_SCALE, scale, "events")


async def _compared(
    house: House, plan: Plan, growing: list[Shape], small: Caller, large: Caller, each: int,
    scale: int, what: str,
) -> dict[str, float]:  # fmt: skip
    meter = Meter(house, plan)
    await meter.run(growing, [small, large])
    return {
        f"{shape.key}, {_SMALL * each:,} → {scale * each:,} {what}": (
            meter.results[shape.key, large.server.name].median_cpu_ms
            / meter.results[shape.key, small.server.name].median_cpu_ms
        )
        for shape in growing
    }


async def _sweep(house: House, database: str) -> None:
    """Take away what measurements have written, also those of a run that was cut short."""
    owner = await house.connect(database)
    await owner.execute("DELETE FROM inventory_items WHERE name LIKE $1", f"{shapes.CREATED}%")
    await owner.execute("DELETE FROM schedule_events WHERE title LIKE $1", f"{calendar.CREATED}%")
    await owner.close()


async def _run(options: argparse.Namespace, house: House) -> dict[str, object]:
    plan = Plan(options.rounds, options.seconds)
    database = await house.load(options.scale)
    await _sweep(house, database)
    product = await _caller(house, report.PRODUCT, database, "theatre_app", 0)
    callers = [product, await _caller(house, report.PROBE, database, "theatre_owner", 1, raw=True)]
    if not options.quick:
        callers.append(await _caller(house, report.BYPASS, database, "theatre_owner", 2))
    meter = Meter(house, plan)
    await meter.run(options.shapes, callers)
    growth: dict[str, float] = {}
    if not options.quick:
        growth = await _growth(house, plan, product, options.shapes, options.scale)
        growth |= await _raw_growth(house, plan, database, options.shapes, options.scale)
    if options.full:
        most = await house.load(_LARGE)
        large = await _caller(house, "product_large", most, "theatre_app", 0)
        growth |= await _growth(house, plan, large, options.shapes, _LARGE)
        growth |= await _raw_growth(house, plan, most, options.shapes, _LARGE)
    await _sweep(house, database)
    found = report.goals(meter.results, options.shapes, growth)
    sys.stdout.write(f"\n{report.table(meter.results, options.shapes)}\n\n")
    sys.stdout.write(f"{report.goal_table(found)}\n")
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} × {platform.machine()}, load {os.getloadavg()[0]:.1f}",
        "items": options.scale * 400,
        "events": options.scale * EVENTS_PER_SCALE,
        "rounds": options.rounds,
        "seconds": options.seconds,
        **report.as_json(meter.results, found),
    }


def main() -> None:
    options = _options()
    with contextlib.ExitStack() as stack:
        data = options.data or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="kulisa-bench-"))
        )
        house = stack.enter_context(House(data))
        result = uvloop.run(_run(options, house))
    folder = BACKEND.parent / "bench-results"
    folder.mkdir(exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(result, indent=2), encoding="utf-8")
    say(f"written to {file}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("bench: stopped")
    except (StartRefusedError, WrongAnswerError) as reason:
        sys.exit(f"bench: {reason}")
