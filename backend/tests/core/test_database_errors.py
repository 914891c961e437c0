"""One translation of what PostgreSQL refuses, whichever way it comes up."""

import asyncpg
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import DBAPIError

from app.core.error_handlers import translate
from app.kit.errors import AppError, Unavailable
from app.kit.session import make_engine

STATEMENTS = {
    "SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)": 503,
    "SET TRANSACTION READ ONLY; CREATE TEMP SEQUENCE s; SELECT nextval('s')": 503,
    "SELECT 1/0": None,
    "SELECT 'a'::int": None,
    "SELECT 99999999999::int4": 422,
    "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$": 409,
    "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$": 507,
}


@pytest.mark.parametrize(("sql", "status"), STATEMENTS.items())
async def test_the_drivers_error_and_the_wrapped_one_say_the_same(
    app: FastAPI, sql: str, status: int | None
) -> None:
    async with app.state.db.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        with pytest.raises(asyncpg.PostgresError) as straight:
            await raw.execute(f"BEGIN; {sql}")
        await raw.execute("ROLLBACK")
        with pytest.raises(DBAPIError) as wrapped:
            for statement in [sql] if sql.startswith("DO") else sql.split("; "):
                await connection.exec_driver_sql(statement)
        await connection.rollback()
    for error in (straight.value, wrapped.value):
        known = translate(error)
        assert (known.status if known else None) == status, error


async def test_a_server_that_cannot_be_reached_is_the_database_and_no_file() -> None:
    engine = make_engine("postgresql+asyncpg://nobody@/nothing?host=/nowhere")
    with pytest.raises(Unavailable) as away:
        async with engine.connect():
            pass
    assert isinstance(away.value, AppError)
    assert away.value.extra == {"part": "database"}
    await engine.dispose()
