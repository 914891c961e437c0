"""How a route is called, worked out once at the start instead of on every request.

FastAPI walks a route's dependencies anew for each request, in two exit stacks and a threadpool for
plain functions: of a 304 of 0.9 ms it took 0.4, of a write up to 0.9. A plan does the same in the
same order: body, dependencies as they stand in the signature, parameters, and only then what was
wrong with them. Parameters and bodies are still read by functions of FastAPI. What a plan does not
know (forms, answers that are models, background tasks) leaves the route with FastAPI itself;
`tests/contracts/test_plans.py` compares both ways.
"""

import email.message
import inspect
import json
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi._compat import ModelField, Undefined
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_body_to_args, request_params_to_args
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.params import Form

_FAILED = object()


@dataclass(frozen=True, slots=True)
class _Step:
    """One dependency: what it is called with, and how."""

    call: Callable[..., Any]
    kind: str
    inputs: tuple[tuple[str, int], ...]
    headers: list[ModelField]
    request_name: str | None


class Plan:
    """The call of one route. `Plan.of` gives None for what it cannot do as FastAPI does."""

    def __init__(self, dependant: Dependant, steps: list[_Step], top: dict[int, int]) -> None:
        self._dependant = dependant
        self._steps = steps
        self._inputs = _inputs(dependant, top)
        self._call: Any = dependant.call

    @classmethod
    def of(
        cls, dependant: Dependant, function: Callable[..., Any], status: int | None
    ) -> "Plan | None":
        """`function` is the route's own, which `dependant.call` may wrap."""
        if not (_simple(dependant) and _answers(function, status) and _json(dependant)):
            return None
        steps: list[_Step] = []
        places: dict[int, int] = {}
        known: dict[Any, int] = {}
        if not all(_place(child, steps, places, known) for child in dependant.dependencies):
            return None
        return cls(dependant, steps, places)

    async def answer(self, request: Request, stack: AsyncExitStack) -> Response:
        """What the route's function answers; units of work are left when `stack` is."""
        plan = self._dependant
        body = await _body(request) if plan.body_params else Undefined
        made, errors = await self._solve(request, stack)
        values = {name: made[at] for name, at in self._inputs}
        for fields, sent in (
            (plan.path_params, request.path_params),
            (plan.query_params, request.query_params),
            (plan.header_params, request.headers),
        ):
            if fields:
                found, wrong = request_params_to_args(fields, sent)
                values.update(found)
                errors += wrong
        if plan.body_params:
            found, wrong = await request_body_to_args(
                body_fields=plan.body_params, received_body=body, embed_body_fields=False
            )
            values.update(found)
            errors += wrong
        if errors:
            raise RequestValidationError(errors)
        if plan.request_param_name:
            values[plan.request_param_name] = request
        response: Response | None = await self._call(**values)
        return Response(status_code=204) if response is None else response

    async def _solve(self, request: Request, stack: AsyncExitStack) -> tuple[list[Any], list[Any]]:
        made: list[Any] = []
        errors: list[Any] = []
        for step in self._steps:
            values = {name: made[at] for name, at in step.inputs}
            failed = _FAILED in values.values()
            if step.headers:
                found, wrong = request_params_to_args(step.headers, request.headers)
                values.update(found)
                errors += wrong
                failed = failed or bool(wrong)
            if step.request_name:
                values[step.request_name] = request
            if failed:
                made.append(_FAILED)
            elif step.kind == "unit":
                made.append(await stack.enter_async_context(step.call(**values)))
            elif step.kind == "async":
                made.append(await step.call(**values))
            else:
                made.append(step.call(**values))
        return made, errors


def _inputs(dependant: Dependant, places: dict[int, int]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (child.name, places[id(child)])
        for child in dependant.dependencies
        if child.name is not None
    )


def _place(
    dependant: Dependant, steps: list[_Step], places: dict[int, int], known: dict[Any, int]
) -> bool:
    """Append a dependency after its own; False when it asks for more than headers."""
    call: Any = dependant.call
    if call in known and dependant.use_cache:
        places[id(dependant)] = known[call]
        return True
    asks = dependant.path_params or dependant.query_params or dependant.body_params
    if asks or not _simple(dependant):
        return False
    if not all(_place(child, steps, places, known) for child in dependant.dependencies):
        return False
    kind = _kind(dependant)
    if kind is None:
        return False
    steps.append(
        _Step(
            call=asynccontextmanager(call) if kind == "unit" else call,
            kind=kind,
            inputs=_inputs(dependant, places),
            headers=dependant.header_params,
            request_name=dependant.request_param_name,
        )
    )
    places[id(dependant)] = known[call] = len(steps) - 1
    return True


def _kind(dependant: Dependant) -> str | None:
    call = dependant.call
    if inspect.isasyncgenfunction(call):
        return "unit" if dependant.scope == "function" else None
    if inspect.iscoroutinefunction(call):
        return "async"
    # In a threadpool with FastAPI; ours look at headers, which takes no thread.
    return "plain" if inspect.isfunction(call) and not inspect.isgeneratorfunction(call) else None


def _simple(dependant: Dependant) -> bool:
    return not (
        dependant.cookie_params
        or dependant.background_tasks_param_name
        or dependant.response_param_name
        or dependant.security_scopes_param_name
        or dependant.http_connection_param_name
        or dependant.websocket_param_name
        or dependant.concurrency
    )


def _answers(call: Any, status: int | None) -> bool:
    """Whether the function makes its answer itself."""
    told = inspect.signature(call, eval_str=True).return_annotation
    if told is None:
        return status == 204
    return (
        inspect.iscoroutinefunction(call) and isinstance(told, type) and issubclass(told, Response)
    )


def _json(dependant: Dependant) -> bool:
    fields = dependant.body_params
    if not fields:
        return True
    (first, *more) = fields
    return (
        not more
        and not isinstance(first.field_info, Form)
        and not getattr(first.field_info, "embed", None)
    )


async def _body(request: Request) -> Any:
    """The body as FastAPI reads it: JSON when it is said to be JSON, else bytes."""
    try:
        raw = await request.body()
        if not raw:
            return Undefined
        return await request.json() if _says_json(request.headers.get("content-type")) else raw
    except json.JSONDecodeError as error:
        told = {
            "type": "json_invalid",
            "loc": ("body", error.pos),
            "msg": "JSON decode error",
            "input": {},
            "ctx": {"error": error.msg},
        }
        raise RequestValidationError([told], body=error.doc) from error
    except HTTPException:
        raise
    except Exception as error:
        raise HTTPException(400, "There was an error parsing the body") from error


def _says_json(content_type: str | None) -> bool:
    if content_type == "application/json":
        return True
    if not content_type:
        return False
    message = email.message.Message()
    message["content-type"] = content_type
    subtype = message.get_content_subtype()
    return message.get_content_maintype() == "application" and (
        subtype == "json" or subtype.endswith("+json")
    )
