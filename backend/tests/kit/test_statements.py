"""How often a request asks PostgreSQL, by PostgreSQL's own log, and never more than budgeted.

Counted is every message that the server executes (`log_statement`): BEGIN, the naming of the
theatre, statements, COMMIT or ROLLBACK. What one message holds together counts once, for a round
trip is what it costs. Sign-in is known for a second and caches are as warm as in a running house,
but no request asks what another has asked before.
"""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest

from app.core.config import Settings
from app.main import create_app
from tests.conftest import Client, new_client
from tests.factories import Factory, Person, TheaterOf
from tests.stack import Stack

# The most that a request may take, and where it shall come to. A budget only ever goes down.
BUDGETS = {
    #          budget, goal
    "item": (4, 3),
    "list": (4, 3),
    "create": (5, 5),
    "movement": (5, 5),
    "event": (5, 5),
    "whole": (4, 4),
    "answer": (4, 4),
    "month": (5, 4),
    "check": (4, 4),
}
REPEATS, WARM = 7, 3

_EXECUTED = re.compile(r"^\S+ \S+ \S+ \[\d+\] LOG: {2}(?:statement|execute [^:]*):\s*(.*)", re.M)


Ask = tuple[str, str, dict[str, Any]]


class House:
    """A theatre on a database of its own that logs its statements."""

    def __init__(self, stack: Stack, database: str, client: Client) -> None:
        self.client = client
        self._stack = stack
        self._busy = (
            f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}' "
            "AND state IS DISTINCT FROM 'idle' AND backend_type = 'client backend'"
        )
        self._log = Path(stack.postgres_log)

    async def statements(self, method: str, path: str, sent: dict[str, Any]) -> list[str]:
        begin = self._log.stat().st_size
        answer = await self.client.request(method, path, **sent)
        assert answer.status_code in (200, 201), answer.text
        # What follows an answer (a ROLLBACK) belongs to it.
        while await asyncio.to_thread(self._stack.run_sql, self._busy) != "0":
            await asyncio.sleep(0.01)
        with self._log.open("rb") as log:
            log.seek(begin)
            return _EXECUTED.findall(log.read().decode(errors="replace"))


@pytest.fixture(scope="module")
async def asked(
    stack: Stack, settings: Settings, worker_number: int, anyio_backend: str
) -> AsyncIterator[tuple[House, dict[str, Iterator[Ask]]]]:
    database = stack.clone_database(f"theatre_statements_{worker_number}")
    stack.run_sql(f"ALTER DATABASE {database} SET log_statement = 'all'")
    url = stack.database_url("theatre_app", database)
    application = create_app(settings.model_copy(update={"database_url": url, "db_pool_size": 2}))
    async with application.router.lifespan_context(application):
        await application.state.storage.ensure_bucket()
        make = Factory(application)
        theater = await make.theater()
        admin = await make.user(theater)
        token = await make.access_token(admin)
        async with new_client(application, Authorization=f"Bearer {token}") as client:
            yield House(stack, database, client), await _requests(make, theater, admin)
    stack.drop_database(database)


async def _requests(make: Factory, theater: TheaterOf, admin: Person) -> dict[str, Iterator[Ask]]:
    """Endless requests by the names of the table, each unlike the last."""
    places = [await make.location(theater, f"Место {n}") for n in range(2)]
    category, tag = await make.category(theater), await make.tag(theater)
    known: dict[str, Any] = {"category_id": category, "location_id": places[0], "quantity": 3}
    items = [await make.item(theater, f"Кресло {n}", **known) for n in range(2 * (WARM + REPEATS))]
    author = await make.user(theater)
    for item in items:
        await make.photo(theater, item, author)
    stage = await make.venue(theater)
    people = [{"user_id": (await make.user(theater, "actor")).id} for _ in range(6)]
    first = datetime(2031, 1, 1, 16, tzinfo=UTC)
    events = []
    for n in range(20):
        event = await make.event(theater, starts_at=first + timedelta(days=n), venue_id=stage)
        for user_id in (people[0]["user_id"], admin.id):
            await make.call(theater, event, user_id)
        events.append(event)

    def shown(n: int) -> dict[str, Any]:
        start = first + timedelta(days=40 + n)
        return {
            "event_type": "rehearsal",
            "starts_at": start.isoformat(),
            "ends_at": (start + timedelta(hours=2)).isoformat(),
            "venue_id": stage,
            "participants": people,
        }

    def create(n: int) -> Ask:
        new = {"name": f"Стул {n}", "inventory_number": f"Н-{n}", "tag_ids": [tag], **known}
        return "POST", "/inventory", {"json": new}

    def movement(n: int) -> Ask:
        sides = {"from_location_id": places[0], "from_status": "in_stock",
                 "to_location_id": places[1], "to_status": "in_stock"}  # fmt: skip
        moved = {"movement_type": "transfer", "quantity": 1, **sides}
        return "POST", f"/inventory/{items[n]}/movements", {"json": moved}

    def month(n: int) -> Ask:
        span = {"from": first - timedelta(days=n), "to": first + timedelta(days=31 - n)}
        params = {name: moment.isoformat() for name, moment in span.items()}
        return "GET", "/schedule", {"params": {**params, "page_size": 1000}}

    def check(n: int) -> Ask:
        things = [{"inventory_item_id": items[n], "quantity": 1}]
        return "POST", "/schedule/conflicts/check", {"json": {**shown(50 + n), "inventory": things}}

    kinds: dict[str, Callable[[int], Ask]] = {
        "item": lambda n: ("GET", f"/inventory/{items[n]}", {}),
        "list": lambda n: ("GET", "/inventory", {"params": {"page": n + 1, "page_size": 1}}),
        "create": create,
        "movement": movement,
        "event": lambda n: ("POST", "/schedule", {"json": shown(n)}),
        "whole": lambda n: ("GET", f"/schedule/{events[n]}", {}),
        "answer": lambda n: ("POST", f"/schedule/{events[n]}/confirm", {}),
        "month": month,
        "check": check,
    }
    return {name: map(kind, itertools.count()) for name, kind in kinds.items()}


@pytest.mark.parametrize("name", BUDGETS)
async def test_a_request_asks_no_more_than_its_budget(
    name: str, asked: tuple[House, dict[str, Iterator[Ask]]]
) -> None:
    house, requests = asked
    taken = [await house.statements(*next(requests[name])) for _ in range(WARM + REPEATS)][WARM:]
    # One of them may have renewed what is known of its sender.
    counts = [len(statements) for statements in taken]
    usual = median_low(counts)
    budget, goal = BUDGETS[name]
    print(f"{name}: {usual} of {budget}, shall be {goal}")
    assert 0 < usual <= budget, "\n".join(taken[counts.index(usual)])
