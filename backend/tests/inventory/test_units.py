"""Numbered pieces: their numbers, their movements, and that they never part from the balances."""

from collections import Counter
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.inventory.units.numbering import proposed, running
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.test_movements import move, stock
from tests.inventory.tools import at_once

NUMBER = "СВ-1302"


@pytest.fixture
async def places(make: Factory, theater: TheaterOf) -> list[int]:
    return [await make.location(theater, f"Место {n}") for n in range(3)]


@pytest.fixture
async def spots(make: Factory, theater: TheaterOf, places: list[int]) -> int:
    return await make.item(
        theater, "Прожектор 26°", inventory_number=NUMBER, quantity=18, location_id=places[0]
    )


async def units(client: AsyncClient, item: int) -> Any:
    return (await client.get(f"/inventory/{item}/units")).json()


async def ids(client: AsyncClient, item: int) -> dict[str, int]:
    return {u["number"].rsplit("/")[-1]: u["id"] for u in (await units(client, item))["items"]}


async def number(client: AsyncClient, item: int, count: int = 1, **values: Any) -> Any:
    return await client.post(f"/inventory/{item}/units", json={"count": count, **values})


async def agree(client: AsyncClient, item: int) -> None:
    """No balance holds fewer pieces than units, and together they make the balance."""
    held = await stock(client, item)
    body = await units(client, item)
    numbered = Counter((u["location"] and u["location"]["id"], u["status"]) for u in body["items"])
    free = {(u["location_id"], u["status"]): u["quantity"] for u in body["unnumbered"]}
    assert numbered + Counter(free) == Counter(held)


def test_numbers_go_on_after_the_last() -> None:
    assert running("СВ-1", ["СВ-1/01", "св-1/17", "СВ-1/х", "СВ-10/99", "СВ-1/02/5"]) == 17
    assert proposed("СВ-1", 0, 2, set()) == ["СВ-1/01", "СВ-1/02"]
    assert proposed("СВ-1", 8, 3, {"св-1/10"}) == ["СВ-1/09", "СВ-1/11", "СВ-1/12"]
    assert proposed("С", 98, 3, set()) == ["С/099", "С/100", "С/101"]


async def test_eighteen_pieces_get_their_numbers_and_the_balance_stays(
    admin: AsyncClient, spots: int, places: list[int]
) -> None:
    made = await number(admin, spots, 18)
    assert made.status_code == 201, made.text
    assert [u["number"] for u in made.json()["items"]] == [f"{NUMBER}/{n:02}" for n in range(1, 19)]
    assert await stock(admin, spots) == {(places[0], "in_stock"): 18}
    more = await number(admin, spots)
    assert (more.status_code, more.json()["code"]) == (409, "inventory.unnumbered_few")
    assert more.json()["available"] == 0
    found = (await admin.get(f"/inventory/by-number/{NUMBER.lower()}/07")).json()
    assert (found["id"], found["piece"]["number"]) == (spots, f"{NUMBER}/07")
    plain = (await admin.get(f"/inventory/by-number/{NUMBER}")).json()
    assert (plain["id"], plain["piece"]) == (spots, None)


async def test_a_mixed_card_moves_unnumbered_pieces_and_named_units(
    admin: AsyncClient, spots: int, places: list[int]
) -> None:
    await number(admin, spots, 15)
    refused = await move(admin, spots, "issue", 4, to_location_id=places[1])
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "inventory.units_needed")
    assert (problem["unnumbered"], len(problem["units"])) == (3, 15)
    assert "3" in problem["detail"]
    assert (await move(admin, spots, "issue", 3, to_location_id=places[1])).is_success
    by_number = await ids(admin, spots)
    chosen = [by_number["07"], by_number["03"]]
    moved = await move(admin, spots, "issue", 2, to_location_id=places[1], unit_ids=chosen)
    assert moved.status_code == 201, moved.text
    assert [u["number"] for u in moved.json()["movement"]["units"]] == [
        f"{NUMBER}/03",
        f"{NUMBER}/07",
    ]
    assert await stock(admin, spots) == {(places[0], "in_stock"): 13, (places[1], "on_stage"): 5}
    await agree(admin, spots)
    seven = (await admin.get(f"/inventory/{spots}/units/{by_number['07']}")).json()
    assert (seven["location"]["id"], seven["status"], seven["version"]) == (
        places[1], "on_stage", 2,
    )  # fmt: skip
    back = await move(admin, spots, "return", 1, unit_ids=[by_number["07"]])
    assert back.status_code == 201, back.text
    assert back.json()["movement"]["to_location"]["id"] == places[0]
    path = f"/inventory/{spots}/units/{by_number['07']}/history"
    kinds = [m["movement_type"] for m in (await admin.get(path)).json()["items"]]
    assert kinds == ["return", "issue"]
    await agree(admin, spots)


async def test_units_that_cannot_go(
    admin: AsyncClient, make: Factory, theater: TheaterOf, spots: int, places: list[int]
) -> None:
    await number(admin, spots, 3)
    by_number = await ids(admin, spots)
    one, two = by_number["01"], by_number["02"]
    await move(admin, spots, "issue", 1, to_location_id=places[1], unit_ids=[one])
    other = await make.item(theater, "Иное", location_id=places[0])
    strange = await make.unit(theater, other, "И-1/01", location_id=places[0])
    refusals: tuple[tuple[dict[str, Any], int, str], ...] = (
        ({"quantity": 2, "unit_ids": [two]}, 422, "units_count"),
        ({"quantity": 2, "unit_ids": [one, two]}, 422, "units_apart"),
        ({"quantity": 1, "unit_ids": [strange]}, 422, "reference_unknown"),
        (
            {"quantity": 1, "unit_ids": [one], "from_location_id": places[0]},
            409,
            "inventory.units_elsewhere",
        ),
    )
    for sides, status, code in refusals:
        answer = await move(admin, spots, "transfer", to_location_id=places[2], **sides)
        assert answer.status_code == status, answer.text
        assert answer.json()["errors"][0]["code"] == code
    received = await move(admin, spots, "receipt", 1, to_location_id=places[0], unit_ids=[two])
    assert received.json()["errors"][0]["code"] == "units_outside"
    await agree(admin, spots)


async def test_taking_back_brings_the_units_home(
    admin: AsyncClient, spots: int, places: list[int]
) -> None:
    await number(admin, spots, 18)
    by_number = await ids(admin, spots)
    sent = await move(
        admin, spots, "tour_out", 2, to_location_id=places[2],
        unit_ids=[by_number["01"], by_number["18"]],
    )  # fmt: skip
    undone = await admin.post(f"/inventory/movements/{sent.json()['movement']['id']}/undo")
    assert undone.status_code == 201, undone.text
    assert len(undone.json()["movement"]["units"]) == 2
    await agree(admin, spots)
    # A piece that a count did not find leaves the books with its number, and may turn up again.
    lost = await move(
        admin, spots, "adjustment", 1, from_location_id=places[0], unit_ids=[by_number["05"]]
    )
    assert lost.status_code == 201, lost.text
    assert "05" not in await ids(admin, spots)
    await agree(admin, spots)
    found = await admin.post(f"/inventory/movements/{lost.json()['movement']['id']}/undo")
    assert found.status_code == 201, found.text
    assert (await ids(admin, spots))["05"] == by_number["05"]
    await agree(admin, spots)


async def test_a_removed_number_leaves_the_piece_and_may_be_given_again(
    admin: AsyncClient, spots: int, places: list[int]
) -> None:
    await number(admin, spots, 2)
    by_number = await ids(admin, spots)
    assert (await admin.delete(f"/inventory/{spots}/units/{by_number['02']}")).status_code == 204
    assert await stock(admin, spots) == {(places[0], "in_stock"): 18}
    assert (await admin.get(f"/inventory/{spots}/units/{by_number['02']}")).status_code == 404
    again = await number(admin, spots, number=f"{NUMBER}/02", serial_number="SN 77")
    assert again.status_code == 201, again.text
    await agree(admin, spots)
    assert (await admin.get("/inventory/by-number/sn%2077")).json()["piece"]["id"] == (
        again.json()["items"][0]["id"]
    )


async def test_numbers_are_unique_in_the_theatre(
    admin: AsyncClient, make: Factory, theater: TheaterOf, spots: int, places: list[int]
) -> None:
    other = await make.item(theater, "Прожектор 36°", inventory_number="СВ-1303", quantity=5)
    await number(admin, spots, 2)
    for taken in (f"{NUMBER.lower()}/01", "св-1303"):
        answer = await number(admin, other, number=taken)
        assert (answer.status_code, answer.json()["code"]) == (409, "unit.number_taken")
        assert answer.json()["errors"][0]["field"] == "number"
    # The next ones step over what another item's piece was given by hand.
    await number(admin, other, number=f"{NUMBER}/03")
    third = await number(admin, spots)
    assert third.json()["items"][0]["number"] == f"{NUMBER}/04"
    first = (await ids(admin, spots))["01"]
    twice = await admin.patch(f"/inventory/{spots}/units/{first}", json={"number": "св-1302/02"})
    assert (twice.status_code, twice.json()["code"]) == (409, "unit.number_taken")
    # An archived item frees the numbers of its pieces, and comes back only while they are free.
    await admin.delete(f"/inventory/{other}")
    assert (await number(admin, spots, number=f"{NUMBER}/03")).status_code == 201
    restored = await admin.post(f"/inventory/{other}/restore")
    assert (restored.status_code, restored.json()["code"]) == (409, "unit.number_taken")


async def test_parallel_numbering_never_gives_a_number_twice(
    admin: AsyncClient, spots: int
) -> None:
    answers = await at_once(20, lambda _: number(admin, spots))
    assert Counter(a.status_code for a in answers) == {201: 18, 409: 2}
    given_out = [a.json()["items"][0]["number"] for a in answers if a.is_success]
    assert sorted(given_out) == [f"{NUMBER}/{n:02}" for n in range(1, 19)]


async def test_fifty_movers_keep_units_and_balances_in_step(
    admin: AsyncClient, spots: int, places: list[int]
) -> None:
    await number(admin, spots, 10)
    chosen = list((await ids(admin, spots)).values())

    async def send(turn: int) -> Any:
        sides: dict[str, Any] = {
            "from_location_id": places[0], "to_location_id": places[1 + turn % 2],
        }  # fmt: skip
        if turn % 3:
            sides["unit_ids"] = [chosen[turn % 10]]
        return await move(admin, spots, "issue", 1, **sides)

    answers = await at_once(50, send)
    codes = Counter(a.status_code for a in answers)
    # Ten units and eight pieces without number, each went once.
    assert codes == {201: 18, 409: 32}
    await agree(admin, spots)


async def test_search_and_filters_find_an_item_by_its_pieces(
    admin: AsyncClient, spots: int
) -> None:
    await number(admin, spots, 3)
    await number(admin, spots, number="ПРК-особый", serial_number="ZX81-007")
    for q in ("СВ-1302/02", "zx81", "особый"):
        rows = (await admin.get("/inventory", params={"q": q})).json()["items"]
        assert [row["id"] for row in rows] == [spots], q
    unit = (await ids(admin, spots))["ПРК-особый"]
    await admin.delete(f"/inventory/{spots}/units/{unit}")
    assert (await admin.get("/inventory", params={"q": "zx81"})).json()["items"] == []


async def test_only_ones_own_department_numbers_and_edits(
    make: Factory, theater: TheaterOf, as_role: SignIn, places: list[int]
) -> None:
    light, sound = theater.departments["light"], theater.departments["sound"]
    mine = await make.item(theater, quantity=3, department_id=light, location_id=places[0])
    foreign = await make.item(theater, quantity=3, department_id=sound, location_id=places[0])
    unit = await make.unit(theater, foreign, "З-1/01", location_id=places[0])
    staff = await as_role("department_staff", department="light")
    assert (await number(staff, mine, 2)).status_code == 201
    assert (await number(staff, foreign, 1)).status_code == 404
    path = f"/inventory/{foreign}/units/{unit}"
    assert (await staff.get(path)).status_code == 200
    assert (await staff.patch(path, json={"note": "моё"})).status_code == 404
    assert (await staff.delete(path)).status_code == 404
    actor = await as_role("actor")
    assert (await actor.get(f"/inventory/{mine}/units")).status_code == 404
    assert (await actor.get("/inventory/by-number/З-1%2F01")).status_code == 404


STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "act": st.sampled_from(["move", "move_units", "number", "remove", "undo"]),
            "kind": st.sampled_from(["transfer", "write_off", "adjustment", "receipt", "issue"]),
            "quantity": st.integers(1, 4),
            "from": st.integers(0, 2),
            "to": st.integers(0, 2),
        }
    ),
    min_size=8,
    max_size=16,
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate, Phase.explicit],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
async def test_units_never_outnumber_their_balance(
    admin: AsyncClient,
    make: Factory,
    theater: TheaterOf,
    places: list[int],
    steps: list[dict[str, Any]],
) -> None:
    item = await make.item(theater, quantity=6, location_id=places[0])
    for step in steps:
        source, target = places[step["from"]], places[step["to"]]
        kind, quantity = step["kind"], step["quantity"]
        sides: dict[str, Any] = {}
        if kind not in ("receipt",):
            sides["from_location_id"] = source
        if kind in ("transfer", "issue", "receipt"):
            sides["to_location_id"] = target
        match step["act"]:
            case "number":
                answer = await number(admin, item, quantity, location_id=source)
            case "remove":
                present = list((await ids(admin, item)).values())
                if not present:
                    continue
                answer = await admin.delete(f"/inventory/{item}/units/{present[0]}")
            case "undo":
                feed = (await admin.get(f"/inventory/{item}/history")).json()["items"]
                last = next((m["id"] for m in feed if m["can_undo"]), 2_000_000_000)
                answer = await admin.post(f"/inventory/movements/{last}/undo")
            case "move_units":
                there = [
                    u["id"]
                    for u in (await units(admin, item))["items"]
                    if u["location"]["id"] == source
                ][:quantity]
                answer = await move(admin, item, kind, max(1, len(there)), unit_ids=there, **sides)
            case _:
                answer = await move(admin, item, kind, quantity, **sides)
        assert answer.status_code in (200, 201, 204, 404, 409, 422), answer.text
        await agree(admin, item)


async def test_moving_and_numbering_at_once(
    admin: AsyncClient, spots: int, places: list[int]
) -> None:
    """A number is given to a piece that is there, or not at all."""

    async def send(turn: int) -> Any:
        if turn % 2:
            return await number(admin, spots, location_id=places[0])
        return await move(
            admin, spots, "transfer", 2, from_location_id=places[0], to_location_id=places[1]
        )

    answers = await at_once(24, send)
    assert {a.status_code for a in answers} <= {201, 409}
    await agree(admin, spots)
