"""Builds the requests of the generated tests from the contract, the examples and a world."""

import copy
from typing import Any

from tests.conftest import Client
from tests.contracts.conftest import Operation
from tests.contracts.examples import EXAMPLES, Example
from tests.contracts.world import World

NOWHERE = 2_000_000_000
# A month is no row: every theatre has all of them, and its own plan in each.
EVERYWHERE = {"month"}


def by_id(operation: Operation) -> bool:
    """Whether its path names rows, which may be another theatre's."""
    names = {p["name"] for p in operation.parameters if p["in"] == "path"}
    return bool(names) and not names & EVERYWHERE


def example(operation: Operation) -> Example:
    if operation.method == "GET":
        return EXAMPLES.get(operation.id, Example())
    return EXAMPLES[operation.id]


def path(operation: Operation, world: World, **instead: Any) -> str:
    """The path with its fields filled from the world, or with what `instead` says."""
    found = operation.path
    keys = example(operation).path
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            name = parameter["name"]
            value = instead.get(name, world.ids[keys.get(name, name)])
            found = found.replace(f"{{{name}}}", str(value))
    return found


async def call(client: Client, operation: Operation, world: World, **options: Any) -> Any:
    """Send the example of an operation; `body`, `path` and `headers` may be replaced."""
    given = example(operation)
    body = options["body"] if "body" in options else given.body and given.body(world)
    url = path(operation, world, **options.get("path", {}))
    headers = {
        **given.headers,
        **await _version(client, operation, url),
        **options.get("headers", {}),
    }
    arguments: dict[str, Any] = {"headers": headers, "params": given.query or None}
    if given.files is not None:
        arguments["files"] = given.files(world)
    elif body is not None:
        arguments["json"] = copy.deepcopy(body)
    return await client.request(operation.method, url, **arguments)


async def _version(client: Client, operation: Operation, url: str) -> dict[str, str]:
    """PUT demands the version that was read; `GET` of the same address tells it."""
    if operation.method != "PUT":
        return {}
    found = await client.get(url)
    return {"If-Match": found.headers.get("etag", '"v1"')}
