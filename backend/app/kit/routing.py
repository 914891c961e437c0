"""What every route of ours does: sign-in first, no unknown parameters, repeated creations once.

The handler runs inside FastAPI's function-scoped dependencies, so after it the answer exists and
the transaction has not committed yet: the place to remember an answer together with its work.
"""

from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.params import Form
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit import disk, idempotency
from app.kit.errors import FieldError, Invalid, UnsupportedType
from app.kit.gate import Gate, Share
from app.kit.http import media_type
from app.kit.plans import Plan
from app.kit.queries import QueryModel

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
PREFIX = "/api/v1"
PUBLIC = "public"
_CHOSEN = "kulisa.route"
_ANY = 0
# What has been received lies on the disk until its request is answered.
uploads = Gate(Share(running=24, per_theater=12, per_person=3, waiting=48, waiting_per_person=3))


class Route(APIRoute):
    """`app` answers by a plan where there is one; `solved` is FastAPI's own way to the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.solved = self.app
        plan = Plan.of(self._planned, self.endpoint, self.status_code)
        if plan is not None:
            self.app = self._by(plan)

    def get_route_handler(self) -> Handler:
        """FastAPI's handler within ours."""
        declared = self.dependant
        self._query = QueryModel.of(declared)
        if self._query is None:
            self._planned = declared
        else:
            self.dependant = self._planned = self._query.stand_in(declared)
        handle = super().get_route_handler()
        self.dependant = declared
        self._known = frozenset(_query_names(declared))
        self._permission = permission_of(declared)
        self._takes_form = _takes_form(declared)

        async def handler(request: Request) -> Response:
            return await self._answer(request, handle)

        return handler

    async def _answer(self, request: Request, handle: Handler) -> Response:
        if self._permission != PUBLIC:
            # Before anything of the request is looked at, its body above all.
            await request.app.state.admit(request, self._permission)
        if request.scope["query_string"]:
            self._refuse_unknown(request)
        if self._query is not None:
            self._query.read(request)
        try:
            if media_type(request.headers).startswith("multipart/"):
                if not self._takes_form:
                    raise UnsupportedType
                # Its body stays with the sender until there is a place for it.
                async with uploads.turn():
                    with disk.space.announced(int(request.headers.get("content-length", 0))):
                        response = await handle(request)
            else:
                response = await handle(request)
        except idempotency.Replay as replay:
            return replay.response
        if self.status_code == 201 and "location" not in response.headers:
            response.headers["Location"] = _location(request, response)
        await idempotency.remember(request, response)
        return response

    def _refuse_unknown(self, request: Request) -> None:
        unknown = [name for name in request.query_params if name not in self._known]
        if unknown:
            raise Invalid(
                errors=[FieldError(name[:100], "query_unknown", {}) for name in unknown[:20]]
            )

    def _by(self, plan: Plan) -> ASGIApp:
        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            request = Request(scope, receive, send)
            async with AsyncExitStack() as stack:
                response = await self._answer(request, partial(plan.answer, stack=stack))
            await response(scope, receive, send)

        return app


class Index(BaseRoute):
    """Hundreds of routes as one: found by the words of their path, not one by one.

    `/inventory/bulk` is looked for among the routes of two words that begin so, then among those
    that have a parameter in the second place; each group keeps the order in which its routes were
    given. A path with a `:path` at its end may have any number of words.
    """

    def __init__(self, routes: Iterable[APIRoute]) -> None:
        self.routes = list(routes)
        self._groups: dict[tuple[str, str, int], list[APIRoute]] = defaultdict(list)
        for route in self.routes:
            first, second, count = self._words(route.path_format)
            if ":path}" in route.path:
                count = _ANY
            self._groups[first, "{" if second.startswith("{") else second, count].append(route)

    @staticmethod
    def _words(path: str) -> tuple[str, str, int]:
        words = path.removeprefix(PREFIX).split("/")
        return words[1] if len(words) > 1 else "", words[2] if len(words) > 2 else "", len(words)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path: str = scope["path"]
        if scope["type"] != "http" or not path.startswith(PREFIX):
            return Match.NONE, {}
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        first, second, count = self._words(path)
        keys = (first, second, count), (first, second, _ANY), (first, "{", count)
        partial: tuple[Match, Scope] = (Match.NONE, {})
        for group in (self._groups.get(key, ()) for key in keys):
            for route in group:
                match, child = route.matches(scope)
                if match is Match.FULL:
                    return match, {**child, _CHOSEN: route}
                if match is Match.PARTIAL and partial[0] is Match.NONE:
                    partial = match, {**child, _CHOSEN: route}
        return partial

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """HEAD is GET without the body: the same headers, refusals and rights."""
        if scope["method"] == "HEAD":
            await scope[_CHOSEN].handle({**scope, "method": "GET"}, receive, _bodiless(send))
        else:
            await scope[_CHOSEN].handle(scope, receive, send)


def _bodiless(send: Send) -> Send:
    async def heads(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return heads


def router(prefix: str, tag: str, *dependencies: Any) -> APIRouter:
    """A router under /api/v1; operation ids are the functions' names (`list_items`)."""
    return APIRouter(
        prefix=f"{PREFIX}{prefix}",
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


def _takes_form(dependant: Dependant) -> bool:
    return any(isinstance(field.field_info, Form) for field in dependant.body_params) or any(
        map(_takes_form, dependant.dependencies)
    )


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
