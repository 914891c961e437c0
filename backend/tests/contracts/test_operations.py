"""Every operation works for who may use it, answers what it promises, and leaves a trace."""

from typing import Any

import jsonschema_rs
import pytest
from sqlalchemy import func, select

from app.kit.audit import AuditEntry
from tests.conftest import Client
from tests.contracts.calls import call, example
from tests.contracts.conftest import CONTRACT, OPERATIONS, Operation
from tests.contracts.examples import EXAMPLES
from tests.contracts.world import World
from tests.factories import Factory

# Acts that change nothing of the theatre's data, or leave their own trace elsewhere.
UNJOURNALLED = {"logout", "update_me"}


def test_every_writing_operation_has_an_example() -> None:
    missing = [op.id for op in OPERATIONS if op.writes and op.id not in EXAMPLES]
    assert missing == []
    known = {op.id for op in OPERATIONS}
    assert set(EXAMPLES) - known == set()


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
async def test_it_works_answers_its_schema_and_is_journalled(
    operation: Operation, world: World, caller: dict[str, Client], make: Factory
) -> None:
    given = example(operation)
    client = caller[given.caller if operation.permission != "public" else "admin"]
    before = await journal(make, world)
    answer = await call(client, operation, world)
    if given.status is not None:
        assert answer.status_code == given.status, answer.text
        return
    assert answer.is_success, answer.text
    assert str(answer.status_code) in operation.responses
    check_body(operation, answer)
    if operation.creates:
        assert answer.headers["location"].startswith("/api/v1/")
    if operation.writes and not given.silent and operation.id not in UNJOURNALLED:
        assert await journal(make, world) > before, "no trace in the journal"


def check_body(operation: Operation, answer: Any) -> None:
    """Exactly the fields of the schema: nothing is missing and nothing leaks."""
    content = operation.responses[str(answer.status_code)].get("content", {})
    if "application/json" not in content:
        return
    schema = {**content["application/json"]["schema"], "components": CONTRACT["components"]}
    jsonschema_rs.validator_for(schema).validate(answer.json())


async def journal(make: Factory, world: World) -> int:
    async with make.db.read(world.theater.ctx) as uow:
        return int(await uow.session.scalar(select(func.count()).select_from(AuditEntry)) or 0)
