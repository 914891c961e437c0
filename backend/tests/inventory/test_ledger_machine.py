"""Random orders against the rules: whatever happens, no balance lies and none is below zero.

The first machine drives the pure rules and a ledger in memory, thousands of steps in a second; the
second sends the same kind of orders to the API.
"""

import random
from collections import Counter
from typing import Any

from httpx import AsyncClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from app.inventory.models import ItemStatus, Movement, MovementType
from app.inventory.movements import (
    LIVE,
    RULES,
    Balance,
    Order,
    Place,
    Route,
    after,
    not_enough,
    route,
    summary,
)
from app.kit.errors import AppError
from tests.factories import Factory, TheaterOf
from tests.inventory.test_movements import move, stock

STEPS_OF_A_RUN = 60
RUNS = 100
SELDOM_A_STATUS = st.none() | st.none() | st.none() | st.sampled_from(list(ItemStatus))
taken: Counter[str] = Counter()


class Books(RuleBasedStateMachine):
    """One item; its lines are the truth, its balances what the rules make of each order."""

    def __init__(self) -> None:
        super().__init__()
        self.balances: list[Balance] = []
        self.lines: list[tuple[Route, int]] = []
        self.carry_out(Route(None, Place(1, ItemStatus.IN_STOCK.value)), 30)

    @rule(
        kind=st.sampled_from(list(MovementType)),
        quantity=st.integers(1, 5),
        places=st.tuples(*(st.none() | st.integers(1, 3) for _ in range(2))),
        statuses=st.tuples(SELDOM_A_STATUS, SELDOM_A_STATUS),
        said=st.sampled_from(
            [
                set(),
                set(),
                {"to_location_id"},
                {"from_location_id"},
                {"from_location_id", "to_location_id"},
            ]
        ),
    )
    def order(
        self, kind: MovementType, quantity: int, places: Any, statuses: Any, said: set[str]
    ) -> None:
        asked = Order(
            kind,
            quantity,
            from_location_id=places[0],
            from_status=statuses[0],
            to_location_id=places[1],
            to_status=statuses[1],
            said=said,
        )
        taken["steps"] += 1
        try:
            path = route(asked, self.balances)
        except AppError:
            return
        taken[kind.value] += 1
        self.carry_out(path, quantity)
        allowed = RULES[kind]
        if path.source is not None and path.target is not None:
            assert allowed.source is not None
            assert path.source.status in allowed.source.statuses
            assert allowed.target is not None
            assert path.target.status in allowed.target.statuses
            assert not allowed.stays or path.source.location_id == path.target.location_id

    @rule()
    def take_back(self) -> None:
        """Undo of the last line is always possible, for it puts things as they were."""
        taken["steps"] += 1
        if not self.lines:
            return
        (source, target), quantity = self.lines.pop()
        self.balances = after(Route(target, source), quantity, self.balances)

    def carry_out(self, path: Route, quantity: int) -> None:
        if path.source is not None:
            held = next((b for b in self.balances if b[:2] == path.source), None)
            assert held is not None
            assert held.quantity >= quantity, not_enough(held.quantity)
        self.balances = after(path, quantity, self.balances)
        self.lines.append((path, quantity))

    @invariant()
    def balances_are_the_sums_of_the_lines(self) -> None:
        sums: Counter[Place] = Counter()
        for (source, target), quantity in self.lines:
            if source is not None:
                sums[source] -= quantity
            if target is not None:
                sums[target] += quantity
        held = {Place(b.location_id, b.status): b.quantity for b in self.balances}
        assert len(held) == len(self.balances), "one balance for a place and status"
        assert held == {place: count for place, count in sums.items() if count}
        assert min(held.values(), default=1) > 0

    @invariant()
    def the_summary_is_that_of_the_balances(self) -> None:
        shown = summary(self.balances)
        live = [b for b in self.balances if b.status in LIVE]
        assert shown.quantity == sum(b.quantity for b in live)
        if self.balances:
            most = max(b.quantity for b in live or self.balances)
            place = Place(shown.location_id, shown.status)
            assert Balance(*place, most) in self.balances


def test_no_order_makes_the_books_lie() -> None:
    taken.clear()
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS_OF_A_RUN,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert taken["steps"] >= 5000
    assert [kind.value for kind in MovementType if not taken[kind.value]] == []


async def test_the_api_keeps_the_same_books(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    chance = random.Random(41)
    places = [None, *[await make.location(theater, f"Место {n}") for n in range(2)]]
    item = await make.item(theater, quantity=20, location_id=places[1])
    done = 0
    for step in range(200):
        kind = chance.choice(list(MovementType)).value
        sides: dict[str, Any] = {}
        for side in ("from", "to"):
            if chance.random() < 0.3:
                sides[f"{side}_location_id"] = chance.choice(places)
            if chance.random() < 0.12:
                sides[f"{side}_status"] = chance.choice(list(ItemStatus)).value
        if chance.random() < 0.1:
            line = (await admin.get(f"/inventory/{item}/history")).json()["items"]
            made = next((one["id"] for one in line if one["can_undo"]), line[0]["id"])
            answer = await admin.post(f"/inventory/movements/{made}/undo")
        else:
            answer = await move(admin, item, kind, chance.randint(1, 6), **sides)
        assert answer.status_code in (201, 409, 422), answer.text
        done += answer.status_code == 201
        if step % 20 == 19:
            await _check(admin, make, theater, item, done)
    assert done > 50


async def _check(
    admin: AsyncClient, make: Factory, theater: TheaterOf, item: int, done: int
) -> None:
    held = await stock(admin, item)
    sums: Counter[tuple[int | None, str]] = Counter()
    async with make.db.read(theater.ctx) as uow:
        for line in await uow.session.scalars(select(Movement).where(Movement.item_id == item)):
            if line.from_status:
                sums[line.from_location_id, line.from_status] -= line.quantity
            if line.to_status:
                sums[line.to_location_id, line.to_status] += line.quantity
    assert held == {place: count for place, count in sums.items() if count}
    assert min(held.values(), default=1) > 0
    body = (await admin.get(f"/inventory/{item}")).json()
    live = {place: count for place, count in held.items() if place[1] != "decommissioned"}
    assert body["quantity"] == sum(live.values())
    assert body["version"] == 1 + done
    if held:
        shown = (body["location"] and body["location"]["id"], body["status"])
        assert held[shown] == max((live or held).values())
