"""A kit on its way: the case and everything in it, in one act or not at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import select

from app.auth.permissions import P
from app.inventory import references
from app.inventory.kits.repository import KitRepository
from app.inventory.kits.service import Beside, item_ref
from app.inventory.ledger import Ledger
from app.inventory.models import MovementType
from app.inventory.movement_repository import MovementRepository
from app.inventory.movements import (
    RULES,
    Order,
    Route,
    new_batch,
    pieces_at,
    route,
)
from app.inventory.units.models import Unit
from app.kit.errors import Conflict, Invalid, NotFound
from app.kit.uow import Uow


class Line(NamedTuple):
    """An item of the kit under its lock."""

    item_id: int
    expected: int
    here: int
    before: Any
    balances: Any


class KitMoves:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.ledger = Ledger(uow)
        self.repository = KitRepository(uow.session, uow.ctx)

    async def move(self, kit_id: int, order: Order, *, with_missing: bool) -> dict[str, Any]:
        """Carry out one movement for each item of the kit, joined by a batch.

        Raises Conflict with what is missing, unless the caller goes without it; with the names of
        what the caller may not move; NotFound when that is the kit itself.
        """
        _check_kind(order.kind)
        graph = await self.repository.graph()
        needed = graph.needs(kit_id, order.quantity)
        items = await self._reachable(kit_id, needed)
        if len(needed) == 1:
            raise Conflict("inventory.kit_empty")
        await self.ledger.check_references(order)
        # Locked in one order, so that two kits with a common thing cannot wait for one another.
        live = [item_id for item_id in needed if items[item_id].deleted_at is None]
        held = {item_id: await self.ledger.hold(item_id) for item_id in sorted(live)}
        chosen = await self._chosen(needed, order.unit_ids)
        order = await self.ledger.homeward(kit_id, order, held[kit_id][1])
        path = route(order, held[kit_id][1])
        lines = [
            Line(item_id, needed[item_id], pieces_at(path.source, held[item_id][1]), *held[item_id])
            for item_id in live
        ]
        missing = await self._missing(needed, lines, path, items)
        if missing and not with_missing:
            raise Conflict(
                "inventory.kit_incomplete",
                params={"count": len(missing)},
                extra={"missing": missing},
            )
        order = replace(order, batch=new_batch())
        made, version = await self._go(lines, order, path, chosen)
        moved = await self._told(made, items)
        return {"batch": order.batch, "version": version, "moved": moved, "missing": missing}

    async def _reachable(self, kit_id: int, needed: Mapping[int, int]) -> dict[int, Any]:
        items = await self.repository.items(needed, P.INVENTORY_MOVE)
        kit = items.get(kit_id)
        if kit is None or not kit[-1] or kit.deleted_at is not None:
            raise NotFound
        # An archived thing cannot move and is missing; another department's is not ours to move.
        foreign = [item for item in items.values() if not item[-1]]
        if foreign:
            names = ", ".join(f"«{item.name}»" for item in foreign[:10])
            raise Conflict(
                "inventory.kit_out_of_reach",
                params={"names": names},
                extra={"items": [item_ref(item) for item in foreign]},
            )
        return items

    async def _chosen(
        self, needed: Mapping[int, int], unit_ids: Sequence[int]
    ) -> Mapping[int, list[int]]:
        """Named units by their items, which must be in the kit."""
        by_item: dict[int, list[int]] = defaultdict(list)
        wanted = set(unit_ids)
        if wanted:
            rows = await self.uow.session.execute(
                select(Unit.id, Unit.item_id).where(Unit.id.in_(wanted))
            )
            for unit_id, item_id in rows:
                if item_id in needed:
                    wanted.discard(unit_id)
                    by_item[item_id].append(unit_id)
            if wanted:
                raise Invalid.field("unit_ids", "reference_unknown")
        return by_item

    async def _missing(
        self,
        needed: Mapping[int, int],
        lines: Sequence[Line],
        path: Route,
        items: Mapping[int, Any],
    ) -> list[dict[str, Any]]:
        assert path.source is not None  # _check_kind sees to it
        here = {line.item_id: line.here for line in lines}
        short = [item_id for item_id in needed if here.get(item_id, 0) < needed[item_id]]
        if not short:
            return []
        stock = await self.repository.stock(short)
        beside = Beside(path.source, stock, await references.LOCATIONS.of(self.uow))
        return [
            {
                "item": item_ref(items[item_id]),
                "expected": needed[item_id],
                "here": here.get(item_id, 0),
                "elsewhere": beside.elsewhere(item_id),
            }
            for item_id in short
        ]

    async def _go(
        self, lines: Sequence[Line], order: Order, path: Route, chosen: Mapping[int, list[int]]
    ) -> tuple[list[tuple[Line, int, int]], int]:
        """Lines with the quantity that went and the movement that took it; the kit's version."""
        assert path.source is not None
        made, kit_version = [], 0
        for line in lines:
            quantity = min(line.here, line.expected)
            named = chosen.get(line.item_id, [])
            if len(named) > quantity:
                raise Invalid.field("unit_ids", "units_count", count=len(named))
            if not quantity:
                continue
            unit_ids = await self.ledger.units.choose(
                line.item_id, path.source, line.here, quantity, named
            )
            mine = replace(order, quantity=quantity, unit_ids=unit_ids)
            done = await self.ledger.carry_out(line.item_id, mine, path, line.before, line.balances)
            made.append((line, quantity, done.id))
            kit_version = kit_version or done.version
        return made, kit_version

    async def _told(
        self, made: Sequence[tuple[Line, int, int]], items: Mapping[int, Any]
    ) -> list[dict[str, Any]]:
        movements = MovementRepository(self.uow.session, self.uow.ctx)
        units = await movements.units([movement_id for _, _, movement_id in made])
        return [
            {
                "item": item_ref(items[line.item_id]),
                "movement_id": movement_id,
                "quantity": quantity,
                "units": units.get(movement_id, []),
            }
            for line, quantity, movement_id in made
        ]


def _check_kind(kind: MovementType) -> None:
    """Things that come or go one by one have no case to travel in."""
    rule = RULES[kind]
    if rule.source is None or rule.target is None or rule.either:
        raise Invalid.field("movement_type", "movement_kit_kind")
