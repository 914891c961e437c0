"""What belongs to another theatre is indistinguishable from what does not exist."""

import asyncio
from typing import Any

import pytest

from tests.conftest import Client
from tests.contracts.calls import NOWHERE, by_id, call, example
from tests.contracts.conftest import OPERATIONS, Operation, body_schema
from tests.contracts.examples import EXAMPLES
from tests.contracts.world import World
from tests.factories import Factory
from tests.stack import Stack

BY_ID = [op for op in OPERATIONS if by_id(op)]


def id_fields(operation: Operation) -> list[str]:
    """Body fields that carry ids of other objects."""
    schema = body_schema(operation) or {}
    return [n for n in schema.get("properties", {}) if n.endswith(("_id", "_ids"))]


IDS_IN_BODIES = [(op, name) for op in OPERATIONS for name in id_fields(op)]
ID_FILTERS = [
    (op, p["name"])
    for op in OPERATIONS
    for p in op.parameters
    if p["in"] == "query" and p["name"] in ("category", "location", "tag", "department", "role")
]


def likeness(answer: Any) -> tuple[Any, ...]:
    """All that a stranger can see of an answer, less the request's own number."""
    body = answer.json() if answer.content else None
    if isinstance(body, dict):
        body.pop("request_id", None)
    headers = {k: v for k, v in answer.headers.items() if k not in ("x-request-id", "etag")}
    return answer.status_code, body, headers


@pytest.mark.parametrize("operation", BY_ID, ids=str)
async def test_a_foreign_id_in_a_path_looks_absent(
    operation: Operation, world: World, foreign: World, caller: dict[str, Client]
) -> None:
    client = caller[example(operation).caller]
    if operation.id in SUPERUSERS_OWN:
        return
    names = [p["name"] for p in operation.parameters if p["in"] == "path"]
    keys = example(operation).path
    theirs = {n: foreign.ids[keys.get(n, n)] for n in names}
    words = {"number": "no-such-number", "batch": "0" * 32}
    nowhere = {n: words.get(n, NOWHERE) for n in names}
    version = {"If-Match": '"v1"'} if operation.method == "PUT" else {}
    seen = await call(client, operation, world, path=theirs, headers=version)
    absent = await call(client, operation, world, path=nowhere, headers=version)
    assert seen.status_code == 404, seen.text
    assert likeness(seen) == likeness(absent)


# A superuser sees every theatre: theirs are not hidden.
SUPERUSERS_OWN = {"get_any_theater", "replace_any_theater"}


@pytest.mark.parametrize(("operation", "name"), IDS_IN_BODIES, ids=str)
async def test_a_foreign_id_in_a_body_looks_absent(
    operation: Operation, name: str, world: World, foreign: World, caller: dict[str, Client]
) -> None:
    if operation.id == "switch_theater":
        return
    given = EXAMPLES[operation.id]
    assert given.body is not None
    key = WHERE.get(name, name)
    body = given.body(world)

    def with_id(value: int) -> dict[str, Any]:
        return {**body, name: [value] if name.endswith("_ids") else value}

    client = caller[given.caller]
    seen = await call(client, operation, world, body=with_id(foreign.ids[key]))
    absent = await call(client, operation, world, body=with_id(NOWHERE))
    assert seen.status_code in (404, 409, 422), seen.text
    assert likeness(seen) == likeness(absent)


# Body field → key of the world's ids.
WHERE = {
    "parent_id": "category_id",
    "from_location_id": "location_id",
    "to_location_id": "location_id",
    "responsible_id": "user_id",
    "done_by_id": "user_id",
    "head_id": "user_id",
    "tag_ids": "tag_id",
    "unit_ids": "unit_id",
    "role_ids": "role_id",
    "into_id": "tag_id",
    "inventory_item_id": "item_id",
}


@pytest.mark.parametrize(("operation", "name"), ID_FILTERS, ids=str)
async def test_a_foreign_id_in_a_filter_finds_nothing(
    operation: Operation, name: str, foreign: World, caller: dict[str, Client]
) -> None:
    if name == "role":
        return
    answer = await caller["admin"].get(
        operation.path, params={name: foreign.ids[f"{name}_id"], **REQUIRED.get(operation.id, {})}
    )
    assert answer.status_code == 200, answer.text
    if answer.headers["content-type"] == "application/json":
        body = answer.json()
        counted = body["total"] if "total" in body else body.get("items", body.get("totals"))
        if isinstance(counted, dict):
            counted = counted["items"]
        assert counted in (0, [])


REQUIRED = {
    "export_items": {"format": "csv"},
    "export_events": {"format": "csv"},
    "list_schedule_resources": {"by": "staff"},
}


async def test_nothing_of_another_theatre_changes(
    world: World,
    foreign: World,
    caller: dict[str, Client],
    stack: Stack,
    database: str,
    make: Factory,
) -> None:
    """Every operation with every id of the other theatre, and then its rows one by one."""
    before = await checksum(stack, database, foreign)
    for operation in OPERATIONS:
        if not operation.writes or operation.id in LEAVES:
            continue
        given = EXAMPLES[operation.id]
        names = [p["name"] for p in operation.parameters if p["in"] == "path"]
        theirs = {n: foreign.ids[given.path.get(n, n)] for n in names}
        body = given.body(foreign) if given.body else None
        if names or id_fields(operation):
            await call(
                caller["admin"], operation, world, path=theirs, body=body,
                headers={"If-Match": '"v1"'} if operation.method == "PUT" else {},
            )  # fmt: skip
    assert await checksum(stack, database, foreign) == before


LEAVES = {"logout", "change_password", "delete_session", "switch_theater", "login"}


async def checksum(stack: Stack, database: str, world: World) -> str:
    tables = await asyncio.to_thread(
        stack.run_sql,
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND column_name = 'theater_id' ORDER BY 1",
        database,
    )
    each = " UNION ALL ".join(
        f"SELECT '{table}' AS name, coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') "
        f"AS sum FROM {table} AS t WHERE theater_id = {world.theater.id}"
        for table in tables.split()
    )
    return await asyncio.to_thread(stack.run_sql, f"SELECT * FROM ({each}) s ORDER BY 1", database)


async def test_reading_changes_nothing(
    world: World, caller: dict[str, Client], stack: Stack, database: str
) -> None:
    """Every GET as the admin; sessions are left out, for signing in writes them."""
    before = await checksum(stack, database, world)
    for operation in OPERATIONS:
        if not operation.writes:
            await call(caller["admin"], operation, world)
    assert await checksum(stack, database, world) == before
