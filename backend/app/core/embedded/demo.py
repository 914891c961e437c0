"""What the database holds, asked as the owner role before the application starts."""

import asyncio

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

DEMO_PASSWORD = "theatre-demo"  # noqa: S105  printed on purpose
DEMO_THEATER = "slobodskoy"
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
    """Whether no theatre has been founded yet."""
    return not asyncio.run(_ask(url, "SELECT id FROM theaters LIMIT 1"))


def known_accounts(url: str) -> list[str]:
    """The demo accounts that exist; all of them once the demo is loaded to its end."""
    known = asyncio.run(_ask(url, "SELECT email FROM users"))
    return [email for email, _, _ in DEMO_ACCOUNTS if email in known]


async def _ask(url: str, question: str) -> set[object]:
    """The first column of the answer."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        return set(await connection.scalars(text(question)))
