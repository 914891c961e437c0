"""What every write has in common: no foreign fields, no lost update, no second creation."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from app.kit.db import Base
from tests.conftest import Client, SignIn
from tests.contracts.calls import call, example, path
from tests.contracts.conftest import OPERATIONS, Operation, body_schema
from tests.contracts.world import World
from tests.factories import Factory

WITH_BODY = [op for op in OPERATIONS if body_schema(op) is not None]
# A list put in order has no version of its own; whoever orders it last decides.
ORDERS = ("order_fields",)
REPLACING = [op for op in OPERATIONS if op.method == "PUT" and op.id not in ORDERS]
CREATING = [op for op in OPERATIONS if op.creates]

# Everything that only the server may set, by its column name in any table.
COLUMNS = sorted({column.name for table in Base.metadata.tables.values() for column in table.c})
OTHERS = ["__proto__", "roles", "is_admin", "created", "extra"]


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
async def test_fields_that_are_not_the_clients_are_refused(
    operation: Operation, world: World, caller: dict[str, Client]
) -> None:
    """Every column name of the database that the body does not declare."""
    declared = (body_schema(operation) or {}).get("properties", {})
    given = example(operation)
    body = given.body(world) if given.body else {}
    names = [name for name in [*COLUMNS, *OTHERS] if name not in declared]
    refused = set()
    for start in range(0, len(names), 40):
        extra = dict.fromkeys(names[start : start + 40], 1)
        answer = await caller[given.caller].request(
            operation.method,
            path(operation, world),
            json={**body, **extra},
            headers={"If-Match": '"v1"'} if operation.method == "PUT" else {},
        )
        assert answer.status_code == 422, answer.text
        refused |= {e["field"] for e in answer.json()["errors"] if e["code"] == "extra_forbidden"}
    assert set(names) - refused == set()


@pytest.mark.parametrize("operation", REPLACING, ids=str)
async def test_one_of_fifty_editors_wins(
    operation: Operation, world: World, caller: dict[str, Client]
) -> None:
    client = caller[example(operation).caller]
    url = path(operation, world)
    version = (await client.get(url)).headers.get("etag", '"v1"')
    answers = await asyncio.gather(
        *(call(client, operation, world, headers={"If-Match": version}) for _ in range(50))
    )
    assert Counter(a.status_code for a in answers) == {200: 1, 412: 49}


@pytest.mark.parametrize("operation", REPLACING, ids=str)
async def test_a_whole_replacement_must_say_what_it_replaces(
    operation: Operation, world: World, caller: dict[str, Client]
) -> None:
    client, given = caller[example(operation).caller], example(operation)
    assert given.body is not None
    answer = await client.put(path(operation, world), json=given.body(world))
    assert answer.status_code == 428


@pytest.mark.parametrize("operation", CREATING, ids=str)
async def test_a_repeated_creation_answers_once(
    operation: Operation,
    world: World,
    caller: dict[str, Client],
    foreign: World,
    as_person: SignIn,
    make: Factory,
) -> None:
    """Twenty at once under one key leave the rows that one leaves; another body is refused."""
    client, given = caller[example(operation).caller], example(operation)
    body = given.body(world) if given.body else None
    key = {"Idempotency-Key": f"key-{operation.id}"}
    options: dict[str, Any] = {"headers": key} if body is None else {"headers": key, "body": body}
    before = await count(make, world)
    answers = await asyncio.gather(*(call(client, operation, world, **options) for _ in range(20)))
    if given.files is not None:
        # A person has a few places for uploads; whoever finds none tries again.
        answers = [answer for answer in answers if answer.status_code != 429]
        answers.append(await call(client, operation, world, **options))
    assert {a.status_code for a in answers} == {201}
    assert len({a.content for a in answers}) == 1
    assert len({a.headers["location"] for a in answers}) == 1
    assert await count(make, world) - before == await left_by_one(
        operation, foreign, as_person, make
    )
    if body is not None:
        other = await call(client, operation, world, headers=key, body={**body, **changed(body)})
        assert other.status_code == 422, other.text
        assert other.json()["errors"][0]["code"] == "idempotency.other_body"
        assert f"«{key['Idempotency-Key']}»" in other.json()["errors"][0]["message"]


async def left_by_one(operation: Operation, world: World, as_person: SignIn, make: Factory) -> int:
    """How many rows a single creation leaves, in an equal theatre."""
    person = world.superuser if example(operation).caller == "superuser" else world.admin
    client = await as_person(person)
    before = await count(make, world)
    answer = await call(client, operation, world, headers={"Idempotency-Key": "once"})
    assert answer.status_code == 201, answer.text
    return await count(make, world) - before


def changed(body: dict[str, Any]) -> dict[str, Any]:
    """The same body with one text or number made different."""
    for name, value in body.items():
        if isinstance(value, str) and name in ("name", "title", "first_name", "comment"):
            return {name: f"{value} иначе"}
        if name == "quantity":
            return {name: value + 1}
    return {"name": "иначе"}


async def count(make: Factory, world: World) -> int:
    """Rows of the theatre, less journals and keys."""
    total = 0
    async with make.db.read(world.theater.ctx) as uow:
        for mapper in Base.registry.mappers:
            table: Any = mapper.class_.__table__
            if "theater_id" in table.c and table.name not in ("audit_log", "idempotency_keys"):
                total += int(
                    await uow.session.scalar(
                        select(func.count())
                        .select_from(table)
                        .where(table.c.theater_id == world.theater.id)
                    )
                    or 0
                )
    return total
