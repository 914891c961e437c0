"""A calendar that comes again changes, moves and cancels what it brought, and doubles nothing."""

import asyncio
from typing import Any

from fastapi import FastAPI

from app.kit.context import Context, caller
from app.schedule.feeds.importing.router import gate
from app.schedule.feeds.repository import FeedRepository
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.schedule.calendars import SIMPLE, START, calendar, event, look, rows, run
from tests.schedule.test_ical_cases import CALENDARS

KINDS = ("created", "updated", "cancelled", "unchanged", "skipped")


def file(name: str) -> bytes:
    return (CALENDARS / f"{name}.ics").read_bytes()


def counts(body: dict[str, Any]) -> dict[str, int]:
    return {kind: len(body[kind]) for kind in KINDS if body[kind]}


def whys(body: dict[str, Any]) -> list[str]:
    return [row["reason"] for row in body["skipped"]]


async def load(admin: Client, data: bytes, **wishes: Any) -> dict[str, Any]:
    """The look and the run agree on every line."""
    looked = await look(admin, data, **wishes)
    done = await run(admin, data, **wishes)
    for kind in (*KINDS, "errors", "notes"):
        told = [{name: row[name] for name in row if name != "id"} for row in looked[kind]]
        assert told == [{name: row[name] for name in row if name != "id"} for row in done[kind]]
    assert len(looked["conflicts"]) == len(done["conflicts"])
    return done


async def standing(make: Factory, theater: TheaterOf) -> list[str]:
    found = await rows(make, theater)
    return [f"{row.starts_at:%d.%m %H} {row.status}" for row in found]


async def test_a_series_moved_by_hours_moves_its_dates_on_the_same_venue(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    hall = await make.venue(theater)
    assert counts(await load(admin, file("series"), venue_id=hall)) == {"created": 3}
    ids = [row.id for row in await rows(make, theater)]
    moved = await load(admin, file("series_moved"), venue_id=hall)
    assert (counts(moved), moved["conflicts"]) == ({"updated": 3}, [])
    assert moved["updated"][0]["changes"] == ["time"]
    assert moved["updated"][0]["before"]["starts_at"] == "2027-03-01T07:00:00+00:00"
    found = await rows(make, theater)
    assert ([row.id for row in found], {row.starts_at.hour for row in found}) == (ids, {9})
    assert counts(await load(admin, file("series_moved"), venue_id=hall)) == {"unchanged": 3}


async def test_a_date_taken_out_of_a_series_is_cancelled(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await load(admin, file("series"))
    body = await load(admin, file("series_exdate"))
    assert counts(body) == {"cancelled": 1, "unchanged": 2}
    assert await standing(make, theater) == [
        "01.03 07 planned", "08.03 07 cancelled", "15.03 07 planned",
    ]  # fmt: skip
    # The calendar has it again: so have we.
    again = file("series").replace(b"SEQUENCE:0", b"SEQUENCE:2")
    assert counts(await load(admin, again)) == {"updated": 1, "unchanged": 2}
    assert {row.status for row in await rows(make, theater)} == {"planned"}


async def test_a_series_that_has_become_a_single_event(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await load(admin, file("series"))
    assert counts(await load(admin, file("series_single"))) == {"cancelled": 2, "unchanged": 1}
    assert [row.status for row in await rows(make, theater)] == ["planned", *["cancelled"] * 2]
    more = file("series").replace(b"SEQUENCE:0", b"SEQUENCE:4")
    assert counts(await load(admin, more)) == {"updated": 2, "unchanged": 1}


async def test_a_series_cancelled_as_a_whole(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await load(admin, file("series"))
    body = await load(admin, file("series_cancelled"))
    assert counts(body) == {"cancelled": 3}
    assert {row.status for row in await rows(make, theater)} == {"cancelled"}
    assert len(await rows(make, theater)) == 3


async def test_a_series_moved_to_another_day_keeps_its_events(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await load(admin, file("series"))
    ids = [row.id for row in await rows(make, theater)]
    tuesdays = file("series").replace(b"20270301T", b"20270302T")
    assert counts(await load(admin, tuesdays)) == {"updated": 3}
    assert [row.id for row in await rows(make, theater)] == ids


async def test_an_older_sequence_is_left_alone(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await load(admin, file("newer"))
    body = await load(admin, file("older"))
    assert (counts(body), whys(body)) == ({"skipped": 1}, ["older"])
    assert await standing(make, theater) == ["02.03 11 planned"]


async def test_what_a_person_changed_here_stays(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    [row] = (await load(admin, calendar(SIMPLE)))["created"]
    path = f"/schedule/{row['id']}"
    moved = await admin.patch(f"{path}/move", json={"starts_at": "2027-03-01T12:00:00Z"})
    assert moved.status_code == 200, moved.text
    assert counts(await load(admin, calendar(SIMPLE))) == {"unchanged": 1}
    later = SIMPLE.replace("T16", "T15")
    body = await load(admin, calendar(later))
    assert (counts(body), whys(body)) == ({"skipped": 1}, ["by_hand"])
    renamed = await load(admin, calendar(later.replace("Собрание", "Сбор")))
    [changed] = renamed["updated"]
    assert (changed["changes"], changed["kept"]) == (["title"], ["time"])
    [event_row] = await rows(make, theater)
    assert (event_row.title, event_row.starts_at.hour) == ("Сбор", 12)
    gone = await load(admin, calendar(later.replace("CONFIRMED", "CANCELLED")))
    assert whys(gone) == ["by_hand"]


async def test_a_calendar_that_says_what_a_person_made_here_is_followed_from_then_on(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    [row] = (await load(admin, calendar(SIMPLE)))["created"]
    path = f"/schedule/{row['id']}"
    moved = await admin.patch(f"{path}/move", json={"starts_at": "2027-03-01T12:00:00Z"})
    assert moved.status_code == 200, moved.text
    version = (await admin.get(path)).json()["version"]
    same = SIMPLE.replace("T16", "T12").replace("T19", "T15")
    agreed = same.replace("STATUS", "SEQUENCE:4\r\nSTATUS")
    assert counts(await load(admin, calendar(agreed))) == {"unchanged": 1}
    assert (await admin.get(path)).json()["version"] == version, "nobody has changed it"
    older = SIMPLE.replace("STATUS", "SEQUENCE:3\r\nSTATUS")
    assert whys(await load(admin, calendar(older))) == ["older"]
    later = agreed.replace("T12", "T13")
    assert counts(await load(admin, calendar(later))) == {"updated": 1}


async def test_a_date_cancelled_here_and_there_comes_back_with_the_calendar(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    [row] = (await load(admin, calendar(SIMPLE)))["created"]
    off = {"status": "cancelled", "cancel_reason": "Зал занят"}
    assert (await admin.patch(f"/schedule/{row['id']}", json=off)).status_code == 200
    gone = calendar(SIMPLE.replace("CONFIRMED", "CANCELLED"))
    assert whys(await load(admin, gone)) == ["cancelled"]
    assert counts(await load(admin, calendar(SIMPLE))) == {"updated": 1}


async def test_two_imports_remember_the_same_events_in_no_ring(
    app: FastAPI, admin: Client, make: Factory, theater: TheaterOf
) -> None:
    events = [event(START, uid=f"{n}@there") for n in range(40)]
    await run(admin, calendar(*events))
    ids = [row.id for row in await rows(make, theater)]
    assert len(ids) == 40

    async def remember(order: list[int]) -> None:
        async with app.state.db.write(theater.ctx) as uow:
            await FeedRepository(uow.session, uow.ctx).remember_heard(
                [{"event": one, "new_sequence": 1, "new_seen": {}} for one in order]
            )

    for _ in range(5):
        await asyncio.gather(*(remember(order) for order in (ids, ids[::-1]) * 2))
    assert {row.ical_sequence for row in await rows(make, theater)} == {1}


async def test_imports_of_one_theatre_leave_a_place_for_another(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    other = await make.theater()
    stranger = await as_person(await make.user(other, "admin"))
    ours = asyncio.ensure_future(look(admin, calendar(SIMPLE)))
    caller.set(Context(theater_id=theater.id, user_id=1))
    async with gate.turn():
        theirs = await look(stranger, calendar(SIMPLE))
        waiting = asyncio.ensure_future(look(admin, calendar(SIMPLE)))
        await asyncio.wait([ours, waiting], timeout=1)
        assert not waiting.done()
        assert counts(theirs) == {"created": 1}
    assert counts(await waiting) == counts(await ours) == {"created": 1}


async def test_what_a_person_deleted_cancelled_or_fixed_here_stays_so(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    made = (await load(admin, file("series")))["created"]
    assert (await admin.delete(f"/schedule/{made[0]['id']}")).status_code == 204
    off = {"status": "cancelled", "cancel_reason": "Зал занят"}
    assert (await admin.patch(f"/schedule/{made[1]['id']}", json=off)).status_code == 200
    fixed = await admin.patch(f"/schedule/{made[2]['id']}", json={"is_locked": True})
    assert fixed.status_code == 200
    body = await load(admin, file("series_moved"))
    assert whys(body) == ["deleted", "cancelled_here", "locked"]
    assert counts(body) == {"skipped": 3}
    assert whys(await load(admin, file("series_cancelled"))) == ["deleted", "cancelled", "locked"]


async def test_a_date_alone_finds_its_event(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await load(admin, file("series"))
    alone = event(
        "RECURRENCE-ID;TZID=Europe/Moscow:20270308T100000",
        "DTSTART;TZID=Europe/Moscow:20270309T120000",
        "SEQUENCE:1",
        uid="case-11@x",
        summary="Репетиция хора",
    )
    body = await load(admin, calendar(alone))
    assert counts(body) == {"updated": 1}
    assert await standing(make, theater) == [
        "01.03 07 planned", "09.03 09 planned", "15.03 07 planned",
    ]  # fmt: skip
    # The whole series has it where it stood; its own event is newer.
    assert whys(await load(admin, file("series"))) == ["older"]
