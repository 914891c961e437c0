"""The hot shapes use their indexes under row security, as the role of the application sees them."""

import re
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from app.core.config import Settings
from app.inventory.listing import ItemList
from app.inventory.reading import _one_statement
from app.kit.listing import ListRun
from app.kit.statements import Prepared
from tests.factories import Factory, TheaterOf
from tests.stack import Stack

ROWS = 5000
# A table of a few rows may well be read whole; these may not.
BIG = re.compile(r"Seq Scan on inventory_(items|stock)\b")
# As kit.session sets it for every connection.
PLANNER = {"plan_cache_mode": "force_generic_plan", "random_page_cost": "1.1", "jit": "off"}


@pytest.fixture
async def plan(
    make: Factory, theater: TheaterOf, settings: Settings, stack: Stack, database: str
) -> AsyncIterator["Explain"]:
    categories = [await make.category(theater, f"Категория {n}") for n in range(40)]
    async with make.db.write(theater.ctx) as uow:
        connection = await uow.session.connection()
        await connection.exec_driver_sql(
            "INSERT INTO inventory_items (name, inventory_number, category_id) "
            "SELECT 'Стул ' || n, 'INV-' || lpad(n::text, 5, '0'), ($1::int[])[1 + n % 40] "
            "FROM generate_series(1, $2::int) n",
            (categories, ROWS),
        )
        await connection.exec_driver_sql(
            "INSERT INTO inventory_stock (item_id, status, quantity) "
            "SELECT id, 'in_stock', 1 FROM inventory_items"
        )
    stack.run_sql("ANALYZE inventory_items, inventory_stock", database)
    reader = await asyncpg.connect(
        settings.database_url.replace("+asyncpg", "", 1), server_settings=PLANNER
    )
    async with reader.transaction():
        await reader.execute("SELECT set_config('app.theater_id', $1, true)", str(theater.id))
        yield Explain(reader, theater, categories)
    await reader.close()


class Explain:
    def __init__(
        self, connection: asyncpg.Connection, theater: TheaterOf, categories: list[int]
    ) -> None:
        self.connection = connection
        self.theater = theater
        self.categories = categories

    async def list(self, query: ItemList) -> str:
        run = ListRun(self, query)  # type: ignore[arg-type]  # it only asks for the theatre
        return await self.statement(run._statement(50), run._values)

    async def statement(self, statement: Prepared, values: dict[str, Any]) -> str:
        await self.connection.execute(f"PREPARE shape AS {statement.sql}")
        marks = ", ".join(_literal(value) for value in statement.arguments(values))
        rows = await self.connection.fetch(f"EXPLAIN EXECUTE shape ({marks})")
        await self.connection.execute("DEALLOCATE shape")
        return "\n".join(row[0] for row in rows)

    @property
    def ctx(self) -> Any:
        return self.theater.ctx

    @property
    def theater_id(self) -> int:
        return self.theater.id


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return "'{" + ",".join(map(str, value)) + "}'"
    return f"'{value}'"


async def test_plain_list_walks_its_index_in_order(plan: Explain) -> None:
    found = await plan.list(ItemList())
    assert "using ix_inventory_items_name" in found
    assert not BIG.search(found)


@pytest.mark.parametrize(
    ("sort", "index"),
    [
        ("-name", "ix_inventory_items_name"),
        ("-updated_at", "ix_inventory_items_updated"),
        ("created_at", "ix_inventory_items_created"),
        ("inventory_number", "ix_inventory_items_number"),
    ],
)
async def test_sorted_lists_walk_theirs(plan: Explain, sort: Any, index: str) -> None:
    found = await plan.list(ItemList(sort=sort))
    assert index in found
    assert not BIG.search(found)


async def test_one_category_keeps_the_order_of_its_index(plan: Explain) -> None:
    found = await plan.list(ItemList(category=plan.categories[:1]))
    assert "using ix_inventory_items_category" in found
    assert found.count("Sort Key") == found.count("Sort Key: page.sort_key") + found.count(
        "Sort Key: inventory_stock"
    )
    assert not BIG.search(found)


async def test_status_is_looked_up_in_the_partial_index_of_stock(plan: Explain) -> None:
    found = await plan.list(ItemList(status=["on_tour"]))
    assert "ix_inventory_stock_status" in found
    assert not BIG.search(found)


async def test_hits_of_a_search_come_by_key(plan: Explain) -> None:
    found = await plan.list(ItemList(q="стул 123"))
    assert "InitPlan" in found
    assert not BIG.search(found)
    assert "Filter: (id = ANY" not in found


async def test_search_function_uses_the_search_index(plan: Explain) -> None:
    """Its inside is not in the plan of its caller; the counter of the index tells."""
    scans = "SELECT pg_stat_get_xact_numscans('ix_inventory_items_search'::regclass)"
    assert await plan.connection.fetchval(scans) == 0
    hits = await plan.connection.fetch("SELECT search_inventory_items('00123')")
    assert len(hits) == 1
    assert await plan.connection.fetchval(scans) == 1


async def test_number_is_found_by_its_index(plan: Explain) -> None:
    statement = _one_statement("number_key", False, None)
    values = {"value": "inv-00123", "theater_id": plan.theater_id}
    found = await plan.statement(statement, values)
    assert "using uq_inventory_items_number" in found
