"""A planned route answers and refuses as FastAPI's own solving of it does, in the same order."""

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kit.routing import Index, Route
from tests.conftest import Client, SignIn, new_client
from tests.contracts.calls import NOWHERE, example, path
from tests.contracts.conftest import OPERATIONS, Operation
from tests.contracts.world import World
from tests.factories import Factory

JSON = {"Content-Type": "application/json"}
BODIES: list[dict[str, Any]] = [
    {},
    {"content": b"{}", "headers": JSON},
    {"content": b"null", "headers": JSON},
    {"content": b"[1, 2]", "headers": JSON},
    {"content": b'{"a": ', "headers": JSON},
    {"content": b"\xff\xfe", "headers": JSON},
    {"content": b'{"__proto__": 1}', "headers": JSON},
    {"content": b"{}", "headers": {"Content-Type": "application/merge-patch+json; charset=utf-8"}},
    {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
    {"content": b"{}"},
    {"files": {"file": ("a.txt", b"x")}},
]
VERSIONS = ['"v1"', 'W/"v1"', '"v987654"', "*", "v1", "", "x" * 60]
KEYS = ["with space", "ключ".encode().decode("latin-1"), "x" * 300]
IDS: list[Any] = [NOWHERE, 0, -1, "x", 99_999_999_999, "%00", "1.5"]
QUERIES = ["nothing=1", "page=0", "page=1&page=2", "page_size=1000&nothing", "q=%00", "sort=x"]


def planned(app: FastAPI) -> dict[str, Route]:
    index = next(route for route in app.router.routes if isinstance(route, Index))
    routes = [route for route in index.routes if isinstance(route, Route)]
    return {route.name: route for route in routes if route.app is not route.solved}


def requests(operation: Operation, world: World) -> Iterator[dict[str, Any]]:
    """Requests that change nothing, however they are answered."""
    names = [p["name"] for p in operation.parameters if p["in"] == "path"]
    nowhere = path(operation, world, **dict.fromkeys(names, NOWHERE))
    reads = operation.method == "GET"
    here = path(operation, world) if reads else nowhere
    yield {"url": here}
    for query in QUERIES:
        yield {"url": f"{here}?{query}"}
    for name in names:
        for value in IDS:
            yield (
                {"url": path(operation, world, **{name: value})}
                if reads
                else {
                    "url": path(operation, world, **{**dict.fromkeys(names, NOWHERE), name: value}),
                    "headers": {"If-Match": '"v1"'},
                }
            )
    if reads:
        return
    for body in BODIES:
        yield {"url": nowhere, **body}
        versioned = {**body.get("headers", {}), "If-Match": '"v1"'}
        yield {"url": nowhere, **body, "headers": versioned}
        keyed = {**body.get("headers", {}), "Idempotency-Key": "fresh"}
        yield {"url": nowhere, **body, "headers": keyed}
    for version in VERSIONS:
        yield {"url": nowhere, "content": b"[]", "headers": {**JSON, "If-Match": version}}
    for key in KEYS:
        yield {"url": nowhere, "content": b"[]", "headers": {**JSON, "Idempotency-Key": key}}


async def ask(client: Client, operation: Operation, options: dict[str, Any]) -> Any:
    options = dict(options)
    headers = dict(options.pop("headers", {}))
    if headers.get("Idempotency-Key") == "fresh":
        headers["Idempotency-Key"] = str(uuid.uuid4())
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return told(await client.request(operation.method, headers=raw, **options))


def told(answer: httpx.Response) -> Any:
    """All that an answer says but what is new in each."""
    headers = {n: v for n, v in answer.headers.items() if n not in ("x-request-id", "location")}
    if not answer.content:
        return answer.status_code, headers, None
    if "json" not in headers.get("content-type", ""):
        return answer.status_code, headers.get("content-type"), None
    body = answer.json()
    if answer.request.method != "GET" and answer.is_success:
        return answer.status_code, sorted(body)
    if isinstance(body, dict):
        for new in ("request_id", "printed_at"):
            body.pop(new, None)
    return answer.status_code, headers, body


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
async def test_plans_answer_as_fastapi_does(
    operation: Operation,
    app: FastAPI,
    world: World,
    make: Factory,
    as_person: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    route = planned(app).get(operation.id)
    if route is None:
        return
    caller = world.superuser if example(operation).caller == "superuser" else world.admin
    actor = await make.user(world.theater, "actor")
    cases = list(requests(operation, world))
    async with new_client(app) as nobody:
        clients = [(nobody, cases[:4] + cases[-4:]), (await as_person(actor), cases[:4])]
        clients.append((await as_person(caller), cases))
        found = [[await ask(c, operation, case) for case in some] for c, some in clients]
        monkeypatch.setattr(route, "app", route.solved)
        wanted = [[await ask(c, operation, case) for case in some] for c, some in clients]
    for answers, expected, (_, some) in zip(found, wanted, clients, strict=True):
        for answer, right, case in zip(answers, expected, some, strict=True):
            assert answer == right, case


def test_most_routes_are_planned(app: FastAPI) -> None:
    assert {"list_items", "get_item", "create_item", "create_movement", "list_events",
            "create_event", "check_conflicts"} <= planned(app).keys()  # fmt: skip
    assert len(planned(app)) > 150
