"""Tags: words with a colour for whatever can carry them."""

from typing import Annotated, Any

from fastapi import Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, json_response, versioned
from app.kit.listing import ListRun, page_body
from app.kit.routing import router as make_router
from app.kit.schemas import Id, Page
from app.tags.listing import TagList
from app.tags.models import Tag
from app.tags.schemas import TagIn, TagMerge, TagOut, TagUpdate
from app.tags.service import Tags

router = make_router("/tags", "tags")
Manager = Annotated[Context, Allow(P.TAG_MANAGE)]
Reader = Annotated[Context, Allow(P.INVENTORY_READ)]


async def _answer(response: Response, tags: Tags, tag: Tag) -> TagOut:
    versioned(response, tag.version)
    return await tags.out(tag)


@router.get("", response_model=Page[TagOut])
async def list_tags(query: Annotated[TagList, Query()], ctx: Reader, uow: Read) -> Response:
    run = ListRun(uow, query)
    rows: list[dict[str, Any]] = [dict(row) for row in await run.rows()]
    tags = Tags(uow)
    ids = [row["id"] for row in rows]
    used, carried = await tags.usage(ids), await tags.item_counts(ids)
    items = [
        row | {"usage_count": used[row["id"]], "item_count": carried[row["id"]]} for row in rows
    ]
    versions = await uow.versions.of(ctx.theater_id, query.tables)
    return json_response(page_body(query, items, await run.total(versions)))


@router.post("", status_code=201)
async def create_tag(body: TagIn, _: Manager, uow: Write, response: Response) -> TagOut:
    tags = Tags(uow)
    return await _answer(response, tags, await tags.create(body.model_dump()))


@router.get("/{tag_id}")
async def get_tag(tag_id: Id, _: Reader, uow: Read, response: Response) -> TagOut:
    tags = Tags(uow)
    return await _answer(response, tags, await tags.get(tag_id))


@router.put("/{tag_id}")
async def replace_tag(
    tag_id: Id, body: TagIn, version: RequiredIfMatch, _: Manager, uow: Write, response: Response
) -> TagOut:
    tags = Tags(uow)
    return await _answer(response, tags, await tags.change(tag_id, body.model_dump(), version))


@router.patch("/{tag_id}")
async def update_tag(
    tag_id: Id, body: TagUpdate, version: IfMatch, _: Manager, uow: Write, response: Response
) -> TagOut:
    tags = Tags(uow)
    return await _answer(response, tags, await tags.change(tag_id, body.changes(), version))


@router.post("/{tag_id}/merge")
async def merge_tag(
    tag_id: Id, body: TagMerge, version: IfMatch, _: Manager, uow: Write, response: Response
) -> TagOut:
    """Everything that carries the tag gets the other one, which is the answer."""
    tags = Tags(uow)
    return await _answer(response, tags, await tags.merge(tag_id, body.into_id, version))


@router.delete("/{tag_id}", status_code=204)
async def delete_tag(tag_id: Id, version: IfMatch, _: Manager, uow: Write) -> None:
    await Tags(uow).delete(tag_id, version)
