"""What belongs into a kit: reading it against the balances, and changing it without circles."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.auth.permissions import P
from app.inventory import references
from app.inventory.kits.graph import Edge, Graph, too_deep, too_large
from app.inventory.kits.repository import KitRepository
from app.inventory.kits.schemas import MAX_DEPTH, MAX_TREE
from app.inventory.models import ItemStatus
from app.inventory.movements import Place
from app.inventory.reading import stock_json
from app.inventory.repository import ItemRepository
from app.kit import clock
from app.kit.errors import Conflict, Invalid
from app.kit.http import expect
from app.kit.reference import Tree
from app.kit.uow import Uow


class Kits:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.items = ItemRepository(uow.session, uow.ctx)
        self.repository = KitRepository(uow.session, uow.ctx)

    async def contents(
        self, kit_id: int, place: Place | None, kits: int | None, *, archived: bool
    ) -> dict[str, Any]:
        """The contents beside the kit: where most of it lies, or in the place that is meant."""
        version, usual = await self.items.summary(kit_id, archived=archived)
        graph = await self.repository.graph()
        needed = graph.needs(kit_id, 1)
        stock = await self.repository.stock(needed)
        items = await self.repository.items(needed, P.INVENTORY_READ)
        locations = await references.LOCATIONS.of(self.uow)
        place = place or usual
        beside = Beside(place, stock, locations)
        lying = beside.here(kit_id)
        count = kits or max(1, lying)
        lines = self._lines(graph, kit_id, count, items, beside)
        return {
            "version": version,
            "kits": count,
            "place": beside.told(lying) if lying else None,
            "complete": sum(1 for line in lines if not line["missing"]),
            "total": len(lines),
            "lines": lines,
        }

    async def replace(
        self, kit_id: int, lines: Sequence[Mapping[str, Any]], version: int | None
    ) -> None:
        """Set the whole list. Lines of things that the caller cannot see stay as they are."""
        await self.repository.lock()
        kit = await self.items.lock(kit_id, P.INVENTORY_UPDATE)
        expect(kit.version, version)
        graph = await self.repository.graph()
        before = graph.inside.get(kit_id, [])
        given = [
            Edge(kit_id, line["item_id"], line["quantity"], line["note"] or None) for line in lines
        ]
        mentioned = {edge.item_id for edge in (*before, *given)}
        items = await self.repository.items(mentioned, P.INVENTORY_READ)
        self._check_lines(kit_id, given, items, {edge.item_id for edge in before})
        unseen = [e for e in before if e.item_id not in items or not items[e.item_id][-1]]
        after = [*given, *unseen]
        if after == before:
            return
        others = [e for inside in graph.inside.values() for e in inside if e.kit_id != kit_id]
        self._check_graph(kit_id, after, Graph(others), Graph([*others, *after]), items)
        await self.repository.replace(kit_id, after)
        kit.updated_at = clock.now()  # the contents are part of the kit: its version goes up
        await self.uow.session.flush()
        self.uow.touch("inventory_kit_contents")
        await self.uow.audit("update", "item", kit_id, {"contents": [_told(before), _told(after)]})

    def _check_lines(
        self, kit_id: int, given: Sequence[Edge], items: Mapping[int, Any], kept: set[int]
    ) -> None:
        """Live things of the theatre, each once; what has been archived since may stay."""
        seen: set[int] = set()
        for number, edge in enumerate(given):
            field = f"lines.{number}.item_id"
            item = items.get(edge.item_id)
            if item is None or not item[-1] or (item.deleted_at and edge.item_id not in kept):
                raise Invalid.field(field, "reference_unknown")
            if edge.item_id == kit_id:
                raise Invalid.field(field, "kit_in_itself")
            if edge.item_id in seen:
                raise Invalid.field(field, "kit_item_twice")
            seen.add(edge.item_id)

    def _check_graph(
        self,
        kit_id: int,
        after: Sequence[Edge],
        others: Graph,
        graph: Graph,
        items: Mapping[int, Any],
    ) -> None:
        for edge in after:
            if others.path(edge.item_id, kit_id):
                raise Conflict(
                    "inventory.kit_cycle",
                    params={"name": items[edge.item_id].name},
                    extra={"item_id": edge.item_id},
                )
        if too_deep(graph):
            raise Conflict("inventory.kit_too_deep", params={"limit": MAX_DEPTH})
        if too_large(graph):
            raise Conflict("inventory.kit_too_large", params={"limit": MAX_TREE})

    def _lines(
        self, graph: Graph, kit_id: int, count: int, items: Mapping[int, Any], beside: "Beside"
    ) -> list[dict[str, Any]]:
        lines = []
        for edge in graph.inside.get(kit_id, ()):
            item = items.get(edge.item_id)
            if item is None or not item[-1]:
                continue
            expected = edge.quantity * count
            # A kit's own balance is a promise to whatever is nested: never more than is meant.
            here = min(beside.here(edge.item_id), expected)
            lines.append(
                {
                    "item": item_ref(item),
                    "is_kit": bool(graph.inside.get(edge.item_id)),
                    "quantity": edge.quantity,
                    "expected": expected,
                    "here": here,
                    "missing": expected - here,
                    "elsewhere": beside.elsewhere(edge.item_id),
                    "note": edge.note,
                    "contents": self._lines(graph, edge.item_id, expected, items, beside),
                }
            )
        return lines


class Beside:
    """Balances seen from one place: what lies there, and where the rest is."""

    def __init__(self, place: Place, stock: Mapping[int, Sequence[Any]], locations: Tree) -> None:
        self.place = place
        self.stock = stock
        self.locations = locations

    def here(self, item_id: int) -> int:
        return sum(
            held.quantity
            for held in self.stock.get(item_id, ())
            if (held.location_id, held.status) == self.place
        )

    def elsewhere(self, item_id: int) -> list[dict[str, Any]]:
        """Live pieces in other places: written-off ones cannot be fetched."""
        return stock_json(
            [
                {"location_id": b.location_id, "status": b.status, "quantity": b.quantity}
                for b in self.stock.get(item_id, ())
                if (b.location_id, b.status) != self.place
                and b.status != ItemStatus.DECOMMISSIONED.value
            ],
            self.locations,
        )

    def told(self, quantity: int) -> dict[str, Any]:
        return stock_json([{**self.place._asdict(), "quantity": quantity}], self.locations)[0]


def item_ref(item: Any) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "inventory_number": item.inventory_number,
        "unit": item.unit,
        "archived": item.deleted_at is not None,
    }


def _told(edges: Sequence[Edge]) -> list[list[int]]:
    return [[edge.item_id, edge.quantity] for edge in edges]
