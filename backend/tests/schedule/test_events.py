"""Events: made, changed, moved, cancelled, deleted, brought back."""

from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf

EVENING = {
    "event_type": "performance",
    "starts_at": "2027-03-10T19:00:00+03:00",
    "ends_at": "2027-03-11T01:30:00+03:00",
}


def body(**values: Any) -> dict[str, Any]:
    return EVENING | values


async def made(client: Client, **values: Any) -> dict[str, Any]:
    answer = await client.post("/schedule", json=body(**values))
    assert answer.status_code == 201, answer.text
    event: dict[str, Any] = answer.json()
    return event


async def test_a_show_over_midnight_with_tails(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    stage = await make.venue(theater)
    play = await make.performance(theater, "Гроза")
    event = await made(
        admin,
        venue_id=stage,
        performance_id=play,
        setup_minutes=240,
        strike_minutes=150,
        stage_ready_at="2027-03-10T18:00:00+03:00",
    )
    assert event["title"] == "Гроза"
    assert event["timezone"] == "Europe/Moscow"
    assert event["venue"]["id"] == stage
    found = (
        await admin.get(
            "/schedule", params={"from": "2027-03-11T00:00:00Z", "to": "2027-03-12T00:00:00Z"}
        )
    ).json()
    assert found["items"] == []
    params = {"from": "2027-03-10T22:00:00Z", "to": "2027-03-11T00:00:00Z"}
    (row,) = (await admin.get("/schedule", params=params)).json()["items"]
    assert row["id"] == event["id"]
    assert row["ends_at"] == "2027-03-10T22:30:00+00:00"


async def test_a_venue_cannot_be_taken_twice(
    admin: Client, make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    stage = await make.venue(theater)
    first = await made(admin, venue_id=stage, strike_minutes=60)
    late = body(
        venue_id=stage, starts_at="2027-03-11T02:00:00+03:00", ends_at="2027-03-11T05:00:00+03:00"
    )
    refused = await admin.post("/schedule", json=late)
    assert refused.status_code == 409
    (conflict,) = refused.json()["conflicts"]
    assert (conflict["kind"], conflict["severity"], conflict["reason"]) == ("venue", "hard", "busy")
    assert conflict["event"]["id"] == first["id"]
    assert conflict["ends_at"] == "2027-03-10T23:30:00+00:00"

    touching = late | {"starts_at": "2027-03-11T02:30:00+03:00"}
    assert (await admin.post("/schedule", json=touching)).status_code == 201

    planner = await as_role("assistant_director")
    forced = late | {"override": {"reason": "Монтировщики успевают"}}
    forced["ends_at"] = "2027-03-11T02:30:00+03:00"
    assert (await planner.post("/schedule", json=forced)).status_code == 403
    answer = await admin.post("/schedule", json=forced)
    assert answer.status_code == 201, answer.text
    over = answer.json()
    assert over["overridden"]
    assert over["override"]["reason"] == "Монтировщики успевают"
    assert over["conflicts"][0]["event"]["id"] == first["id"]
    journal = (await admin.get(f"/audit?entity=event&entity_id={over['id']}")).json()["items"]
    assert journal[0]["diff"]["override_reason"][1] == "Монтировщики успевают"

    # Moved where nothing is in its way, it no longer stands over anything.
    moved = await admin.patch(
        f"/schedule/{over['id']}/move", json={"starts_at": "2027-03-20T12:00:00+03:00"}
    )
    assert moved.status_code == 200, moved.text
    assert not moved.json()["event"]["overridden"]


async def test_a_person_cannot_be_called_twice_at_once(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    actor = await make.user(theater, "actor")
    call = {"user_id": actor.id, "role": "Нина", "call_at": "2027-03-10T17:00:00+03:00"}
    first = await made(admin, participants=[call])
    afternoon = body(
        starts_at="2027-03-10T15:00:00+03:00",
        ends_at="2027-03-10T17:30:00+03:00",
        participants=[{"user_id": actor.id}],
    )
    refused = await admin.post("/schedule", json=afternoon)
    assert refused.status_code == 409
    (conflict,) = refused.json()["conflicts"]
    assert (conflict["kind"], conflict["person"]["id"]) == ("person", actor.id)
    assert conflict["event"]["id"] == first["id"]
    # Released early enough, only the way and the night's rest remain to be minded.
    earlier = afternoon | {"ends_at": "2027-03-10T16:50:00+03:00"}
    answer = await admin.post("/schedule", json=earlier)
    assert answer.status_code == 201
    morning = body(
        starts_at="2027-03-11T10:00:00+03:00",
        ends_at="2027-03-11T14:00:00+03:00",
        participants=[{"user_id": actor.id}],
    )
    early = (await admin.post("/schedule", json=morning)).json()
    rest = [c for c in early["conflicts"] if c["reason"] == "night_rest"]
    assert [(c["severity"], c["gap_minutes"]) for c in rest] == [("soft", 510)]


async def test_things_are_reserved_over_the_blocked_range(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    chairs = await make.item(theater, "Стул", quantity=6)
    wanted = [{"inventory_item_id": chairs, "quantity": 4}]
    first = await made(admin, inventory=wanted, strike_minutes=120)
    after = body(
        starts_at="2027-03-11T03:00:00+03:00",
        ends_at="2027-03-11T05:00:00+03:00",
        inventory=wanted,
    )
    refused = await admin.post("/schedule", json=after)
    assert refused.status_code == 409
    (conflict,) = refused.json()["conflicts"]
    assert (conflict["kind"], conflict["needed"], conflict["available"]) == ("item", 4, 2)
    assert conflict["event"]["id"] == first["id"]
    fewer = after | {"inventory": [{"inventory_item_id": chairs, "quantity": 2}]}
    second = (await admin.post("/schedule", json=fewer)).json()
    assert second["inventory"][0]["available"] == 2
    more = await admin.put(
        f"/schedule/{second['id']}/inventory/{chairs}",
        json={"quantity": 3},
        headers={"If-Match": '"v1"'},
    )
    assert more.status_code == 409
    cancelled = await admin.patch(
        f"/schedule/{first['id']}", json={"status": "cancelled", "cancel_reason": "Болезнь"}
    )
    assert cancelled.status_code == 200, cancelled.text
    assert (await admin.post("/schedule", json=after)).status_code == 201


async def test_two_titles_that_need_one_samovar_the_same_evening(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    samovar = await make.item(theater, "Самовар")
    spare = await make.item(theater, "Самовар запасной")
    plays = [await make.performance(theater, title) for title in ("Чайка", "Гроза")]
    for play in plays:
        await make.performance_item(theater, play, samovar, alternative_item_id=spare)
    await made(admin, performance_id=plays[0])
    second = await made(admin, performance_id=plays[1])
    (conflict,) = second["conflicts"]
    assert (conflict["kind"], conflict["severity"], conflict["reason"]) == (
        "item",
        "soft",
        "needed",
    )
    assert conflict["alternative"]["id"] == spare
    params = {"from": "2027-03-01T00:00:00Z", "to": "2027-04-01T00:00:00Z"}
    (clash,) = (await admin.get("/schedule/conflicts", params=params)).json()["items"]
    assert [event["title"] for event in clash["events"]] == ["Чайка", "Гроза"]
    assert (clash["item"]["id"], clash["needed"], clash["available"]) == (samovar, 1, 0)


async def test_a_move_takes_everything_along_and_asks_again(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    stage = await make.venue(theater)
    event = await made(
        admin,
        venue_id=stage,
        setup_minutes=120,
        stage_ready_at="2027-03-10T18:00:00+03:00",
        participants=[{"user_id": actor.id, "call_at": "2027-03-10T17:30:00+03:00"}],
    )
    mine = await as_person(actor)
    (call,) = (await mine.post(f"/schedule/{event['id']}/confirm", json={})).json()["items"]
    assert call["status"] == "confirmed"
    moved = await admin.patch(
        f"/schedule/{event['id']}/move", json={"starts_at": "2027-03-12T18:00:00+03:00"}
    )
    assert moved.status_code == 200, moved.text
    after = moved.json()["event"]
    assert after["ends_at"] == "2027-03-12T21:30:00+00:00"
    assert after["stage_ready_at"] == "2027-03-12T14:00:00+00:00"
    (call,) = after["participants"]
    assert call["call_at"] == "2027-03-12T13:30:00+00:00"
    assert (call["status"], call["asked_again"]) == ("invited", True)
    params = {"from": "2027-03-01T00:00:00Z", "to": "2027-04-01T00:00:00Z"}
    (own,) = (await mine.get("/schedule/calls/mine", params=params)).json()["items"]
    assert own["previous_call_at"] == "2027-03-10T14:30:00+00:00"
    stale = await mine.post(f"/schedule/{event['id']}/confirm", json={"call_version": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "event.call_changed")
    again = await mine.post(
        f"/schedule/{event['id']}/confirm", json={"call_version": own["call_version"]}
    )
    assert again.json()["items"][0]["status"] == "confirmed"
    # A new description asks nobody.
    await admin.patch(f"/schedule/{event['id']}", json={"description": "Ввод"})
    (own,) = (await mine.get("/schedule/calls/mine", params=params)).json()["items"]
    assert own["status"] == "confirmed"


async def test_deleting_and_bringing_back(admin: Client, make: Factory, theater: TheaterOf) -> None:
    stage = await make.venue(theater)
    event = await made(admin, venue_id=stage)
    assert (await admin.delete(f"/schedule/{event['id']}")).status_code == 204
    assert (await admin.get(f"/schedule/{event['id']}")).status_code == 404
    other = await made(admin, venue_id=stage)
    refused = await admin.post(f"/schedule/{event['id']}/restore")
    assert refused.status_code == 409
    await admin.delete(f"/schedule/{other['id']}")
    back = await admin.post(f"/schedule/{event['id']}/restore")
    assert back.status_code == 200, back.text


async def test_locked_and_past_events_stay(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    event = await made(admin, is_locked=True)
    move = {"starts_at": "2027-03-12T19:00:00+03:00"}
    locked = await admin.patch(f"/schedule/{event['id']}/move", json=move)
    assert (locked.status_code, locked.json()["code"]) == (409, "event.locked")
    assert (await admin.delete(f"/schedule/{event['id']}")).status_code == 409
    freed = await admin.patch(f"/schedule/{event['id']}", json={"is_locked": False, **move})
    assert freed.status_code == 200
    old = await made(
        admin, starts_at="2020-03-10T19:00:00+03:00", ends_at="2020-03-10T22:00:00+03:00"
    )
    past = await admin.patch(f"/schedule/{old['id']}/move", json=move)
    assert (past.status_code, past.json()["code"]) == (409, "event.past")
    told = await admin.patch(f"/schedule/{old['id']}", json={"description": "Прошло хорошо"})
    assert told.status_code == 200


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"ends_at": "2027-03-10T18:00:00+03:00"}, "ends_at"),
        ({"event_type": "rehearsal", "ends_at": "2027-04-19T18:00:00+03:00"}, "ends_at"),
        ({"event_type": "tour", "ends_at": "2027-05-19T18:00:00+03:00"}, "ends_at"),
        ({"event_type": "party"}, "event_type"),
        ({"starts_at": "2027-03-10T19:00:00"}, "starts_at"),
        ({"starts_at": 1_800_000_000}, "starts_at"),
        ({"starts_at": "9999-03-10T19:00:00Z"}, "starts_at"),
        ({"setup_minutes": -1}, "setup_minutes"),
        ({"setup_minutes": 100_000}, "setup_minutes"),
        ({"stage_ready_at": "2027-03-10T20:00:00+03:00"}, "stage_ready_at"),
        ({"venue_id": 2_000_000_000}, "venue_id"),
        ({"performance_id": 2_000_000_000}, "performance_id"),
        ({"department_id": 2_000_000_000}, "department_id"),
        ({"participants": [{"user_id": 2_000_000_000}]}, "participants.0.user_id"),
        ({"participants": [{}]}, "participants.0"),
        ({"inventory": [{"inventory_item_id": 2_000_000_000}]}, "inventory.0.inventory_item_id"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"color": "red"}, "color"),
        ({"rrule": "FREQ=SECONDLY;COUNT=5"}, "rrule"),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"}, "rrule"),
        ({"rrule": "FREQ=DAILY"}, "rrule"),
        ({"version": 3}, "version"),
        ({"override": {"reason": "x"}}, "override.reason"),
    ],
)
async def test_broken_events_are_refused(admin: Client, bad: dict[str, Any], field: str) -> None:
    answer = await admin.post("/schedule", json=body(**bad))
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == field, answer.text
    assert (await admin.get("/schedule")).json()["total"] == 0


async def test_a_time_that_the_clock_jumps_over(admin: Client) -> None:
    gap = body(
        timezone="Europe/Berlin",
        starts_at="2027-03-28T02:30:00+01:00",
        ends_at="2027-03-28T05:00:00+02:00",
    )
    answer = await admin.post("/schedule", json=gap)
    assert answer.json()["errors"][0]["code"] == "event.gap", answer.text
    before = gap | {"starts_at": "2027-03-28T01:30:00+01:00"}
    assert (await admin.post("/schedule", json=before)).status_code == 201


async def test_who_may_plan_what(
    make: Factory, theater: TheaterOf, as_role: SignIn, admin: Client
) -> None:
    light = await as_role("department_head", department="light")
    sound = await as_role("department_head", department="sound")
    own = (await light.post("/schedule", json=body(event_type="technical"))).json()
    assert own["department"]["id"] == theater.departments["light"]
    foreign = body(department_id=theater.departments["sound"])
    assert (await light.post("/schedule", json=foreign)).status_code == 422
    assert (await sound.patch(f"/schedule/{own['id']}", json={"title": "Наше"})).status_code == 404
    staff = await as_role("department_staff", department="light")
    assert (await staff.get(f"/schedule/{own['id']}")).status_code == 200
    assert (await staff.post("/schedule", json=body())).status_code == 403
    actor = await as_role("actor")
    assert (await actor.get(f"/schedule/{own['id']}")).status_code == 404
    assert (await actor.get("/schedule")).json()["total"] == 0
    public = await made(admin, is_public=True)
    assert (await actor.get(f"/schedule/{public['id']}")).status_code == 200


async def test_the_list_as_a_table(admin: Client, make: Factory, theater: TheaterOf) -> None:
    stage = await make.venue(theater, "Малая сцена")
    await made(admin, venue_id=stage, title="=HYPERLINK(1)", participants=[{"role": "Нина"}])
    await made(admin, title="Другое", starts_at="2027-05-10T19:00:00+03:00",
               ends_at="2027-05-10T21:00:00+03:00")  # fmt: skip
    answer = await admin.get("/schedule/export", params={"format": "csv", "venue": stage})
    head, row, *rest = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Дата;Начало;Окончание;Событие")
    assert row.startswith(
        "10.03.2027;19:00;01:30;'=HYPERLINK(1);Спектакль;Запланировано;Малая сцена"
    )
    assert (row.endswith(";Нина;0;1"), rest) == (True, [])


async def test_foreign_people_and_things_look_absent(
    admin: Client, make: Factory, as_person: SignIn
) -> None:
    other = await make.theater()
    person, thing = await make.user(other, "actor"), await make.item(other)
    stage = await make.venue(other)
    for values, field in (
        ({"participants": [{"user_id": person.id}]}, "participants.0.user_id"),
        ({"inventory": [{"inventory_item_id": thing}]}, "inventory.0.inventory_item_id"),
        ({"venue_id": stage}, "venue_id"),
    ):
        for path in ("/schedule", "/schedule/conflicts/check"):
            answer = await admin.post(path, json=body(**values))
            assert answer.status_code == 422, answer.text
            (error,) = answer.json()["errors"]
            assert (error["field"], error["code"]) == (field, "reference_unknown")
