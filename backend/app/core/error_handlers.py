"""Every failure becomes one kind of answer: a problem with a stable code and no inner text."""

import errno
from typing import Any

import structlog
from asyncpg.exceptions import InterfaceError, PostgresConnectionError, PostgresError
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.core.constraints import CONSTRAINTS
from app.core.problems import problem_response
from app.kit import i18n
from app.kit.errors import (
    AppError,
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    NotAuthenticated,
    NotFound,
    StaleVersion,
    StorageFull,
    TooLarge,
    Unavailable,
    UnsupportedType,
)

log = structlog.get_logger()

_HTTP: dict[int, type[AppError]] = {
    401: NotAuthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: TooLarge,
    415: UnsupportedType,
}


def install(app: FastAPI) -> None:
    handlers: dict[Any, Any] = {
        AppError: _app_error,
        RequestValidationError: _validation,
        HTTPException: _http,
        DBAPIError: _database,
        PostgresError: _database,
        InterfaceError: _database,
        PoolTimeout: _pool,
        StaleDataError: _stale,
        ConnectionError: _away,
        TimeoutError: _away,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def translate(error: DBAPIError | PostgresError | InterfaceError) -> AppError | None:
    """What PostgreSQL refused, by SQLSTATE and constraint name (SQL never reaches the client).

    The driver's own error and the same wrapped by SQLAlchemy say one thing. None is a fault of
    ours.
    """
    cause: Any = error
    if isinstance(error, DBAPIError):
        cause = error.orig.__cause__ or error.orig if error.orig is not None else None
        if error.connection_invalidated:
            return Unavailable("database")
    if isinstance(cause, InterfaceError) and isinstance(cause, ValueError):
        return Invalid()  # the driver could not write a value as its type
    if isinstance(cause, InterfaceError | PostgresConnectionError | OSError):
        return Unavailable("database")
    known = CONSTRAINTS.get(getattr(cause, "constraint_name", None) or "")
    if known is not None:
        errors = [FieldError(known.field, known.code, {})] if known.field else []
        return Conflict(known.code, errors=errors)
    match getattr(cause, "sqlstate", None):
        case "23505" | "23P01":
            return Conflict("conflict")
        case "23503" | "23001":
            return Conflict("reference_missing")
        case "23514" | "22001" | "22003" | "22P05" | "22021" | "22007" | "22008":
            return Invalid()
        case "40001" | "40P01" | "55P03":
            return Conflict("busy")
        case "53100":
            return StorageFull()
        # Cut short, read only after a failover, shutting down or starting, too many of us.
        case "57014" | "25006" | "57P01" | "57P02" | "57P03" | "53300" | "53400":
            return Unavailable("database")
        case "08006" | "08001" | "08003":
            return Unavailable("database")
    return None


async def _app_error(request: Request, error: AppError) -> Response:
    return problem_response(request.scope, error)


async def _validation(request: Request, error: RequestValidationError) -> Response:
    problems = []
    for item in error.errors()[:100]:
        kind = str(item["type"])
        if kind == "json_invalid":
            return problem_response(request.scope, Invalid("json_broken"))
        code = kind if i18n.has(f"error.{kind}") else "invalid_value"
        path = [str(part) for part in item["loc"] if part not in ("body", "query", "path")]
        params = {
            k: v for k, v in (item.get("ctx") or {}).items() if isinstance(v, str | int | float)
        }
        problems.append(FieldError(".".join(path)[:200] or "body", code, params))
    return problem_response(request.scope, Invalid(errors=problems))


async def _http(request: Request, error: HTTPException) -> Response:
    if isinstance(error.__cause__, AppError):
        # FastAPI wraps whatever reading the body raises, our size limit included.
        return problem_response(request.scope, error.__cause__)
    kind = _HTTP.get(error.status_code)
    if kind is not None:
        known = kind()
    elif error.status_code == 400:
        known = Invalid("json_broken")
    elif error.status_code == 405:
        known = AppError("method_not_allowed", headers={"Allow": _allowed_methods(request)})
        known.status = 405
    else:
        known = AppError("request_broken")
        known.status = error.status_code
    return problem_response(request.scope, known)


def _allowed_methods(request: Request) -> str:
    """All methods of the path, over every route that it matches (each knows only its own)."""
    methods: set[str] = set()
    for route in request.app.state.routes:
        if route.path_regex.match(request.url.path):
            methods |= route.methods or set()
    if "GET" in methods:
        methods.add("HEAD")
    return ", ".join(sorted(methods))


async def _database(request: Request, error: Any) -> Response:
    known = translate(error)
    if known is None:
        return await _unexpected(request, error)
    if isinstance(known, Unavailable):
        log.warning("database_away", error=type(error).__name__)
    return problem_response(request.scope, known)


async def _pool(request: Request, error: Exception) -> Response:
    log.warning("pool_exhausted")
    return problem_response(request.scope, Unavailable("database", retry_after=2))


async def _stale(request: Request, error: Exception) -> Response:
    return problem_response(request.scope, StaleVersion())


async def _away(request: Request, error: Exception) -> Response:
    log.warning("part_away", error=type(error).__name__)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return problem_response(request.scope, StorageFull())
    if isinstance(error, OSError) and error.filename is not None:
        # A file, not a connection.
        return problem_response(request.scope, Unavailable("storage"))
    return problem_response(request.scope, Unavailable("database"))


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("unexpected", exc_info=error)
    return problem_response(request.scope, AppError())
