"""The contract: every route says who may call it, and the document says what can go wrong."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from app.auth.deps import SIGNED_IN
from app.core.config import VERSION
from app.kit.routing import PUBLIC, permission_of
from app.kit.schemas import Problem

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_TITLES = {
    401: "Not signed in",
    403: "The role lacks the permission",
    404: "Absent, or not for the caller",
    409: "The state of the data forbids it",
    412: "Somebody else saved first",
    422: "The input breaks a rule",
    428: "If-Match is required",
    429: "Too many requests",
    503: "A part is down",
}


def check_routes(app: FastAPI) -> None:
    """Refuse to start with a route that nobody guards, or two routes under one name."""
    names: set[str] = set()
    for route in app.state.routes:
        if permission_of(route.dependant) is None:
            raise RuntimeError(f"{route.path}: neither Allow nor Public")
        name = str(route.name)
        if name in names:
            raise RuntimeError(f"{route.path}: the operation id {name} is taken")
        names.add(name)


def install(app: FastAPI) -> None:
    """Replace FastAPI's document by ours."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _build(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _build(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title="Kulisa",
        version=VERSION,
        description="The API of a theatre management system. Errors are RFC 9457 problems.",
        routes=app.state.routes,
    )
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    routes: dict[tuple[str, str], APIRoute] = {
        (route.path_format, method.lower()): route
        for route in app.state.routes
        for method in route.methods or ()
    }
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            route = routes[path, method]
            permission = permission_of(route.dependant)
            operation["x-permission"] = permission
            if permission != PUBLIC:
                operation["security"] = [{"bearer": []}]
            for status in _problems(route, method, permission):
                operation["responses"][str(status)] = {
                    "description": _TITLES[status],
                    "content": _PROBLEM,
                }
    return schema


def _problems(route: APIRoute, method: str, permission: str | None) -> list[int]:
    found = [422, 429, 503]
    if permission != PUBLIC:
        found += [401]
    if permission not in (PUBLIC, SIGNED_IN):
        found += [403]
    if "{" in str(route.path):
        found += [404]
    if method != "get":
        found += [409]
    if method in ("put", "patch", "delete"):
        found += [412]
    if method == "put":
        found += [428]
    return sorted(set(found))
