"""All kinds of movement against all statuses: what the table of rules must say, written out."""

from collections import Counter
from typing import Any

import pytest
from httpx import AsyncClient

from app.inventory.models import ItemStatus, MovementType
from app.inventory.movements import Arrival, Balance, Order, Route, homeward, route
from app.kit.errors import AppError
from tests.factories import Factory, TheaterOf
from tests.inventory.test_movements import move, stock
from tests.inventory.tools import at_once

# Kind → status that pieces leave → status that they get. What is not here is refused.
LEGAL: dict[str, dict[str, str]] = {
    "transfer": {s: s for s in ("in_stock", "reserved", "on_stage", "on_tour", "in_repair")},
    "issue": {"in_stock": "on_stage", "reserved": "on_stage"},
    "return": {"on_stage": "in_stock"},
    "reserve": {"in_stock": "reserved"},
    "unreserve": {"reserved": "in_stock"},
    "repair_out": dict.fromkeys(("in_stock", "reserved", "on_stage", "on_tour"), "in_repair"),
    "repair_in": {"in_repair": "in_stock"},
    "tour_out": dict.fromkeys(("in_stock", "reserved", "on_stage"), "on_tour"),
    "tour_in": {"on_tour": "in_stock"},
    "write_off": dict.fromkeys(
        ("in_stock", "reserved", "on_stage", "on_tour", "in_repair"), "decommissioned"
    ),
}
STAYING = {"reserve", "unreserve", "write_off"}
UNTITLED = {"receipt", "repair_in", "adjustment"}
HERE, THERE = 1, 2


def ordered(kind: str, **values: Any) -> Order:
    said = {name for name in values if name.endswith("_location_id")}
    return Order(MovementType(kind), 2, said=said, **values)


@pytest.mark.parametrize("status", list(ItemStatus))
@pytest.mark.parametrize("kind", sorted(LEGAL))
def test_a_kind_moves_what_it_may_and_refuses_the_rest(kind: str, status: ItemStatus) -> None:
    balances = [Balance(HERE, status.value, 5)]
    order = ordered(kind, **({"to_location_id": THERE} if kind == "transfer" else {}))
    becomes = LEGAL[kind].get(status.value)
    if becomes is None:
        with pytest.raises(AppError):
            route(order, balances)
        return
    place = THERE if kind == "transfer" else HERE
    assert route(order, balances) == ((HERE, status.value), (place, becomes))


@pytest.mark.parametrize("status", list(ItemStatus))
def test_receipts_and_corrections_know_every_status(status: ItemStatus) -> None:
    balances = [Balance(HERE, status.value, 5)]
    place = (HERE, status.value)
    receipt = ordered("receipt", to_location_id=HERE, to_status=status)
    assert route(receipt, []) == Route(None, place)  # type: ignore[arg-type]
    fewer = ordered("adjustment", from_location_id=HERE, from_status=status)
    assert route(fewer, balances) == Route(place, None)  # type: ignore[arg-type]
    more = ordered("adjustment", to_location_id=HERE, to_status=status)
    assert route(more, balances) == Route(None, place)  # type: ignore[arg-type]


def test_the_table_above_speaks_of_every_kind() -> None:
    assert {*LEGAL, "receipt", "adjustment"} == set(MovementType)


@pytest.mark.parametrize("kind", sorted(STAYING))
def test_pieces_stay_where_their_kind_says_so(kind: str) -> None:
    status = next(iter(LEGAL[kind]))
    with pytest.raises(AppError) as refused:
        route(ordered(kind, to_location_id=THERE), [Balance(HERE, status, 5)])
    assert refused.value.errors[0].code == "movement_stays"


@pytest.mark.parametrize("kind", sorted(MovementType))
def test_a_title_belongs_to_some_kinds_only(kind: str) -> None:
    status = next(iter(LEGAL.get(kind, {"in_stock": ""})))
    sides = {"to_location_id": THERE} if kind in ("transfer", "receipt", "adjustment") else {}
    order = ordered(kind, performance_id=7, **sides)
    if kind not in UNTITLED:
        route(order, [Balance(HERE, status, 5)])
        return
    with pytest.raises(AppError) as refused:
        route(order, [Balance(HERE, status, 5)])
    assert [(e.field, e.code) for e in refused.value.errors] == [
        ("performance_id", "movement_no_title")
    ]


@pytest.mark.parametrize(
    ("lying", "arrivals", "place", "title"),
    [
        (6, [(6, 1, "in_stock", 7)], 1, 7),
        (6, [(4, 1, "reserved", 7), (4, 1, "in_stock", 7), (9, 2, "in_stock", 8)], 1, 7),
        (6, [(3, 1, "in_stock", 7), (3, 2, "in_stock", 7)], "stays", 7),
        (6, [(3, 1, "in_stock", 7), (3, 1, "in_stock", 8)], 1, None),
        (6, [(6, 1, "in_repair", 7)], "stays", 7),
        (6, [(5, 1, "in_stock", 7)], "stays", None),
        (6, [(6, None, "in_stock", None)], None, None),
        (6, [], "stays", None),
    ],
)
def test_pieces_go_home_when_the_ledger_knows_where_that_is(
    lying: int, arrivals: list[tuple[Any, ...]], place: Any, title: int | None
) -> None:
    order = homeward(ordered("return"), lying, [Arrival(*one) for one in arrivals])
    known = order.to_location_id if "to_location_id" in order.said else "stays"
    assert (known, order.performance_id) == (place, title)


def test_what_somebody_said_stands_against_what_the_ledger_knows() -> None:
    order = Order(MovementType.RETURN, 2, to_location_id=THERE, performance_id=None,
                  said={"to_location_id", "performance_id"})  # fmt: skip
    assert homeward(order, 6, [Arrival(6, HERE, "in_stock", 7)]) == order


async def test_what_is_left_out_follows_from_the_kind(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    store, stage = [await make.location(theater, n) for n in ("Склад", "Сцена")]
    title = await make.performance(theater)
    item = await make.item(theater, quantity=10, location_id=store)
    issued = await move(admin, item, "issue", 6, to_location_id=stage, performance_id=title)
    assert issued.status_code == 201, issued.text
    assert issued.json()["movement"]["performance"]["id"] == title
    for kind, quantity in (("reserve", 2), ("unreserve", 1), ("repair_out", 1), ("repair_in", 1)):
        answer = await move(admin, item, kind, quantity)
        assert answer.status_code == 201, answer.text
    back = (await move(admin, item, "return", 5)).json()["movement"]
    assert back["to_location"]["id"] == store
    assert back["performance"]["id"] == title
    await move(admin, item, "tour_out", 1, from_status="on_stage")
    assert await stock(admin, item) == {
        (store, "in_stock"): 8,
        (store, "reserved"): 1,
        (stage, "on_tour"): 1,
    }


async def test_the_status_must_be_named_when_one_place_holds_several(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    store = await make.location(theater)
    item = await make.item(theater, quantity=4, location_id=store, status="on_stage")
    await move(admin, item, "receipt", 4, to_location_id=store, to_status="reserved")
    unclear = await move(admin, item, "repair_out", 1)
    assert unclear.json()["errors"][0]["code"] == "movement_from_status_unclear"
    assert unclear.json()["errors"][0]["field"] == "from_status"
    assert (await move(admin, item, "repair_out", 1, from_status="reserved")).is_success


async def test_an_unknown_title_is_refused(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater, quantity=4)
    foreign = await make.performance(await make.theater())
    answer = await move(admin, item, "issue", 1, performance_id=foreign)
    assert answer.status_code == 422
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [
        ("performance_id", "reference_unknown")
    ]


async def test_fifty_people_at_once_never_take_more_than_there_is(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    store = await make.location(theater)
    item = await make.item(theater, quantity=10, location_id=store)
    kinds = ("issue", "reserve", "repair_out", "tour_out", "write_off")
    free = {"from_status": "in_stock"}
    answers = await at_once(50, lambda n: move(admin, item, kinds[n % 5], 1, **free))
    assert Counter(a.status_code for a in answers) == {201: 10, 409: 40}
    held = await stock(admin, item)
    assert sum(held.values()) == 10
    assert min(held.values()) > 0
    assert (store, "in_stock") not in held
