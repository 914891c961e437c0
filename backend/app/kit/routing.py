"""What every route of ours does: sign-in first, no unknown parameters, repeated creations once.

The handler runs inside FastAPI's function-scoped dependencies, so after it the answer exists and
the transaction has not committed yet: the place to remember an answer together with its work.
"""

from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import Match
from starlette.types import Scope

from app.kit import idempotency
from app.kit.errors import FieldError, Invalid

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
PUBLIC = "public"


class Route(APIRoute):
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Most of a hundred routes are told apart by how they begin, without a pattern."""
        if not scope["path"].startswith(self._beginning) and not scope.get("root_path"):
            return Match.NONE, {}
        return super().matches(scope)

    @cached_property
    def _beginning(self) -> str:
        return self.path_format.partition("{")[0]

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        known = frozenset(_query_names(self.dependant))
        creates = self.status_code == 201
        permission = permission_of(self.dependant)

        async def handler(request: Request) -> Response:
            if permission != PUBLIC:
                # Before anything of the request is looked at, its body above all.
                await request.app.state.admit(request, permission)
            unknown = [name for name in request.query_params if name not in known]
            if unknown:
                raise Invalid(
                    errors=[FieldError(name[:100], "query_unknown", {}) for name in unknown[:20]]
                )
            try:
                response = await handle(request)
            except idempotency.Replay as replay:
                return replay.response
            if creates and "location" not in response.headers:
                response.headers["Location"] = _location(request, response)
            await idempotency.remember(request, response)
            return response

        return handler


def router(prefix: str, tag: str, *dependencies: Any) -> APIRouter:
    """A router under /api/v1; operation ids are the functions' names (`list_items`)."""
    return APIRouter(
        prefix=f"/api/v1{prefix}",
        tags=[tag],
        route_class=Route,
        dependencies=dependencies,
        generate_unique_id_function=_operation_id,
    )


def _operation_id(route: APIRoute) -> str:
    return route.name


def permission_of(dependant: Dependant) -> str | None:
    """What a route demands: a permission, `public`, `signed_in`, or None when nobody said."""
    mark: str | None = getattr(dependant.call, "permission", None)
    if mark is not None:
        return mark
    return next(filter(None, map(permission_of, dependant.dependencies)), None)


def _query_names(dependant: Dependant) -> set[str]:
    names: set[str] = set()
    for field in dependant.query_params:
        annotation = field.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            names.update(f.alias or name for name, f in annotation.model_fields.items())
        else:
            names.add(field.alias)
    for child in dependant.dependencies:
        names |= _query_names(child)
    return names


def _location(request: Request, response: Response) -> str:
    """`/things/7` for what was created under `/things`; the body of a creation carries its id."""
    body = orjson.loads(response.body)
    identity = body.get("id") if isinstance(body, dict) else None
    path = request.url.path.rstrip("/")
    return f"{path}/{identity}" if identity is not None else path
