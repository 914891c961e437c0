"""Calls: who is asked, what they answer, who may step in."""

from typing import Any

from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf
from tests.schedule.test_events import made

MARCH = {"from": "2027-03-01T00:00:00Z", "to": "2027-04-01T00:00:00Z"}


async def test_declining_reaches_the_planner_with_free_substitutes(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    play = await make.performance(theater)
    sick, other, busy, away = [
        await make.user(theater, "department_staff", department="makeup") for _ in range(4)
    ]
    event = await made(
        admin, performance_id=play, participants=[{"user_id": sick.id, "role": "Гримёр"}]
    )
    await made(
        admin,
        starts_at="2027-03-10T20:00:00+03:00",
        ends_at="2027-03-10T21:00:00+03:00",
        participants=[{"user_id": busy.id}],
    )
    absence = {
        "user_id": away.id, "kind": "vacation",
        "starts_at": "2027-03-08T00:00:00+03:00", "ends_at": "2027-03-15T00:00:00+03:00",
    }  # fmt: skip
    assert (await admin.post("/schedule/absences", json=absence)).status_code == 201
    mine = await as_person(sick)
    unexplained = await mine.post(f"/schedule/{event['id']}/decline", json={"reason": "other"})
    assert unexplained.status_code == 422
    refusal = {"reason": "illness", "comment": "Температура"}
    answer = await mine.post(f"/schedule/{event['id']}/decline", json=refusal)
    assert answer.status_code == 200, answer.text
    (role,) = (await admin.get("/schedule/unfilled", params=MARCH)).json()["items"]
    assert (role["role"], role["decline_reason"], role["comment"]) == (
        "Гримёр",
        "illness",
        "Температура",
    )
    path = f"/schedule/{event['id']}/calls/{role['call_id']}"
    free = (await admin.get(f"{path}/substitutes")).json()["items"]
    assert [person["id"] for person in free] == [other.id]
    taken = await admin.patch(path, json={"user_id": other.id})
    assert taken.status_code == 200, taken.text
    assert (taken.json()["status"], taken.json()["comment"]) == ("invited", None)
    assert (await admin.get("/schedule/unfilled", params=MARCH)).json()["items"] == []
    assert (await mine.get("/schedule/calls/mine", params=MARCH)).json()["items"] == []


async def test_nobody_answers_for_somebody_else(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn, as_role: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    event = await made(admin, participants=[{"user_id": actor.id, "role": "Нина"}])
    stranger = await as_role("actor")
    for verb in ("confirm", "decline", "reconsider"):
        answer = await stranger.post(f"/schedule/{event['id']}/{verb}", json={"comment": "нет"})
        assert answer.status_code in (404, 422), answer.text
    colleague = await as_role("department_staff", department="light")
    answer = await colleague.post(f"/schedule/{event['id']}/confirm", json={})
    assert answer.status_code == 404
    path = f"/schedule/{event['id']}/participants/{actor.id}/status"
    assert (await colleague.put(path, json={"status": "confirmed"})).status_code == 403
    told = await admin.put(
        path,
        json={"status": "confirmed", "comment": "по телефону"},
        headers={"If-Match": '"v1"'},
    )
    assert told.status_code == 200, told.text
    mine = await as_person(actor)
    seen = (await mine.get(f"/schedule/{event['id']}")).json()["participants"][0]
    assert (seen["status"], seen["comment"]) == ("confirmed", "по телефону")
    back = await mine.post(f"/schedule/{event['id']}/reconsider")
    assert back.json()["items"][0]["status"] == "invited"


async def test_an_actor_sees_colleagues_but_not_their_answers(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    one, two = await make.user(theater, "actor"), await make.user(theater, "actor")
    event = await made(admin, participants=[{"user_id": one.id}, {"user_id": two.id}])
    second = await as_person(two)
    await second.post(
        f"/schedule/{event['id']}/decline", json={"reason": "family", "comment": "Свадьба"}
    )
    first = await as_person(one)
    whole = (await first.get(f"/schedule/{event['id']}")).json()
    by_id = {call["person"]["id"]: call for call in whole["participants"]}
    assert by_id[one.id]["status"] == "invited"
    hidden = ("status", "comment", "decline_reason", "responded_at")
    assert [by_id[two.id][name] for name in hidden] == [None] * 4
    (row,) = (await first.get("/schedule")).json()["items"]
    assert [call["user_id"] for call in row["calls"]] == [one.id]
    # Two are called, and that is what everybody is told; how they answered is for planners.
    untold = {"total": 2, "open": 0, "confirmed": None, "declined": None, "waiting": None}
    assert row["people"] == whole["people"] == untold
    counted = (await admin.get("/schedule")).json()["items"][0]["people"]
    assert counted == untold | {"confirmed": 0, "declined": 1, "waiting": 1}


async def test_answers_are_told_to_planners_alone(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn, as_role: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    event = await made(admin, participants=[{"user_id": actor.id}])
    mine = await as_person(actor)
    body = {"reason": "illness", "comment": "Грипп"}
    assert (await mine.post(f"/schedule/{event['id']}/decline", json=body)).is_success
    staff = await as_role("department_staff", department="light")
    head = await as_role("department_head", department="light")
    paths = (f"/schedule/{event['id']}", f"/schedule/{event['id']}/participants")
    for client, answer in ((staff, None), (head, "declined")):
        whole, listed = [(await client.get(path)).json() for path in paths]
        row = (await client.get("/schedule")).json()["items"][0]
        for call in (*whole["participants"], *listed["items"], *row["calls"]):
            assert call["status"] == answer
        reasons = {call["decline_reason"] for call in whole["participants"]}
        assert reasons == ({"illness"} if answer else {None})
        assert [row["people"]["total"], row["people"]["declined"]] == [1, 1 if answer else None]
        table = (await client.get("/schedule/export", params={"format": "csv"})).text
        assert ("Подтвердили" in table) is (answer is not None)


async def test_whoever_was_called_elsewhere_meanwhile_cannot_come_back(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    event = await made(admin, participants=[{"user_id": actor.id}])
    mine = await as_person(actor)
    await mine.post(f"/schedule/{event['id']}/decline", json={"reason": "busy"})
    await made(admin, participants=[{"user_id": actor.id}])
    answer = await mine.post(f"/schedule/{event['id']}/confirm", json={})
    assert answer.status_code == 409
    assert answer.json()["conflicts"][0]["kind"] == "person"


async def test_a_head_sends_people_of_the_own_department(
    admin: Client, make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    event = await made(admin)
    head = await as_role("department_head", department="light")
    own = await make.user(theater, "department_staff", department="light")
    foreign = await make.user(theater, "department_staff", department="sound")

    async def call(user_id: int) -> Any:
        return await head.post(
            f"/schedule/{event['id']}/participants", json={"user_id": user_id, "role": "Пульт"}
        )

    sent = await call(own.id)
    assert sent.status_code == 201, sent.text
    assert sent.json()["department"]["id"] == theater.departments["light"]
    assert (await call(foreign.id)).status_code == 404
    assert (await call(own.id)).json()["code"] == "event.called_twice"
    late = {"call_at": "2027-03-12T17:00:00+03:00"}
    path = f"/schedule/{event['id']}/calls/{sent.json()['id']}"
    assert (await head.patch(path, json=late)).json()["errors"][0]["field"] == "call_at"
    assert (await head.delete(path)).status_code == 204


async def test_an_open_role_is_saved_and_listed(admin: Client) -> None:
    event = await made(admin, participants=[{"role": "Треплев"}, {"role": "Треплев"}])
    assert event["people"]["open"] == 2
    roles = (await admin.get("/schedule/unfilled", params=MARCH)).json()["items"]
    assert [(role["role"], role["person"]) for role in roles] == [("Треплев", None)] * 2


async def test_an_editor_of_the_whole_event_notices_new_calls(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    event = await made(admin)
    added = await admin.post(f"/schedule/{event['id']}/participants", json={"role": "Нина"})
    assert added.status_code == 201
    stale = await admin.patch(
        f"/schedule/{event['id']}", json={"participants": []}, headers={"If-Match": '"v1"'}
    )
    assert stale.status_code == 412


async def test_an_actor_hears_of_their_own_clashes_only(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    one, two = await make.user(theater, "actor"), await make.user(theater, "actor")
    stage = await make.venue(theater)
    people = [{"user_id": one.id}, {"user_id": two.id}]
    first = await made(admin, venue_id=stage, participants=people, is_public=True)
    over = {"override": {"reason": "Решение директора"}}
    second = await made(admin, venue_id=stage, participants=people, **over)
    for client, seen in (
        (admin, [("venue", None), ("person", one.id), ("person", two.id)]),
        (await as_person(one), [("person", one.id)]),
    ):
        clashes = (await client.get("/schedule/conflicts", params=MARCH)).json()["items"]
        found = [(c["kind"], c["person"] and c["person"]["id"]) for c in clashes]
        assert sorted(found, key=str) == sorted(seen, key=str)
        assert all(
            {event["id"] for event in c["events"]} == {first["id"], second["id"]} for c in clashes
        )
        assert all(c["overridden"] for c in clashes)


async def test_declines_since_the_last_look_are_counted_for_planners(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn, as_role: SignIn
) -> None:
    one, two = await make.user(theater, "actor"), await make.user(theater, "actor")
    event = await made(admin, participants=[{"user_id": one.id}, {"user_id": two.id}])

    async def decline(person: Person) -> None:
        client = await as_person(person)
        body = {"reason": "illness", "comment": "Грипп"}
        assert (await client.post(f"/schedule/{event['id']}/decline", json=body)).is_success

    async def news(client: Client) -> list[bool]:
        listed = (await client.get("/schedule/declines")).json()["items"]
        return [item["is_new"] for item in listed]

    director = await as_role("technical_director")
    assert await news(admin) == []
    await decline(one)
    first = (await admin.get("/schedule/declines")).json()["items"][0]
    assert (first["person"]["id"], first["decline_reason"], first["comment"], first["is_new"]) == (
        one.id, "illness", "Грипп", True,
    )  # fmt: skip
    look = {"until": first["responded_at"]}
    assert (await admin.post("/schedule/declines/seen", json=look)).status_code == 204
    assert (await news(admin), await news(director)) == ([False], [True])
    await decline(two)
    assert await news(admin) == [True, False]
    # An old page does not take the look back, and nobody looks into the future.
    for moment in ("2199-01-01T00:00:00Z", "2026-01-01T00:00:00Z"):
        await admin.post("/schedule/declines/seen", json={"until": moment})
    assert await news(admin) == [False, False]
    for role, department in (("actor", None), ("department_staff", "light")):
        stranger = await as_role(role, department=department)
        assert (await stranger.get("/schedule/declines")).status_code == 403
    # A head of department is told of the own department alone.
    head = await as_role("department_head", department="light")
    assert await news(head) == []
    # Whoever is found instead ends the news.
    path = f"/schedule/{event['id']}/calls/{first['call_id']}"
    assert (await admin.patch(path, json={"user_id": None, "role": "Нина"})).is_success
    assert await news(admin) == [False]
