"""Series: rows of one rule, changed for one date, from one on, or all ahead."""

from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.tools import at_once

WEEKLY = {
    "title": "Вокал",
    "event_type": "rehearsal",
    "starts_at": "2027-03-02T10:00:00+03:00",
    "ends_at": "2027-03-02T11:30:00+03:00",
    "rrule": "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
}
RANGE: dict[str, Any] = {
    "from": "2027-01-01T00:00:00Z",
    "to": "2027-12-31T00:00:00Z",
    "page_size": 1000,
}


async def made(client: Client, **values: Any) -> list[int]:
    answer = await client.post("/schedule", json=WEEKLY | values)
    assert answer.status_code == 201, answer.text
    return [event["id"] for event in answer.json()["events"]]


async def starts(client: Client, **query: Any) -> list[str]:
    found = (await client.get("/schedule", params=RANGE | query)).json()
    return [row["starts_at"][5:16] for row in found["items"]]


async def test_every_date_is_an_event(admin: Client, make: Factory, theater: TheaterOf) -> None:
    answer = await admin.post("/schedule", json=WEEKLY)
    body = answer.json()
    assert len(body["events"]) == 6
    assert "каждый вторник" in body["text"]
    assert await starts(admin) == [
        "03-02T07:00", "03-09T07:00", "03-16T07:00", "03-23T07:00", "03-30T07:00", "04-06T07:00",
    ]  # fmt: skip
    one = (await admin.get(f"/schedule/{body['events'][2]['id']}")).json()
    assert (one["series"]["id"], one["series"]["count"]) == (body["series_id"], 6)


async def test_all_dates_or_none(admin: Client, make: Factory, theater: TheaterOf) -> None:
    hall = await make.venue(theater)
    seventh = {
        "event_type": "meeting", "venue_id": hall,
        "starts_at": "2027-04-06T10:30:00+03:00", "ends_at": "2027-04-06T12:00:00+03:00",
    }  # fmt: skip
    assert (await admin.post("/schedule", json=seventh)).status_code == 201
    refused = await admin.post("/schedule", json=WEEKLY | {"venue_id": hall})
    assert refused.status_code == 409
    problem = refused.json()
    assert "06.04.2027" in problem["detail"]
    assert problem["conflicts"][0]["occurrence"] == "2027-04-06T07:00:00+00:00"
    assert await starts(admin) == ["04-06T07:30"]
    preview = await admin.post("/schedule/series/preview", json={
        name: value for name, value in (WEEKLY | {"venue_id": hall}).items() if name != "title"
    })  # fmt: skip
    dates = preview.json()["dates"]
    assert [len(date["conflicts"]) for date in dates] == [0, 0, 0, 0, 0, 1]


async def test_from_the_third_date_on_keeps_the_exception_and_the_start(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    ids = await made(admin)
    exception = await admin.patch(
        f"/schedule/{ids[4]}/move", json={"starts_at": "2027-03-31T15:00:00+03:00"}
    )
    assert exception.json()["event"]["is_exception"]
    changed = await admin.patch(
        f"/schedule/{ids[2]}?scope=following",
        json={
            "title": "Вокал, новый состав",
            "starts_at": "2027-03-17T12:00:00+03:00",
            "ends_at": "2027-03-17T13:00:00+03:00",
        },
    )
    assert changed.status_code == 200, changed.text
    assert await starts(admin) == [
        "03-02T07:00", "03-09T07:00", "03-17T09:00", "03-24T09:00", "03-31T12:00", "04-07T09:00",
    ]  # fmt: skip
    titles = [row["title"] for row in (await admin.get("/schedule", params=RANGE)).json()["items"]]
    assert titles == [*["Вокал"] * 2, *["Вокал, новый состав"] * 2, "Вокал", "Вокал, новый состав"]
    old = (await admin.get(f"/schedule/{ids[0]}")).json()["series"]
    new = (await admin.get(f"/schedule/{ids[5]}")).json()["series"]
    assert (old["count"], new["count"]) == (2, 4)
    assert old["id"] != new["id"]
    assert "BYDAY=WE" in new["rrule"]
    assert "COUNT=4" in new["rrule"]


async def test_dates_pass_over_each_others_places(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    """A daily series that moves by a day stands where its neighbours stood a moment before."""
    hall = await make.venue(theater)
    ids = await made(admin, venue_id=hall, rrule="FREQ=DAILY;COUNT=4")
    moved = await admin.patch(
        f"/schedule/{ids[0]}/move?scope=all", json={"starts_at": "2027-03-03T10:00:00+03:00"}
    )
    assert moved.status_code == 200, moved.text
    assert await starts(admin) == ["03-03T07:00", "03-04T07:00", "03-05T07:00", "03-06T07:00"]


async def test_a_new_rule_keeps_the_answers_of_dates_that_stay(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    ids = await made(admin, participants=[{"user_id": actor.id}])
    mine = await as_person(actor)
    assert (await mine.post(f"/schedule/{ids[3]}/confirm", json={})).status_code == 200
    changed = await admin.patch(
        f"/schedule/{ids[1]}?scope=following", json={"rrule": "FREQ=WEEKLY;INTERVAL=2;COUNT=4"}
    )
    assert changed.status_code == 200, changed.text
    assert await starts(admin) == [
        "03-02T07:00", "03-09T07:00", "03-23T07:00", "04-06T07:00", "04-20T07:00",
    ]  # fmt: skip
    kept = (await admin.get(f"/schedule/{ids[3]}")).json()
    assert kept["participants"][0]["status"] == "confirmed"
    listed = (await admin.get("/schedule", params=RANGE)).json()["items"]
    assert [call["user_id"] for call in listed[-1]["calls"]] == [actor.id]


async def test_the_clock_on_the_wall_stays(admin: Client) -> None:
    await made(
        admin,
        timezone="Europe/Berlin",
        starts_at="2027-03-23T19:00:00+01:00",
        ends_at="2027-03-23T21:00:00+01:00",
        rrule="FREQ=WEEKLY;COUNT=2",
    )
    assert await starts(admin) == ["03-23T18:00", "03-30T17:00"]
    gap = WEEKLY | {
        "timezone": "Europe/Berlin",
        "starts_at": "2027-03-21T02:30:00+01:00",
        "ends_at": "2027-03-21T04:00:00+01:00",
        "rrule": "FREQ=WEEKLY;COUNT=3",
    }
    refused = await admin.post("/schedule", json=gap)
    (error,) = refused.json()["errors"]
    assert (error["code"], "28.03.2027" in error["message"]) == ("recurrence.gap", True)


async def test_deleting_reaches_as_far_as_asked(admin: Client) -> None:
    ids = await made(admin)
    assert (await admin.delete(f"/schedule/{ids[1]}")).status_code == 204
    assert (await admin.delete(f"/schedule/{ids[3]}?scope=following")).status_code == 204
    assert await starts(admin) == ["03-02T07:00", "03-16T07:00"]
    assert (await admin.delete(f"/schedule/{ids[0]}?scope=all")).status_code == 204
    assert await starts(admin) == []


async def test_a_series_in_its_own_way_is_refused(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    hall = await make.venue(theater)
    refused = await admin.post(
        "/schedule",
        json=WEEKLY | {"venue_id": hall, "rrule": "FREQ=DAILY;COUNT=3", "setup_minutes": 1440},
    )
    assert refused.json()["errors"][0]["code"] == "event.series_overlaps"
    assert await starts(admin) == []


async def test_a_single_event_becomes_a_series(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    actor = await make.user(theater, "actor")
    single = {name: value for name, value in WEEKLY.items() if name != "rrule"}
    called = {"participants": [{"user_id": actor.id, "call_at": "2027-03-02T09:30:00+03:00"}]}
    event = (await admin.post("/schedule", json=single | called)).json()
    changed = await admin.patch(f"/schedule/{event['id']}", json={"rrule": "FREQ=WEEKLY;COUNT=3"})
    assert changed.json()["series"]["count"] == 3, changed.text
    assert await starts(admin) == ["03-02T07:00", "03-09T07:00", "03-16T07:00"]
    last = (await admin.get("/schedule", params=RANGE)).json()["items"][-1]
    assert last["calls"][0]["call_at"] == "2027-03-16T06:30:00+00:00"


async def test_two_changes_of_one_series_never_wait_in_a_ring(admin: Client) -> None:
    ids = await made(admin, rrule="FREQ=DAILY;COUNT=12")
    answers = await at_once(
        16,
        lambda n: admin.patch(
            f"/schedule/{ids[(n * 5) % 12]}?scope={'all' if n % 2 else 'following'}",
            json={"description": f"правка {n}"},
        ),
    )
    assert {answer.status_code for answer in answers} == {200}


async def test_words_changed_on_an_exception_leave_everybody_where_they_are(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    hall = await make.venue(theater)
    ids = await made(admin)
    moved = {"starts_at": "2027-03-10T15:00:00+03:00", "venue_id": hall}
    assert (await admin.patch(f"/schedule/{ids[1]}/move", json=moved)).status_code == 200
    changed = await admin.patch(
        f"/schedule/{ids[1]}?scope=following", json={"description": "С концертмейстером"}
    )
    assert changed.status_code == 200, changed.text
    assert await starts(admin) == [
        "03-02T07:00", "03-10T12:00", "03-16T07:00", "03-23T07:00", "03-30T07:00", "04-06T07:00",
    ]  # fmt: skip
    rows = [(await admin.get(f"/schedule/{event_id}")).json() for event_id in ids]
    assert [row["description"] for row in rows] == [None, *["С концертмейстером"] * 5]
    assert [row["venue"] is not None for row in rows] == [False, True, *[False] * 4]
    assert [row["is_exception"] for row in rows] == [False, True, *[False] * 4]
    assert "COUNT=5" in rows[1]["series"]["rrule"]


async def test_people_and_things_of_the_dates_are_named_before_they_go(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    first, second, *_ = await made(admin)
    anna = await make.user(theater, last_name="Петрова", first_name="Анна")
    boris = await make.user(theater, last_name="Сомов", first_name="Борис")
    piano = await make.item(theater, "Рояль")
    for event, person in ((first, anna), (second, anna), (second, boris)):
        await make.call(theater, event, person.id)
    await make.reservation(theater, second, piano)

    async def told(event: int, scope: str) -> dict[str, Any]:
        found = await admin.get(f"/schedule/{event}/usage", params={"scope": scope})
        assert found.status_code == 200, found.text
        return {
            kind["kind"]: [user["name"] for user in kind["first"]] for kind in found.json()["kinds"]
        }

    assert await told(first, "this") == {"people": ["Петрова А. С."]}
    both = {"people": ["Петрова А. С.", "Сомов Б. С."], "things": ["Рояль"]}
    assert await told(first, "following") == both
    assert await told(second, "all") == both


@pytest.fixture
async def light_head(as_person: SignIn, make: Factory, theater: TheaterOf) -> Client:
    """A head of light who, beside planning for the department, may delete its events."""
    person = await make.user(theater, "department_head", department="light")
    role = await make.role(theater, "schedule:delete@department")
    await make.give_role(person, role)
    return await as_person(person)


async def test_dates_of_another_department_do_not_go_along(
    admin: Client, light_head: Client, theater: TheaterOf
) -> None:
    """One date was handed over to light; the others are for sound to plan."""
    ids = await made(admin, department_id=theater.departments["sound"])
    handed = {"department_id": theater.departments["light"]}
    assert (await admin.patch(f"/schedule/{ids[3]}", json=handed)).status_code == 200
    before = await starts(admin)
    moved = {"starts_at": "2027-03-23T12:00:00+03:00"}
    for answer in (
        await light_head.patch(f"/schedule/{ids[3]}/move?scope=all", json=moved),
        await light_head.patch(f"/schedule/{ids[3]}?scope=following", json={"title": "Свет"}),
        await light_head.delete(f"/schedule/{ids[3]}?scope=all"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "event.date_foreign")
    assert await starts(admin) == before
    assert (await light_head.patch(f"/schedule/{ids[3]}/move", json=moved)).status_code == 200


async def test_a_refused_date_is_named_as_the_theatre_has_it(
    admin: Client, light_head: Client, make: Factory, theater: TheaterOf
) -> None:
    """Half an hour past midnight in Moscow is the day before in UTC."""
    night = {"starts_at": "2027-03-02T00:30:00+03:00", "ends_at": "2027-03-02T02:00:00+03:00"}
    ids = await made(admin, **night, department_id=theater.departments["sound"])
    handed = {"department_id": theater.departments["light"]}
    assert (await admin.patch(f"/schedule/{ids[3]}", json=handed)).status_code == 200
    foreign = await light_head.delete(f"/schedule/{ids[3]}?scope=following")
    assert "30.03.2027" in foreign.json()["detail"]
    own_way = {"venue_id": await make.venue(theater), "rrule": "FREQ=DAILY;COUNT=3"}
    apart = await admin.post("/schedule", json=WEEKLY | night | own_way | {"setup_minutes": 1440})
    assert "03.03.2027" in apart.json()["errors"][0]["message"]


async def test_only_dates_of_the_own_department_come_back(
    admin: Client, light_head: Client, theater: TheaterOf
) -> None:
    ids = await made(admin, department_id=theater.departments["sound"])
    handed = {"department_id": theater.departments["light"]}
    assert (await admin.patch(f"/schedule/{ids[3]}", json=handed)).status_code == 200
    assert (await admin.delete(f"/schedule/{ids[0]}?scope=all")).status_code == 204
    refused = await light_head.post(f"/schedule/{ids[3]}/restore?scope=all")
    assert (refused.status_code, refused.json()["code"]) == (403, "event.date_foreign")
    assert await starts(admin) == []
    assert (await light_head.post(f"/schedule/{ids[3]}/restore")).status_code == 200
    assert await starts(admin) == ["03-23T07:00"]
