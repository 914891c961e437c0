"""Every operation × every kind of caller, against the reviewed table `permissions.yaml`."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import update

from app.auth.deps import PRINCIPAL_LIFE_S
from app.auth.permissions import ROLE_PERMISSIONS, RoleCode
from app.kit.context import Scope
from app.users.models import User
from tests.conftest import Client, SignIn
from tests.contracts.calls import by_id, call, path
from tests.contracts.conftest import OPERATIONS, Operation
from tests.contracts.world import World, build_world
from tests.factories import Factory, Person, TheaterOf

TABLE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text())
GUARDED = [op for op in OPERATIONS if op.permission != "public"]
PRINCIPALS = (*RoleCode, "nobody", "deactivated", "forged", "superuser")


def test_the_reviewed_table_and_the_routes_agree() -> None:
    """Whoever adds a route writes its permission down a second time, on purpose."""
    assert {f"{op.method} {op.path}": op.permission for op in OPERATIONS} == TABLE


@pytest.fixture(scope="session")
async def company(app: Any, anyio_backend: str) -> dict[str, Person]:
    """One theatre with a person of every role."""
    make = Factory(app)
    theater = await make.theater()
    people = {role.value: await make.user(theater, role.value, "light") for role in RoleCode}
    people["superuser"] = await make.user(theater, "actor", is_superuser=True)
    people["deactivated"] = await make.user(theater, "admin")
    async with make.db.write(theater.ctx) as uow:
        await uow.session.execute(
            update(User).where(User.id == people["deactivated"].id).values(is_active=False),
            execution_options={"audit": "test"},
        )
    return people


@pytest.fixture(scope="session")
async def elsewhere(app: Any, anyio_backend: str) -> World:
    return await build_world(Factory(app))


@pytest.mark.parametrize("principal", PRINCIPALS)
@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_only_who_holds_the_permission_gets_past_the_door(
    operation: Operation,
    principal: str,
    company: dict[str, Person],
    elsewhere: World,
    as_person: SignIn,
    client: Client,
) -> None:
    """The ids are those of another theatre and the body is empty: a 403 must come before all that,
    and whoever is let in must not reach anything.
    """
    if principal == "nobody":
        caller = client
    elif principal == "forged":
        caller = client
        caller.headers["Authorization"] = "Bearer eyJhbGciOiJub25lIn0.e30."
    else:
        caller = await as_person(company[principal])
    answer = await caller.request(
        operation.method, path(operation, elsewhere), json={} if operation.body else None
    )
    if principal in ("nobody", "forged", "deactivated"):
        assert answer.status_code == 401
    elif holds(principal, operation):
        assert answer.status_code not in (401, 403)
        assert answer.status_code < 500
        if by_id(operation) and operation.permission != "theater:create":
            assert answer.status_code in (404, 422, 428)
    else:
        assert answer.status_code == 403


# Acts on the whole theatre: a permission for one's own department is not enough.
WHOLE_THEATRE = {"publish_plan"}


def holds(principal: str, operation: Operation) -> bool:
    if operation.permission == "signed_in" or principal == "superuser":
        return True
    scope = ROLE_PERMISSIONS[RoleCode(principal)].get(operation.permission)
    return scope is Scope.ALL if operation.id in WHOLE_THEATRE else scope is not None


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_other_spellings_of_a_path_open_no_door(operation: Operation, client: Client) -> None:
    found = operation.path.replace("{", "").replace("}", "")
    for spelling in (f"/{found}", f"{found}/", found.replace("/", "/%2e/", 1), f"{found};x=1"):
        for method in (operation.method, "HEAD", "OPTIONS"):
            answer = await client.request(
                method, spelling, headers={"X-HTTP-Method-Override": operation.method}
            )
            assert answer.status_code in (401, 404, 405, 422), (method, spelling)


async def test_rights_follow_a_change_of_role_within_a_second(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    """Rights come from the database at most a second old, not from the token."""
    person = await make.user(theater, "admin")
    caller = await as_person(person)
    operation = next(op for op in OPERATIONS if op.id == "create_category")
    world = World(theater, person, person)
    assert (await call(caller, operation, world)).status_code == 201
    await make.change_role(person, "actor")
    await asyncio.sleep(PRINCIPAL_LIFE_S + 0.05)
    assert (await call(caller, operation, world)).status_code == 403
