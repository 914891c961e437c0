"""Statements as text, compiled once and carried out in the unit's transaction without a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.sql import ClauseElement

from app.kit.uow import Uow

_dialect = asyncpg_dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Prepared:
    """A statement as text, made once; `arguments` puts the values in the order of its places."""

    sql: str
    names: tuple[str, ...]
    constants: Mapping[str, Any]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        return [values[n] if n in values else self.constants[n] for n in self.names]


def prepare(statement: ClauseElement) -> Prepared:
    """Values go to the driver as they are: a JSON document is given as its text."""
    compiled: Any = statement.compile(dialect=_dialect)
    return Prepared(str(compiled), tuple(compiled.positiontup or ()), compiled.params)


async def fetch(uow: Uow, statement: Prepared, values: Mapping[str, Any]) -> list[Any]:
    """Rows of the driver: by place or by key, `row["id"]`."""
    return await uow.rows(statement.sql, statement.arguments(values))
