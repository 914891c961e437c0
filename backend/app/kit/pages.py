"""A plain list as an answer: page, total and a tag by which a client keeps it."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Request, Response

from app.kit.http import conditional
from app.kit.listing import ListQuery, ListRun, Narrowing, page_body
from app.kit.reference import Versions
from app.kit.uow import Uow

Shape = Callable[[Any], dict[str, Any]]


async def answer_list(
    request: Request,
    uow: Uow,
    query: ListQuery,
    shape: Shape,
    narrowing: Narrowing | None = None,
) -> Response:
    """`shape` makes a row of the answer from a row of the database."""
    # What the shape names may have been read before: of it the versions asked for then count.
    versions = (await Versions.read(uow, query.tables)).of(query.tables)

    async def page() -> dict[str, Any]:
        run = ListRun(uow, query, narrowing)
        items: Sequence[dict[str, Any]] = [shape(row) for row in await run.rows()]
        return page_body(query, items, await run.total(versions))

    return await conditional(request, uow.ctx, versions, page)
