"""Small HTTP conventions shared by routers: ETags of versions, conditional lists, JSON answers."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any
from urllib.parse import quote

import orjson
from fastapi import Depends, Header, Request, Response

from app.kit.cache import bodies
from app.kit.context import Context, rights_of
from app.kit.errors import Invalid, StaleVersion, VersionRequired

# Bytes of an answer in memory besides its body and its address: the tuples, the versions, a tag.
_AROUND = 1000
_ETAG = re.compile(r'^(?:W/)?"v(\d{1,10})"$')


def media_type(headers: Mapping[str, str]) -> str:
    """What the body is said to be; case tells nothing, and what follows the `;` is left out."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


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


def data_etag(ctx: Context, versions: tuple[int, ...], what: Any) -> str:
    """Changes with the data, the rights and what is asked; known before PostgreSQL is asked."""
    mark = repr((versions, what, _who(ctx)))
    return f'W/"{hashlib.blake2b(mark.encode(), digest_size=12).hexdigest()}"'


async def conditional(
    request: Request,
    ctx: Context,
    versions: tuple[int, ...] | None,
    build: Callable[[], Awaitable[Any]],
) -> Response:
    """304 when the client has the answer for these data versions, else the answer with its tag."""
    if versions is None:
        return json_response(await build())
    tag = data_etag(ctx, versions, _address(request))
    headers = {"ETag": tag}
    if not_modified(request, tag):
        return Response(status_code=304, headers=headers)

    async def answer() -> Response:
        return json_response(await build(), headers=headers)

    return await kept(request, ctx, versions, answer)


async def kept(
    request: Request,
    ctx: Context,
    versions: tuple[int, ...] | None,
    build: Callable[[], Awaitable[Response]],
) -> Response:
    """The same answer from memory while none of these data versions has changed.

    As fresh as a total: versions are asked for after the request has come and before anything is
    read, and a writer raises them before its own answer.
    """
    if versions is None:
        return await build()
    key = _address(request), _who(ctx)
    known = bodies.get(key, versions)
    if known is None:
        response = await build()
        body = bytes(response.body)
        known = body, response.headers.get("etag")
        bodies.put(key, versions, known, len(body) + len(repr(key)) + _AROUND)
        return response
    body, tag = known
    return Response(body, 200, {"ETag": tag} if tag else None, media_type="application/json")


def _address(request: Request) -> tuple[str, bytes]:
    return request.scope["path"], request.scope["query_string"]


def _who(ctx: Context) -> tuple[Any, ...]:
    """All of a caller that shapes an answer."""
    rights = ctx.rights or rights_of(ctx.permissions)
    return ctx.theater_id, ctx.user_id, ctx.department_id, rights, ctx.locale


def versioned(response: Response, version: int) -> None:
    response.headers["ETag"] = etag(version)


def not_modified(request: Request, tag: str) -> bool:
    sent = request.headers.get("if-none-match", "")
    return tag in (part.strip() for part in sent.split(","))


def content_disposition(kind: str, name: str, fallback: str) -> str:
    """`attachment` or `inline` under a name in any alphabet (RFC 6266); `fallback` is ASCII."""
    return f"{kind}; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
