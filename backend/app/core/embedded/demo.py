"""What the database holds, asked as the owner role before the application starts."""

import asyncio

from sqlalchemy import NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

DEMO_PASSWORD = "theatre-demo"  # noqa: S105  printed on purpose
DEMO_ACCOUNTS = (
    ("admin@theatre.demo", "администратор", "administrator"),
    ("td@theatre.demo", "технический директор", "technical director"),
    ("assistant@theatre.demo", "помощник режиссёра", "stage manager"),
    ("light.head@theatre.demo", "начальник осветительного цеха", "head of lighting"),
    ("light.staff@theatre.demo", "осветитель", "lighting technician"),
    ("actor@theatre.demo", "артист", "actor"),
    (
        "admin@second.demo",
        "администратор второго театра",
        "administrator of a second theatre",
    ),
)


def is_empty(url: str) -> bool:
    """Whether no theatre has been created yet."""
    return not asyncio.run(_ask(url, "SELECT EXISTS (SELECT FROM theaters)"))


def is_loaded(url: str) -> bool:
    """Whether the demo accounts exist."""
    return asyncio.run(
        _ask(
            url,
            "SELECT EXISTS (SELECT FROM users WHERE email = :email)",
            email=DEMO_ACCOUNTS[0][0],
        )
    )


def drop_database(admin_url: str, owner_url: str) -> None:
    """Remove the database of ``owner_url`` with all its content."""
    asyncio.run(
        _ask(
            admin_url,
            f'DROP DATABASE IF EXISTS "{make_url(owner_url).database}" WITH (FORCE)',
        )
    )


async def _ask(url: str, statement: str, **values: str) -> bool:
    """Run one statement outside a transaction; the truth of its first value, False when it has
    none.
    """
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        result = await connection.execute(text(statement), values)
        return bool(result.scalar()) if result.returns_rows else False
