"""Migrations lead to exactly the models, and back, with rows in the tables."""

import asyncio

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app.models import metadata
from scripts.init_db import alembic_config
from tests.stack import Stack

CHECKSUM = (
    "SELECT md5(string_agg(t::text, '' ORDER BY t.id)) FROM "
    "(SELECT id, theater_id, name, inventory_number, quantity, search FROM inventory_items) AS t"
)


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(alembic_config("")).get_heads()) == 1


def test_models_and_tables_agree(stack: Stack, database: str) -> None:
    def difference(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async def compare() -> list[object]:
        engine = create_async_engine(
            stack.database_url("theatre_owner", database), poolclass=NullPool
        )
        async with engine.connect() as connection:
            return await connection.run_sync(difference)

    assert asyncio.run(compare()) == []


def test_down_and_up_again_with_rows(stack: Stack, database: str) -> None:
    """Later migrations are undone and redone over rows; the first one runs both ways."""
    name = stack.clone_database(f"{database}_migrations")
    stack.run_sql(
        "INSERT INTO theaters (name, code) VALUES ('А', 'a'), ('Б', 'b');"
        "INSERT INTO inventory_items (theater_id, name, inventory_number) "
        "SELECT t.id, 'Стул ' || n, 'С-' || n FROM theaters t, generate_series(1, 500) AS n",
        name,
    )
    before = stack.run_sql(CHECKSUM, name)
    stack.run_script("scripts.migrate", "0001", database=name)
    stack.run_script("scripts.migrate", "head", database=name)
    assert stack.run_sql(CHECKSUM, name) == before
    stack.run_script("scripts.migrate", "base", database=name)
    assert stack.run_sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == "1"
    stack.run_script("scripts.migrate", "head", database=name)
    stack.drop_database(name)
