"""Bulk changes: the rules of single ones, an answer for each item, and one undo."""

import random
from typing import Any

import pytest
from httpx import AsyncClient

from app.inventory.models import Item
from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.test_movements import stock
from tests.inventory.tools import at_once


async def bulk(client: AsyncClient, selection: Any, dry_run: bool = False, **action: Any) -> Any:
    if isinstance(selection, list):
        selection = {"ids": selection}
    body = {"selection": selection, "action": action, "dry_run": dry_run}
    return await client.post("/inventory/bulk", json=body)


def outcomes(body: Any) -> dict[int, tuple[str, str | None]]:
    return {line["item"]["id"]: (line["outcome"], line["code"]) for line in body["results"]}


def counted(body: Any) -> tuple[int, int, int, int]:
    return body["total"], body["changed"], body["unchanged"], body["refused"]


@pytest.fixture
async def places(make: Factory, theater: TheaterOf) -> list[int]:
    return [await make.location(theater, f"Место {n}") for n in range(3)]


@pytest.fixture
async def chairs(make: Factory, theater: TheaterOf, places: list[int]) -> list[int]:
    return [
        await make.item(
            theater, f"Стул {n}", quantity=n + 1, location_id=places[0],
            department_id=theater.departments["light"],
        )
        for n in range(4)
    ]  # fmt: skip


async def test_three_hundred_move_and_come_back_and_a_foreign_one_is_refused(
    make: Factory, theater: TheaterOf, as_role: SignIn, admin: AsyncClient, places: list[int]
) -> None:
    light, sound = theater.departments["light"], theater.departments["sound"]
    own = [
        await make.item(theater, f"Лампа {n}", quantity=2, location_id=places[0],
                        department_id=light)
        for n in range(300)
    ]  # fmt: skip
    foreign = await make.item(theater, "Лампа чужая", location_id=places[0], department_id=sound)
    head = await as_role("department_head", department="light")
    query = {"query": {"q": "лампа"}}
    act: dict[str, Any] = {"type": "move", "movement_type": "transfer", "to_location_id": places[1]}

    told = await bulk(head, query, dry_run=True, **act)
    assert told.status_code == 200
    assert "id" not in told.json()
    assert counted(told.json()) == (301, 300, 0, 1)
    assert (await stock(admin, own[0])) == {(places[0], "in_stock"): 2}

    done = await bulk(head, query, **act)
    assert done.status_code == 201, done.text
    body = done.json()
    assert counted(body) == (301, 300, 0, 1)
    assert outcomes(body)[foreign] == ("refused", "bulk.not_permitted")
    refused = next(line for line in body["results"] if line["item"]["id"] == foreign)
    assert "другого цеха" in refused["message"]
    assert (await stock(admin, own[7])) == {(places[1], "in_stock"): 2}
    line = body["results"][0]
    assert line["before"]["stock"][0]["location"]["id"] == places[0]
    assert line["after"]["stock"][0]["location"]["id"] == places[1]
    batches = {
        row["batch"]
        for item_id in own[:5]
        for row in (await admin.get(f"/inventory/{item_id}/history")).json()["items"][:1]
    }
    assert len(batches) == 1

    kept = (await head.get(f"/inventory/bulk/{body['id']}")).json()
    assert kept["can_undo"]
    assert counted(kept) == (301, 300, 0, 1)
    back = await head.post(f"/inventory/bulk/{body['id']}/undo")
    assert back.status_code == 200, back.text
    assert counted(back.json()) == (300, 300, 0, 0)
    assert (await stock(admin, own[7])) == {(places[0], "in_stock"): 2}
    again = await head.post(f"/inventory/bulk/{body['id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "bulk.undone")
    assert not (await head.get(f"/inventory/bulk/{body['id']}")).json()["can_undo"]


@pytest.mark.parametrize(
    ("kind", "field", "named"),
    [("set_category", "category_id", "category"), ("set_department", "department_id", "department"),
     ("set_responsible", "responsible_id", "responsible")],
)  # fmt: skip
async def test_fields_change_and_come_back(
    admin: AsyncClient, make: Factory, theater: TheaterOf, chairs: list[int],
    kind: str, field: str, named: str,
) -> None:  # fmt: skip
    value = {
        "set_category": await make.category(theater, "Стулья"),
        "set_department": theater.departments["sound"],
        "set_responsible": (await make.user(theater, "actor")).id,
    }[kind]
    given: dict[str, Any] = {field: value}
    first = (await admin.get(f"/inventory/{chairs[0]}")).json()
    done = (await bulk(admin, chairs, type=kind, **given)).json()
    assert counted(done) == (4, 4, 0, 0)
    now = (await admin.get(f"/inventory/{chairs[0]}")).json()
    assert now[named]["id"] == value
    assert now["version"] == first["version"] + 1
    assert counted((await bulk(admin, chairs, type=kind, **given)).json()) == (4, 0, 4, 0)
    back = (await admin.post(f"/inventory/bulk/{done['id']}/undo")).json()
    assert counted(back) == (4, 4, 0, 0)
    assert (await admin.get(f"/inventory/{chairs[0]}")).json()[named] == first[named]
    journal = (await admin.get("/audit", params={"entity": "item"})).json()["items"]
    assert sum(field in row["diff"] for row in journal) >= 8


async def test_tags_join_and_leave(
    admin: AsyncClient, make: Factory, theater: TheaterOf, chairs: list[int]
) -> None:
    red, blue = await make.tag(theater, "красное"), await make.tag(theater, "синее")

    async def tags(item_id: int) -> set[int]:
        item = (await admin.get(f"/inventory/{item_id}")).json()
        return {tag["id"] for tag in item["tags"]}

    await bulk(admin, chairs[:1], type="add_tags", tag_ids=[red])
    done = (await bulk(admin, chairs, type="add_tags", tag_ids=[red, blue])).json()
    assert counted(done) == (4, 4, 0, 0)
    assert await tags(chairs[0]) == {red, blue}
    gone = (await bulk(admin, chairs, type="remove_tags", tag_ids=[red])).json()
    assert counted(gone) == (4, 4, 0, 0)
    assert await tags(chairs[3]) == {blue}
    assert counted((await admin.post(f"/inventory/bulk/{done['id']}/undo")).json()) == (4, 0, 0, 4)
    await admin.post(f"/inventory/bulk/{gone['id']}/undo")
    assert await tags(chairs[3]) == {red, blue}


async def test_archive_and_restore_mind_the_numbers(
    admin: AsyncClient, make: Factory, theater: TheaterOf, chairs: list[int]
) -> None:
    done = (await bulk(admin, chairs, type="archive")).json()
    assert counted(done) == (4, 4, 0, 0)
    assert (await admin.get(f"/inventory/{chairs[0]}")).status_code == 404
    number = done["results"][0]["item"]["inventory_number"]
    await make.item(theater, "Новый", inventory_number=number)
    back = (await admin.post(f"/inventory/bulk/{done['id']}/undo")).json()
    assert outcomes(back)[chairs[0]] == ("refused", "inventory.number_taken")
    assert counted(back) == (4, 3, 0, 1)
    moved = await bulk(admin, chairs, type="move", movement_type="reserve")
    assert outcomes(moved.json())[chairs[0]] == ("refused", "bulk.archived")
    kept = (await bulk(admin, chairs[1:], type="restore")).json()
    assert counted(kept) == (3, 0, 3, 0)


async def test_what_changed_since_stays(
    admin: AsyncClient, chairs: list[int], places: list[int]
) -> None:
    done = (await bulk(admin, chairs, type="set_condition", condition="poor")).json()
    await admin.patch(f"/inventory/{chairs[2]}", json={"name": "Табурет"})
    back = (await admin.post(f"/inventory/bulk/{done['id']}/undo")).json()
    assert outcomes(back)[chairs[2]] == ("refused", "bulk.changed_since")
    assert counted(back) == (4, 3, 0, 1)
    moved = await bulk(admin, chairs, type="move", movement_type="issue", to_location_id=places[2])
    one = {"movement_type": "return", "quantity": 1, "from_location_id": places[2]}
    await admin.post(f"/inventory/{chairs[1]}/movements", json=one)
    back = (await admin.post(f"/inventory/bulk/{moved.json()['id']}/undo")).json()
    assert outcomes(back)[chairs[1]] == ("refused", "bulk.changed_since")
    assert counted(back) == (4, 3, 0, 1)
    lines = (await admin.get(f"/inventory/bulk/{moved.json()['id']}")).json()["results"]
    assert [line["undo"]["outcome"] for line in lines] == [
        "changed", "refused", "changed", "changed",
    ]  # fmt: skip


async def test_pieces_of_several_places_go_together(
    admin: AsyncClient, chairs: list[int], places: list[int]
) -> None:
    item = chairs[3]
    for kind, extra in (("transfer", {"to_location_id": places[1]}), ("reserve", {})):
        sides = {"from_location_id": places[0], **extra}
        await admin.post(f"/inventory/{item}/movements",
                         json={"movement_type": kind, "quantity": 1, **sides})  # fmt: skip
    act: dict[str, Any] = {"type": "move", "movement_type": "transfer", "to_location_id": places[2]}
    done = (await bulk(admin, [item], **act)).json()
    assert counted(done) == (1, 1, 0, 0)
    assert await stock(admin, item) == {(places[2], "in_stock"): 3, (places[2], "reserved"): 1}
    assert counted((await bulk(admin, [item], **act)).json()) == (1, 0, 1, 0)
    few = await bulk(admin, chairs, **{**act, "quantity": 3})
    assert outcomes(few.json())[chairs[0]] == ("refused", "inventory.not_enough")
    nothing = await bulk(admin, chairs, type="move", movement_type="repair_in")
    assert outcomes(nothing.json())[item] == ("refused", "bulk.nothing_to_move")
    assert outcomes(nothing.json())[chairs[0]] == ("unchanged", None)  # at home already


async def test_a_query_leaves_out_the_excluded(admin: AsyncClient, chairs: list[int]) -> None:
    selection = {"query": {"q": "стул"}, "exclude_ids": chairs[:1]}
    done = (await bulk(admin, selection, type="set_condition", condition="fair")).json()
    assert set(outcomes(done)) == set(chairs[1:])


async def test_foreign_ids_are_not_found_and_nameless(
    admin: AsyncClient, make: Factory, chairs: list[int]
) -> None:
    other = await make.theater()
    theirs = await make.item(other, "Чужое")
    ids = [chairs[0], theirs, 2_000_000_000]
    body = (await bulk(admin, ids, type="set_condition", condition="poor")).json()
    for line in body["results"][1:]:
        assert (line["outcome"], line["code"]) == ("refused", "not_found")
        assert line["item"]["name"] is None
        assert line["item"]["inventory_number"] is None
    assert (await make.get(other, Item, theirs)).condition == "good"
    category = await make.category(other)
    refused = await bulk(admin, chairs, type="set_category", category_id=category)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "reference_unknown"


@pytest.mark.parametrize(
    "action",
    [
        {"type": "set_category", "category_id": None, "theater_id": 1},
        {"type": "set_condition", "condition": "good", "status": "in_stock"},
        {"type": "set_condition", "condition": "good", "version": 1},
        {"type": "move", "movement_type": "receipt"},
        {"type": "move", "movement_type": "adjustment"},
        {"type": "move", "movement_type": "transfer", "batch": "a" * 32, "to_location_id": 1},
        {"type": "set_number", "inventory_number": "1"},
        {"type": "archive", "deleted_at": None},
        {"type": "add_tags", "tag_ids": []},
        {"name": "x"},
        {"type": ["move"]},
    ],
)
async def test_an_act_sets_nothing_but_its_own_field(
    admin: AsyncClient, chairs: list[int], action: Any
) -> None:
    body = {"selection": {"ids": chairs}, "action": action}
    assert (await admin.post("/inventory/bulk", json=body)).status_code == 422


async def test_limits_are_told_with_the_number(admin: AsyncClient, chairs: list[int]) -> None:
    many = await bulk(admin, list(range(1, 2_502)), type="archive")
    assert many.status_code == 422
    assert "2501" in many.text
    wrong: tuple[Any, ...] = ({}, {"ids": []}, {"ids": chairs, "query": {}}, {"query": {"page": 2}})
    for selection in wrong:
        assert (await bulk(admin, selection, type="archive")).status_code == 422


async def test_a_head_gives_nothing_away(
    as_role: SignIn, theater: TheaterOf, chairs: list[int]
) -> None:
    head = await as_role("department_head", department="light")
    sound = theater.departments["sound"]
    refused = await bulk(head, chairs, type="set_department", department_id=sound)
    assert refused.json()["errors"][0]["code"] == "department_foreign"
    staff = await as_role("department_staff", department="light")
    assert (await bulk(staff, chairs, type="archive")).status_code == 403


async def test_runs_are_their_authors_own(
    admin: AsyncClient, as_role: SignIn, chairs: list[int]
) -> None:
    head = await as_role("department_head", department="light")
    other = await as_role("department_head", department="light")
    run = (await bulk(head, chairs, type="archive")).json()["id"]
    assert [r["id"] for r in (await head.get("/inventory/bulk")).json()["items"]] == [run]
    assert (await other.get("/inventory/bulk")).json()["items"] == []
    assert (await other.get(f"/inventory/bulk/{run}")).status_code == 404
    assert (await other.post(f"/inventory/bulk/{run}/undo")).status_code == 404
    assert (await admin.post(f"/inventory/bulk/{run}/undo")).status_code == 200


async def test_a_repeated_run_answers_once(admin: AsyncClient, chairs: list[int]) -> None:
    body = {"selection": {"ids": chairs}, "action": {"type": "archive"}}
    first, second = [
        await admin.post("/inventory/bulk", json=body, headers={"Idempotency-Key": "b1"})
        for _ in range(2)
    ]
    assert first.json() == second.json()
    assert second.headers["Idempotent-Replayed"] == "true"


async def test_parallel_runs_and_single_movers_keep_the_balances(
    admin: AsyncClient, chairs: list[int], places: list[int]
) -> None:
    dice = random.Random(3)

    async def send(number: int) -> Any:
        to = places[dice.randrange(3)]
        if number % 2:
            return await bulk(
                admin, dice.sample(chairs, 4), type="move", movement_type="transfer",
                to_location_id=to, from_status="in_stock",
            )  # fmt: skip
        return await admin.post(
            f"/inventory/{dice.choice(chairs)}/movements",
            json={"movement_type": "transfer", "quantity": 1, "from_location_id": places[0],
                  "to_location_id": to},
        )  # fmt: skip

    answers = await at_once(12, send)
    assert {answer.status_code for answer in answers} <= {201, 409, 422}
    for n, item in enumerate(chairs):
        assert sum((await stock(admin, item)).values()) == n + 1


async def test_two_thousand_items_change_at_once(
    admin: AsyncClient, make: Factory, theater: TheaterOf
) -> None:
    async with make.db.write(theater.ctx) as uow:
        rows = [Item(name=f"Рейка {n}", inventory_number=f"R-{n}") for n in range(2_000)]
        uow.session.add_all(rows)
        await uow.session.flush()
        ids = [row.id for row in rows]
    done = (await bulk(admin, ids, type="set_condition", condition="poor")).json()
    assert counted(done) == (2_000, 2_000, 0, 0)
