"""Row security by behaviour: every table × operation × what the connection says it is."""

import secrets
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import asyncpg
import pytest
from sqlalchemy import Table

from tests.contracts import rows
from tests.stack import Stack

REFUSED = (asyncpg.InsufficientPrivilegeError, asyncpg.InvalidTextRepresentationError)
OPERATIONS = ("select", "insert", "update", "delete", "upsert", "move")
SAID = ("own", "other", "unset", "empty", "garbage")

# Tables whose natural key is the link itself.
LINKS = frozenset(
    {
        "inventory_stock", "inventory_item_tags", "inventory_kit_contents", "user_roles",
        "performance_inventory", "inventory_photos", "performance_tails", "event_inventory",
        "decline_looks",
    }
)  # fmt: skip
# A constraint checked at the end of the transaction cannot be what ON CONFLICT looks at.
DEFERRED = {"schedule_events": "(theater_id, id)"}


class Ground(NamedTuple):
    app: asyncpg.Connection
    own: int
    other: int
    keys: dict[str, Any]


@pytest.fixture(scope="session")
async def ground(stack: Stack, database: str, anyio_backend: str) -> AsyncIterator[Ground]:
    """Two theatres with a row in every table each, and a connection of the app role."""
    owner = await asyncpg.connect(stack.database_url("theatre_owner", database, "postgresql"))
    app = await asyncpg.connect(stack.database_url("theatre_app", database, "postgresql"))
    theaters = [
        await owner.fetchval(
            "INSERT INTO theaters (name, code) VALUES ($1, $1) RETURNING id", secrets.token_hex(8)
        )
        for _ in range(2)
    ]
    keys = await rows.fill(owner, theaters[0])
    await rows.fill(owner, theaters[1])
    yield Ground(app, theaters[0], theaters[1], keys)
    await owner.execute("DELETE FROM theaters WHERE id = ANY($1)", theaters)
    await owner.close()
    await app.close()


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("table", rows.tables(), ids=lambda table: table.name)
async def test_only_the_named_theatres_rows_can_be_reached(
    ground: Ground, table: Table, operation: str, said: str
) -> None:
    """The target is always a row of `own`; only a connection that says `own` may reach it."""
    transaction = ground.app.transaction()
    await transaction.start()
    try:
        reached = await _try(ground, table, operation, said)
    except REFUSED as refusal:
        reached = 0
        if said == "own" and operation not in ("move", *_not_granted(table)):
            raise AssertionError(f"{operation} of an own row was refused") from refusal
    finally:
        await transaction.rollback()
    if said == "own" and operation not in ("move", *_not_granted(table)):
        assert reached >= 1
    else:
        assert reached == 0


async def _try(ground: Ground, table: Table, operation: str, said: str) -> int:
    """Rows that the operation touched."""
    setting = {"own": str(ground.own), "other": str(ground.other), "empty": "", "garbage": "1 or 1"}
    if said in setting:
        await ground.app.execute("SELECT set_config('app.theater_id', $1, true)", setting[said])
    name, own = table.name, ground.own
    if operation == "select":
        return len(await ground.app.fetch(f'SELECT * FROM "{name}" WHERE theater_id = $1', own))
    if operation in ("insert", "upsert"):
        values = rows.sample(table, own, ground.keys)
        if name in LINKS:  # make room for a second one
            await ground.app.execute(f'DELETE FROM "{name}" WHERE theater_id = $1', own)
        if operation == "insert":
            return int(await rows.insert(ground.app, table, values) is not None)
        names = ", ".join(f'"{column}"' for column in values)
        marks = ", ".join(f"${index}" for index in range(1, len(values) + 1))
        done = await ground.app.execute(
            f'INSERT INTO "{name}" ({names}) VALUES ({marks}) '
            f"ON CONFLICT {DEFERRED.get(name, '')} DO NOTHING",
            *values.values(),
        )
    elif operation == "update":
        done = await ground.app.execute(
            f'UPDATE "{name}" SET theater_id = theater_id WHERE theater_id = $1', own
        )
    elif operation == "delete":
        done = await _delete(ground, name)
    else:
        done = await ground.app.execute(
            f'UPDATE "{name}" SET theater_id = $2 WHERE theater_id = $1', own, ground.other
        )
    return int(done.rsplit(" ", 1)[1])


async def _delete(ground: Ground, name: str) -> str:
    """A row that others point at is reached all the same: the foreign key says so."""
    try:
        async with ground.app.transaction():
            done: str = await ground.app.execute(
                f'DELETE FROM "{name}" WHERE theater_id = $1', ground.own
            )
            return done
    except (asyncpg.ForeignKeyViolationError, asyncpg.RestrictViolationError):
        return "DELETE 1"


def _not_granted(table: Table) -> tuple[str, ...]:
    """Journals may only be added to."""
    append_only = {
        "audit_log", "inventory_movements", "inventory_movement_units",
        "inventory_care_records", "audit_seals", "audit_seal_leaves",
        "repertoire_publications",
    }  # fmt: skip
    return ("update", "delete") if table.name in append_only else ()
