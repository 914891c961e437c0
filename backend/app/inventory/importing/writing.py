"""Writing the good rows of a list, in one transaction: nodes on the way, then items in batches."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from app.inventory.importing.catalogue import Catalogue
from app.inventory.importing.examining import BATCH, Examination, batches
from app.inventory.importing.items import ParsedItem, ParsedRow
from app.inventory.importing.models import ImportRow
from app.inventory.importing.problems import RowProblem
from app.inventory.importing.repository import ImportRepository
from app.inventory.importing.trees import TreeTargets
from app.inventory.importing.updating import Updater
from app.inventory.models import (
    Category,
    ItemCondition,
    ItemStatus,
    ItemTag,
    Location,
    Movement,
    MovementType,
    StockBalance,
)
from app.inventory.movements import summary
from app.inventory.node_repository import NodeRepository
from app.inventory.numbers import next_numbers
from app.kit.slug import free_slug
from app.kit.uow import Uow
from app.tags.models import Tag

DEFAULT_UNIT = "шт"
_COPIED = (
    "name", "description", "technical_description", "serial_number", "manufacturer", "model",
    "purchase_price", "current_value", "purchase_date", "warranty_until", "min_quantity", "width",
    "height", "depth", "weight",
)  # fmt: skip
_TABLES = ("inventory_items", "inventory_stock", "inventory_movements", "inventory_item_tags")


class Writer:
    def __init__(self, uow: Uow, import_id: int, catalogue: Catalogue, updater: Updater) -> None:
        self.uow = uow
        self.updater = updater
        self.import_id = import_id
        self.catalogue = catalogue
        self.repository = ImportRepository(uow.session)
        self.created = 0

    async def make_nodes(self) -> dict[str, list[int]]:
        """Makes what good rows need; answers the ids, parents before children."""
        return {
            "categories": await self._make_tree(Category, self.catalogue.categories),
            "locations": await self._make_tree(Location, self.catalogue.locations),
            "tags": await self._make_tags(),
        }

    async def _make_tree(self, model: type[Category | Location], tree: TreeTargets) -> list[int]:
        if not tree.missing:
            return []
        nodes = NodeRepository(self.uow.session, model)
        await nodes.lock(self.uow.ctx.theater_id)
        codes = await nodes.codes()
        made: list[int] = []
        for path in sorted(tree.missing.values(), key=len):
            parent_id = tree.find(path[:-1]) if len(path) > 1 else None
            code = free_slug(path[-1], codes)
            codes.add(code)
            node = model(name=path[-1], code=code, parent_id=parent_id)
            self.uow.session.add(node)
            await self.uow.session.flush()
            tree.made(path, parent_id, node.id)
            made.append(node.id)
        return made

    async def _make_tags(self) -> list[int]:
        tags = [Tag(name=name) for name in self.catalogue.missing_tags.values()]
        self.uow.session.add_all(tags)
        await self.uow.session.flush()
        self.catalogue.tags.update({tag.name.lower(): tag.id for tag in tags})
        return [tag.id for tag in tags]

    async def write(
        self,
        rows: Iterator[ParsedRow],
        found: Examination,
        progress: Callable[[int], Awaitable[None]],
    ) -> None:
        """`progress` hears how many rows have been looked at."""
        seen = written = 0
        async for batch in batches(rows):
            good = [(r.row, r.item) for r in batch if r.item and r.row not in found.refused]
            await self._write_batch([one for one in good if one[0] not in found.known], found)
            await self.updater.write([one for one in good if one[0] in found.known], found)
            seen += len(batch)
            written += 1
            if written & (written - 1) == 0:  # 1, 2, 4, 8 …: each time the tables have doubled
                await self.repository.forget_plans()
            await progress(seen)
        await self._write_errors(found)
        self.uow.touch(*_TABLES)

    async def _write_batch(self, rows: list[tuple[int, ParsedItem]], found: Examination) -> None:
        if not rows:
            return
        await self._number([item for _, item in rows if item.inventory_number is None], found)
        ids = await self.repository.add_items([self._item_values(item) for _, item in rows])
        stock: list[dict[str, Any]] = []
        movements: list[dict[str, Any]] = []
        tags: list[dict[str, Any]] = []
        links: list[dict[str, Any]] = []
        for row, item in rows:
            assert item.inventory_number is not None  # given out above
            item_id = ids.get(item.inventory_number.lower())
            if item_id is None:
                # Somebody took the number since the look at it.
                problem = RowProblem(
                    row, "inventory_number", "import.number_taken", {}, item.inventory_number
                )
                found.refuse(row, [problem])
                continue
            links.append({"import_id": self.import_id, "sheet_row": row, "item_id": item_id})
            tags.extend({"item_id": item_id, "tag_id": self._tag(tag)} for tag in item.tags)
            if item.quantity:
                stock.append({"item_id": item_id, **self._balance(item)})
                movements.append({"item_id": item_id, **self._receipt(item)})
        await self.repository.add(StockBalance, stock)
        await self.repository.add(Movement, movements)
        await self.repository.add(ItemTag, tags)
        await self.repository.add(ImportRow, links)
        self.created += len(links)

    async def _number(self, items: list[ParsedItem], found: Examination) -> None:
        """Numbers of the theatre's series, stepping over those that the list itself uses."""
        waiting = iter(items)
        missing = len(items)
        while missing:
            for number in await next_numbers(self.uow, missing):
                if number.lower() not in found.series:
                    next(waiting).inventory_number = number
                    missing -= 1

    def _item_values(self, item: ParsedItem) -> dict[str, Any]:
        category_id = self.catalogue.categories.find(item.category) if item.category else None
        author_id = self.uow.ctx.author_id
        held = [_Held(**self._balance(item))] if item.quantity else []
        return {
            **{name: getattr(item, name) for name in _COPIED},
            **summary(held)._asdict(),
            "inventory_number": item.inventory_number,
            "category_id": category_id,
            "department_id": self.catalogue.department_of(item, category_id),
            "responsible_id": (
                self.catalogue.people.find(item.responsible) if item.responsible else None
            ),
            "condition": item.condition or ItemCondition.GOOD.value,
            "unit": item.unit or DEFAULT_UNIT,
            "custom_fields": self.catalogue.kept_words(item),
            "created_by_id": author_id,
            "updated_by_id": author_id,
        }

    def _balance(self, item: ParsedItem) -> dict[str, Any]:
        return {
            "location_id": self.catalogue.locations.find(item.location) if item.location else None,
            "status": item.status or ItemStatus.IN_STOCK.value,
            "quantity": item.quantity,
        }

    def _receipt(self, item: ParsedItem) -> dict[str, Any]:
        balance = self._balance(item)
        return {
            "movement_type": MovementType.RECEIPT.value,
            "quantity": item.quantity,
            "to_location_id": balance["location_id"],
            "to_status": balance["status"],
            "created_by_id": self.uow.ctx.author_id,
        }

    def _tag(self, tag: str) -> int:
        return self.catalogue.tags[tag.lower()]

    async def _write_errors(self, found: Examination) -> None:
        refused = [
            {
                "import_id": self.import_id,
                "sheet_row": row,
                "errors": [[p.field, p.code, p.params, p.value] for p in problems],
            }
            for row, problems in sorted(found.errors.items())
        ]
        for start in range(0, len(refused), BATCH):
            await self.repository.add(ImportRow, refused[start : start + BATCH])


class _Held:
    """A balance as the ledger's summary reads it."""

    def __init__(self, location_id: int | None, status: str, quantity: int) -> None:
        self.location_id = location_id
        self.status = status
        self.quantity = quantity
