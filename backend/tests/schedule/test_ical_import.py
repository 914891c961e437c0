"""Calendars of others become events: read with patience, written whole or not at all."""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.kit.audit import AuditEntry
from app.schedule.feeds.importing import child
from app.schedule.models import Event
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf

MOSCOW = ZoneInfo("Europe/Moscow")
Z = "%Y%m%dT%H%M%SZ"


def event(*lines: str, uid: str | None = "a@x", summary: str = "Собрание") -> str:
    head = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *head, f"SUMMARY:{summary}", *lines, "END:VEVENT"])


def calendar(*parts: str, prodid: str = "-//Google Inc//Google Calendar 70.9054//EN") -> bytes:
    lines = ["BEGIN:VCALENDAR", f"PRODID:{prodid}", "VERSION:2.0", *parts, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


async def send(client: Client, data: bytes, *, run: bool = False, **fields: Any) -> Any:
    form = {"dry_run": "false"} if run else {}
    return await client.post(
        "/schedule/imports", files={"file": ("calendar.ics", data)}, data=form | fields
    )


async def look(client: Client, data: bytes, **fields: Any) -> dict[str, Any]:
    answer = await send(client, data, **fields)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    assert body["dry_run"] is True
    return body


async def run(client: Client, data: bytes, **fields: Any) -> dict[str, Any]:
    answer = await send(client, data, run=True, **fields)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def rows(make: Factory, theater: TheaterOf) -> list[Event]:
    async with make.db.read(theater.ctx) as uow:
        return list(await uow.session.scalars(select(Event).order_by(Event.starts_at, Event.id)))


def starts(body: dict[str, Any], kind: str = "created") -> list[datetime]:
    return [datetime.fromisoformat(row["starts_at"]) for row in body[kind]]


def codes(body: dict[str, Any], kind: str = "errors") -> list[str]:
    return [row["code"] for row in body[kind]]


START = "DTSTART:20270301T100000Z"
SIMPLE = event("DTSTART:20270301T160000Z", "DTEND:20270301T190000Z", "STATUS:CONFIRMED")


def parsed(*parts: str) -> dict[str, Any]:
    """What the child makes of a calendar, without the child."""
    argument = {"zone": "Europe/Moscow", "today": "2026-11-26"}
    body: dict[str, Any] = json.loads(child.read(calendar(*parts), json.dumps(argument)))
    return body


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
            "cancelled": False,
        }
    ]
    assert [body[k] for k in ("updated", "skipped", "errors", "notes", "conflicts")] == [[]] * 5
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
    assert [row["reason"] for row in again["skipped"]] == ["unchanged"]
    moved = SIMPLE.replace("T16", "T15").replace("Собрание", "Сбор труппы")
    changed = await run(admin, calendar(moved))
    assert [row["title"] for row in changed["updated"]] == ["Сбор труппы"]
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
    assert [row["cancelled"] for row in body["updated"]] == [True]
    [row] = await rows(make, theater)
    assert (row.status, row.sequence) == ("cancelled", 1)


# --- clocks ---------------------------------------------------------------------------------------

OUTLOOK = "\r\n".join(
    """BEGIN:VTIMEZONE
TZID:Сцена
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE""".splitlines()
)
LOCATED = (
    "BEGIN:VTIMEZONE\r\nTZID:Наш пояс\r\nX-LIC-LOCATION:Asia/Omsk\r\nBEGIN:STANDARD\r\n"
    "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0600\r\nTZOFFSETTO:+0600\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE"
)


CLOCKS: list[tuple[str, int, str | None]] = [
    ("DTSTART:20270701T100000Z", 10, None),
    ("DTSTART:20270701T100000", 7, None),
    ("DTSTART;TZID=Europe/Moscow:20270701T100000", 7, None),
    ("DTSTART;TZID=Russian Standard Time:20270701T100000", 7, None),
    ('DTSTART;TZID="Ekaterinburg Standard Time":20270701T100000', 5, "Asia/Yekaterinburg"),
    ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20270701T100000", 8, "Europe/Berlin"),
    ("DTSTART;TZID=europe/berlin:20270701T100000", 8, "Europe/Berlin"),
    ('DTSTART;TZID="(UTC+05:00) Екатеринбург":20270701T100000', 5, None),
    ('DTSTART;TZID="(UTC) London: 1":20270701T100000', 10, None),
    ("DTSTART;TZID=Сцена:20270701T100000", 8, None),
    ("DTSTART;TZID=Сцена:20270101T100000", 9, None),
    ("DTSTART;TZID=Сцена:20270328T013000", 0, None),
    ("DTSTART;TZID=Сцена:20270328T033000", 1, None),
    ("DTSTART;TZID=Наш пояс:20270701T100000", 4, "Asia/Omsk"),
    ("DTSTART;TZID=Nowhere/Land:20270701T100000", 7, None),
    ("DTSTART;TZID=../../etc/passwd:20270701T100000", 7, None),
    ("DTSTART;TZID=Europe:20270701T100000", 7, None),
    ("DTSTART;TZID=Asia/Yekaterinburg:20270701T100000Z", 10, None),
]


async def test_every_clock_is_read(admin: Client, make: Factory, theater: TheaterOf) -> None:
    parts = [event(line, uid=f"{number:02d}") for number, (line, _, _) in enumerate(CLOCKS)]
    body = await run(admin, calendar(OUTLOOK, LOCATED, *parts))
    assert body["errors"] == []
    found = {row.ical_uid: (row.starts_at.hour, row.timezone) for row in await rows(make, theater)}
    assert [found[f"{number:02d}"] for number in range(len(CLOCKS))] == [
        (hour, timezone) for _, hour, timezone in CLOCKS
    ]
    assert codes(body, "notes") == ["ical.zone_unknown"] * 3


async def test_lengths(admin: Client) -> None:
    body = await look(
        admin,
        calendar(
            event("DTSTART:20270301T100000Z", uid="none"),
            event("DTSTART:20270302T100000Z", "DURATION:PT2H30M", uid="duration"),
            event("DTSTART:20270303T100000Z", "DTEND:20270303T100000Z", uid="nothing"),
            event("DTSTART;VALUE=DATE:20270304", uid="day"),
            event("DTSTART;VALUE=DATE:20270305", "DTEND;VALUE=DATE:20270308", uid="days"),
            event(
                "DTSTART;TZID=Europe/Moscow:20270309T230000",
                "DTEND;TZID=Asia/Yekaterinburg:20270310T030000",
                uid="apart",
            ),
        ),
    )
    lengths = {
        row["uid"]: datetime.fromisoformat(row["ends_at"])
        - datetime.fromisoformat(row["starts_at"])
        for row in body["created"]
    }
    hour, day = timedelta(hours=1), timedelta(days=1)
    assert lengths == {
        "none": hour, "duration": 2.5 * hour, "nothing": hour, "day": day, "days": 3 * day,
        "apart": 2 * hour,
    }  # fmt: skip
    [whole] = [row for row in body["created"] if row["uid"] == "day"]
    assert datetime.fromisoformat(whole["starts_at"]) == datetime(2027, 3, 4, tzinfo=MOSCOW)


# --- repetitions ----------------------------------------------------------------------------------


async def test_a_repetition_is_laid_out_with_its_exceptions(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    master = event(
        "DTSTART;TZID=Europe/Berlin:20270315T190000",
        "DTEND;TZID=Europe/Berlin:20270315T220000",
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "EXDATE;TZID=Europe/Berlin:20270322T190000",
        "RDATE;TZID=Europe/Berlin:20270320T190000",
        uid="s@x",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20270329T190000",
        "DTSTART;TZID=Europe/Berlin:20270330T120000",
        uid="s@x",
        summary="Перенос",
    )
    off = event(
        "RECURRENCE-ID:20270405T170000Z",
        "DTSTART;TZID=Europe/Berlin:20270405T190000",
        "STATUS:CANCELLED",
        uid="s@x",
    )
    data = calendar(moved, master, off)
    body = await run(admin, data)
    # 19:00 of Berlin is 18:00 UTC in winter and 17:00 in summer.
    assert [f"{s:%m-%d %H}" for s in starts(body)] == [
        "03-15 18",
        "03-20 18",
        "03-30 10",
        "04-12 17",
    ]
    assert [row["uid"] for row in body["created"]] == [
        "s@x#20270315T180000Z", "s@x#20270320T180000Z", "s@x#20270329T170000Z",
        "s@x#20270412T170000Z",
    ]  # fmt: skip
    assert [row["reason"] for row in body["skipped"]] == ["cancelled"]
    again = await run(admin, data)
    assert (again["created"], again["updated"]) == ([], [])
    cancelled = await run(admin, calendar(master.replace("SUMMARY", "STATUS:CANCELLED\r\nSUMMARY")))
    assert len(cancelled["updated"]) == 4
    assert {row.status for row in await rows(make, theater)} == {"cancelled"}


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY;COUNT=3", 3),
        ("freq=daily;count=3", 3),
        ("FREQ=DAILY;UNTIL=20270303", 3),
        ("FREQ=DAILY;UNTIL=20270303T100000Z", 3),
        ("FREQ=DAILY;UNTIL=20270303T130000", 3),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=2", 3),
        ("FREQ=DAILY;UNTIL=20250101", 1),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", 1),
    ],
)
def test_rules_of_other_programs(rule: str, count: int) -> None:
    read = parsed(event(START, f"RRULE:{rule}"))
    assert len({row["uid"] for row in read["events"]}) == count, read["errors"]


async def test_a_series_without_an_end_is_cut_a_year_ahead(admin: Client) -> None:
    for end in ("", ";UNTIL=20991231T000000Z"):
        rule = f"RRULE:FREQ=WEEKLY{end}"
        body = await look(admin, calendar(event("DTSTART:20270301T100000Z", rule)))
        assert codes(body, "notes") == ["ical.endless"]
        assert 52 <= len(body["created"]) <= 54


BOMBS = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;COUNT=1000000",
    "FREQ=HOURLY;INTERVAL=1",
    "FREQ=DAILY;COUNT=999999999999999999999",
    "FREQ=DAILY;COUNT=100000",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1;COUNT=5",
    "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9;COUNT=1000000",
    "FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))) + ";BYMINUTE="
    + ",".join(map(str, range(60))) + ";BYHOUR=" + ",".join(map(str, range(24))),
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=53MO;COUNT=5",
    "FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 367))) + ";COUNT=5000",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;BYSETPOS=400;COUNT=5",
    "FREQ=YEARLY;INTERVAL=999999;COUNT=5",
    "FREQ=WEEKLY;BYDAY=;COUNT=5",
    "FREQ=WEEKLY;UNTIL=99999999T999999Z",
    "FREQ=WEEKLY;UNTIL=20270301T999999",
    "FREQ=;COUNT=1",
    "COUNT=1",
    "FREQ=FORTNIGHTLY",
    ";;;;===",
    "FREQ=DAILY;" * 5000,
    "RRULE:FREQ=DAILY;COUNT=2;COUNT=3",
]  # fmt: skip


@pytest.mark.parametrize("rule", BOMBS, ids=range(len(BOMBS)))
def test_a_bomb_among_rules_is_defused_at_once(rule: str) -> None:
    began = time.process_time()
    read = parsed(event(START, f"RRULE:{rule}", uid="bomb"), SIMPLE)
    assert time.process_time() - began < 0.2
    assert (len(read["errors"]), len(read["events"])) == (1, 1), read


async def test_bombs_are_named_and_the_rest_is_read(admin: Client) -> None:
    parts = [event(START, f"RRULE:{rule}", uid=f"{n}@x") for n, rule in enumerate(BOMBS)]
    body = await look(admin, calendar(*parts, SIMPLE))
    assert [row["index"] for row in body["errors"]] == list(range(1, len(BOMBS) + 1))
    assert all(row["message"] for row in body["errors"])
    assert [row["uid"] for row in body["created"]] == ["a@x"]


# --- conflicts ------------------------------------------------------------------------------------


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
    assert (codes(body), body["updated"]) == (["ical.foreign"], [])
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
    assert sorted(codes(body)) == ["event.locked", "event.past"]
    assert {row["message"] for row in body["errors"]} == {
        "Событие закреплено",
        "Событие уже прошло",
    }


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


# --- hostile files --------------------------------------------------------------------------------

BROKEN: dict[str, tuple[str, ...]] = {
    "ical.no_start": (),
    "ical.date_broken": ("DTSTART:tomorrow",),
    "ical.year": ("DTSTART:16010101T000000Z",),
    "ical.ends_first": ("DTSTART:20270301T100000Z", "DTEND:20270301T090000Z"),
    "ical.too_long": ("DTSTART:20270301T100000Z", "DURATION:P9999999D"),
    "event.too_long": ("DTSTART:20270301T100000Z", "DURATION:P40D"),
    "ical.too_large": (*["EXDATE:20270301T100000Z"] * 2001, "DTSTART:20270301T100000Z"),
    "ical.line_broken": ("DTSTART:20270301T100000Z", "LOCATION;=;:x"),
    "ical.rules": ("DTSTART:20270301T100000Z", *["RRULE:FREQ=DAILY;COUNT=2"] * 2),
}


async def test_broken_events_are_named_and_the_rest_is_read(admin: Client) -> None:
    parts = [event(*lines, uid=code) for code, lines in BROKEN.items()]
    body = await look(admin, calendar(*parts, SIMPLE.replace("a@", "b@")))
    assert {row["index"]: row["code"] for row in body["errors"]} == dict(enumerate(BROKEN, 1))
    assert [row["uid"] for row in body["created"]] == ["b@x"]


ODD = [
    "DTSTART:00000101T000000Z", "DTSTART:99991231T235959Z", "DTSTART:20270230T100000",
    "DTSTART:20270301T250000", "DTSTART:20270301", "DTSTART;VALUE=DATE:2027030",
    "DTSTART:", "DTSTART;TZID=:20270301T100000", "DTSTART:20270301T100000Z/PT1H",
    "DTSTART:-P1D", "DTSTART:100000", "DTSTART;VALUE=PERIOD:x/y",
    "DTSTART:２０２７０３０１T100000",
    "DTSTART;TZID=Asia/Yekaterinburg;X=\"a:b;c\":20270301T100000", "DTSTART:20270301t100000z",
    "DTSTART:20270301T100000Z,20270302T100000Z", "DTSTART:\x0020270301T100000Z",
]  # fmt: skip


async def test_odd_times_never_break_the_server(admin: Client) -> None:
    ends = ("DTEND:99991231T235959Z", "DTEND:x", "DURATION:-PT1H", "DURATION:PT0S", "X:1")
    parts = [
        event(line, end, "RRULE:FREQ=DAILY;COUNT=2", uid=f"{line}{end}"[:200])
        for line in ODD
        for end in ends
    ]
    body = await look(admin, calendar(*parts))
    named = {row["uid"].partition("#")[0] for row in (*body["created"], *body["errors"])}
    assert len(named) == len(parts)


NESTED = "BEGIN:VEVENT\r\n" * 100_000
DAILY = [event(START, "RRULE:FREQ=DAILY;COUNT=900", uid=str(number)) for number in range(3)]
HOSTILE: dict[str, tuple[bytes, str | None]] = {
    "nothing": (b"", "ical.not_a_calendar"),
    "text": ("Уважаемые коллеги!".encode(), "ical.not_a_calendar"),
    "picture": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 100, "ical.not_a_calendar"),
    "zeros": (b"\0" * 1_000_000, "ical.not_a_calendar"),
    "only events": (SIMPLE.encode(), "ical.not_a_calendar"),
    "no events": (calendar(), "ical.empty"),
    "many events": (calendar(*["BEGIN:VEVENT\r\nEND:VEVENT"] * 100_000), "ical.too_many"),
    "many to-dos": (calendar(*["BEGIN:VTODO\r\nEND:VTODO"] * 150_000, SIMPLE), None),
    "many zones": (calendar(*[OUTLOOK] * 10_000, SIMPLE), None),
    "nested": (calendar(NESTED, SIMPLE), None),
    "ends only": (calendar("END:VCALENDAR\r\n" * 300_000), "ical.empty"),
    "many dates": (calendar(*DAILY), "ical.too_many"),
    "blank lines": (calendar("\r\n" * 2_000_000, SIMPLE), None),
    "one line": (b"BEGIN:VCALENDAR\r\nX:" + b"a" * 5_000_000, "ical.empty"),
    "quotes": (calendar(event(START, 'LOCATION;X="' + '"' * 4_000_000)), None),
    "folds": (calendar(event(START, "DESCRIPTION:x" + "\r\n \r\n " * 800_000)), None),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_files_are_answered_quickly(admin: Client, name: str) -> None:
    data, code = HOSTILE[name]
    assert len(data) <= 5 * 1024 * 1024, len(data)
    began = time.monotonic()
    answer = await send(admin, data)
    assert time.monotonic() - began < 15
    if code is None:
        assert answer.status_code == 200, answer.text
    else:
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["field"] == "file"


async def test_a_file_over_five_megabytes_is_refused(admin: Client) -> None:
    answer = await send(admin, b"x" * (5 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


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
    ("data", "title"),
    [
        (calendar(SIMPLE), "Собрание"),
        (b"\xef\xbb\xbf" + calendar(SIMPLE), "Собрание"),
        (calendar(SIMPLE).replace(b"\r\n", b"\n"), "Собрание"),
        (calendar(SIMPLE).replace(b"\r\n", b"\r"), "Собрание"),
        (calendar(SIMPLE).decode().encode("cp1251"), "Собрание"),
        (calendar(SIMPLE).decode().encode("utf-16"), "Собрание"),
        (calendar(SIMPLE).replace("Собрание".encode(), b"\xd0\xa1\xd0\r\n \xbe\xd0\xb1"), "Соб"),
        (calendar(SIMPLE).replace("Собрание".encode(), b"\xd0\xa1\0\xd0\xbe\0\xd0\xb1\0"), "Соб"),
        (calendar(SIMPLE).replace(b"BEGIN:VEVENT", b"begin:vevent"), "Собрание"),
        (calendar(SIMPLE).replace(b"\r\nSUMMARY", b"\r\nSummary"), "Собрание"),
        (calendar(SIMPLE.replace("Собрание", "Собрание\u202egnp.exe")), "Собраниеgnp.exe"),
        (calendar(SIMPLE.replace("Собрание", "x" * 500_000)), "x" * 255),
        (calendar(SIMPLE.replace("Собрание", "")), "Другое"),
        (calendar(SIMPLE.replace("Собрание", "Один\\nдва\\, три\\; \\\\")), "Один два, три; \\"),
    ],
    ids=range(14),
)
async def test_texts_in_every_encoding(
    admin: Client, make: Factory, theater: TheaterOf, data: bytes, title: str
) -> None:
    await run(admin, data)
    assert [row.title for row in await rows(make, theater)] == [title]


async def test_names_of_events_are_kept_apart(admin: Client) -> None:
    long = "u" * 5000
    other = "DTSTART:20270302T100000Z"
    data = calendar(
        event("DTSTART:20270301T100000Z", uid=None),
        event(other, uid=None),
        event("DTSTART:20270303T100000Z", uid=long),
        event("DTSTART:20270304T100000Z", "SEQUENCE:1", uid="twice"),
        event("DTSTART:20270305T100000Z", "SEQUENCE:2", uid="twice"),
        event("DTSTART:20270306T100000Z", uid="twice"),
    )
    body = await look(admin, data)
    assert len({row["uid"] for row in body["created"]}) == len(body["created"]) == 4
    assert max(len(row["uid"]) for row in body["created"]) <= 255
    assert [row["reason"] for row in body["skipped"]] == ["doubled", "doubled"]
    assert starts(body)[-1].day == 5
    await run(admin, data)
    assert (await run(admin, data))["created"] == []


async def test_a_file_that_breaks_off_keeps_what_came_before(admin: Client) -> None:
    whole = calendar(SIMPLE, SIMPLE.replace("a@x", "b@x"))
    body = await look(admin, whole[: whole.rindex(b"END:VEVENT")])
    assert codes(body) == ["ical.cut_off"]
    assert [row["uid"] for row in body["created"]] == ["a@x"]


async def test_alarms_and_strange_parts_of_an_event_are_passed_over(admin: Client) -> None:
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Пора\r\nDURATION:PT5M\r\nEND:VALARM"
    nested = "BEGIN:VEVENT\r\nUID:inner\r\nSUMMARY:Внутри\r\nDTSTART:20270101T000000Z\r\nEND:VEVENT"
    attached = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 100_000
    body = await look(admin, calendar(event(alarm, nested, attached, "DTSTART:20270301T100000Z")))
    [row] = body["created"]
    assert (row["uid"], row["title"]) == ("a@x", "Собрание")
    assert datetime.fromisoformat(row["starts_at"]).month == 3


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
