"""One transaction on one connection of the pool, by asyncpg itself; a session joins it when asked.

A session, its greenlets and its keys of statements cost a short read more than PostgreSQL does:
an item took 3.1 ms through them and takes 1.5 ms below them. So a unit of work begins here, in one
message that also names its theatre, and a domain that needs the ORM gets a session on the same
connection, inside the same transaction.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.util import await_only

# Waited for when a connection is given back; one that does not answer by then is closed.
_ENDS_IN_S = 5.0


class _Joined:
    """Stands in SQLAlchemy's adapter for the transaction that is ours to end."""

    async def commit(self) -> None: ...

    async def rollback(self) -> None: ...


class Transaction:
    """Begun by its first statement; whoever made it ends it by `commit` or `rollback`.

    `begin` is the whole first message. A connection whose state is unknown afterwards, because it
    broke or its statement was given up, is closed and does not go back to the pool.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        begin: str,
        sessions: async_sessionmaker[AsyncSession],
        info: Mapping[str, Any],
    ) -> None:
        self.info: dict[str, Any] = {**info, "transaction": self}
        self._engine = engine
        self._begin = begin
        self._sessions = sessions
        self._session: AsyncSession | None = None
        self._held: Any = None
        self._driver: Any = None
        self._bind: Connection | None = None

    @property
    def session(self) -> AsyncSession:
        """SQLAlchemy in this transaction: made when it is asked for, as many reads never do."""
        if self._session is None:
            self._session = self._sessions(info=self.info)
            self.info = self._session.info
        return self._session

    @property
    def no_autoflush(self) -> AbstractContextManager[Any]:
        """What is asked inside flushes nothing; where no session is, nothing waits for that."""
        return nullcontext() if self._session is None else self._session.no_autoflush

    async def flush(self) -> None:
        if self._session is not None:
            await self._session.flush()

    @property
    def begun(self) -> bool:
        """Whether it holds a connection."""
        return self._driver is not None

    async def driver(self) -> Any:
        """asyncpg's connection, in this transaction."""
        if self._driver is None:
            self._held = await self._engine.raw_connection()
            while (driver := self._held.driver_connection).is_closed():
                # PostgreSQL has gone and come back since it was put into the pool.
                self._held.invalidate()
                self._held.close()
                self._held = await self._engine.raw_connection()
            try:
                await driver.execute(self._begin)
            except BaseException:
                self._drop()
                raise
            self._driver = driver
        return self._driver

    async def rows(self, sql: str, arguments: Sequence[Any] = ()) -> list[Any]:
        """The rows of a statement, which the connection prepares once."""
        driver = self._driver or await self.driver()
        rows: list[Any] = await driver.fetch(sql, *arguments)
        return rows

    def joined(self) -> Connection:
        """The same for SQLAlchemy, inside its greenlet."""
        if self._bind is None:
            await_only(self.driver())
            self._held.dbapi_connection._transaction = _Joined()
            self._bind = Connection(self._engine.sync_engine, connection=self._held)
        return self._bind

    async def commit(self) -> None:
        """Raises when PostgreSQL rolled back instead, as it does after a failed statement."""
        driver = self._driver
        if driver is None:
            return
        self._driver = None  # from here on nobody else ends it
        try:
            done = await driver.execute("COMMIT")
        except BaseException:
            self._drop()
            raise
        self._give_back()
        if done != "COMMIT":
            raise RuntimeError("a statement of this unit has failed, and nobody has said so")

    async def rollback(self) -> None:
        driver, self._driver = self._driver, None
        if driver is None:
            return
        if driver.is_closed() or not self._held.is_valid:
            self._drop()
            return
        try:
            await driver.execute("ROLLBACK", timeout=_ENDS_IN_S)
        except Exception:
            self._drop()  # and with the connection goes what it held: nobody has lost anything
        except BaseException:
            self._drop()
            raise
        else:
            self._give_back()

    def _give_back(self) -> None:
        held, self._held = self._held, None
        if held.is_valid:
            held.dbapi_connection._transaction = None
        if self._session is not None and self._bind is not None:
            # One that has not joined holds nothing, and may be just about to join.
            self._session.sync_session.close()
        held.close()

    def _drop(self) -> None:
        if self._held.is_valid:
            self._held.invalidate()
        self._give_back()
