"""What is written below the session is what the session would have written, and the journal too."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, text

from app.auth.permissions import P
from app.kit import clock
from app.kit.audit import AuditEntry
from app.kit.context import Context, Scope
from app.kit.uow import Uow
from app.schedule import drafts
from app.schedule.conflicts import repository
from app.schedule.models import Call, CallStatus, DeclineReason, EventType
from app.schedule.people.service import Calls
from app.schedule.placing import Placement, place
from app.schedule.service import Events
from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf
from tests.inventory.tools import at_once
from tests.schedule.test_events import body, made

_OWN = ("id", "event_id", "created_at", "updated_at", "override_at", "responded_at")
_TABLES = ("schedule_events", "event_participants", "event_inventory")


def acting(person: Person) -> Context:
    return Context(
        theater_id=person.theater.id,
        user_id=person.id,
        permissions=dict.fromkeys(P, Scope.ALL),
        request_id="одно",
        ip="203.0.113.7",
    )


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    """Without what no two events share."""
    return {name: value for name, value in row.items() if name not in _OWN}


async def _journal(uow: Uow, entity: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    statement = select(AuditEntry).where(AuditEntry.entity == entity, AuditEntry.entity_id.in_(ids))
    entries = (await uow.session.scalars(statement.order_by(AuditEntry.id))).all()
    return [
        {
            "action": entry.action,
            "actor": entry.actor_id,
            "ip": entry.ip,
            "request": entry.request_id,
            "named": sorted(entry.diff),
            "diff": _bare(entry.diff),
        }
        for entry in entries
    ]


async def _written(uow: Uow, placement: Placement) -> dict[str, Any]:
    """Rows of an event and of its parts, and their journal."""
    event_id = placement.event.id
    parts = {
        "event": [event_id],
        "call": [call.id for call in placement.calls],
        "event_item": [item.id for item in placement.items],
    }
    found: dict[str, Any] = {
        entity: await _journal(uow, entity, ids) for entity, ids in parts.items()
    }
    for table in _TABLES:
        key = "id" if table == "schedule_events" else "event_id"
        statement = text(f"SELECT to_jsonb(t) FROM {table} t WHERE {key} = :id ORDER BY t.id")
        rows = await uow.session.scalars(statement, {"id": event_id})
        found[table] = [_bare(row) for row in rows]
    return found


async def _by_session(uow: Uow, given: dict[str, Any]) -> Placement:
    events = Events(uow)
    values, calls, items, reason = await events.prepare(given)
    homes = await drafts.check_calls(uow, calls, values)
    new = events.build(values, calls, items, homes)
    await place(uow, [new], reason)
    await events.save_new([new])
    return new


async def _by_statement(uow: Uow, given: dict[str, Any]) -> Placement:
    return (await Events(uow).create(given)).placement


async def test_an_event_is_written_as_a_session_writes_it(
    make: Factory, theater: TheaterOf
) -> None:
    planner = await make.user(theater)
    actor = await make.user(theater, "actor", department="makeup")
    stage, play = await make.venue(theater), await make.performance(theater)
    start = datetime(2027, 3, 10, 16, tzinfo=UTC)
    item = await make.item(theater, quantity=1)
    taken = await make.event(theater, starts_at=start, venue_id=stage)
    await make.reservation(theater, taken, item)
    given: dict[str, Any] = {
        **dict.fromkeys(("stage_ready_at", "timezone", "tour_venue_name", "cancel_reason")),
        "title": "Премьера «Чайки»", "description": "С банкетом", "event_type": EventType.PREMIERE,
        "status": "confirmed", "starts_at": start, "ends_at": start.replace(hour=19),
        "setup_minutes": 60, "strike_minutes": None, "venue_id": stage, "performance_id": play,
        "department_id": theater.departments["light"], "color": "#8a1c2c", "is_public": True,
        "is_locked": False, "tour_city": "Псков", "override": {"reason": "Так решил директор"},
        "participants": [
            {"user_id": actor.id, "role": "Нина", "call_at": start.replace(hour=14)},
            {"user_id": actor.id, "department_id": theater.departments["video"]},
            {"role": "Гримёр", "call_at": start.replace(hour=13)},
            {"role": "Гримёр"},
        ],
        "inventory": [{"inventory_item_id": item, "quantity": 2, "notes": "Красное"}],
    }  # fmt: skip
    found = []
    for way in (_by_session, _by_statement):
        async with make.db.write(acting(planner)) as uow:
            placement = await way(uow, {**given})
        assert uow.touched >= {*_TABLES}
        async with make.db.read(acting(planner)) as uow:
            found.append(await _written(uow, placement))
            kept = await Events(uow).placement(await Events(uow).get(placement.event.id))
            _same(placement, kept)
    before, after = found
    assert before == after
    assert [len(after[name]) for name in ("event", "call", "event_item")] == [1, 4, 1]


def _same(told: Placement, kept: Placement) -> None:
    """What the objects hold afterwards is what a session reads."""
    pairs = [
        (told.event, kept.event),
        *zip(told.calls, sorted(kept.calls, key=lambda call: call.id), strict=True),
        *zip(told.items, kept.items, strict=True),
    ]
    for one, other in pairs:
        for column in one.__table__.columns:
            assert getattr(one, column.name) == getattr(other, column.name), column


ANSWERS = [
    (CallStatus.DECLINED, DeclineReason.ILLNESS, "Температура"),
    (CallStatus.CONFIRMED, None, None),
    (CallStatus.INVITED, None, None),
    (CallStatus.INVITED, None, None),
]


async def test_an_answer_is_written_as_a_session_writes_it(
    make: Factory, theater: TheaterOf
) -> None:
    actor = await make.user(theater, "actor")
    start = datetime(2027, 3, 10, 16, tzinfo=UTC)
    events = [await make.event(theater, starts_at=start.replace(day=n)) for n in (10, 20)]
    found = []
    calls = [await make.call(theater, event, actor.id, call_at=start) for event in events]
    for status, reason, comment in ANSWERS:
        async with make.db.write(acting(actor)) as uow:
            await Calls(uow).answer(events[0], status, 1, reason=reason, comment=comment)
        async with make.db.write(acting(actor)) as uow:
            call = await uow.session.get(Call, calls[1])
            waits = status is CallStatus.INVITED
            call.status, call.decline_reason, call.comment = status, reason, comment
            call.responded_at = None if waits else clock.now()
            call.responded_version = None if waits else 1
            call.answered_call_at = None if waits else start
    async with make.db.read(acting(actor)) as uow:
        for call_id in calls:
            row = await uow.session.scalar(
                text("SELECT to_jsonb(c) FROM event_participants c WHERE id = :id"),
                {"id": call_id},
            )
            found.append((_bare(row), (await _journal(uow, "call", [call_id]))[1:]))
    assert found[0] == found[1]
    row, journal = found[0]
    assert (row["version"], len(journal)) == (4, 3)  # the last one changed nothing


async def test_an_answer_waits_for_whoever_moves_the_event(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    """It is judged by what the call has become meanwhile."""
    planner, actor = await make.user(theater), await make.user(theater, "actor")
    mine = await as_person(actor)
    start = datetime(2027, 3, 10, 16, tzinfo=UTC)
    event = await make.event(theater, starts_at=start)
    await make.call(theater, event, actor.id)
    async with make.db.write(acting(planner)) as uow:
        await Events(uow).change(event, {"starts_at": start.replace(hour=15)}, None)
        confirm = mine.post(f"/schedule/{event}/confirm", json={"call_version": 1})
        waiting = asyncio.create_task(confirm)
        await asyncio.sleep(0.3)
        assert not waiting.done()
    answer = await waiting
    assert (answer.status_code, answer.json()["code"]) == (409, "event.call_changed")
    assert answer.json()["call_version"] == 2
    assert (await mine.post(f"/schedule/{event}/confirm", json={"call_version": 2})).is_success


async def test_answers_at_once_follow_each_other(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    mine = await as_person(actor)
    event = await made(admin, participants=[{"user_id": actor.id, "role": "Нина"}])
    sick = {"reason": "illness", "comment": "Температура"}

    async def press(number: int) -> Any:
        verb, sent = ("decline", sick) if number % 2 else ("confirm", {})
        return await mine.post(f"/schedule/{event['id']}/{verb}", json=sent)

    answers = await at_once(10, press)
    assert {answer.status_code for answer in answers} == {200}
    versions = sorted(answer.json()["items"][0]["version"] for answer in answers)
    assert versions == list(range(2, 12))
    told = (await admin.get(f"/schedule/{event['id']}/history")).json()["items"]
    moments = [
        one["changes"]["responded_at"] for one in reversed(told) if one["action"] == "update"
    ]
    assert [before for before, _ in moments] == [None, *(after for _, after in moments[:-1])]


async def test_a_new_event_is_answered_as_it_is_read(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn, as_role: SignIn
) -> None:
    stage, play = await make.venue(theater), await make.performance(theater)
    actor, other = await make.user(theater, "actor"), await make.user(theater, "actor")
    item = await make.item(theater, quantity=3)
    called = [{"user_id": one.id, "role": "Нина"} for one in (actor, other)]
    event = await made(
        admin,
        venue_id=stage,
        performance_id=play,
        is_public=True,
        participants=[*called, {"role": "Гримёр", "call_at": "2027-03-10T17:00:00+03:00"}],
        inventory=[{"inventory_item_id": item, "quantity": 2}],
    )
    page = await admin.get(f"/schedule/{event['id']}")
    assert (page.json(), page.headers["etag"]) == (event, '"v1"')
    refusal = {"reason": "family"}
    mine = await as_person(actor)
    assert (await mine.post(f"/schedule/{event['id']}/decline", json=refusal)).is_success
    staff = await as_role("department_staff", department="light")
    for client in (admin, mine, await as_person(other), staff):
        whole = (await client.get(f"/schedule/{event['id']}")).json()
        (row,) = (await client.get("/schedule")).json()["items"]
        for one in (whole, row):
            one["calls"].sort(key=str)  # there is no order among them
        assert {name: whole[name] for name in row} == row


async def test_the_database_guards_the_hall_where_nobody_asked(
    admin: Client, make: Factory, theater: TheaterOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await make.venue(theater)
    await made(admin, venue_id=stage)

    async def nothing(*_: Any) -> list[Any]:
        return []

    monkeypatch.setattr(repository, "near", nothing)
    refused = await admin.post("/schedule", json=body(venue_id=stage))
    assert (refused.status_code, refused.json()["code"]) == (409, "event.conflict")
