"""The ledger: what each movement may do, and that balances never lie."""

from collections import Counter
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.inventory.models import ItemStatus, Movement, MovementType
from app.inventory.movements import RULES
from app.kit.audit import AuditEntry
from tests.factories import Factory, TheaterOf
from tests.inventory.tools import at_once


async def move(client: AsyncClient, item: int, kind: str, quantity: int, **sides: Any) -> Any:
    return await client.post(
        f"/inventory/{item}/movements",
        json={"movement_type": kind, "quantity": quantity, **sides},
    )


async def stock(client: AsyncClient, item: int) -> dict[tuple[int | None, str], int]:
    rows = (await client.get(f"/inventory/{item}")).json()["stock"]
    return {(row["location_id"], row["status"]): row["quantity"] for row in rows}


@pytest.fixture
async def places(make: Factory, theater: TheaterOf) -> list[int]:
    return [await make.location(theater, f"Место {n}") for n in range(3)]


@pytest.fixture
async def chairs(make: Factory, theater: TheaterOf, places: list[int]) -> int:
    return await make.item(theater, "Стул", quantity=40, location_id=places[0])


async def test_forty_chairs_lie_in_three_places(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    store, stage, shop = places
    shown = await move(admin, chairs, "transfer", 6, to_location_id=stage, to_status="on_stage")
    assert shown.status_code == 201, shown.text
    body = shown.json()
    assert (body["movement"]["from_status"], body["movement"]["to_status"]) == (
        "in_stock",
        "on_stage",
    )
    assert body["movement"]["to_location"] == {"id": stage, "name": "Место 1"}
    assert body["version"] == 2
    assert shown.headers["Location"] == f"/api/v1/inventory/{chairs}/history"
    await move(admin, chairs, "transfer", 4, to_location_id=shop, to_status="in_repair")
    assert await stock(admin, chairs) == {
        (store, "in_stock"): 30,
        (stage, "on_stage"): 6,
        (shop, "in_repair"): 4,
    }
    answer = await admin.get("/inventory")
    assert (
        f'[{{"location_id" : {store}, "status" : "in_stock", "quantity" : 30}}, '
        f'{{"location_id" : {stage}, "status" : "on_stage", "quantity" : 6}}, '
        f'{{"location_id" : {shop}, "status" : "in_repair", "quantity" : 4}}]'
    ) in answer.text
    await move(
        admin, chairs, "transfer", 5,
        from_location_id=stage, to_location_id=store, to_status="in_stock",
    )  # fmt: skip
    item = (await admin.get(f"/inventory/{chairs}")).json()
    assert (item["quantity"], item["status"], item["location"]["id"]) == (40, "in_stock", store)
    assert [b["quantity"] for b in item["stock"]] == [35, 1, 4]
    assert item["version"] == 4


async def test_written_off_pieces_stay_in_their_place_and_count_no_more(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    await move(admin, chairs, "write_off", 10)
    item = (await admin.get(f"/inventory/{chairs}")).json()
    assert (item["quantity"], item["status"]) == (30, "in_stock")
    assert await stock(admin, chairs) == {
        (places[0], "in_stock"): 30,
        (places[0], "decommissioned"): 10,
    }
    await move(admin, chairs, "write_off", 30)
    item = (await admin.get(f"/inventory/{chairs}")).json()
    assert (item["quantity"], item["status"]) == (0, "decommissioned")
    assert item["location"]["id"] == places[0]
    refused = await move(admin, chairs, "transfer", 1, to_location_id=places[1])
    assert (refused.json()["code"], refused.json()["available"]) == ("inventory.not_enough", 0)


async def test_a_count_adds_or_takes_on_one_side(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    more = await move(admin, chairs, "adjustment", 2, to_location_id=places[1])
    assert more.json()["movement"]["from_status"] is None
    less = await move(admin, chairs, "adjustment", 3, from_location_id=places[0])
    assert less.json()["movement"]["to_status"] is None
    assert await stock(admin, chairs) == {(places[0], "in_stock"): 37, (places[1], "in_stock"): 2}


async def test_a_balance_is_taken_to_the_last_piece_and_no_further(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    refused = await move(admin, chairs, "transfer", 41, to_location_id=places[1])
    problem = refused.json()
    assert (refused.status_code, problem["code"], problem["available"]) == (
        409,
        "inventory.not_enough",
        40,
    )
    assert "40" in problem["detail"]
    await move(admin, chairs, "transfer", 40, to_location_id=places[1])
    assert await stock(admin, chairs) == {(places[1], "in_stock"): 40}
    await move(admin, chairs, "adjustment", 40, from_location_id=places[1])
    item = (await admin.get(f"/inventory/{chairs}")).json()
    assert (item["stock"], item["quantity"], item["location"]) == ([], 0, None)


@pytest.mark.parametrize(
    ("kind", "sides", "field", "code"),
    [
        ("transfer", {}, "to_location_id", "movement_nowhere"),
        ("transfer", {"to_status": "decommissioned"}, "to_status", "movement_status"),
        ("transfer", {"from_status": "decommissioned"}, "from_status", "movement_status"),
        ("write_off", {"to_location_id": None}, "to_location_id", "movement_stays"),
        ("write_off", {"to_status": "in_stock"}, "to_status", "movement_status"),
        ("receipt", {"from_status": "in_stock"}, "from_location_id", "movement_no_such_side"),
        ("adjustment", {}, "to_location_id", "movement_one_side"),
        (
            "adjustment",
            {"from_status": "in_stock", "to_status": "in_stock"},
            "to_location_id",
            "movement_one_side",
        ),
        ("transfer", {"to_location_id": 2_000_000_000}, "to_location_id", "reference_unknown"),
        ("receipt", {"quantity": 0}, "quantity", "greater_than_equal"),
        ("receipt", {"quantity": 2**31}, "quantity", "less_than_equal"),
        ("receipt", {"quantity": 2**31 - 40}, "quantity", "quantity_too_large"),
        ("receipt", {"item_id": 1}, "item_id", "extra_forbidden"),
        ("lend", {}, "movement_type", "enum"),
    ],
)
async def test_movements_that_make_no_sense(
    admin: AsyncClient, chairs: int, kind: str, sides: dict[str, Any], field: str, code: str
) -> None:
    before = await stock(admin, chairs)
    answer = await move(admin, chairs, kind, **{"quantity": 1, **sides})
    assert answer.status_code == 422, answer.text
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]
    assert await stock(admin, chairs) == before


async def test_source_must_be_named_when_several_fit(
    admin: AsyncClient, chairs: int, places: list[int]
) -> None:
    await move(admin, chairs, "transfer", 10, to_location_id=places[1])
    unclear = await move(admin, chairs, "write_off", 1)
    assert unclear.json()["errors"][0]["code"] == "movement_from_unclear"
    assert (await move(admin, chairs, "write_off", 1, from_location_id=places[1])).is_success


async def test_pieces_may_lie_nowhere_in_particular(
    admin: AsyncClient, make: Factory, theater: TheaterOf, places: list[int]
) -> None:
    item = await make.item(theater, quantity=5)
    assert (await move(admin, item, "receipt", 5, to_location_id=None)).is_success
    assert await stock(admin, item) == {(None, "in_stock"): 10}
    await move(admin, item, "transfer", 4, from_location_id=None, to_location_id=places[0])
    assert await stock(admin, item) == {(None, "in_stock"): 6, (places[0], "in_stock"): 4}


async def test_the_last_piece_has_one_winner_of_fifty(
    admin: AsyncClient, make: Factory, theater: TheaterOf, places: list[int]
) -> None:
    item = await make.item(theater, quantity=1, location_id=places[0])
    path = {"from_location_id": places[0], "to_location_id": places[1]}
    answers = await at_once(50, lambda _: move(admin, item, "transfer", 1, **path))
    assert Counter(a.status_code for a in answers) == {201: 1, 409: 49}
    assert await stock(admin, item) == {(places[1], "in_stock"): 1}


async def test_history_runs_backwards_page_by_page(admin: AsyncClient, chairs: int) -> None:
    for quantity in range(1, 6):
        await move(admin, chairs, "receipt", quantity, comment=f"№ {quantity}")
    first = (await admin.get(f"/inventory/{chairs}/history", params={"limit": 4})).json()
    assert [m["quantity"] for m in first["items"]] == [5, 4, 3, 2]
    assert first["items"][0]["comment"] == "№ 5"
    rest = (
        await admin.get(
            f"/inventory/{chairs}/history", params={"limit": 4, "before": first["next"]}
        )
    ).json()
    assert [m["quantity"] for m in rest["items"]] == [1, 40]
    assert rest["next"] is None
    beyond = await admin.get(f"/inventory/{chairs}/history", params={"before": 2**31})
    assert beyond.status_code == 422


async def test_a_movement_is_audited_with_what_it_changed(
    admin: AsyncClient, make: Factory, theater: TheaterOf, chairs: int, places: list[int]
) -> None:
    await move(admin, chairs, "transfer", 40, to_location_id=places[1])
    async with make.db.read(theater.ctx) as uow:
        entry = await uow.session.scalar(select(AuditEntry).where(AuditEntry.action == "transfer"))
        assert entry.diff["moved"] == [None, 40]
        assert entry.diff["location_id"] == [places[0], places[1]]


def test_every_kind_of_movement_has_a_rule() -> None:
    assert set(RULES) == set(MovementType)


STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["receipt", "transfer", "write_off", "adjustment"]),
            "quantity": st.integers(1, 12),
            "from": st.none() | st.integers(0, 2),
            "from_status": st.none() | st.sampled_from(list(ItemStatus)),
            "to": st.none() | st.integers(0, 2),
            "to_status": st.none() | st.sampled_from(list(ItemStatus)),
        }
    ),
    min_size=10,
    max_size=20,
)


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate, Phase.explicit],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
async def test_balances_always_equal_their_movements(
    admin: AsyncClient,
    make: Factory,
    theater: TheaterOf,
    places: list[int],
    steps: list[dict[str, Any]],
) -> None:
    item = await make.item(theater, quantity=5, location_id=places[0])
    done = 0
    for step in steps:
        sides: dict[str, Any] = {
            f"{side}_status": step[f"{side}_status"]
            for side in ("from", "to")
            if step[f"{side}_status"] is not None
        }
        for side in ("from", "to"):
            if step[side] is not None:
                sides[f"{side}_location_id"] = places[step[side]]
        answer = await move(admin, item, step["kind"], step["quantity"], **sides)
        assert answer.status_code in (201, 409, 422), answer.text
        done += answer.status_code == 201
        held = await stock(admin, item)
        async with make.db.read(theater.ctx) as uow:
            lines = (
                await uow.session.scalars(select(Movement).where(Movement.item_id == item))
            ).all()
        sums: Counter[tuple[int | None, str]] = Counter()
        for line in lines:
            if line.from_status:
                sums[line.from_location_id, line.from_status] -= line.quantity
            if line.to_status:
                sums[line.to_location_id, line.to_status] += line.quantity
        assert held == {place: count for place, count in sums.items() if count}
        assert min(held.values(), default=1) > 0
        body = (await admin.get(f"/inventory/{item}")).json()
        live = [count for (_, status), count in held.items() if status != "decommissioned"]
        assert body["quantity"] == sum(live)
        assert body["version"] == 1 + done
        if held:
            shown = (body["location"] and body["location"]["id"], body["status"])
            assert held[shown] == max(live or held.values())
