"""The history of an event: whose call changed, what was answered, and to whom the reason goes."""

from dataclasses import replace
from typing import Any

from app.auth.permissions import P
from app.kit.context import Context, Scope
from app.schedule import history
from app.schedule.service import Events
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.schedule.test_events import made


async def entries(client: Client, event_id: int, entity: str) -> list[dict[str, Any]]:
    found = (await client.get(f"/schedule/{event_id}/history")).json()["items"]
    return [entry for entry in reversed(found) if entry["entity"] == entity]


async def test_answers_and_changes_of_calls_name_the_person(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    event = await made(
        admin, participants=[{"user_id": actor.id, "role": "Треплев"}, {"role": "Гримёр"}]
    )
    mine = await as_person(actor)
    refusal = {"reason": "illness", "comment": "Температура"}
    assert (await mine.post(f"/schedule/{event['id']}/decline", json=refusal)).status_code == 200
    told = await entries(admin, event["id"], "call")
    assert [entry["action"] for entry in told] == ["create", "create", "update"]
    answer = told[-1]
    assert answer["call"]["person"]["id"] == actor.id
    assert answer["call"]["role"] == "Треплев"
    assert answer["changes"]["status"] == ["invited", "declined"]
    assert answer["changes"]["comment"][1] == "Температура"
    assert {entry["call"]["role"] for entry in told} == {"Треплев", "Гримёр"}


async def test_a_call_that_is_gone_is_told_with_its_answers(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    event = await made(admin, participants=[{"user_id": actor.id, "role": "Треплев"}])
    mine = await as_person(actor)
    assert (await mine.post(f"/schedule/{event['id']}/confirm")).status_code == 200
    released = await admin.patch(f"/schedule/{event['id']}", json={"participants": []})
    assert released.status_code == 200, released.text
    told = await entries(admin, event["id"], "call")
    assert [entry["action"] for entry in told] == ["create", "update", "delete"]
    assert {entry["call"]["person"]["id"] for entry in told} == {actor.id}
    assert {entry["call"]["role"] for entry in told} == {"Треплев"}


async def test_the_reason_of_a_decline_is_told_to_those_who_plan_alone(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor, partner = await make.user(theater, "actor"), await make.user(theater, "actor")
    called = [{"user_id": one.id, "role": "Гость"} for one in (actor, partner)]
    event = await made(admin, participants=called)
    mine = await as_person(actor)
    refusal = {"reason": "illness", "comment": "Температура"}
    assert (await mine.post(f"/schedule/{event['id']}/decline", json=refusal)).status_code == 200

    refused = await (await as_person(partner)).get(f"/schedule/{event['id']}/history")
    assert refused.status_code == 403

    async def changed(ctx: Context) -> dict[str, Any]:
        async with make.db.read(ctx) as uow:
            told = await history.of(uow, await Events(uow).get(event["id"]))
        [answer] = [one for one in told if (one["entity"], one["action"]) == ("call", "update")]
        return dict(answer["changes"])

    reader = replace(theater.ctx, permissions={P.SCHEDULE_READ: Scope.ALL})
    planner = replace(theater.ctx, permissions={**reader.permissions, P.SCHEDULE_UPDATE: Scope.ALL})
    assert (await changed(planner))["comment"][1] == "Температура"
    hidden = await changed(reader)
    assert hidden["status"] == ["invited", "declined"]
    assert not hidden.keys() & {"comment", "decline_reason"}
