"""Movements of many items: each by the ledger, in a savepoint of its own, all joined by a batch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from app.inventory.bulk.verdicts import UNCHANGED, Values, Verdict, compared, refusal, refused
from app.inventory.ledger import Ledger
from app.inventory.models import Item, ItemStatus, MovementType
from app.inventory.movement_repository import MovementRepository
from app.inventory.movements import (
    HOME,
    RULES,
    Held,
    Order,
    Place,
    not_enough,
    route,
    summary,
)
from app.inventory.reversals import Reversals
from app.kit.errors import AppError, Conflict, Invalid
from app.kit.uow import Uow


class Moves:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session
        self.ledger = Ledger(uow)

    async def run(
        self, action: Mapping[str, Any], ids: Collection[int], batch: str
    ) -> dict[int, Verdict]:
        order = _order(action, batch)
        await self.ledger.check_references(order)
        pieces = None if action["quantity"] == "all" else int(action["quantity"])
        found = {}
        # Locked in one order, so that two runs with common items cannot wait for one another.
        for item_id in sorted(ids):
            try:
                async with self.uow.savepoint():
                    found[item_id] = await self._move(item_id, order, pieces)
            except AppError as error:
                found[item_id] = refusal(error)
        return found

    async def undo(self, batch: str, versions: Mapping[int, int], again: str) -> dict[int, Verdict]:
        """Take back each item's movements of the batch, unless something has happened since."""
        by_item: dict[int, list[Any]] = {item_id: [] for item_id in versions}
        for movement in await MovementRepository(self.session, self.uow.ctx).of_batch(batch):
            if movement.item_id in by_item:
                by_item[movement.item_id].append(movement)
        found = {}
        for item_id in sorted(by_item):
            try:
                async with self.uow.savepoint():
                    found[item_id] = await self._take_back(
                        item_id, by_item[item_id], versions[item_id], again
                    )
            except AppError as error:
                found[item_id] = refusal(error)
        return found

    async def _move(self, item_id: int, order: Order, pieces: int | None) -> Verdict:
        seen, balances = await self.ledger.hold(item_id)
        before = _stock(balances)
        sources = _sources(order, balances)
        if pieces is not None and sum(held.quantity for held in sources) < pieces:
            raise not_enough(sum(held.quantity for held in sources))
        left, version = pieces, 0
        for held in sources:
            going = held.quantity if left is None else min(left, held.quantity)
            if not going:
                break
            mine = replace(
                order,
                quantity=going,
                from_location_id=held.location_id,
                from_status=ItemStatus(held.status),
                said={*order.said, "from_location_id"},
            )
            mine = await self.ledger.homeward(item_id, mine, balances)
            if _stays(mine, held):
                continue
            path = route(mine, balances)
            place = Place(held.location_id, held.status)
            units = await self.ledger.units.choose(item_id, place, held.quantity, going, ())
            done = await self.ledger.carry_out(
                item_id, replace(mine, unit_ids=units), path, seen, balances
            )
            version = done.version
            balances = await self.ledger.balances(item_id)
            seen = summary(balances)
            left = None if left is None else left - going
        if not version:
            return _nothing(order, balances)
        return compared({"stock": before}, {"stock": _stock(balances)}, version)

    async def _take_back(
        self, item_id: int, movements: Sequence[Any], version: int, again: str
    ) -> Verdict:
        reversals = Reversals(self.uow)
        _, balances = await self.ledger.hold(item_id)
        current = await self.session.scalar(select(Item.version).where(Item.id == item_id))
        if not movements or current != version:
            return refused("bulk.changed_since")
        before, now = _stock(balances), version
        for movement in movements:  # the newest first
            now = (await reversals.take_back(movement, again)).version
        return compared(
            {"stock": before}, {"stock": _stock(await self.ledger.balances(item_id))}, now
        )


def _order(action: Mapping[str, Any], batch: str) -> Order:
    """What is asked of each item; refused at once where no item could do it."""
    kind = MovementType(action["movement_type"])
    rule, said = RULES[kind], action.get("said", ())
    if rule.stays and "to_location_id" in said and action["to_location_id"] is not None:
        raise Invalid.field("to_location_id", "movement_stays")
    if kind is MovementType.TRANSFER and action["to_location_id"] is None:
        raise Invalid.field("to_location_id", "missing")
    if action["performance_id"] is not None and not rule.titled:
        raise Invalid.field("performance_id", "movement_no_title")
    status = action["from_status"]
    if status is not None and (rule.source is None or status not in rule.source.statuses):
        raise Invalid.field("from_status", "movement_status")
    return Order(
        kind,
        1,
        from_location_id=action["from_location_id"],
        from_status=None if status is None else ItemStatus(status),
        to_location_id=action["to_location_id"],
        comment=action["comment"],
        said={name for name in said if action[name] is not None},
        performance_id=action["performance_id"],
        batch=batch,
    )


def _sources(order: Order, balances: Sequence[Held]) -> list[Held]:
    """The balances to take from: the usual status first, then the larger ones."""
    side = RULES[order.kind].source
    assert side is not None  # bulk movements have no receipts among them
    fitting = [
        held
        for held in balances
        if held.status in side.statuses
        and (order.from_status is None or held.status == order.from_status)
        and ("from_location_id" not in order.said or held.location_id == order.from_location_id)
    ]
    if order.from_status is None and order.kind is not MovementType.WRITE_OFF:
        fitting = [held for held in fitting if held.status in HOME] or fitting
    return sorted(fitting, key=lambda held: (held.status != side.default, -held.quantity))


def _target(order: Order, held: Held) -> Place:
    side = RULES[order.kind].target
    location = order.to_location_id if "to_location_id" in order.said else held.location_id
    status = side.default if side is not None and side.default is not None else held.status
    return Place(location, str(status))


def _stays(order: Order, held: Held) -> bool:
    return _target(order, held) == Place(held.location_id, held.status)


def _nothing(order: Order, balances: Sequence[Held]) -> Verdict:
    """Nothing went: because all is there already, or because there is nothing to go."""
    there = [held for held in balances if _stays(order, held)]
    if there and len(there) == len(balances):
        return UNCHANGED
    raise Conflict("bulk.nothing_to_move")


def _stock(balances: Sequence[Held]) -> list[Values]:
    return [
        {"location_id": held.location_id, "status": held.status, "quantity": held.quantity}
        for held in balances
    ]
