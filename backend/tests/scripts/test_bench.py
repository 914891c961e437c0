"""The benchmark's own promises: cold is cold, and what was not measured is said, not crashed on."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI

from bench import report, schedule_shapes, shapes
from bench.calendar import Calendar
from bench.generator import NotMeasuredError
from bench.measuring import CONNECTIONS, Results, Series
from bench.report import Report
from bench.shapes import Caller, Known, Shape
from tests.factories import TheaterOf

ALL = {shape.key: shape for shape in (*shapes.SHAPES, *schedule_shapes.SHAPES)}
COLD = ("list", "category", "word", "number", "item", "month")


@pytest.fixture
def caller(app: FastAPI, theater: TheaterOf) -> Caller:
    moments: list[Any] = [SimpleNamespace(isoformat=lambda n=n: f"2031-0{n}-01") for n in (1, 2, 3)]
    months = Calendar([(moments[0], moments[1]), (moments[1], moments[2])], [], [])
    fragments = [str(1000 + n) for n in range(20)]
    known = Known(
        theater.id, 5000, [1, 2, 3], [1, 2], [1], range(1, 401), fragments, [(1, 1)], months
    )
    server: Any = SimpleNamespace(port=1, user="theatre_app")
    return Caller(server, known, 0, 1, app.state.db.versions, "token")


@pytest.mark.parametrize("key", COLD)
async def test_no_cold_address_is_asked_twice_of_one_version(key: str, caller: Caller) -> None:
    table = "schedule_events" if key == "month" else "inventory_items"
    requests = ALL[key].requests(caller)

    async def lap() -> tuple[list[bytes], Any]:
        """Addresses until the first comes again, and the version that they met."""
        seen = [first if first is not None else next(requests)]
        await asyncio.sleep(0.05)
        version = await caller.versions.of(caller.known.theater, [table])
        while (address := next(requests)) not in seen:
            seen.append(address)
        return seen, (version, address)

    first: bytes | None = None
    before, (old, first) = await lap()
    after, (new, _) = await lap()
    assert first == before[0]
    assert len(before) == len(after) > 2 * CONNECTIONS
    assert None not in (old, new)
    assert old != new


@pytest.mark.parametrize("shape", ALL.values(), ids=ALL.keys())
async def test_a_theatre_without_anything_is_no_crash(shape: Shape, caller: Caller) -> None:
    nothing = Known(caller.known.theater, 0, [], [], [], [], [], [], Calendar([], [], []))
    empty = replace(caller, known=nothing)
    if shape.key in ("list", "list-warm", "word", "304"):
        return  # they ask the same of any theatre
    with pytest.raises(NotMeasuredError, match="the theatre has no"):
        next(shape.requests(empty))


def test_what_is_missing_is_told_where_its_number_would_be() -> None:
    chosen = list(ALL.values())
    gone = {(shape.key, report.PRODUCT): "nobody answered" for shape in chosen}
    told = Report({}, gone | {("list", report.BYPASS): "away"}, chosen)
    assert all(goal.verdict == "not measured: nobody answered" for goal in told.goals())
    assert told.table().count("not measured: nobody answered") == len(chosen)

    results: Results = {("list", report.PRODUCT): Series([10.0], [1.0], [0.1, 0.2])}
    told = Report(results, {("list", report.PROBE): "away"}, [ALL["list"]])
    verdicts = {goal.number: goal.verdict for goal in told.goals()}
    assert verdicts == {"P-1": "not measured: best_raw: away", "P-11": "goal met"}
    assert "not measured" not in told.table()
