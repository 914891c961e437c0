"""One row of every table for a theatre, made from the metadata: new tables join by themselves."""

import re
import secrets
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Numeric,
    Table,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from app.models import metadata

_ONE_OF = re.compile(r"(\w+) IN \('([^']+)'")
# What a CHECK needs that no list of values tells.
_NEEDED = {
    ("inventory_movements", "to_status"): "in_stock",
    ("inventory_care_plans", "every_months"): 6,
    ("repertoire_publications", "month"): date(2026, 11, 1),
    ("event_participants", "role"): "Нина",
}


def tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name != "theaters"]


def sample(table: Table, theater_id: int, keys: dict[str, Any]) -> dict[str, Any]:
    """Values for the columns that must be given; foreign keys point at rows made before."""
    allowed = {
        match.group(1): match.group(2)
        for check in table.constraints
        if isinstance(check, CheckConstraint) and (match := _ONE_OF.search(str(check.sqltext)))
    }
    links = {
        element.parent.name: element.column.table.name
        for key in table.foreign_key_constraints
        for element in key.elements
        if element.column.name == "id"
    }
    values: dict[str, Any] = {"theater_id": theater_id}
    for column in table.columns:
        needed = _NEEDED.get((table.name, column.name))
        if needed is not None:
            values[column.name] = needed
        elif (
            column.name in values
            or column.server_default is not None
            or column.computed
            or column.nullable
            or column.identity is not None
        ):
            continue
        elif column.name in allowed:
            values[column.name] = allowed[column.name]
        elif column.name in links:
            values[column.name] = keys[links[column.name]]
        else:
            values[column.name] = _value(column)
    return values


async def fill(owner: asyncpg.Connection, theater_id: int) -> dict[str, Any]:
    """A row in every table for this theatre, written as the owner; returns ids by table."""
    keys: dict[str, Any] = {"theaters": theater_id}
    for table in tables():
        row = await insert(owner, table, sample(table, theater_id, keys))
        keys[table.name] = row["id"] if "id" in table.c else None
    return keys


async def insert(connection: asyncpg.Connection, table: Table, values: dict[str, Any]) -> Any:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f"${index}" for index in range(1, len(values) + 1))
    return await connection.fetchrow(
        f'INSERT INTO "{table.name}" ({names}) VALUES ({marks}) RETURNING *', *values.values()
    )


def _value(column: Column[Any]) -> Any:
    match column.type:
        case Boolean():
            return False
        case BigInteger() | Integer() | Numeric():
            return secrets.randbelow(1_000_000) + 1
        case DateTime():
            return datetime.now(UTC)
        case Date():
            return date(2026, 11, 21)
        case JSONB():
            return "{}"
        case ARRAY():
            return []
        case LargeBinary():
            return b"x"
        case _:
            length = getattr(column.type, "length", None) or 32
            return secrets.token_hex(32)[:length]
