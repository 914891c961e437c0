"""The contract as data, and a world to call it in, shared by the tests that walk it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from scripts.export_openapi import document
from tests.conftest import Client, SignIn
from tests.contracts.world import World, build_world, upload_list
from tests.factories import Factory


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    permission: str
    parameters: list[dict[str, Any]]
    body: dict[str, Any] | None
    """The media type → schema map of the request body."""
    responses: dict[str, Any]

    @property
    def creates(self) -> bool:
        return "201" in self.responses

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    def __str__(self) -> str:
        return self.id


def operations(contract: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in contract["paths"].items():
        for method, node in methods.items():
            yield Operation(
                node["operationId"],
                method.upper(),
                path.removeprefix("/api/v1"),
                node["x-permission"],
                node.get("parameters", []),
                node.get("requestBody", {}).get("content"),
                node["responses"],
            )


CONTRACT: dict[str, Any] = json.loads(document())
OPERATIONS = list(operations(CONTRACT))


def body_schema(operation: Operation) -> dict[str, Any] | None:
    """The JSON schema of the body, with the reference followed."""
    media = (operation.body or {}).get("application/json")
    if media is None:
        return None
    schema: dict[str, Any] = media["schema"]
    # A body that may be left out is "this or null".
    schema = next((s for s in schema.get("anyOf", []) if "$ref" in s), schema)
    if "$ref" in schema:
        schema = CONTRACT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


@pytest.fixture
async def world(request: pytest.FixtureRequest, make: Factory, as_person: SignIn) -> World:
    """An object of every kind; a real uploaded list for the operations that read one."""
    built = await build_world(make)
    parameters = getattr(request.node, "callspec", None)
    operation = parameters.params.get("operation") if parameters else None
    if operation is not None and "{import_id}" in operation.path:
        await upload_list(await as_person(built.admin), built)
    return built


@pytest.fixture
async def foreign(make: Factory) -> World:
    """The same objects in another theatre."""
    return await build_world(make)


@pytest.fixture
async def caller(world: World, as_person: SignIn) -> dict[str, Client]:
    return {
        "admin": await as_person(world.admin),
        "superuser": await as_person(world.superuser),
    }
