"""The list of what falls due, as a page and as a file."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import select

from app.auth.permissions import P
from app.inventory import references, scope
from app.inventory.care.listing import HORIZONS, CareList, Entry, Horizon, What
from app.inventory.care.schemas import Explained
from app.inventory.care.states import TODAY, CareState
from app.inventory.reading import Names
from app.inventory.schemas import PersonRef
from app.kit import export, i18n
from app.kit.errors import Invalid
from app.kit.export import Format
from app.kit.listing import Column, ListRun, page_body
from app.kit.reference import Refs
from app.kit.schemas import Checked, Out, Page, Ref
from app.kit.uow import Uow


class CareItem(Out):
    id: int
    name: str = Field(max_length=255)
    inventory_number: str = Field(max_length=50)
    quantity: int
    min_quantity: int | None
    unit: str = Field(max_length=50)


class CareRow(Out):
    """`id` is the plan's, the certificate's or the item's, by `what`."""

    what: What
    id: int
    name: str | None = Field(max_length=100)
    kind: str | None = Field(max_length=50)
    state: CareState
    horizon: Horizon
    cause: Literal["date", "shows", "failed", "stock"]
    due_on: date | None
    every_months: int | None
    every_shows: int | None
    shows_since: int | None
    blocks_issue: bool
    instructions: Explained | None
    item: CareItem
    category: Ref | None
    department: Ref | None
    responsible: PersonRef | None


class HorizonCounts(Out):
    overdue: int
    month: int
    later: int
    stock: int


class CarePage(Page[CareRow]):
    """`counts` are of all horizons, whichever is chosen; `today` is the theatre's."""

    counts: HorizonCounts
    today: date


def _plain(key: str) -> Column:
    return Column(key, f"care.column.{key}", lambda row: row[key])


COLUMNS: Mapping[str, Column] = {
    key: _plain(key)
    for key in (
        "state", "due_on", "what", "kind", "name", "inventory_number", "item", "category",
        "department", "responsible", "every_shows", "shows_since", "quantity", "min_quantity",
        "blocks_issue",
    )
}  # fmt: skip


class CareExport(CareList):
    """The filters and order of the list; pages mean nothing here."""

    export = tuple(COLUMNS.values())

    format: Format = Format.XLSX
    columns: Annotated[
        str | None,
        Field(max_length=500, description="Names by comma, in their order; all when absent"),
        Checked,
    ] = None

    def chosen(self) -> list[Column]:
        if self.columns is None:
            return list(COLUMNS.values())
        keys = list(dict.fromkeys(key.strip() for key in self.columns.split(",")))
        for key in keys:
            if key not in COLUMNS:
                raise Invalid.field("columns", "column_unknown", column=key[:50])
        return [COLUMNS[key] for key in keys]


class Entries:
    """Inside the caller's reach over items."""

    def __init__(self, uow: Uow, query: CareList) -> None:
        self.uow = uow
        self.query = query
        self.narrowing = scope.narrowing(
            uow.ctx, P.INVENTORY_READ, Entry.department_id, Entry.item_responsible_id
        )

    async def today(self) -> date:
        today: date = (await self.uow.session.execute(select(TODAY))).scalar_one()
        return today

    async def page(self, versions: tuple[int, ...] | None) -> dict[str, Any]:
        names = await Names.of(self.uow)
        people = await references.PEOPLE.of(self.uow)
        query = self.query.with_subtrees(names.categories)
        run = self._run(query)
        items = [_row_json(row, names, people) for row in await run.rows()]
        counts = {
            horizon: await self._run(query.model_copy(update={"horizon": [horizon]})).total(
                versions
            )
            for horizon in HORIZONS
        }
        wanted = self.query.horizon or HORIZONS
        total = sum(counts[horizon] for horizon in set(wanted))
        body = page_body(query, items, total)
        return {**body, "counts": counts, "today": await self.today()}

    async def rows(self, columns: Sequence[Column]) -> AsyncIterator[Sequence[export.Row]]:
        """In words, for a file."""
        names = await Names.of(self.uow)
        people = await references.PEOPLE.of(self.uow)
        run = self._run(self.query.with_subtrees(names.categories))
        async for chunk in run.all_rows():
            said = (self._say(row, names, people) for row in chunk)
            yield [[column.value(row) for column in columns] for row in said]

    def _run(self, query: CareList) -> ListRun:
        return ListRun(self.uow, query, self.narrowing)

    def _say(self, row: Mapping[str, Any], names: Names, people: Refs) -> dict[str, Any]:
        kind = row["kind"] and self._word(_family(row["what"]), row["kind"])
        return {
            **row,
            "state": self._word("state", row["state"]) if row["what"] != "low_stock" else None,
            "what": self._word("what", row["what"]),
            "kind": kind,
            "item": row["item_name"],
            "shows_since": row["shows"],
            "blocks_issue": self._word("yes_no", "yes" if row["blocks_issue"] else "no"),
            "category": names.categories.path(row["category_id"]),
            "department": names.departments.name(row["department_id"]),
            "responsible": people.name(row["responsible_id"] or row["item_responsible_id"]),
        }

    def _word(self, kind: str, value: str) -> str:
        return i18n.text(f"care.{kind}.{value}", self.uow.ctx.locale)


def _family(what: str) -> str:
    """Kinds of plans and of certificates have words of their own."""
    return "certificate" if what == "certificate" else "plan"


def _row_json(row: Mapping[str, Any], names: Names, people: Refs) -> dict[str, Any]:
    return {
        "what": row["what"],
        "id": row["care_id"],
        "name": row["name"],
        "kind": row["kind"],
        "state": row["state"],
        "horizon": row["horizon"],
        "cause": row["cause"],
        "due_on": row["due_on"],
        "every_months": row["every_months"],
        "every_shows": row["every_shows"],
        "instructions": row["instructions"],
        "shows_since": row["shows"],
        "blocks_issue": row["blocks_issue"],
        "item": {
            "id": row["item_id"],
            "name": row["item_name"],
            "inventory_number": row["inventory_number"],
            "quantity": row["quantity"],
            "min_quantity": row["min_quantity"],
            "unit": row["unit"],
        },
        "category": names.categories.refs.json(row["category_id"]),
        "department": names.departments.json(row["department_id"]),
        "responsible": people.json(row["responsible_id"] or row["item_responsible_id"]),
    }
