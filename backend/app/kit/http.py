"""Small HTTP conventions shared by routers: ETags of versions, conditional lists, JSON answers."""

import re
from typing import Annotated, Any

import orjson
from fastapi import Depends, Header, Request, Response

from app.kit.errors import Invalid, StaleVersion, VersionRequired

_ETAG = re.compile(r'^(?:W/)?"v(\d{1,10})"$')


def etag(version: int) -> str:
    return f'"v{version}"'


def _if_match(
    if_match: Annotated[str | None, Header(alias="If-Match", max_length=50)] = None,
) -> int | None:
    """The version that the client edited, None when it does not say (or says `*`)."""
    if if_match is None or if_match == "*":
        return None
    found = _ETAG.match(if_match)
    if not found:
        raise Invalid.field("If-Match", "if_match_form")
    return int(found.group(1))


def _required(version: Annotated[int | None, Depends(_if_match)]) -> int:
    if version is None:
        raise VersionRequired
    return version


IfMatch = Annotated[int | None, Depends(_if_match)]
RequiredIfMatch = Annotated[int, Depends(_required)]


def expect(current: int, version: int | None) -> None:
    """Refuse to change what somebody else changed meanwhile."""
    if version is not None and version != current:
        raise StaleVersion(current)


def json_response(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON by orjson: dates ISO 8601, money as strings."""
    return Response(orjson.dumps(body, default=str), status, headers, media_type="application/json")


def versioned(response: Response, version: int) -> None:
    response.headers["ETag"] = etag(version)


def not_modified(request: Request, tag: str) -> bool:
    sent = request.headers.get("if-none-match", "")
    return tag in (part.strip() for part in sent.split(","))
