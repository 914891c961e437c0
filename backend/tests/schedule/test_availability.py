"""Free and busy hours of people and venues, and the rows of the calendar by resources."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf

MONTH = "from=2027-03-01T00:00:00Z&to=2027-04-01T00:00:00Z"


def at(day: int, hour: int = 16, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


async def asked(client: Client, query: str, stretch: str = MONTH) -> dict[str, Any]:
    answer = await client.get(f"/schedule/availability?{stretch}&{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_person_is_busy_from_the_call_and_while_away(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    person = await make.user(theater, "actor", last_name="Орлов")
    venue = await make.venue(theater)
    show = await make.event(theater, starts_at=at(5), venue_id=venue, setup_minutes=240)
    await make.call(theater, show, person.id, role="Нина", status="confirmed")
    await make.call(theater, show, person.id, role="Горничная", call_at=at(5, 14))
    for title, call, event in (
        ("Отказ", {"status": "declined"}, {}),
        ("Отмена", {}, {"status": "cancelled"}),
        ("Апрель", {}, {"starts_at": at(1, 0, month=4)}),
    ):
        other = await make.event(theater, title, **{"starts_at": at(6)} | event)
        await make.call(theater, other, person.id, **call)
    tour = await make.event(theater, "Гастроли", starts_at=at(20, month=2), hours=24 * 12)
    await make.call(theater, tour, person.id)
    await make.absence(theater, person.id, at(30), at(4, month=4), kind="sick", comment="грипп")
    found = await asked(admin, f"user={person.id}")
    assert found["venues"] == []
    (one,) = found["people"]
    assert (one["id"], one["name"]) == (person.id, "Орлов П. С.")
    assert [(b["kind"], b["starts_at"][5:13], b["ends_at"][5:13]) for b in one["busy"]] == [
        ("event", "02-20T16", "03-04T16"),
        ("event", "03-05T14", "03-05T19"),
        ("absence", "03-30T16", "04-04T16"),
    ]
    assert one["busy"][1]["event"]["venue"] == {"id": venue, "name": "Основная сцена"}
    assert [b["status"] for b in one["busy"]] == ["invited", "invited", None]
    assert one["busy"][2]["event"] is None
    assert "грипп" not in str(found)


async def test_a_venue_is_busy_from_set_up_to_strike_and_while_closed(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    large, small = await make.venue(theater, "Большая"), await make.venue(theater, "Малая")
    show = await make.event(
        theater, starts_at=at(5), venue_id=large, setup_minutes=240, strike_minutes=60
    )
    await make.event(theater, "Отмена", starts_at=at(6), venue_id=large, status="cancelled")
    await make.event(theater, "Не спрошен", starts_at=at(6), venue_id=small)
    early = await make.event(theater, "До", starts_at=at(28, 20, 2), venue_id=large)
    await make.closure(theater, large, at(20), at(2, month=4))
    found = await asked(admin, f"venue={large}")
    assert found["people"] == []
    (one,) = found["venues"]
    assert (one["id"], one["name"]) == (large, "Большая")
    assert [
        (b["kind"], b["starts_at"][5:13], b["ends_at"][5:13], b["event"] and b["event"]["id"])
        for b in one["busy"]
    ] == [
        ("event", "03-05T12", "03-05T20", show),
        ("closure", "03-20T16", "04-02T16", None),
    ]
    earlier = await asked(
        admin, f"venue={large}", "from=2027-02-28T20:30:00Z&to=2027-03-05T12:00:00Z"
    )
    assert [b["event"]["id"] for b in earlier["venues"][0]["busy"]] == [early]


async def test_an_actor_learns_of_nobody_else_and_of_no_hidden_event(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor, other = await make.user(theater, "actor"), await make.user(theater, "actor")
    venue = await make.venue(theater)
    shows = [
        await make.event(theater, starts_at=at(day), venue_id=venue, is_public=day == 7)
        for day in (5, 6, 7)
    ]
    await make.call(theater, shows[0], actor.id, status="tentative")
    await make.call(theater, shows[1], other.id)
    client = await as_person(actor)
    found = await asked(client, f"user={actor.id}&user={other.id}&venue={venue}")
    (one,) = found["people"]
    assert one["id"] == actor.id
    assert [(b["event"]["id"], b["status"]) for b in one["busy"]] == [(shows[0], "tentative")]
    (place,) = found["venues"]
    assert [b["event"] and b["event"]["id"] for b in place["busy"]] == [shows[0], None, shows[2]]


async def test_staff_sees_who_is_busy_but_no_answers(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    show = await make.event(theater, starts_at=at(5))
    await make.call(theater, show, actor.id, status="confirmed")
    for role, status in (("department_staff", None), ("department_head", "confirmed")):
        found = await asked(await as_role(role), f"user={actor.id}")
        (busy,) = found["people"][0]["busy"]
        assert (busy["event"]["id"], busy["status"]) == (show, status)


async def test_a_department_watches_its_own_people(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    theater.roles["watcher"] = await make.role(theater, "schedule:read@department")
    light = await make.user(theater, "actor", "light")
    sound = await make.user(theater, "actor", "sound")
    question = f"user={light.id}&user={sound.id}"
    found = await asked(await as_role("watcher", department="light"), question)
    assert [one["id"] for one in found["people"]] == [light.id]
    assert (await asked(await as_role("watcher"), question))["people"] == []


async def test_a_foreign_person_and_venue_look_absent(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    other = await make.theater()
    person, venue = await make.user(other, "actor"), await make.venue(other)
    found = await asked(admin, f"user={person.id}&venue={venue}&user=2000000000")
    assert found == {"people": [], "venues": []}
    assert await asked(admin, "") == {"people": [], "venues": []}


async def test_an_unchanged_answer_is_not_sent_twice(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    person = await make.user(theater, "actor")
    url = f"/schedule/availability?{MONTH}&user={person.id}"
    tag = (await admin.get(url)).headers["etag"]
    assert (await admin.get(url, headers={"If-None-Match": tag})).status_code == 304
    told = {
        "user_id": person.id, "kind": "sick",
        "starts_at": at(5).isoformat(), "ends_at": at(6).isoformat(),
    }  # fmt: skip
    await admin.post("/schedule/absences", json=told)
    changed = await admin.get(url, headers={"If-None-Match": tag})
    assert changed.json()["people"][0]["busy"][0]["kind"] == "absence"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from=2027-03-01T00:00:00Z",
        "from=2027-03-01T00:00:00Z&to=2027-03-01T00:00:00Z",
        "from=2027-03-02T00:00:00Z&to=2027-03-01T00:00:00Z",
        "from=2027-03-01T00:00:00Z&to=2027-05-03T00:00:00Z",
        "from=2027-03-01&to=2027-03-02",
        f"{MONTH}&user=x",
        f"{MONTH}&user=0",
        f"{MONTH}&role=1",
        MONTH + "&user=1" * 101,
        MONTH + "&venue=1" * 101,
    ],
)
async def test_broken_questions_are_refused(query: str, admin: Client) -> None:
    assert (await admin.get(f"/schedule/availability?{query}")).status_code == 422


async def rows(client: Client, query: str) -> list[dict[str, Any]]:
    answer = await client.get(f"/schedule/resources?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_venues_as_rows(make: Factory, theater: TheaterOf, admin: Client) -> None:
    for name, kind, more in (
        ("Архивная", "stage", {"is_active": False}),
        ("ДК", "tour", {"city": "Омск", "capacity": 800}),
        ("Класс", "rehearsal", {}),
        ("Сцена", "stage", {"capacity": 400}),
    ):
        code = f"v{len(name)}{kind}"
        made = await admin.post("/venues", json={"name": name, "type": kind, "code": code, **more})
        assert made.status_code == 201, made.text
    found = await rows(admin, "by=venue")
    assert [(row["name"], row["subtitle"], row["is_active"]) for row in found] == [
        ("Сцена", "Мест: 400", True),
        ("Класс", None, True),
        ("ДК", "Омск · Мест: 800", True),
        ("Архивная", None, False),
    ]
    assert [row["name"] for row in await rows(admin, "by=venue&q=омск")] == ["ДК"]


async def test_people_as_rows(make: Factory, theater: TheaterOf, as_role: SignIn) -> None:
    admin = await as_role("admin", last_name="Яшин")
    for name, department, active in (
        ("Ёлкин", "sound", True),
        ("Жуков", "sound", True),
        ("Волков", "sound", False),
        ("Белов", "light", True),
    ):
        await make.user(theater, "department_staff", department, last_name=name, is_active=active)
    found = await rows(admin, "by=staff")
    assert [(row["name"], (row["department"] or {}).get("name")) for row in found] == [
        ("Белов П. С.", "Light"),
        ("Ёлкин П. С.", "Sound"),
        ("Жуков П. С.", "Sound"),
        ("Яшин П. С.", None),
    ]
    assert found[0]["subtitle"] == "department_staff"
    sound = f"by=staff&department={theater.departments['sound']}"
    assert [row["name"] for row in await rows(admin, sound)] == ["Ёлкин П. С.", "Жуков П. С."]
    assert [row["name"] for row in await rows(admin, "by=staff&q=елкин петр")] == ["Ёлкин П. С."]
    actor = await as_role("actor", last_name="Актёров")
    assert [(row["name"], row["subtitle"]) for row in await rows(actor, "by=staff")] == [
        ("Актёров П. С.", None)
    ]
    for bad in ("", "by=props", "by=staff&department=x", "by=staff&page=1"):
        assert (await admin.get(f"/schedule/resources?{bad}")).status_code == 422


async def test_venues_by_their_second_address(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    await make.venue(theater)
    actor = await as_role("actor")
    first, second = await actor.get("/venues"), await actor.get("/schedule/venues?q=сцена")
    assert first.json() == second.json()
    assert second.json()["total"] == 1
