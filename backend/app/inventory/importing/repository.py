"""Statements of imports. Items are written in batches: an object a row would cost minutes."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from app.auth.permissions import P
from app.departments.models import Department
from app.inventory.importing.models import Import, ImportRow, ImportStatus
from app.inventory.models import (
    Category,
    Item,
    ItemTag,
    Location,
    Movement,
)
from app.inventory.scope import predicate
from app.inventory.uses import among
from app.kit.context import Context
from app.kit.errors import NotFound
from app.kit.lookalikes import LETTERS, fold_lookalikes
from app.kit.usage import pointing
from app.tags.models import Tag
from app.users.models import User

LOCK = 7103
_TAG_IDS = (
    select(func.array_agg(ItemTag.tag_id)).where(ItemTag.item_id == Item.id).scalar_subquery()
)
_COMPARED = (
    Item.id, Item.version, Item.updated_at, Item.number_key, Item.inventory_number, Item.name,
    Item.description, Item.technical_description, Item.category_id, Item.department_id,
    Item.location_id, Item.responsible_id, Item.status, Item.condition, Item.quantity,
    Item.min_quantity, Item.unit, Item.serial_number, Item.manufacturer, Item.model, Item.width,
    Item.height, Item.depth, Item.weight, Item.purchase_price, Item.current_value,
    Item.purchase_date, Item.warranty_until, Item.custom_fields, _TAG_IDS.label("tag_ids"),
)  # fmt: skip
AT_ONCE = 1_000
_OWN = frozenset(
    {
        "inventory_stock",
        "inventory_movements",
        "inventory_item_tags",
        "inventory_import_rows",
        "bulk_results",
    }
)
"""What an import writes of an item itself, and what outlives an item."""


class Touched(NamedTuple):
    id: int
    name: str
    inventory_number: str
    ways: list[str]


class ImportRepository:
    def __init__(self, session: AsyncSession, department_id: int | None = None) -> None:
        """`department_id` narrows everything to the imports of one department."""
        self.session = session
        self._mine = () if department_id is None else (Import.department_id == department_id,)

    async def get(self, import_id: int, *, lock: bool = False) -> Import:
        statement = select(Import).where(Import.id == import_id, *self._mine)
        found = await self.session.scalar(statement.with_for_update() if lock else statement)
        if found is None:
            raise NotFound
        return found

    async def feed(self, before: int | None, limit: int) -> Sequence[Import]:
        statement = select(Import).where(*self._mine).order_by(Import.id.desc()).limit(limit)
        if before is not None:
            statement = statement.where(Import.id < before)
        return (await self.session.scalars(statement)).all()

    async def last_with(self, signature: str) -> Import | None:
        """The latest finished import of a list with the same headings: its mapping is offered."""
        found: Import | None = await self.session.scalar(
            select(Import)
            .where(
                Import.signature == signature,
                Import.status.in_([ImportStatus.DONE, ImportStatus.UNDONE]),
                *self._mine,
            )
            .order_by(Import.id.desc())
            .limit(1)
        )
        return found

    async def set_progress(self, import_id: int, progress: int) -> None:
        await self.session.execute(
            update(Import).where(Import.id == import_id).values(progress=progress),
            execution_options={"audit": "progress is no news", "synchronize_session": False},
        )

    async def try_lock(self, import_id: int) -> bool:
        """False while another worker runs the same import; held until the transaction ends."""
        locked = await self.session.scalar(select(func.pg_try_advisory_xact_lock(LOCK, import_id)))
        return bool(locked)

    async def forget_plans(self) -> None:
        """Plan statements and foreign key checks anew, for tables as large as they are now.

        A connection keeps the plans it made while the tables were nearly empty; with them each of
        200,000 rows would read all rows before it.
        """
        await self.session.execute(text("DISCARD PLANS"))

    async def nodes(self, model: type[Category | Location]) -> Sequence[Any]:
        columns = [model.id, model.parent_id, model.name, model.code]
        if model is Category:
            columns.append(Category.department_id)
        return (await self.session.execute(select(*columns).order_by(model.id))).all()

    async def departments(self) -> Sequence[Any]:
        return (
            await self.session.execute(select(Department.id, Department.name, Department.code))
        ).all()

    async def people(self) -> Sequence[Any]:
        return (
            await self.session.execute(
                select(User.id, User.email, User.last_name, User.first_name, User.patronymic)
            )
        ).all()

    async def tags(self) -> Sequence[Any]:
        return (await self.session.execute(select(Tag.id, Tag.name))).all()

    async def known_items(self, keys: Collection[str]) -> dict[str, Mapping[str, Any]]:
        """The live items with these numbers (in lower case), by number."""
        statement = select(*_COMPARED).where(Item.number_key == func.any(list(keys)))
        rows = (await self.session.execute(statement)).mappings()
        return {row["number_key"]: dict(row) for row in rows}

    async def taken_names(self, names: Collection[str]) -> set[str]:
        """Which of these names (as `sort_name` has them) live items have."""
        statement = select(Item.sort_name).where(Item.sort_name == func.any(list(names))).distinct()
        return set(await self.session.scalars(statement))

    async def numbers_by_looks(self) -> dict[str, str]:
        """Folded number → number, of live items whose numbers have letters of two alphabets."""
        statement = select(Item.inventory_number).where(
            Item.number_key.regexp_match(f"[{LETTERS}]")
        )
        found: dict[str, str] = {}
        rows = await self.session.stream_scalars(statement)
        async for part in rows.partitions(1000):
            found.update((fold_lookalikes(number), number) for number in part)
        return found

    async def add_items(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
        """Number key → id of what was added; a number that was taken meanwhile is left out."""
        items = cast(Table, Item.__table__)
        statement = upsert(items).on_conflict_do_nothing()
        returned = statement.returning(items.c.id, items.c.number_key)
        added = await self.session.execute(returned, list(rows))
        return {row.number_key: row.id for row in added}

    async def add(self, model: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            await self.session.execute(insert(model), list(rows))

    async def forget_rows(self, import_id: int) -> None:
        await self.session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))

    async def refused_rows(self, import_id: int) -> Sequence[ImportRow]:
        found = await self.session.scalars(
            select(ImportRow)
            .where(ImportRow.import_id == import_id, ImportRow.errors.is_not(None))
            .order_by(ImportRow.sheet_row)
        )
        return found.all()

    async def changed_rows(self, import_id: int) -> AsyncIterator[Sequence[Any]]:
        """Rows that have changed an item that was there, some at a time."""
        async for rows in self._rows(import_id, ImportRow.changed_item_id, ImportRow.changes):
            yield rows

    async def items_now(self, ctx: Context, ids: Collection[int]) -> dict[int, Mapping[str, Any]]:
        """These live items within the caller's reach, locked for a change."""
        return {row["id"]: row for row in await self._locked(ctx, Item.id, ids)}

    async def known_items_now(
        self, ctx: Context, keys: Collection[str]
    ) -> dict[str, Mapping[str, Any]]:
        """As `known_items`, but within the caller's reach and locked for a change."""
        return {row["number_key"]: row for row in await self._locked(ctx, Item.number_key, keys)}

    async def _locked(
        self, ctx: Context, column: Any, values: Collection[Any]
    ) -> list[dict[str, Any]]:
        """In the order of ids, as everybody locks them."""
        statement = select(*_COMPARED).where(column == func.any(list(values)))
        reach = predicate(ctx, P.INVENTORY_UPDATE)
        if reach is not None:
            statement = statement.where(reach)
        rows = await self.session.execute(statement.order_by(Item.id).with_for_update(of=Item))
        return [dict(row) for row in rows.mappings()]

    async def made_items(self, import_id: int) -> AsyncIterator[list[int]]:
        """Ids of the items that it made, some at a time.

        By id and not by a join: whatever a planner knows of tables that have just been filled, it
        does not walk over all rows of the import for each item.
        """
        async for rows in self._rows(import_id, ImportRow.item_id):
            yield [row.item_id for row in rows]

    async def _rows(
        self, import_id: int, item: InstrumentedAttribute[int | None], *more: Any
    ) -> AsyncIterator[Sequence[Any]]:
        """Rows of the import that have such an item, by their place in the file."""
        last = 0
        while True:
            rows = await self.session.execute(
                select(ImportRow.sheet_row, item, *more)
                .where(
                    ImportRow.import_id == import_id, item.is_not(None), ImportRow.sheet_row > last
                )
                .order_by(ImportRow.sheet_row)
                .limit(AT_ONCE)
            )
            some = rows.all()
            if not some:
                return
            yield some
            last = some[-1].sheet_row

    async def lock_items(self, ids: Collection[int]) -> None:
        """Nothing may happen to the items between the look at them and their removal."""
        await self.session.execute(
            select(Item.id).where(among(Item.id, ids)).order_by(Item.id).with_for_update(),
            execution_options={"include_deleted": True},
        )

    async def touched_items(self, ids: Collection[int]) -> Sequence[Touched]:
        """Those of an import's items with which somebody has worked since, each with how.

        Whatever points at an item would hold it or go with it: every table is asked, also those
        of later domains.
        """
        changed = or_(Item.version > 1, Item.updated_at > Item.created_at)
        moved = exists().where(Movement.item_id == Item.id, Movement.created_at > Item.created_at)
        ways = {
            "changed": and_(changed, Item.deleted_at.is_(None)),
            "archived": Item.deleted_at.is_not(None),
            "moved": moved,
        }
        for model, column in pointing(Item):
            name = model.__tablename__
            if name not in _OWN:
                found = exists().where(column == Item.id)
                ways[name] = or_(ways[name], found) if name in ways else found
        flags = [condition.label(f"way_{name}") for name, condition in ways.items()]
        rows = await self.session.execute(
            select(Item.id, Item.name, Item.inventory_number, *flags)
            .where(among(Item.id, ids), or_(*ways.values()))
            .order_by(Item.id),
            execution_options={"include_deleted": True},
        )
        return [
            Touched(row[0], row[1], row[2], [name for name, is_so in zip(ways, row[3:], strict=True)
                                             if is_so])
            for row in rows
        ]  # fmt: skip

    async def delete_items(self, ids: Collection[int]) -> int:
        """Removes the items with their balances and movements; answers how many."""
        done = await self.session.execute(
            delete(Item).where(among(Item.id, ids)),
            execution_options={"include_deleted": True, "audit": "inventory.import"},
        )
        return int(done.rowcount)  # type: ignore[attr-defined]

    async def is_tag_used(self, tag_id: int) -> bool:
        return bool(await self.session.scalar(select(exists().where(ItemTag.tag_id == tag_id))))
