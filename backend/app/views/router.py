"""Saved views of lists: one's own, and those that others share."""

from typing import Annotated

from fastapi import Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit.context import Context
from app.kit.http import IfMatch, RequiredIfMatch, versioned
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.views.models import SavedView
from app.views.schemas import ViewChange, ViewIn, ViewOut, ViewPatch, ViewQuery, Views
from app.views.service import SavedViews

router = make_router("/views", "views")
Owner = Annotated[Context, Allow(P.PREFERENCES_OWN)]


async def _answer(response: Response, views: SavedViews, view: SavedView) -> ViewOut:
    versioned(response, view.version)
    return await views.out(view)


@router.get("")
async def list_views(query: Annotated[ViewQuery, Query()], _: Owner, uow: Read) -> Views:
    return Views(items=await SavedViews(uow).list_(query.table))


@router.post("", status_code=201)
async def create_view(body: ViewIn, _: Owner, uow: Write, response: Response) -> ViewOut:
    views = SavedViews(uow)
    return await _answer(response, views, await views.create(body.model_dump()))


@router.get("/{view_id}")
async def get_view(view_id: Id, _: Owner, uow: Read, response: Response) -> ViewOut:
    views = SavedViews(uow)
    return await _answer(response, views, await views.get(view_id))


@router.put("/{view_id}")
async def replace_view(
    view_id: Id, body: ViewChange, version: RequiredIfMatch, _: Owner, uow: Write,
    response: Response,
) -> ViewOut:  # fmt: skip
    views = SavedViews(uow)
    return await _answer(response, views, await views.change(view_id, body.model_dump(), version))


@router.patch("/{view_id}")
async def update_view(
    view_id: Id, body: ViewPatch, version: IfMatch, _: Owner, uow: Write, response: Response
) -> ViewOut:
    views = SavedViews(uow)
    return await _answer(response, views, await views.change(view_id, body.changes(), version))


@router.delete("/{view_id}", status_code=204)
async def delete_view(view_id: Id, version: IfMatch, _: Owner, uow: Write) -> None:
    await SavedViews(uow).delete(view_id, version)
