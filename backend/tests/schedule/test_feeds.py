"""Private addresses of calendars: whoever has one sees what its owner may see now, no more."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from app.kit import clock, idempotency
from app.schedule.feeds.models import CalendarFeed
from app.schedule.models import Call, Event
from app.users.models import User, UserRole
from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf


async def subscribe(client: Client, **body: Any) -> dict[str, Any]:
    answer = await client.post("/schedule/feeds", json={"kind": "person", **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def path(feed: dict[str, Any]) -> str:
    return str(feed["url"]).partition("/api/v1")[2]


async def fetch(client: Client, feed: dict[str, Any]) -> Any:
    answer = await client.get(path(feed))
    assert answer.status_code == 200, answer.text
    return Calendar.from_ical(answer.content)


async def titles(client: Client, feed: dict[str, Any]) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in (await fetch(client, feed)).events)


async def change(make: Factory, theater: TheaterOf, event_id: int, **values: Any) -> None:
    async with make.db.write(theater.ctx) as uow:
        event = await uow.session.scalar(
            select(Event).where(Event.id == event_id), execution_options={"include_deleted": True}
        )
        for name, value in values.items():
            setattr(event, name, value)


@pytest.fixture
async def actor(make: Factory, theater: TheaterOf) -> Person:
    return await make.user(theater, "actor")


async def test_the_address_is_told_once_and_only_its_hash_is_kept(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    made = await subscribe(admin, name="Телефон")
    assert re.fullmatch(r"http://[^/]+/api/v1/ics/\d+/[\w-]{43}\.ics", made["url"])
    assert made["webcal_url"] == made["url"].replace("http://", "webcal://")
    listed = (await admin.get("/schedule/feeds")).json()["items"]
    assert [set(row) for row in listed] == [set(made) - {"url", "webcal_url"}]
    assert listed[0]["name"] == "Телефон"
    token = made["url"].rsplit("/", 1)[1].removesuffix(".ics")
    row = await make.get(theater, CalendarFeed, made["id"])
    assert len(row.token_hash) == 64
    assert token not in str(vars(row))


async def test_a_repeated_creation_keeps_no_readable_token(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    key = {"Idempotency-Key": "feed-1"}
    answers = [
        await admin.post("/schedule/feeds", json={"kind": "person"}, headers=key) for _ in range(2)
    ]
    assert answers[0].content == answers[1].content
    assert "x-sealed" not in answers[1].headers
    token = answers[0].json()["url"].rsplit("/", 1)[1]
    async with make.db.read(theater.ctx) as uow:
        kept = (await uow.session.scalars(select(idempotency.IdempotencyKey))).one()
    assert kept.body is not None
    assert token.encode() not in kept.body


async def test_a_person_sees_their_calls_and_when_to_be_there(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client, actor: Person
) -> None:
    venue = await make.venue(theater, "Малая сцена")
    start = clock.now().replace(microsecond=0, second=0) + timedelta(days=3)
    event = await make.event(
        theater,
        "Чайка",
        starts_at=start,
        venue_id=venue,
        status="confirmed",
        setup_minutes=120,
        stage_ready_at=start - timedelta(minutes=30),
        description="Парики, шляпы; см. список",
    )
    await make.call(theater, event, actor.id, role="Нина", call_at=start - timedelta(hours=1))
    await make.call(theater, event, actor.id, role="Аркадина")
    declined = await make.event(theater, "Отказ")
    await make.call(theater, declined, actor.id, status="declined")
    await make.event(theater, "Чужое", is_public=True)
    feed = await subscribe(await as_person(actor))

    answer = await client.get(path(feed))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    calendar: Any = Calendar.from_ical(answer.content)
    assert calendar["X-WR-CALNAME"] == "Мои вызовы"
    assert calendar["METHOD"] == "PUBLISH"
    [entry] = calendar.events
    assert entry["SUMMARY"] == "Чайка: Нина, Аркадина"
    assert entry["LOCATION"] == "Малая сцена"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["TRANSP"] == "OPAQUE"
    assert entry.start == start - timedelta(hours=1)
    assert entry.start.tzinfo.key == "Europe/Moscow"
    assert entry.end == start + timedelta(hours=3)
    assert entry["UID"] == f"event-{event}@{theater.code}.kulisa"
    assert entry["URL"].endswith(f"/schedule/{event}")
    local = start.astimezone(entry.start.tzinfo)
    lines = str(entry["DESCRIPTION"]).split("\n")
    assert lines[0] == "Роль: Нина, Аркадина"
    assert f"Начало: {local:%H:%M}" in lines
    assert lines[-1] == "Парики, шляпы; см. список"
    assert [entry["CATEGORIES"].cats] == [["Спектакль"]]


async def test_moved_and_cancelled_events_stay_the_same_with_a_higher_number(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client, actor: Person
) -> None:
    event = await make.event(theater, "Чайка")
    await make.call(theater, event, actor.id)
    feed = await subscribe(await as_person(actor))
    [first] = (await fetch(client, feed)).events

    start = first.start + timedelta(days=1)
    await change(
        make, theater, event, starts_at=start, ends_at=start + timedelta(hours=2), sequence=1
    )
    [moved] = (await fetch(client, feed)).events
    assert (moved["UID"], moved.start) == (first["UID"], start)
    assert moved["SEQUENCE"] > first["SEQUENCE"]

    await change(
        make, theater, event, status="cancelled", cancel_reason="Болезнь актёра", sequence=2
    )
    [cancelled] = (await fetch(client, feed)).events
    assert (cancelled["UID"], cancelled["STATUS"]) == (first["UID"], "CANCELLED")
    assert cancelled["SEQUENCE"] > moved["SEQUENCE"]
    assert cancelled["TRANSP"] == "TRANSPARENT"
    assert str(cancelled["DESCRIPTION"]).startswith("Отменено: Болезнь актёра")

    await change(make, theater, event, deleted_at=clock.now(), sequence=3)
    [deleted] = (await fetch(client, feed)).events
    assert (deleted["UID"], deleted["STATUS"]) == (first["UID"], "CANCELLED")
    assert deleted["SEQUENCE"] > cancelled["SEQUENCE"]
    await change(make, theater, event, deleted_at=clock.now() - timedelta(days=62))
    assert (await fetch(client, feed)).events == []


async def test_a_call_at_another_time_is_a_new_version(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client, actor: Person
) -> None:
    event = await make.event(theater)
    call_id = await make.call(theater, event, actor.id)
    feed = await subscribe(await as_person(actor))
    [before] = (await fetch(client, feed)).events
    async with make.db.write(theater.ctx) as uow:
        call = await uow.session.get(Call, call_id)
        call.call_at, call.call_version = before.start - timedelta(hours=2), 2
    [after] = (await fetch(client, feed)).events
    assert after.start == before.start - timedelta(hours=2)
    assert after["SEQUENCE"] > before["SEQUENCE"]


async def test_a_feed_reaches_90_days_back_and_400_ahead(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client, actor: Person
) -> None:
    for days in (-92, -89, 399, 402):
        event = await make.event(theater, f"{days}", starts_at=clock.now() + timedelta(days=days))
        await make.call(theater, event, actor.id)
    feed = await subscribe(await as_person(actor))
    assert await titles(client, feed) == ["-89", "399"]


async def test_a_venue_is_for_who_reads_the_whole_schedule(
    make: Factory, theater: TheaterOf, as_role: SignIn, client: Client
) -> None:
    here, elsewhere = await make.venue(theater), await make.venue(theater, "Малая")
    start = clock.now() + timedelta(days=2)
    await make.event(theater, "Здесь", venue_id=here, starts_at=start)
    await make.event(theater, "Там", venue_id=elsewhere, starts_at=start)
    staff = await as_role("department_staff")
    feed = await subscribe(staff, kind="venue", venue_id=here)
    assert (feed["venue"], feed["name"]) == (
        {"id": here, "name": "Основная сцена"},
        "Основная сцена",
    )
    [entry] = (await fetch(client, feed)).events
    assert (entry["SUMMARY"], entry["TRANSP"], entry["STATUS"]) == (
        "Здесь",
        "TRANSPARENT",
        "TENTATIVE",
    )

    actor = await as_role("actor")
    refused = await actor.post("/schedule/feeds", json={"kind": "venue", "venue_id": here})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "venue"},
        {"kind": "person", "venue_id": 1},
        {"kind": "venue", "venue_id": 2_000_000_000},
        {"kind": "venue", "venue_id": 2_000_000_000, "name": "Сцена"},
        {"kind": "theatre"},
        {"kind": "person", "name": "x" * 101},
        {"kind": "person", "token_hash": "0" * 64},
        {"kind": "person", "user_id": 1},
    ],
)
async def test_broken_wishes_are_refused(admin: Client, bad: dict[str, Any]) -> None:
    assert (await admin.post("/schedule/feeds", json=bad)).status_code == 422


async def test_a_person_has_ten_feeds_at_most(admin: Client) -> None:
    answers = await asyncio.gather(
        *(admin.post("/schedule/feeds", json={"kind": "person"}) for _ in range(14))
    )
    assert sorted(a.status_code for a in answers) == [201] * 10 + [409] * 4
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"feed.too_many"}
    assert len((await admin.get("/schedule/feeds")).json()["items"]) == 10


async def test_a_revoked_feed_and_a_wrong_token_look_alike(
    admin: Client, client: Client, as_role: SignIn
) -> None:
    kept, revoked = await subscribe(admin), await subscribe(admin)
    other = await as_role("technical_director")
    assert (await other.delete(f"/schedule/feeds/{revoked['id']}")).status_code == 404
    assert (await other.get("/schedule/feeds")).json()["items"] == []
    assert (await admin.delete(f"/schedule/feeds/{revoked['id']}")).status_code == 204
    assert (await admin.delete(f"/schedule/feeds/{revoked['id']}")).status_code == 404

    wrong = [
        path(revoked),
        path(kept).replace(".ics", "x.ics"),
        path(kept).replace(f"/{kept['id']}/", f"/{revoked['id']}/"),
        f"/ics/{kept['id']}/{'A' * 43}.ics",
        f"/ics/{kept['id']}/..ics",
        f"/ics/2000000000/{'A' * 43}.ics",
    ]
    answers = [await client.get(address) for address in wrong]
    assert {a.status_code for a in answers} == {404}
    assert len({a.json()["title"] + a.json()["detail"] for a in answers}) == 1
    assert (await client.get(path(kept))).status_code == 200


async def test_a_former_employee_reads_nothing(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client, actor: Person
) -> None:
    feed = await subscribe(await as_person(actor))
    assert (await client.get(path(feed))).status_code == 200
    async with make.db.write(theater.ctx) as uow:
        await uow.session.execute(
            update(User).where(User.id == actor.id).values(is_active=False),
            execution_options={"audit": "test"},
        )
    assert (await client.get(path(feed))).status_code == 404


async def test_a_lost_role_narrows_at_once(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client
) -> None:
    person = await make.user(theater, "department_staff")
    venue = await make.venue(theater)
    start = clock.now() + timedelta(days=2)
    await make.event(theater, "Внутреннее", venue_id=venue, starts_at=start)
    await make.event(
        theater, "Открытое", venue_id=venue, starts_at=start + timedelta(days=1), is_public=True
    )
    feed = await subscribe(await as_person(person), kind="venue", venue_id=venue)
    assert await titles(client, feed) == ["Внутреннее", "Открытое"]
    tag = (await client.get(path(feed))).headers["etag"]

    await make.change_role(person, "actor")
    narrowed = await client.get(path(feed), headers={"If-None-Match": tag})
    assert narrowed.status_code == 200
    assert await titles(client, feed) == ["Открытое"]
    async with make.db.write(theater.ctx) as uow:
        link = await uow.session.scalar(select(UserRole).where(UserRole.user_id == person.id))
        await uow.session.delete(link)
    assert (await client.get(path(feed))).status_code == 404


async def test_nothing_of_another_theatre_is_in_a_feed(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client, admin: Client
) -> None:
    other = await make.theater()
    stranger = await make.user(other, "admin")
    venue = await make.venue(other)
    feed = await subscribe(await as_person(stranger), kind="venue", venue_id=venue)
    await make.event(theater, "Наше")
    assert await titles(client, feed) == []
    foreign = await admin.post("/schedule/feeds", json={"kind": "venue", "venue_id": venue})
    absent = await admin.post("/schedule/feeds", json={"kind": "venue", "venue_id": 2_000_000_000})
    assert foreign.status_code == absent.status_code == 422
    assert foreign.json()["errors"] == absent.json()["errors"]
    assert (await admin.delete(f"/schedule/feeds/{feed['id']}")).status_code == 404
