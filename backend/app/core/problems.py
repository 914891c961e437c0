"""RFC 9457 problems, in the language of the request."""

from collections.abc import Iterable
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import Scope

from app.kit import i18n
from app.kit.errors import AppError, FieldError


def problem_body(error: AppError, locale: str, request_id: str) -> dict[str, Any]:
    """`detail` falls back to the title: a code needs at least its title in the locales."""
    params = dict(error.params)
    title = i18n.text(f"problem.{error.code}", locale, params)
    detail_key = f"problem.{error.code}.detail"
    return {
        **error.extra,
        "type": f"urn:kulisa:problem:{error.code}",
        "title": title,
        "status": error.status,
        "detail": i18n.text(detail_key, locale, params) if i18n.has(detail_key) else title,
        "code": error.code,
        "errors": field_errors(error.errors, locale),
        "request_id": request_id,
    }


def field_errors(errors: Iterable[FieldError], locale: str) -> list[dict[str, Any]]:
    return [
        {
            "field": error.field,
            "message": i18n.text(f"error.{error.code}", locale, error.params),
            "code": error.code,
        }
        for error in errors
    ]


def problem_response(scope: Scope, error: AppError) -> Response:
    state = scope.get("state", {})
    body = problem_body(error, state.get("locale", i18n.DEFAULT), state.get("request_id", ""))
    headers = {"Cache-Control": "no-store", **error.headers}
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        orjson.dumps(body, default=str),
        error.status,
        headers,
        media_type="application/problem+json",
    )
