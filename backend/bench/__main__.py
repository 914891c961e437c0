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
from bench import calendar, growth, paint, report, schedule_shapes, shapes
from bench.generator import NotMeasuredError
from bench.measuring import Meter, Plan
from bench.report import Report
from bench.servers import BACKEND, OWNER, House, say
from bench.shapes import Caller
from scripts.demo.seasons import EVENTS_PER_SCALE

SHAPES = (*shapes.SHAPES, *schedule_shapes.SHAPES)
_KEYS = (*(shape.key for shape in SHAPES), paint.KEY)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--scale", type=int, default=250, help="times 400 items (default 250)")
    parser.add_argument("--seconds", type=float, default=2.0, help="of one measurement")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="keep the loaded databases in this folder")
    parser.add_argument("--only", default="", help=f"of {','.join(_KEYS)}")
    parser.add_argument("--full", action="store_true", help="growth up to a million items")
    parser.add_argument(
        "--quick", action="store_true", help="no row security, growth and browser checks"
    )
    options = parser.parse_args()
    options.chosen = set(options.only.split(",")) if options.only else set(_KEYS)
    if unknown := options.chosen - set(_KEYS):
        parser.error(f"no such shape: {', '.join(sorted(unknown))}")
    options.shapes = [s for s in SHAPES if s.key in options.chosen]
    return options


async def _caller(
    house: House, name: str, database: str, user: str, lane: int, *, raw: bool = False
) -> Caller:
    connection = await house.connect(database)
    try:
        known = await shapes.learn(connection)
    finally:
        await connection.close()
    versions = house.versions(database)
    if raw:
        return Caller(house.start_probe(name, database), known, lane, 3, versions)
    server = house.start_product(name, database, user)
    return Caller(server, known, lane, 3, versions, shapes.sign_in(server))


def _serving(house: House) -> growth.Served:
    """Callers with databases of several sizes, each started once."""
    started: dict[tuple[int, bool], Caller] = {}

    async def served(scale: int, raw: bool) -> Caller:
        if (scale, raw) not in started:
            database = await house.load(scale)
            name = f"{report.PROBE if raw else report.PRODUCT}_{scale}"
            user = OWNER if raw else "theatre_app"
            started[scale, raw] = await _caller(house, name, database, user, 0, raw=raw)
        return started[scale, raw]

    return served


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
    callers = [product, await _caller(house, report.PROBE, database, OWNER, 1, raw=True)]
    if not options.quick:
        callers.append(await _caller(house, report.BYPASS, database, OWNER, 2))
    meter = Meter(house, plan)
    await meter.run(options.shapes, callers)
    told = Report(meter.results, meter.missing, options.shapes)
    found = told.goals()
    if not options.quick:
        scale = growth.WHOLE if options.full else options.scale
        found += await growth.measure(meter, options.shapes, scale, _serving(house))
        if paint.KEY in options.chosen:
            found.append(await paint.measure(product.server))
    await _sweep(house, database)
    sys.stdout.write(f"\n{told.table()}\n\n{report.goal_table(found)}\n")
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} × {platform.machine()}, load {os.getloadavg()[0]:.1f}",
        "items": options.scale * 400,
        "events": options.scale * EVENTS_PER_SCALE,
        "rounds": options.rounds,
        "seconds": options.seconds,
        **report.as_json(meter.results, meter.missing, found),
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
    except (StartRefusedError, NotMeasuredError) as reason:
        sys.exit(f"bench: {reason}")
