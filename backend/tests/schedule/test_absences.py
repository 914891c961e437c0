"""Absences of people: whose may be read and told, and what they come across."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf


def body(person: Person, **values: Any) -> dict[str, Any]:
    return {
        "user_id": person.id,
        "kind": "vacation",
        "starts_at": "2027-03-01T00:00:00+03:00",
        "ends_at": "2027-03-15T00:00:00+03:00",
        "comment": "Сочи",
        **values,
    }


async def people_of(client: Client, query: str = "") -> list[int]:
    answer = await client.get(f"/schedule/absences?{query}")
    assert answer.status_code == 200, answer.text
    return [row["person"]["id"] for row in answer.json()["items"]]


async def test_an_absence_is_told_changed_and_taken_back(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    client = await as_person(actor)
    made = await client.post("/schedule/absences", json=body(actor))
    assert made.status_code == 201, made.text
    told = made.json()
    assert told["starts_at"] == "2027-02-28T21:00:00+00:00"
    assert (told["person"]["id"], told["kind"], told["clashes"]) == (actor.id, "vacation", [])
    path = f"/schedule/absences/{told['id']}"
    match = {"If-Match": made.headers["etag"]}
    put = await client.put(path, json=body(actor, kind="sick", comment=None), headers=match)
    assert (put.json()["kind"], put.json()["comment"]) == ("sick", None)
    stale = await client.patch(path, json={"kind": "other"}, headers=match)
    assert stale.status_code == 412
    patched = await client.patch(path, json={"ends_at": "2027-03-20T00:00:00Z"})
    assert patched.json()["ends_at"] == "2027-03-20T00:00:00+00:00"
    assert (await client.get(path)).headers["etag"] == patched.headers["etag"]
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("bad", "field", "code"),
    [
        ({"ends_at": "2027-02-01T00:00:00Z"}, "ends_at", "stretch_order"),
        ({"ends_at": "2027-02-28T21:00:00Z"}, "ends_at", "stretch_order"),
        ({"ends_at": "2028-03-05T00:00:00Z"}, "ends_at", "stretch_too_long"),
        ({"starts_at": "2027-03-01T00:00:00"}, "starts_at", "timezone_aware"),
        ({"starts_at": "1700000000"}, "starts_at", "datetime_parsing"),
        ({"starts_at": "0001-01-01T00:00:00+03:00"}, "starts_at", "datetime_parsing"),
        ({"kind": "strike"}, "kind", "enum"),
        ({"comment": "x" * 1001}, "comment", "string_too_long"),
        ({"user_id": 0}, "user_id", "greater_than_equal"),
        ({"id": 7}, "id", "extra_forbidden"),
    ],
)
async def test_broken_absences_are_refused(
    bad: dict[str, Any], field: str, code: str, make: Factory, theater: TheaterOf, admin: Client
) -> None:
    person = await make.user(theater, "actor")
    answer = await admin.post("/schedule/absences", json=body(person, **bad))
    assert answer.status_code == 422
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]
    made = await admin.post("/schedule/absences", json=body(person))
    answer = await admin.patch(f"/schedule/absences/{made.json()['id']}", json=bad)
    assert answer.status_code == 422


async def test_everybody_but_planners_knows_only_their_own(
    make: Factory, theater: TheaterOf, as_person: SignIn, admin: Client
) -> None:
    """A head of department plans the own department; staff reads the schedule, not the reasons."""
    light = await make.user(theater, "department_staff", "light")
    sound = await make.user(theater, "actor", "sound")
    ids = {}
    for person in (light, sound):
        ids[person.id] = (await admin.post("/schedule/absences", json=body(person))).json()["id"]
    head = await as_person(await make.user(theater, "department_head", "light"))
    nobodys_head = await as_person(await make.user(theater, "department_head"))
    assistant = await as_person(await make.user(theater, "assistant_director"))
    assert await people_of(assistant) == [light.id, sound.id]
    assert await people_of(head) == [light.id]
    assert await people_of(nobodys_head) == []
    for person, other in ((light, sound), (sound, light)):
        client = await as_person(person)
        assert await people_of(client) == [person.id]
        assert await people_of(client, f"user={other.id}") == []
        seen = await client.get(f"/schedule/absences/{ids[other.id]}")
        absent = await client.get("/schedule/absences/2000000000")
        assert (seen.status_code, absent.status_code) == (404, 404)
        for method in ("PATCH", "DELETE"):
            answer = await client.request(
                method, f"/schedule/absences/{ids[other.id]}", json={"kind": "sick"}
            )
            assert answer.status_code == 404
    assert (await head.get(f"/schedule/absences/{ids[light.id]}")).status_code == 200
    assert (await head.get(f"/schedule/absences/{ids[sound.id]}")).status_code == 404


async def test_an_absence_is_told_only_for_people_within_reach(
    make: Factory, theater: TheaterOf, as_person: SignIn, admin: Client
) -> None:
    actor = await make.user(theater, "actor", "sound")
    head = await make.user(theater, "department_head", "light")
    lighter = await make.user(theater, "department_staff", "light")
    stranger = await make.user(await make.theater(), "actor")

    async def refused(client: Client, person: Person) -> None:
        answer = await client.post("/schedule/absences", json=body(person))
        assert answer.status_code == 422, answer.text
        assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [
            ("user_id", "reference_unknown")
        ]

    await refused(await as_person(actor), lighter)
    await refused(await as_person(head), actor)
    await refused(admin, stranger)
    client = await as_person(head)
    for person in (head, lighter):
        assert (await client.post("/schedule/absences", json=body(person))).status_code == 201
    own = await as_person(lighter)
    made = await own.post("/schedule/absences", json=body(lighter))
    moved = await own.patch(f"/schedule/absences/{made.json()['id']}", json={"user_id": actor.id})
    assert moved.status_code == 422


async def test_the_list_filters_by_person_kind_and_stretch(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    planner = await make.user(theater, "assistant_director")
    one, two = [await make.user(theater, "actor") for _ in range(2)]
    client = await as_person(planner)
    for person, kind, first, last in (
        (two, "sick", 10, 12),
        (one, "vacation", 1, 5),
        (planner, "other", 20, 21),
        (one, "vacation", 4, 8),
    ):
        told = body(
            person,
            kind=kind,
            starts_at=f"2027-03-{first:02}T00:00:00Z",
            ends_at=f"2027-03-{last:02}T00:00:00Z",
        )
        assert (await client.post("/schedule/absences", json=told)).status_code == 201
    assert await people_of(client) == [one.id, one.id, two.id, planner.id]
    assert await people_of(client, "sort=-starts_at") == [planner.id, two.id, one.id, one.id]
    assert await people_of(client, f"user={one.id}&user={two.id}") == [one.id, one.id, two.id]
    assert await people_of(client, "kind=sick&kind=other") == [two.id, planner.id]
    assert await people_of(client, "mine=true") == [planner.id]
    stretch = "from=2027-03-05T00:00:00Z&to=2027-03-10T00:00:00Z"
    assert await people_of(client, stretch) == [one.id]
    assert await people_of(client, "from=2027-03-11T00:00:00Z") == [two.id, planner.id]
    page = (await client.get("/schedule/absences?page_size=2&page=2")).json()
    assert (page["total"], len(page["items"])) == (4, 2)
    for bad in ("kind=strike", "from=0", "from=2027-03-05", "sort=kind", "theater_id=1"):
        assert (await client.get(f"/schedule/absences?{bad}")).status_code == 422


async def test_an_absence_tells_what_it_comes_across(
    make: Factory, theater: TheaterOf, admin: Client, as_person: SignIn
) -> None:
    """Live events of the stretch to which the person is called, and whose call has not ended."""
    person = await make.user(theater, "actor")
    venue = await make.venue(theater)

    async def event(title: str, day: int, call: dict[str, Any] | None = None, **more: Any) -> int:
        made = await make.event(
            theater, title, starts_at=datetime(2027, 3, day, 16, tzinfo=UTC), **more
        )
        if call is not None:
            await make.call(theater, made, person.id, **call)
        return made

    inside = await event("Внутри", 5, {"role": "Нина"}, venue_id=venue)
    await make.call(theater, inside, person.id, role="Дублёр")
    await event("Отказ", 6, {"status": "declined"})
    await event("Отменён", 7, {}, status="cancelled", cancel_reason="болезнь")
    await event("Не вызван", 8)
    await event("После", 16, {})
    early = await event("Вызов раньше", 15, {"call_at": datetime(2027, 3, 14, 20, tzinfo=UTC)})
    made = await admin.post("/schedule/absences", json=body(person))
    clashes = made.json()["clashes"]
    assert [clash["id"] for clash in clashes] == [inside, early]
    assert clashes[0] == {
        "id": inside,
        "title": "Внутри",
        "event_type": "performance",
        "starts_at": "2027-03-05T16:00:00+00:00",
        "ends_at": "2027-03-05T19:00:00+00:00",
        "venue": {"id": venue, "name": "Основная сцена"},
    }
    read = await (await as_person(person)).get(f"/schedule/absences/{made.json()['id']}")
    assert read.json()["clashes"] == clashes


async def test_absences_may_overlap(make: Factory, theater: TheaterOf, admin: Client) -> None:
    person = await make.user(theater, "actor")
    for _ in range(2):
        assert (await admin.post("/schedule/absences", json=body(person))).status_code == 201


async def test_another_theatre_knows_nothing_of_them(
    make: Factory, theater: TheaterOf, admin: Client, as_person: SignIn
) -> None:
    person = await make.user(theater, "actor")
    made = await admin.post("/schedule/absences", json=body(person))
    elsewhere = await as_person(await make.user(await make.theater(), "admin"))
    assert await people_of(elsewhere) == []
    path = f"/schedule/absences/{made.json()['id']}"
    assert (await elsewhere.get(path)).status_code == 404
    assert (await elsewhere.delete(path)).status_code == 404
