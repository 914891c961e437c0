"""Make the database ready: roles, database, schema. Safe to run again.

`python -m scripts.init_db` reads DATABASE_ADMIN_URL (a superuser; leave it out where roles and
database exist), DATABASE_MIGRATION_URL (owner role) and DATABASE_URL (app role). Role passwords
are taken from those two addresses.
"""

import asyncio
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import asyncpg
from alembic import command
from alembic.config import Config

BACKEND = Path(__file__).resolve().parent.parent
OWNER, APP, BACKUP = "theatre_owner", "theatre_app", "theatre_backup"


def _plain(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


def _database(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


async def create_roles(admin: asyncpg.Connection, owner_url: str, app_url: str) -> None:
    """Four roles and the owner of search functions; attributes are set again on every run."""
    wanted = {
        OWNER: ("LOGIN BYPASSRLS CREATEROLE", unquote(urlsplit(owner_url).password or "")),
        APP: ("LOGIN", unquote(urlsplit(app_url).password or "")),
        BACKUP: ("LOGIN BYPASSRLS", ""),
        "theatre_auth": ("NOLOGIN", ""),
        "theatre_search": ("NOLOGIN", ""),
    }
    for name, (attributes, password) in wanted.items():
        exists = await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name)
        await admin.execute(f"{'ALTER' if exists else 'CREATE'} ROLE {name} {attributes}")
        if password:
            literal = await admin.fetchval("SELECT quote_literal($1::text)", password)
            await admin.execute(f"ALTER ROLE {name} PASSWORD {literal}")
    # The owner makes functions that belong to the two look-up roles.
    await admin.execute(f"GRANT theatre_auth, theatre_search TO {OWNER}")


async def create_database(admin_url: str, owner_url: str, app_url: str) -> None:
    admin = await asyncpg.connect(_plain(admin_url), timeout=10)
    try:
        await create_roles(admin, owner_url, app_url)
        name = _database(owner_url)
        if not await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await admin.execute(
                f"CREATE DATABASE {_quoted(name)} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'"
            )
        await admin.execute(f"REVOKE ALL ON DATABASE {_quoted(name)} FROM PUBLIC")
        await admin.execute(f"GRANT CONNECT ON DATABASE {_quoted(name)} TO {APP}, {BACKUP}")
    finally:
        await admin.close()
    inside = await asyncpg.connect(_plain(admin_url), database=name, timeout=10)
    try:
        await inside.execute(f"ALTER SCHEMA public OWNER TO {OWNER}")
        await inside.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        await inside.execute(
            f"GRANT USAGE ON SCHEMA public TO {APP}, {BACKUP}, theatre_auth, theatre_search"
        )
        await inside.execute("GRANT CREATE ON SCHEMA public TO theatre_auth, theatre_search")
        await inside.execute(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public "
            f"GRANT SELECT ON TABLES TO {BACKUP}"
        )
        await inside.execute(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public "
            f"GRANT SELECT ON SEQUENCES TO {BACKUP}"
        )
        await inside.execute(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
        )
    finally:
        await inside.close()


def alembic_config(owner_url: str) -> Config:
    config = Config(str(BACKEND / "alembic.ini"))
    config.set_main_option("script_location", str(BACKEND / "migrations").replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return config


def migrate(owner_url: str) -> None:
    """Bring the schema to the newest revision, as the owner role."""
    command.upgrade(alembic_config(owner_url), "head")


def initialise(admin_url: str | None, owner_url: str, app_url: str) -> None:
    if admin_url:
        asyncio.run(create_database(admin_url, owner_url, app_url))
    migrate(owner_url)


def main() -> None:
    try:
        owner_url, app_url = os.environ["DATABASE_MIGRATION_URL"], os.environ["DATABASE_URL"]
    except KeyError as missing:
        sys.exit(f"{missing.args[0]} is not set")
    initialise(os.environ.get("DATABASE_ADMIN_URL"), owner_url, app_url)


if __name__ == "__main__":
    main()
