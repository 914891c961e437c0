"""Closures of venues."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


def body(venue_id: int, **values: Any) -> dict[str, Any]:
    return {
        "venue_id": venue_id,
        "starts_at": "2027-07-01T00:00:00+03:00",
        "ends_at": "2027-08-01T00:00:00+03:00",
        "reason": "Ремонт",
        **values,
    }


async def test_a_closure_is_made_changed_and_lifted(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    venue = await make.venue(theater)
    director = await as_role("technical_director")
    made = await director.post("/schedule/closures", json=body(venue))
    assert made.status_code == 201, made.text
    assert made.json()["venue"] == {"id": venue, "name": "Основная сцена"}
    path = f"/schedule/closures/{made.json()['id']}"
    match = {"If-Match": made.headers["etag"]}
    put = await director.put(path, json=body(venue, reason=None), headers=match)
    assert put.json()["reason"] is None
    assert (await director.patch(path, json={"reason": "x"}, headers=match)).status_code == 412
    patched = await director.patch(path, json={"reason": "Аренда"})
    assert patched.json()["reason"] == "Аренда"
    actor = await as_role("actor")
    assert (await actor.get(path)).json() == patched.json()
    assert (await director.delete(path)).status_code == 204
    assert (await actor.get(path)).status_code == 404


@pytest.mark.parametrize("role", ["assistant_director", "department_head", "actor"])
async def test_others_read_closures_only(
    role: str, make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    client = await as_role(role)
    venue = await make.venue(theater)
    assert (await client.post("/schedule/closures", json=body(venue))).status_code == 403
    assert (await client.get("/schedule/closures")).status_code == 200


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"ends_at": "2027-06-01T00:00:00Z"}, "ends_at"),
        ({"ends_at": "2028-07-03T00:00:00Z"}, "ends_at"),
        ({"starts_at": "2027-07-01"}, "starts_at"),
        ({"venue_id": 2_000_000_000}, "venue_id"),
        ({"reason": "x" * 256}, "reason"),
        ({"theater_id": 1}, "theater_id"),
    ],
)
async def test_broken_closures_are_refused(
    bad: dict[str, Any], field: str, make: Factory, theater: TheaterOf, admin: Client
) -> None:
    venue = await make.venue(theater)
    answer = await admin.post("/schedule/closures", json=body(venue) | bad)
    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == [field]


async def test_the_list_filters_by_venue_and_stretch(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    small, large = await make.venue(theater, "Малая"), await make.venue(theater, "Большая")
    for venue, month in ((large, 5), (small, 3), (small, 4)):
        stretch = {
            "starts_at": f"2027-{month:02}-01T00:00:00Z",
            "ends_at": f"2027-{month:02}-20T00:00:00Z",
        }
        await admin.post("/schedule/closures", json=body(venue, **stretch))

    async def venues(query: str) -> list[int]:
        answer = await admin.get(f"/schedule/closures?{query}")
        assert answer.status_code == 200, answer.text
        return [row["venue"]["id"] for row in answer.json()["items"]]

    assert await venues("") == [small, small, large]
    assert await venues(f"venue={large}") == [large]
    assert await venues("from=2027-03-20T00:00:00Z&to=2027-05-01T00:00:00Z") == [small]


async def test_a_closure_tells_what_is_on_there(
    make: Factory, theater: TheaterOf, admin: Client, as_role: SignIn
) -> None:
    """From set-up to strike; to an actor only what an actor sees of the schedule."""
    venue, other = await make.venue(theater), await make.venue(theater, "Малая")
    first = datetime(2027, 6, 30, 16, tzinfo=UTC)
    struck = await make.event(
        theater, "Разборка", starts_at=first, venue_id=venue, strike_minutes=180
    )
    at = datetime(2027, 7, 2, 16, tzinfo=UTC)
    public = await make.event(theater, "Концерт", starts_at=at, venue_id=venue, is_public=True)
    await make.event(theater, "Не здесь", starts_at=at, venue_id=other)
    await make.event(theater, "Отменён", starts_at=at, venue_id=venue, status="cancelled")
    made = await admin.post("/schedule/closures", json=body(venue))
    assert [clash["id"] for clash in made.json()["clashes"]] == [struck, public]
    actor = await as_role("actor")
    seen = await actor.get(f"/schedule/closures/{made.json()['id']}")
    assert [clash["id"] for clash in seen.json()["clashes"]] == [public]


async def test_a_foreign_venue_and_closure_look_absent(
    make: Factory, theater: TheaterOf, admin: Client, as_person: SignIn
) -> None:
    made = await admin.post("/schedule/closures", json=body(await make.venue(theater)))
    other = await make.theater()
    elsewhere = await as_person(await make.user(other, "admin"))
    path = f"/schedule/closures/{made.json()['id']}"
    assert (await elsewhere.get(path)).status_code == 404
    refused = await elsewhere.post("/schedule/closures", json=body(made.json()["venue"]["id"]))
    assert refused.json()["errors"][0]["code"] == "reference_unknown"


async def test_a_manager_who_reads_no_schedule_is_told_of_no_event(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    venue = await make.venue(theater)
    await make.event(theater, starts_at=datetime(2027, 7, 2, 16, tzinfo=UTC), venue_id=venue)
    theater.roles["keeper"] = await make.role(theater, "venue:manage")
    made = await (await as_role("keeper")).post("/schedule/closures", json=body(venue))
    assert (made.status_code, made.json()["clashes"]) == (201, [])
