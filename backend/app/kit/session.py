"""Database sessions. The only module that makes engines and opens sessions.

Every transaction begins by naming its theatre to PostgreSQL (`app.theater_id`, local to the
transaction), so a pooled connection never carries a tenant over to the next user. Three listeners
do what no domain repeats: add the tenant and soft-delete predicates, fill the author columns, and
write the audit diff (kit.audit).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, Dialect, event
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    UOWTransaction,
    with_loader_criteria,
)

from app.kit import audit
from app.kit.cache import DataVersions
from app.kit.context import Context
from app.kit.db import AuthorMixin, SoftDeleteMixin, TenantMixin
from app.kit.errors import Unavailable
from app.kit.transaction import Transaction
from app.kit.uow import Uow

ENTER_TENANT = (
    "SELECT set_config('app.theater_id', $1::text, true), set_config('app.user_id', $2::text, true)"
)


class TenantSession(Session):
    """A session of one theatre, inside a transaction that it neither begins nor ends.

    `info` carries `theater_id`, `ctx` and the `transaction`.
    """

    def get_bind(self, *_: Any, **__: Any) -> Connection:
        transaction: Transaction = self.info["transaction"]
        return transaction.joined()


def make_engine(
    url: str, *, pool_size: int = 10, statement_timeout_ms: int = 10_000, name: str = "kulisa"
) -> AsyncEngine:
    """An engine whose every wait ends: connect 5 s, pool 3 s, lock 5 s, statement as given."""
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=3,
        connect_args={
            "timeout": 5,
            "command_timeout": statement_timeout_ms / 1000 + 5,
            "prepared_statement_cache_size": 500,  # what sessions say; the rest is of raw SQL
            "statement_cache_size": 500,
            "max_cached_statement_lifetime": 0,
            "max_cacheable_statement_size": 0,
            "server_settings": {
                "application_name": name,
                "statement_timeout": str(statement_timeout_ms),
                "lock_timeout": "5000",
                "idle_in_transaction_session_timeout": str(max(60_000, statement_timeout_ms)),
                "plan_cache_mode": "force_generic_plan",
                # Memory and SSD: at the default of 4 a search also walks over the whole theatre.
                "random_page_cost": "1.1",
                "jit": "off",
                "timezone": "UTC",
                "client_min_messages": "warning",
            },
        },
    )
    event.listen(engine.sync_engine, "do_connect", _connect)
    return engine


def _connect(dialect: Dialect, _: object, args: Any, options: Any) -> Any:
    """A server that cannot be reached is told from every other error of the system here, where
    it is met: a lost folder of files is no lost database."""
    driver: Any = dialect.loaded_dbapi.asyncpg
    try:
        return dialect.connect(*args, **options)
    except (OSError, driver.PostgresError, driver.InterfaceError) as error:
        raise Unavailable("database") from error


def _begin(theater_id: int | None, user_id: int | None, mode: str = "") -> str:
    """BEGIN, the theatre and the person as one message: numbers, so nothing can be smuggled in."""
    theater = "" if theater_id is None else int(theater_id)
    user = "" if user_id is None else int(user_id)
    return f"BEGIN{mode}; SET LOCAL app.theater_id = '{theater}'; SET LOCAL app.user_id = '{user}'"


class Database:
    """The pool and the units of work made on it."""

    def __init__(self, engine: AsyncEngine, versions: DataVersions) -> None:
        self.engine = engine
        self.versions = versions
        options: dict[str, Any] = {"sync_session_class": TenantSession, "expire_on_commit": False}
        self._write = async_sessionmaker(**options)
        self._read = async_sessionmaker(autoflush=False, **options)

    @asynccontextmanager
    async def write(self, ctx: Context) -> AsyncIterator[Uow]:
        """One transaction; commits when the block ends well, then tells the caches."""
        begin = _begin(ctx.theater_id, ctx.user_id)
        transaction = Transaction(self.engine, begin, self._write, ctx.session_info())
        uow = Uow(transaction, ctx, self.versions)
        try:
            yield uow
            await uow.finish()
            # Whoever gives up waiting now must not part the commit from the word of it.
            await asyncio.shield(self._commit(uow))
        finally:
            await transaction.rollback()

    async def _commit(self, uow: Uow) -> None:
        await uow.transaction.commit()
        await self.versions.bump(uow.ctx.theater_id, uow.touched)

    @asynccontextmanager
    async def read(self, ctx: Context) -> AsyncIterator[Uow]:
        """One READ ONLY transaction, begun by the first statement and rolled back in the end.

        A block that finds its answer in the caches costs neither a connection nor a task.
        """
        begin = _begin(ctx.theater_id, ctx.user_id, " READ ONLY")
        transaction = Transaction(self.engine, begin, self._read, ctx.session_info())
        try:
            yield Uow(transaction, ctx, self.versions)
        finally:
            await transaction.rollback()

    @asynccontextmanager
    async def anonymous(self) -> AsyncIterator[AsyncSession]:
        """Before the theatre is known: only security-definer look-ups return anything here."""
        nobody = {"theater_id": None, "ctx": None}
        transaction = Transaction(self.engine, _begin(None, None), self._write, nobody)
        try:
            yield transaction.session
            await transaction.flush()
            await transaction.commit()
        finally:
            await transaction.rollback()

    async def close(self) -> None:
        await self.engine.dispose()


@asynccontextmanager
async def visiting(session: AsyncSession, ctx: Context) -> AsyncIterator[None]:
    """Another theatre for a stretch of the same transaction: to found one, or by a superuser.

    The caller has decided that `ctx` may work there.
    """
    await session.flush()
    before = {name: session.info.get(name) for name in ("ctx", "theater_id")}
    await _name_theater(session, ctx.session_info())
    yield
    await session.flush()
    await _name_theater(session, before)


async def _name_theater(session: AsyncSession, info: dict[str, Any]) -> None:
    session.info.update(info)
    connection = await session.connection()
    await connection.exec_driver_sql(ENTER_TENANT, _named(session.info))


def _named(info: dict[str, Any]) -> tuple[str, str]:
    ctx: Context | None = info.get("ctx")
    theater_id = info.get("theater_id")
    return (
        "" if theater_id is None else str(theater_id),
        "" if ctx is None or ctx.user_id is None else str(ctx.user_id),
    )


@event.listens_for(TenantSession, "do_orm_execute")
def _add_predicates(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        audit.refuse_silent_bulk(state)
    if not (state.is_select or state.is_update or state.is_delete):
        return
    theater_id = state.session.info.get("theater_id")
    options = [
        with_loader_criteria(
            TenantMixin, lambda cls: cls.theater_id == theater_id, include_aliases=True
        )
    ]
    if not state.execution_options.get("include_deleted", False):
        options.append(
            with_loader_criteria(
                SoftDeleteMixin, lambda cls: cls.deleted_at.is_(None), include_aliases=True
            )
        )
    state.statement = state.statement.options(*options)


@event.listens_for(TenantSession, "before_flush")
def _name_authors(session: Session, _: UOWTransaction, __: object) -> None:
    ctx: Context | None = session.info.get("ctx")
    if ctx is None:
        return
    for obj in session.new:
        if isinstance(obj, AuthorMixin):
            obj.created_by_id = obj.updated_by_id = ctx.author_id
    for obj in session.dirty:
        if isinstance(obj, AuthorMixin) and session.is_modified(obj):
            obj.updated_by_id = ctx.author_id


@event.listens_for(TenantSession, "after_flush")
def _journal(session: Session, _: UOWTransaction) -> None:
    audit.write_diffs(session)
    touched: set[str] = session.info.setdefault("touched", set())
    for obj in (*session.new, *session.dirty, *session.deleted):
        touched.add(obj.__tablename__)
