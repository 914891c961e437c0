"""Calendars of others become events: looked at first, written whole or not at all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.kit.audit import AuditEntry
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.schedule.calendars import SIMPLE, calendar, event, look, rows, run, send

Z = "%Y%m%dT%H%M%SZ"


async def test_a_dry_run_tells_and_writes_nothing(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    body = await look(admin, calendar(SIMPLE))
    assert body["created"] == [
        {
            "id": None,
            "uid": "a@x",
            "title": "Собрание",
            "event_type": "other",
            "starts_at": "2027-03-01T16:00:00+00:00",
            "ends_at": "2027-03-01T19:00:00+00:00",
            "venue": None,
            "performance": None,
            "changes": [],
            "kept": [],
            "before": None,
        }
    ]
    others = ("updated", "cancelled", "unchanged", "skipped", "errors", "notes", "conflicts")
    assert [body[kind] for kind in others] == [[]] * 7
    assert await rows(make, theater) == []


async def test_a_run_writes_events_and_its_trace(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    venue = await make.venue(theater, "Малая сцена")
    title = await make.performance(theater, "Чайка")
    text = event(
        "DTSTART;TZID=Asia/Yekaterinburg:20270301T190000",
        "DTEND;TZID=Asia/Yekaterinburg:20270301T220000",
        "LOCATION:Малая сцена\\, Театральная пл.\\, 1",
        "DESCRIPTION:Парики\\, шляпы\\nи трости",
        "CATEGORIES:Репетиция,Важное",
        "STATUS:CONFIRMED",
        summary="Прогон «Чайка»",
    )
    body = await run(admin, calendar(text))
    [row] = await rows(make, theater)
    assert body["created"][0]["id"] == row.id
    assert body["created"][0]["performance"] == {"id": title, "title": "Чайка"}
    assert (row.title, row.event_type, row.status) == ("Прогон «Чайка»", "rehearsal", "confirmed")
    assert (row.venue_id, row.performance_id, row.ical_uid) == (venue, title, "a@x")
    assert row.starts_at == datetime(2027, 3, 1, 14, tzinfo=UTC)
    assert row.timezone == "Asia/Yekaterinburg"
    assert row.description == "Парики, шляпы\nи трости"
    async with make.db.read(theater.ctx) as uow:
        actions = await uow.session.scalars(
            select(AuditEntry.action).where(AuditEntry.entity == "event").order_by(AuditEntry.id)
        )
        assert list(actions) == ["create", "import"]


async def test_a_second_import_changes_instead_of_doubling(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await run(admin, calendar(SIMPLE))
    again = await run(admin, calendar(SIMPLE))
    assert (again["created"], again["updated"]) == ([], [])
    assert [row["uid"] for row in again["unchanged"]] == ["a@x"]
    moved = SIMPLE.replace("T16", "T15").replace("Собрание", "Сбор труппы")
    changed = await run(admin, calendar(moved))
    [row] = changed["updated"]
    assert (row["title"], row["changes"]) == ("Сбор труппы", ["title", "time"])
    assert row["before"]["title"] == "Собрание"
    [row] = await rows(make, theater)
    assert (row.title, row.starts_at.hour, row.sequence) == ("Сбор труппы", 15, 1)


async def test_what_the_file_does_not_say_stays_as_it_is_here(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    made = (await run(admin, calendar(SIMPLE)))["created"][0]
    venue = await make.venue(theater)
    patched = await admin.patch(
        f"/schedule/{made['id']}", json={"venue_id": venue, "description": "Наше"}
    )
    assert patched.status_code == 200, patched.text
    await run(admin, calendar(SIMPLE.replace("DTEND:20270301T19", "DTEND:20270301T18")))
    [row] = await rows(make, theater)
    assert (row.venue_id, row.description) == (venue, "Наше")
    assert row.ends_at.hour == 18


async def test_a_cancelled_event_cancels_ours_and_is_never_made(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    cancelled = calendar(SIMPLE.replace("CONFIRMED", "CANCELLED"))
    body = await run(admin, cancelled)
    assert [row["reason"] for row in body["skipped"]] == ["cancelled"]
    assert await rows(make, theater) == []
    await run(admin, calendar(SIMPLE))
    body = await run(admin, cancelled)
    assert [row["uid"] for row in body["cancelled"]] == ["a@x"]
    [row] = await rows(make, theater)
    assert (row.status, row.sequence) == ("cancelled", 1)


async def test_taken_places_are_listed_and_stop_the_whole_run(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    venue = await make.venue(theater)
    there = await make.event(
        theater, "Чайка", venue_id=venue, starts_at=datetime(2027, 3, 1, 18, tzinfo=UTC)
    )
    data = calendar(SIMPLE, event("DTSTART:20270401T100000Z", uid="free@x"))
    found = (await look(admin, data, venue_id=venue))["conflicts"]
    assert [(c["severity"], c["reason"], c["event"]["id"]) for c in found] == [
        ("hard", "busy", there)
    ]
    refused = await send(admin, data, run=True, venue_id=venue)
    assert refused.status_code == 409
    assert refused.json()["conflicts"][0]["event"]["id"] == there
    assert len(await rows(make, theater)) == 1

    forced = await run(admin, data, venue_id=venue, override_reason="Так решил директор")
    assert len(forced["created"]) == 2
    overridden = {row.ical_uid: row.overridden for row in await rows(make, theater)}
    assert overridden == {None: False, "a@x": True, "free@x": False}


async def test_forcing_needs_its_right(as_role: SignIn, make: Factory, theater: TheaterOf) -> None:
    venue = await make.venue(theater)
    await make.event(theater, venue_id=venue, starts_at=datetime(2027, 3, 1, 18, tzinfo=UTC))
    assistant = await as_role("assistant_director")
    refused = await send(
        assistant, calendar(SIMPLE), run=True, venue_id=venue, override_reason="Очень надо"
    )
    assert refused.status_code == 403
    assert len(await rows(make, theater)) == 1


async def test_events_of_one_file_stand_in_each_others_way(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    venue = await make.venue(theater)
    data = calendar(SIMPLE, SIMPLE.replace("a@x", "b@x").replace("T16", "T17"))
    found = (await look(admin, data, venue_id=venue))["conflicts"]
    assert [(c["severity"], c["event"], c["venue"]["id"]) for c in found] == [("hard", None, venue)]
    refused = await send(admin, data, run=True, venue_id=venue)
    assert (refused.status_code, refused.json()["code"]) == (409, "event.series_conflict")
    assert await rows(make, theater) == []
    await run(admin, data, venue_id=venue, override_reason="Два зала")
    assert len(await rows(make, theater)) == 2
    assert (await look(admin, data))["conflicts"] == []


async def test_two_events_change_places(admin: Client, make: Factory, theater: TheaterOf) -> None:
    venue = await make.venue(theater)
    first, second = "DTSTART:20270301T100000Z", "DTSTART:20270301T110000Z"
    await run(admin, calendar(event(first, uid="1"), event(second, uid="2")), venue_id=venue)
    body = await run(admin, calendar(event(second, uid="1"), event(first, uid="2")), venue_id=venue)
    assert len(body["updated"]) == 2
    assert [row.ical_uid for row in await rows(make, theater)] == ["2", "1"]


# --- who ------------------------------------------------------------------------------------------


async def test_rights(as_role: SignIn, make: Factory, theater: TheaterOf) -> None:
    for role in ("department_staff", "actor"):
        assert (await send(await as_role(role), calendar(SIMPLE))).status_code == 403
    head = await as_role("department_head", department="light")
    await run(head, calendar(SIMPLE))
    [row] = await rows(make, theater)
    assert row.department_id == theater.departments["light"]
    sound = await as_role("department_head", department="sound")
    moved = calendar(SIMPLE.replace("T16", "T15"))
    body = await run(sound, moved)
    assert ([row["reason"] for row in body["skipped"]], body["updated"]) == (["foreign"], [])
    assert len((await run(head, moved))["updated"]) == 1


async def test_another_theatres_event_of_the_same_name_is_not_touched(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    other = await make.theater()
    await run(await as_person(await make.user(other, "admin")), calendar(SIMPLE))
    body = await run(admin, calendar(SIMPLE.replace("T16", "T15")))
    assert len(body["created"]) == 1
    [theirs] = await rows(make, other)
    assert theirs.starts_at.hour == 16
    foreign = await make.venue(other)
    refused = await send(admin, calendar(SIMPLE), venue_id=foreign)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "venue_id"


async def test_what_is_locked_or_over_is_left(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await run(admin, calendar(SIMPLE, event("DTSTART:20250301T100000Z", uid="past@x")))
    locked = next(row for row in await rows(make, theater) if row.ical_uid == "a@x")
    await admin.patch(f"/schedule/{locked.id}", json={"is_locked": True})
    body = await run(
        admin,
        calendar(SIMPLE.replace("T16", "T15"), event("DTSTART:20250301T110000Z", uid="past@x")),
    )
    assert sorted(row["reason"] for row in body["skipped"]) == ["locked", "past"]


async def test_our_own_file_comes_back_without_harm(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    venue = await make.venue(theater)
    await make.event(theater, "Чайка", venue_id=venue, setup_minutes=60)
    await run(admin, calendar(SIMPLE))
    file = (await admin.get("/schedule/export.ics")).content
    body = await run(admin, file)
    assert (body["created"], body["updated"], body["conflicts"]) == ([], [], [])
    assert [row["reason"] for row in body["skipped"]] == ["own", "own"]


async def test_an_export_is_read_by_another_theatre(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    await make.event(theater, "Чайка", status="confirmed", event_type="premiere")
    file = (await admin.get("/schedule/export.ics")).content
    other = await make.theater()
    body = await run(await as_person(await make.user(other, "admin")), file)
    assert [row["event_type"] for row in body["created"]] == ["premiere"]
    [ours], [theirs] = await rows(make, theater), await rows(make, other)
    assert (theirs.title, theirs.starts_at, theirs.ends_at, theirs.status) == (
        ours.title, ours.starts_at, ours.ends_at, ours.status,
    )  # fmt: skip


async def test_two_thousand_events_are_taken(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    venue = await make.venue(theater)
    first = datetime(2027, 1, 1, 6, tzinfo=UTC)
    parts = [
        event(
            f"DTSTART:{first + timedelta(hours=2 * n):{Z}}",
            f"DTEND:{first + timedelta(hours=2 * n + 1):{Z}}",
            uid=f"{n}@x",
        )
        for n in range(2000)
    ]
    assert len((await look(admin, calendar(*parts), venue_id=venue))["created"]) == 2000
    body = await run(admin, calendar(*parts), venue_id=venue)
    assert len(body["created"]) == 2000
    assert len(await rows(make, theater)) == 2000


@pytest.mark.parametrize(
    "fields",
    [
        {"dry_run": "maybe"},
        {"venue_id": "x"},
        {"venue_id": "2000000000"},
        {"event_type": "party"},
        {"override_reason": "x"},
    ],
)
async def test_broken_wishes_are_refused(admin: Client, fields: dict[str, Any]) -> None:
    assert (await send(admin, calendar(SIMPLE), **fields)).status_code == 422
