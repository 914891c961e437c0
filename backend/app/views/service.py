"""Rules about views: own ones are nobody else's business, shared ones are for who sees the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select

from app.auth.permissions import P
from app.kit.errors import Conflict, Forbidden, NotFound
from app.kit.http import expect
from app.kit.uow import Uow
from app.users.models import User, short_name
from app.views.models import SavedView
from app.views.schemas import MAX_VIEWS, ViewOut

# Who may see the list may have views of it.
READERS: Mapping[str, P] = {
    "inventory": P.INVENTORY_READ,
    "performances": P.PERFORMANCE_READ,
    "schedule": P.SCHEDULE_READ,
}


class SavedViews:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def list_(self, table: str | None) -> list[ViewOut]:
        statement = self._readable()
        if table is not None:
            statement = statement.where(SavedView.list_name == table)
        own = SavedView.owner_id == self.uow.ctx.user_id
        statement = statement.order_by(
            own.desc(), SavedView.sort_order, func.lower(SavedView.name), SavedView.id
        )
        views = (await self.session.scalars(statement.limit(2_000))).all()
        return await self._out(views)

    async def get(self, view_id: int) -> SavedView:
        view: SavedView | None = await self.session.scalar(
            self._readable().where(SavedView.id == view_id)
        )
        if view is None:
            raise NotFound
        return view

    async def create(self, values: dict[str, Any]) -> SavedView:
        table = values.pop("table")
        owner = self.uow.ctx.author_id
        if owner is None or self.uow.ctx.scope(READERS[table]) is None:
            raise Forbidden(params={"permission": READERS[table].value})
        count = await self.session.scalar(
            select(func.count()).where(SavedView.owner_id == owner, SavedView.list_name == table)
        )
        if (count or 0) >= MAX_VIEWS:
            raise Conflict("view.too_many", params={"limit": MAX_VIEWS})
        view = SavedView(owner_id=owner, list_name=table, **values)
        self.session.add(view)
        await self.session.flush()
        return view

    async def change(self, view_id: int, values: dict[str, Any], version: int | None) -> SavedView:
        view = await self._editable(view_id)
        expect(view.version, version)
        for name, value in values.items():
            if getattr(view, name) != value:
                setattr(view, name, value)
        await self.session.flush()
        return view

    async def delete(self, view_id: int, version: int | None) -> None:
        view = await self._editable(view_id)
        expect(view.version, version)
        await self.session.delete(view)
        await self.session.flush()

    async def out(self, view: SavedView) -> ViewOut:
        return (await self._out([view]))[0]

    def _readable(self) -> Any:
        """Others' views of a list appear only to who may read that list."""
        ctx = self.uow.ctx
        tables = [table for table, permission in READERS.items() if ctx.scope(permission)]
        return select(SavedView).where(
            SavedView.list_name.in_(tables),
            or_(SavedView.owner_id == ctx.user_id, SavedView.shared),
        )

    async def _editable(self, view_id: int) -> SavedView:
        view = await self.get(view_id)
        if not self._may_edit(view):
            raise Forbidden("view.foreign")
        return view

    def _may_edit(self, view: SavedView) -> bool:
        ctx = self.uow.ctx
        return view.owner_id == ctx.user_id or ctx.scope(P.THEATER_SETTINGS) is not None

    async def _out(self, views: Sequence[SavedView]) -> list[ViewOut]:
        rows = await self.session.execute(
            select(User.id, User.last_name, User.first_name, User.patronymic).where(
                User.id.in_({view.owner_id for view in views})
            ),
            execution_options={"include_deleted": True},
        )
        names = {row[0]: short_name(*row[1:]) for row in rows}
        return [
            ViewOut(
                id=view.id,
                version=view.version,
                table=view.list_name,
                name=view.name,
                state=view.state,
                shared=view.shared,
                sort_order=view.sort_order,
                owner={"id": view.owner_id, "short_name": names.get(view.owner_id, "")},
                mine=view.owner_id == self.uow.ctx.user_id,
                can_edit=self._may_edit(view),
            )
            for view in views
        ]
