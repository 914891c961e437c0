"""Known items given other values by the rules of the edit form, in few statements for many rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Integer, Table, func, literal, update
from sqlalchemy.dialects.postgresql import ARRAY

from app.inventory import references
from app.inventory.fields.reference import FIELDS, Definitions
from app.inventory.fields.values import check_values
from app.inventory.importing.comparing import Known
from app.inventory.models import Item
from app.inventory.retagging import retag
from app.inventory.service import Items
from app.kit import audit
from app.kit.errors import FieldError, Invalid
from app.kit.reference import Tree
from app.kit.uow import Uow

Values = Mapping[str, Any]
"""What the edit form would send."""

_AT_ONCE = 1_000
_NAMING = ("category_id", "location_id", "department_id", "responsible_id", "tag_ids")


class Editor:
    """Belongs to one transaction, in which every node and tag that is needed has been made."""

    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self._items = Items(uow)
        self._table = cast(Table, Item.__table__)
        self._declared: tuple[Definitions, Tree] | None = None
        self._verdicts: dict[tuple[str, int | None], list[FieldError]] = {}

    async def change(self, wanted: Iterable[tuple[Known, Values]]) -> dict[int, list[FieldError]]:
        """Locked items and their new values. Answers why some stay as they are, by id."""
        refused: dict[int, list[FieldError]] = {}
        good: list[tuple[Known, dict[str, Any]]] = []
        for item, values in wanted:
            try:
                good.append((item, await self._checked(item, values)))
            except Invalid as error:
                refused[item["id"]] = list(error.errors)
        tagged = {item["id"]: values.pop("tag_ids") for item, values in good if "tag_ids" in values}
        await self._write(good)
        await retag(self.uow, {item["id"]: item["tag_ids"] or () for item, _ in good}, tagged)
        return refused

    async def _checked(self, item: Known, values: Values) -> dict[str, Any]:
        checked = dict(values)
        errors = [one for key in _named(checked) for one in await self._verdict(*key)]
        if errors:
            raise Invalid(errors=errors)
        if "custom_fields" in checked:
            self._declared = self._declared or (
                await FIELDS.of(self.uow),
                await references.CATEGORIES.of(self.uow),
            )
            category_id = checked.get("category_id", item["category_id"])
            given = checked["custom_fields"]
            checked["custom_fields"] = check_values(*self._declared, given, category_id)
        return checked

    async def _verdict(self, field: str, value: int | None) -> list[FieldError]:
        """Thousands of rows name a few departments, people and tags: each is asked about once."""
        if (field, value) not in self._verdicts:
            try:
                if field == "tag_ids":
                    await self._items.check_change({}, () if value is None else (value,))
                else:
                    await self._items.check_change({field: value}, ())
                self._verdicts[field, value] = []
            except Invalid as error:
                self._verdicts[field, value] = list(error.errors)
        return self._verdicts[field, value]

    async def _write(self, changes: list[tuple[Known, dict[str, Any]]]) -> None:
        """A statement for each set of columns; tags alone raise the version too."""
        alike: dict[tuple[str, ...], list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        diffs: dict[int, dict[str, Any]] = {}
        for item, values in changes:
            alike[tuple(sorted(values))].append((item["id"], values))
            diffs[item["id"]] = {
                column: [audit.plain(item[column]), audit.plain(value)]
                for column, value in values.items()
            }
        connection = await self.uow.session.connection()
        for columns, rows in alike.items():
            for start in range(0, len(rows), _AT_ONCE):
                await connection.execute(self._statement(columns, rows[start : start + _AT_ONCE]))
        self.uow.touch("inventory_items")
        told = {item_id: diff for item_id, diff in diffs.items() if diff}
        await audit.write_entries(self.uow.session, self.uow.ctx, "update", "item", told)

    def _statement(self, columns: Sequence[str], rows: list[tuple[int, dict[str, Any]]]) -> Any:
        """Ids are given twice: whatever a planner knows of a table that has just been filled, it
        looks at these items and not at the whole theatre for each of them.
        """
        table = self._table
        ids = literal([item_id for item_id, _ in rows], ARRAY(Integer))
        given = [
            literal([values[name] for _, values in rows], ARRAY(table.c[name].type))
            for name in columns
        ]
        new = func.unnest(ids, *given).table_valued("item", *columns).render_derived("new")
        return (
            update(table)
            .where(
                table.c.theater_id == self.uow.ctx.theater_id,
                table.c.id == func.any(ids),
                table.c.id == new.c.item,
            )
            .values(
                **{name: new.c[name] for name in columns},
                version=table.c.version + 1,
                updated_at=func.now(),
                updated_by_id=self.uow.ctx.author_id,
            )
        )


def _named(values: Values) -> Iterator[tuple[str, int | None]]:
    for field in _NAMING:
        if field in values:
            ids = values[field] if field == "tag_ids" else (values[field],)
            yield from ((field, one) for one in ids)
