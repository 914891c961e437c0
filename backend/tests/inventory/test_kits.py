"""Kits: what belongs into them, that no circle closes, and that they travel as one."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.test_movements import move, stock
from tests.inventory.test_units import agree, ids, number
from tests.inventory.tools import at_once


@pytest.fixture
async def places(make: Factory, theater: TheaterOf) -> list[int]:
    return [await make.location(theater, f"Место {n}") for n in range(3)]


async def fill(client: AsyncClient, kit: int, *lines: tuple[int, int], version: int = 0) -> Any:
    if not version:
        version = (await client.get(f"/inventory/{kit}")).json()["version"]
    return await client.put(
        f"/inventory/{kit}/contents",
        json={"lines": [{"item_id": item, "quantity": quantity} for item, quantity in lines]},
        headers={"If-Match": f'"v{version}"'},
    )


async def contents(client: AsyncClient, kit: int, **query: Any) -> Any:
    return (await client.get(f"/inventory/{kit}/contents", params=query)).json()


async def send(client: AsyncClient, kit: int, kind: str, **sides: Any) -> Any:
    return await client.post(
        f"/inventory/{kit}/kit-movements",
        json={"movement_type": kind, "quantity": 1, **sides},
    )


@pytest.fixture
async def case(
    admin: AsyncClient, make: Factory, theater: TheaterOf, places: list[int]
) -> dict[str, int]:
    """A sound case: two microphones, four cables and a box with five clips."""
    made = {
        name: await make.item(theater, title, quantity=quantity, location_id=places[0])
        for name, title, quantity in (
            ("case", "Кофр звуковой", 1),
            ("mic", "Микрофон", 4),
            ("cable", "Кабель", 10),
            ("box", "Коробка", 1),
            ("clip", "Зажим", 5),
        )
    }
    for kit, lines in (
        ("box", [(made["clip"], 5)]),
        ("case", [(made["mic"], 2), (made["cable"], 4), (made["box"], 1)]),
    ):
        assert (await fill(admin, made[kit], *lines)).status_code == 200
    return made


async def test_contents_tell_what_is_there(
    admin: AsyncClient, case: dict[str, int], places: list[int]
) -> None:
    body = await contents(admin, case["case"])
    assert (body["kits"], body["complete"], body["total"]) == (1, 3, 3)
    assert [(line["item"]["name"], line["expected"], line["here"]) for line in body["lines"]] == [
        ("Микрофон", 2, 2),
        ("Кабель", 4, 4),
        ("Коробка", 1, 1),
    ]
    assert body["lines"][2]["contents"][0]["expected"] == 5
    await move(admin, case["mic"], "issue", 3, to_location_id=places[1])
    body = await contents(admin, case["case"])
    mic = body["lines"][0]
    assert (body["complete"], mic["here"], mic["missing"]) == (2, 1, 1)
    assert [(held["location"]["id"], held["quantity"]) for held in mic["elsewhere"]] == [
        (places[1], 3)
    ]
    twice = await contents(admin, case["case"], kits=2)
    assert [line["expected"] for line in twice["lines"]] == [4, 8, 2]
    nowhere = await contents(admin, case["case"], status="on_stage", location_id=places[1])
    assert [line["here"] for line in nowhere["lines"]] == [2, 0, 0]
    item = (await admin.get(f"/inventory/{case['case']}")).json()
    assert (item["is_kit"], item["kits"]) == (True, [])
    mic_card = (await admin.get(f"/inventory/{case['mic']}")).json()
    assert [(kit["id"], kit["quantity"]) for kit in mic_card["kits"]] == [(case["case"], 2)]
    usage = (await admin.get(f"/inventory/{case['box']}/usage")).json()
    assert [(use["kind"], use["number"], use["first"][0]["name"]) for use in usage["kinds"]] == [
        ("kits", 1, "Кофр звуковой")
    ]
    listed = (await admin.get("/inventory", params={"kit": "true"})).json()["items"]
    assert {row["id"] for row in listed} == {case["case"], case["box"]}


async def test_a_kit_travels_with_everything_and_comes_back(
    admin: AsyncClient, case: dict[str, int], places: list[int]
) -> None:
    sent = await send(admin, case["case"], "tour_out", to_location_id=places[2])
    assert sent.status_code == 201, sent.text
    body = sent.json()
    assert {line["item"]["name"]: line["quantity"] for line in body["moved"]} == {
        "Кофр звуковой": 1, "Микрофон": 2, "Кабель": 4, "Коробка": 1, "Зажим": 5,
    }  # fmt: skip
    assert (body["missing"], body["version"]) == ([], 3)
    assert await stock(admin, case["cable"]) == {
        (places[0], "in_stock"): 6, (places[2], "on_tour"): 4,
    }  # fmt: skip
    journal = (await admin.get("/inventory/movements", params={"batch": body["batch"]})).json()
    assert len(journal["items"]) == 5
    home = await send(admin, case["case"], "tour_in")
    assert home.status_code == 201, home.text
    for item, quantity in (("case", 1), ("mic", 4), ("cable", 10), ("box", 1), ("clip", 5)):
        assert await stock(admin, case[item]) == {(places[0], "in_stock"): quantity}
    undone = await admin.post(f"/inventory/movements/batches/{home.json()['batch']}/undo")
    assert undone.status_code == 201, undone.text
    assert await stock(admin, case["clip"]) == {(places[2], "on_tour"): 5}


async def test_an_incomplete_kit_stays_or_goes_without(
    admin: AsyncClient, case: dict[str, int], places: list[int]
) -> None:
    await move(admin, case["clip"], "transfer", 3, to_location_id=places[1])
    await move(admin, case["mic"], "repair_out", 4, to_location_id=places[1])
    before = {name: await stock(admin, item) for name, item in case.items()}
    refused = await send(admin, case["case"], "issue", to_location_id=places[2])
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "inventory.kit_incomplete")
    told = {line["item"]["name"]: line for line in problem["missing"]}
    assert {name: (line["expected"], line["here"]) for name, line in told.items()} == {
        "Микрофон": (2, 0), "Зажим": (5, 2),
    }  # fmt: skip
    assert told["Микрофон"]["elsewhere"][0]["status"] == "in_repair"
    assert {name: await stock(admin, item) for name, item in case.items()} == before
    gone = await send(admin, case["case"], "issue", to_location_id=places[2], with_missing=True)
    assert gone.status_code == 201, gone.text
    assert {line["item"]["name"]: line["quantity"] for line in gone.json()["moved"]} == {
        "Кофр звуковой": 1, "Кабель": 4, "Коробка": 1, "Зажим": 2,
    }  # fmt: skip
    assert len(gone.json()["missing"]) == 2
    batch = gone.json()["batch"]
    assert (await admin.post(f"/inventory/movements/batches/{batch}/undo")).status_code == 201
    assert {name: await stock(admin, item) for name, item in case.items()} == before


async def test_numbered_pieces_travel_in_kits(
    admin: AsyncClient, case: dict[str, int], places: list[int]
) -> None:
    await number(admin, case["mic"], 3)
    mics = await ids(admin, case["mic"])
    named = await send(
        admin, case["case"], "issue", to_location_id=places[1], unit_ids=[mics["03"]]
    )
    assert named.status_code == 201, named.text
    moved = {line["item"]["name"]: line for line in named.json()["moved"]}
    # The third one was named; the other is the one without a number.
    assert [unit["id"] for unit in moved["Микрофон"]["units"]] == [mics["03"]]
    await agree(admin, case["mic"])
    batch = named.json()["batch"]
    await admin.post(f"/inventory/movements/batches/{batch}/undo")
    await agree(admin, case["mic"])
    await number(admin, case["mic"])
    unnamed = await send(admin, case["case"], "issue", to_location_id=places[1])
    moved = {line["item"]["name"]: line for line in unnamed.json()["moved"]}
    assert [unit["id"] for unit in moved["Микрофон"]["units"]] == [mics["01"], mics["02"]]
    await agree(admin, case["mic"])
    strange = await send(admin, case["case"], "return", unit_ids=[2_000_000_000])
    assert strange.json()["errors"][0]["code"] == "reference_unknown"


@pytest.mark.parametrize(
    ("kind", "sides", "field", "code"),
    [
        ("receipt", {}, "movement_type", "movement_kit_kind"),
        ("adjustment", {}, "movement_type", "movement_kit_kind"),
        ("transfer", {}, "to_location_id", "movement_nowhere"),
        ("issue", {"to_location_id": 2_000_000_000}, "to_location_id", "reference_unknown"),
    ],
)
async def test_movements_that_kits_do_not_make(
    admin: AsyncClient, case: dict[str, int], kind: str, sides: dict[str, Any], field: str,
    code: str,
) -> None:  # fmt: skip
    answer = await send(admin, case["case"], kind, **sides)
    assert answer.status_code == 422, answer.text
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]


async def test_more_kits_than_there_are(
    admin: AsyncClient, case: dict[str, int], places: list[int]
) -> None:
    many = await send(admin, case["case"], "issue", quantity=2, to_location_id=places[1])
    assert (many.status_code, many.json()["code"]) == (409, "inventory.not_enough")
    plain = await send(admin, case["clip"], "issue", to_location_id=places[1])
    assert (plain.status_code, plain.json()["code"]) == (409, "inventory.kit_empty")


async def test_circles_and_depth_are_refused(
    admin: AsyncClient, make: Factory, theater: TheaterOf, case: dict[str, int]
) -> None:
    circle = await fill(admin, case["box"], (case["clip"], 5), (case["case"], 1))
    assert (circle.status_code, circle.json()["code"]) == (409, "inventory.kit_cycle")
    assert "Кофр звуковой" in circle.json()["detail"]
    itself = await fill(admin, case["box"], (case["box"], 1))
    assert itself.json()["errors"][0]["code"] == "kit_in_itself"
    twice = await fill(admin, case["box"], (case["clip"], 1), (case["clip"], 2))
    assert twice.json()["errors"][0]["field"] == "lines.1.item_id"
    boxes = [await make.item(theater, f"Ящик {n}") for n in range(12)]
    answers = [
        (await fill(admin, outer, (inner, 1))).status_code for inner, outer in pairwise(boxes)
    ]
    assert answers == [200] * 10 + [409]


async def test_parallel_changes_cannot_close_a_circle(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    """A box lies in a crate; who puts the crate into a trunk and the trunk into the box at once?"""
    threes = [
        [await make.item(theater, f"{word} {n}") for word in ("Ящик", "Короб", "Сундук")]
        for n in range(10)
    ]
    for crate, box, _ in threes:
        assert (await fill(admin, crate, (box, 1), version=1)).status_code == 200

    async def put(turn: int) -> Any:
        crate, box, trunk = threes[turn // 2]
        outer, inner = (trunk, crate) if turn % 2 else (box, trunk)
        return await fill(admin, outer, (inner, 1), version=1)

    answers = [answer.status_code for answer in await at_once(20, put)]
    for first, second in zip(answers[::2], answers[1::2], strict=True):
        assert {first, second} == {200, 409}


async def test_contents_are_changed_by_version_and_journalled(
    admin: AsyncClient, case: dict[str, int]
) -> None:
    stale = await fill(admin, case["case"], (case["mic"], 1), version=1)
    assert stale.status_code == 412
    none = await fill(admin, case["case"])
    assert (none.status_code, none.json()["lines"]) == (200, [])
    assert none.headers["ETag"] == '"v3"'
    assert (await admin.get(f"/inventory/{case['case']}")).json()["is_kit"] is False


async def test_archived_things_are_missing_and_stay_in_the_list(
    admin: AsyncClient, case: dict[str, int], places: list[int]
) -> None:
    await admin.delete(f"/inventory/{case['clip']}")
    refused = await send(admin, case["case"], "issue", to_location_id=places[1])
    assert [line["item"]["archived"] for line in refused.json()["missing"]] == [True]
    kept = await fill(admin, case["box"], (case["clip"], 6))
    assert kept.status_code == 200, kept.text
    assert (await fill(admin, case["case"], (case["clip"], 1))).status_code == 422


async def test_every_moved_thing_must_be_ones_own(
    make: Factory, theater: TheaterOf, as_role: SignIn, admin: AsyncClient, places: list[int]
) -> None:
    light, sound = theater.departments["light"], theater.departments["sound"]
    crate = await make.item(theater, "Ящик", department_id=light, location_id=places[0])
    lamp = await make.item(theater, "Лампа", department_id=light, location_id=places[0])
    mic = await make.item(theater, "Микрофон", department_id=sound, location_id=places[0])
    await fill(admin, crate, (lamp, 1), (mic, 1))
    staff = await as_role("department_staff", department="light")
    refused = await send(staff, crate, "issue", to_location_id=places[1])
    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.kit_out_of_reach")
    assert "Микрофон" in refused.json()["detail"]
    assert await stock(admin, crate) == {(places[0], "in_stock"): 1}
    other = await as_role("department_staff", department="sound")
    assert (await send(other, crate, "issue", to_location_id=places[1])).status_code == 404
    assert (await fill(other, crate, (mic, 1))).status_code == 404
    assert (await other.get(f"/inventory/{crate}/contents")).status_code == 200


async def test_kits_with_a_common_thing_do_not_wait_for_one_another(
    admin: AsyncClient, make: Factory, theater: TheaterOf, places: list[int]
) -> None:
    things = [
        await make.item(theater, f"Вещь {n}", quantity=10, location_id=places[0]) for n in range(3)
    ]
    kits = [await make.item(theater, f"Ящик {n}", location_id=places[0]) for n in range(20)]
    for turn, kit in enumerate(kits):
        order = things if turn % 2 else things[::-1]
        assert (await fill(admin, kit, *((thing, 1) for thing in order))).is_success
    answers = await at_once(20, lambda n: send(admin, kits[n], "issue", to_location_id=places[1]))
    assert Counter(a.status_code for a in answers) == {201: 10, 409: 10}
    for thing in things:
        assert await stock(admin, thing) == {(places[1], "on_stage"): 10}
