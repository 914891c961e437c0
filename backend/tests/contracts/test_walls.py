"""Each of the two walls between theatres holds alone.

Once the application connects as a role that row security does not stop, once the session adds no
predicate; what belongs to another theatre stays absent both times.
"""

from collections.abc import AsyncIterator, Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.core.config import Settings
from app.kit import session as sessions
from app.main import create_app
from tests.conftest import Client, SignIn, new_client
from tests.contracts.calls import call, example
from tests.contracts.conftest import OPERATIONS, Operation
from tests.contracts.test_tenancy import BY_ID, SUPERUSERS_OWN
from tests.contracts.world import World, build_world
from tests.factories import Factory

REACHING = [op for op in BY_ID if op.id not in SUPERUSERS_OWN]
LISTS = [
    op
    for op in OPERATIONS
    if any(p["name"] == "page" for p in op.parameters)
    and "{" not in op.path
    and "application/json" in op.responses["200"]["content"]
]


@pytest.fixture
async def unguarded(settings: Settings, app_environment: dict[str, str]) -> AsyncIterator[FastAPI]:
    """The application on a role that bypasses row security: only the predicates are left."""
    owner = settings.model_copy(
        update={"database_url": app_environment["DATABASE_MIGRATION_URL"], "db_pool_size": 4}
    )
    application = create_app(owner)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
def without_predicates() -> Iterator[None]:
    """The session adds nothing: only row security is left."""
    event.remove(sessions.TenantSession, "do_orm_execute", sessions._add_predicates)
    yield
    event.listen(sessions.TenantSession, "do_orm_execute", sessions._add_predicates)


@pytest.mark.parametrize("operation", REACHING, ids=str)
async def test_predicates_alone_hide_what_is_foreign(
    operation: Operation, unguarded: FastAPI, world: World, foreign: World, make: Factory
) -> None:
    token = await make.access_token(world.admin)
    async with new_client(unguarded, Authorization=f"Bearer {token}") as client:
        await _looks_absent(client, operation, world, foreign)


@pytest.mark.parametrize("operation", REACHING, ids=str)
async def test_row_security_alone_hides_what_is_foreign(
    operation: Operation,
    world: World,
    foreign: World,
    as_person: SignIn,
    without_predicates: None,
) -> None:
    await _looks_absent(await as_person(world.admin), operation, world, foreign)


@pytest.mark.parametrize("operation", LISTS, ids=str)
async def test_predicates_alone_keep_lists_apart(
    operation: Operation, unguarded: FastAPI, make: Factory
) -> None:
    """Two theatres with the same things: the second adds nothing to the lists of the first."""
    world = await build_world(make)
    person = world.superuser if example(operation).caller == "superuser" else world.admin
    token = await make.access_token(person)
    async with new_client(unguarded, Authorization=f"Bearer {token}") as client:
        before = (await client.get(operation.path)).json()["total"]
        await build_world(make)
        after = (await client.get(operation.path)).json()["total"]
    assert before == after or operation.permission == "theater:create"


async def _looks_absent(client: Client, operation: Operation, world: World, foreign: World) -> None:
    if operation.permission == "theater:create":
        return
    keys = example(operation).path
    names = [p["name"] for p in operation.parameters if p["in"] == "path"]
    theirs = {n: foreign.ids[keys.get(n, n)] for n in names}
    headers = {"If-Match": '"v1"'} if operation.method == "PUT" else {}
    answer = await call(client, operation, world, path=theirs, headers=headers)
    assert answer.status_code == 404, answer.text
