"""What a title usually needs on a venue before and after."""

from typing import Any

import pytest

from app.schedule.models import Tails
from app.schedule.tails import default_tails
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


def line(venue_id: int, **values: Any) -> dict[str, Any]:
    return {"venue_id": venue_id, "setup_minutes": 240, "strike_minutes": 90, **values}


async def put(client: Client, path: str, *items: dict[str, Any]) -> Any:
    match = {"If-Match": (await client.get(path)).headers["etag"]}
    return await client.put(path, json={"items": items}, headers=match)


async def test_the_list_is_replaced_as_a_whole(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    title, other = await make.performance(theater), await make.performance(theater, "Вишнёвый сад")
    large, small = await make.venue(theater, "Большая"), await make.venue(theater, "Малая")
    client = await as_role("assistant_director")
    path = f"/performances/{title}/tails"
    assert (await client.get(path)).json() == {"version": 1, "items": []}
    made = await put(client, path, line(small), line(large, ready_minutes=30))
    assert made.status_code == 200, made.text
    assert [(one["venue"]["name"], one["ready_minutes"]) for one in made.json()["items"]] == [
        ("Большая", 30),
        ("Малая", None),
    ]
    assert (await client.get(path)).json() == made.json()
    assert (await client.get(f"/performances/{title}")).headers["etag"] == made.headers["etag"]
    changed = await put(client, path, line(large, setup_minutes=60))
    assert [
        (one["venue"]["id"], one["setup_minutes"], one["strike_minutes"], one["ready_minutes"])
        for one in changed.json()["items"]
    ] == [(large, 60, 90, None)]
    assert changed.json()["version"] == made.json()["version"] + 1
    same = await put(client, path, line(large, setup_minutes=60))
    assert same.json() == changed.json()
    assert (await client.get(f"/performances/{other}/tails")).json()["items"] == []
    async with make.db.read(theater.ctx) as uow:
        found = await default_tails(uow, title, large)
        assert isinstance(found, Tails)
        assert (found.setup_minutes, found.strike_minutes) == (60, 90)
        assert await default_tails(uow, title, small) is None


async def test_a_lost_update_is_refused(make: Factory, theater: TheaterOf, admin: Client) -> None:
    path = f"/performances/{await make.performance(theater)}/tails"
    body = {"items": [line(await make.venue(theater))]}
    assert (await admin.put(path, json=body)).status_code == 428
    match = {"If-Match": '"v1"'}
    assert (await admin.put(path, json=body, headers=match)).status_code == 200
    assert (await admin.put(path, json={"items": []}, headers=match)).status_code == 412


@pytest.mark.parametrize(
    ("bad", "field", "code"),
    [
        ({"setup_minutes": -1}, "items.0.setup_minutes", "greater_than_equal"),
        ({"strike_minutes": 4321}, "items.0.strike_minutes", "less_than_equal"),
        ({"ready_minutes": 1441}, "items.0.ready_minutes", "less_than_equal"),
        ({"setup_minutes": "60"}, "items.0.setup_minutes", "type_mismatch"),
        ({"venue_id": 2_000_000_000}, "items.0.venue_id", "reference_unknown"),
        ({"id": 1}, "items.0.id", "extra_forbidden"),
    ],
)
async def test_broken_tails_are_refused(
    bad: dict[str, Any], field: str, code: str, make: Factory, theater: TheaterOf, admin: Client
) -> None:
    path = f"/performances/{await make.performance(theater)}/tails"
    answer = await put(admin, path, line(await make.venue(theater)) | bad)
    assert answer.status_code == 422
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]


async def test_a_venue_comes_once_and_an_archived_title_stays_as_it_was(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    title, venue = await make.performance(theater), await make.venue(theater)
    path = f"/performances/{title}/tails"
    twice = await put(admin, path, line(venue), line(venue))
    assert twice.json()["errors"][0]["field"] == "items.1.venue_id"
    await put(admin, path, line(venue))
    await admin.delete(f"/performances/{title}")
    refused = await put(admin, path)
    assert (refused.status_code, refused.json()["code"]) == (409, "performance.archived")
    assert len((await admin.get(path)).json()["items"]) == 1


async def test_others_read_them_only(
    make: Factory, theater: TheaterOf, as_role: SignIn, as_person: SignIn
) -> None:
    path = f"/performances/{await make.performance(theater)}/tails"
    head = await as_role("department_head")
    assert (await head.get(path)).status_code == 200
    assert (await head.put(path, json={"items": []})).status_code == 403
    actor = await as_role("actor")
    assert (await actor.get(path)).status_code == 404
    elsewhere = await as_person(await make.user(await make.theater(), "admin"))
    assert (await elsewhere.get(path)).status_code == 404
    match = {"If-Match": '"v1"'}
    assert (await elsewhere.put(path, json={"items": []}, headers=match)).status_code == 404
