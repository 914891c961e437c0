"""Runs as the owner role, one migration at a time over all replicas (advisory lock)."""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app.models import metadata

LOCK = 7_205_111


def run(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=metadata, transaction_per_migration=True
    )
    with context.begin_transaction():
        context.run_migrations()


async def migrate() -> None:
    url = context.config.get_main_option("sqlalchemy.url") or os.environ["DATABASE_MIGRATION_URL"]
    engine = create_async_engine(
        url,
        poolclass=NullPool,
        connect_args={"server_settings": {"lock_timeout": "3000", "timezone": "UTC"}},
    )
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        await connection.commit()
        try:
            await connection.run_sync(run)
        finally:
            await connection.rollback()
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
            await connection.commit()
    await engine.dispose()


asyncio.run(migrate())
