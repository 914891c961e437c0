"""The contract is exact: bounded everywhere, closed on writes, equal to the file of the SPA."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from scripts.export_openapi import TARGET, document
from tests.contracts.conftest import CONTRACT, operations


@pytest.fixture(scope="session")
def contract() -> dict[str, Any]:
    return CONTRACT


def test_the_file_of_the_spa_is_this_contract() -> None:
    assert TARGET.read_text("utf-8") == document(), "run python -m scripts.export_openapi"


def test_operation_ids_are_verb_and_noun(contract: dict[str, Any]) -> None:
    odd = [op.id for op in operations(contract) if "_" not in op.id and op.id not in WORDS]
    assert odd == []


WORDS = {"login", "logout"}


def test_every_schema_is_bounded(contract: dict[str, Any]) -> None:
    """A string has a length, a list a size, an incoming number its limits."""
    incoming = _names_in(contract, [op.body for op in operations(contract) if op.body])
    broken = []
    for name, schema in contract["components"]["schemas"].items():
        for path, node in _nodes(schema, name):
            broken += [f"{path}: {fault}" for fault in _faults(node, name in incoming)]
    for op in operations(contract):
        for parameter in op.parameters:
            for path, node in _nodes(parameter["schema"], f"{op.id}.{parameter['name']}"):
                broken += [f"{path}: {fault}" for fault in _faults(node, incoming=True)]
    assert broken == []


def test_bodies_that_come_in_are_closed(contract: dict[str, Any]) -> None:
    schemas = contract["components"]["schemas"]
    incoming = _names_in(contract, [op.body for op in operations(contract) if op.body])
    open_ones = [
        name
        for name in incoming
        if schemas[name].get("type") == "object"
        and "properties" in schemas[name]
        and schemas[name].get("additionalProperties") is not False
    ]
    assert [name for name in open_ones if not name.startswith("Body_")] == []


def test_every_operation_says_who_may_call_it(contract: dict[str, Any], app: FastAPI) -> None:
    assert [op.id for op in operations(contract) if not op.permission] == []


def test_every_operation_answers_with_a_described_body(contract: dict[str, Any]) -> None:
    vague = [
        op.id
        for op in operations(contract)
        for status, response in op.responses.items()
        if status in ("200", "201")
        and not any(
            "json" not in kind or media.get("schema")
            for kind, media in response.get("content", {}).items()
        )
    ]
    assert vague == []


def _names_in(contract: dict[str, Any], roots: list[Any]) -> set[str]:
    """Schemas reachable from these nodes."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for reference in _references(waiting.pop()):
            name = reference.rsplit("/", 1)[1]
            if name not in found:
                found.add(name)
                waiting.append(contract["components"]["schemas"][name])
    return found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _nodes(schema: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(schema, dict):
        return
    yield path, schema
    for key in ("properties", "$defs"):
        for name, child in schema.get(key, {}).items():
            yield from _nodes(child, f"{path}.{name}")
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for child in schema.get(key, []):
            yield from _nodes(child, path)
    for key in ("items", "additionalProperties"):
        yield from _nodes(schema.get(key), f"{path}[]")


def _faults(node: dict[str, Any], incoming: bool) -> Iterator[str]:
    kind = node.get("type")
    said = {"maxLength", "enum", "const", "format", "pattern", "contentMediaType"}
    if kind == "string" and not node.keys() & said:
        yield "a string without maxLength"
    if kind == "array" and "maxItems" not in node:
        yield "a list without maxItems"
    if incoming and kind in ("integer", "number"):
        bounds = node.keys() & {"maximum", "exclusiveMaximum", "enum", "const"}
        if not bounds or not node.keys() & {"minimum", "exclusiveMinimum", "enum", "const"}:
            yield "a number without limits"
