"""The contract as data, shared by the tests that walk it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


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
