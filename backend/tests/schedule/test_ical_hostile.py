"""Calendars made to do harm: bounded in time and memory, never a 5xx."""

import asyncio
import json
import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from app.core.config import Settings
from app.main import create_app
from app.schedule.feeds.importing import child
from tests.conftest import Client, new_client
from tests.factories import Factory, TheaterOf
from tests.schedule.calendars import (
    OUTLOOK,
    SIMPLE,
    START,
    calendar,
    codes,
    event,
    look,
    parsed,
    send,
)

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
    assert time.process_time() - began < 1
    assert [row["uid"] for row in read["events"]].count("a@x") == 1
    assert len(read["events"]) <= 1100
    assert read["errors"] or read["notes"] or len(read["events"]) > 1


async def test_bombs_are_named_and_the_rest_is_read(admin: Client) -> None:
    # One line is too long to be read at all; of the others at least the first date comes in.
    short = [rule for rule in BOMBS if len(rule) < 1000]
    for first in range(0, len(short), 2):
        bombs = short[first : first + 2]
        parts = [event(START, f"RRULE:{rule}", uid=f"{n}@x") for n, rule in enumerate(bombs)]
        body = await look(admin, calendar(*parts, SIMPLE))
        assert body["errors"] == []
        assert body["notes"]
        assert all(row["message"] for row in body["notes"])
        brought = {row["uid"].partition("#")[0] for row in body["created"]}
        assert brought == {"a@x", *(f"{n}@x" for n in range(len(bombs)))}


BROKEN: dict[str, tuple[str, ...]] = {
    "ical.no_start": (),
    "ical.date_broken": ("DTSTART:tomorrow",),
    "ical.year": ("DTSTART:16010101T000000Z",),
    "ical.ends_first": ("DTSTART:20270301T100000Z", "DTEND:20270301T090000Z"),
    "ical.too_long": ("DTSTART:20270301T100000Z", "DURATION:P9999999D"),
    "event.too_long": ("DTSTART:20270301T100000Z", "DURATION:P40D"),
    "ical.too_large": (*["EXDATE:20270301T100000Z"] * 2001, "DTSTART:20270301T100000Z"),
    "ical.line_broken": ("DTSTART:20270301T100000Z", "LOCATION;=;:x"),
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
DAILY = [event(START, "RRULE:FREQ=DAILY;COUNT=900", uid=str(number)) for number in range(4)]
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


def own_zone(number: int) -> str:
    """Forty years of changes that no other zone has."""
    parts = []
    for year in range(1985, 2025):
        kind = "DAYLIGHT" if year % 2 else "STANDARD"
        parts += [
            f"BEGIN:{kind}", f"DTSTART:{year}0328T020000", f"TZOFFSETFROM:+0{1 + year % 9}00",
            f"TZOFFSETTO:+0{2 + year % 7}00", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            f"END:{kind}",
        ]  # fmt: skip
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:Own {number}", *parts, "END:VTIMEZONE"])


async def test_many_clocks_of_its_own_are_refused_and_a_few_are_read(admin: Client) -> None:
    zones = [own_zone(number) for number in range(180)]
    used = [event(f"DTSTART;TZID=Own {n}:20270301T100000", uid=f"{n}") for n in range(180)]
    answer = await send(admin, calendar(*zones, *used))
    assert (answer.status_code, answer.json()["code"]) == (422, "ical.too_many_zones")
    assert len((await look(admin, calendar(*zones, *used[:20])))["created"]) == 20


async def test_an_unknown_clock_keeps_its_event_and_is_told(admin: Client) -> None:
    names = ["Nowhere/Land", "Mars/Olympus", "x" * 300, "Factory", "(UTC+25:00)", "⌚", "GMT+99:99"]
    parts = [event(f'DTSTART;TZID="{name}":20270301T100000', uid=name[:20]) for name in names]
    body = await look(admin, calendar(*parts))
    assert (len(body["created"]), body["errors"]) == (len(names), [])
    told = [row["message"] for row in body["notes"] if row["code"] == "ical.zone_unknown"]
    assert len(told) >= len(names) - 1
    assert all("Europe/Moscow" in message for message in told)


async def test_many_keyed_looks_leave_the_database_to_others(
    settings: Settings, make: Factory, theater: TheaterOf
) -> None:
    """Each waits for its turn without a connection, also for the claim of its key; one person has
    a few places, and whoever finds none is told so.
    """
    token = await make.access_token(await make.user(theater))
    application = create_app(settings.model_copy(update={"db_pool_size": 2}))
    first = datetime(2027, 1, 1, 6, tzinfo=UTC)
    parts = [
        event(f"DTSTART:{first + timedelta(hours=2 * n):%Y%m%dT%H%M%SZ}", uid=f"{n}@x")
        for n in range(100)
    ]
    async with application.router.lifespan_context(application):

        async def keyed(number: int) -> int:
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"look-{number}"}
            async with new_client(application, **headers) as client:
                return int((await send(client, calendar(*parts))).status_code)

        answers = await asyncio.gather(*map(keyed, range(12)))
        assert set(answers) <= {200, 429}
        assert answers.count(200) >= 3


async def test_a_file_over_five_megabytes_is_refused(admin: Client) -> None:
    answer = await send(admin, b"x" * (5 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


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


WORDS = [
    "VEVENT", "VCALENDAR", "VTIMEZONE", "STANDARD", "20270301T100000", "20270301T100000Z",
    "20270301", "16010101T030000", "99991231T235959", "+0300", "+9999", "-2359", "Custom",
    "CANCELLED", "я", "",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY", "P1D", "-P1W",
    "\\n\\,", "20270301T100000/PT1H", "20270301T100000Z,20270302", "P99999999999999W",
]  # fmt: skip
NAMES = [
    "UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID",
    "STATUS", "SEQUENCE", "CATEGORIES", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "BEGIN", "END",
]  # fmt: skip
PARAMS = ["", ";TZID=Custom", ";VALUE=DATE", ';TZID="x:y;z"', ";TZID=Europe/Berlin", ";=", ';X="']


@pytest.mark.parametrize("seed", range(4))
def test_nonsense_is_survived(seed: int) -> None:
    """Lines of a calendar in any order, and bytes broken in between."""
    dice = random.Random(seed)
    for _ in range(250):
        lines = ["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "TZID:Custom", "BEGIN:STANDARD"]
        for _ in range(dice.randrange(40)):
            lines.append(dice.choice(NAMES) + dice.choice(PARAMS) + ":" + dice.choice(WORDS))
            if dice.random() < 0.2:
                lines += ["END:VEVENT", "BEGIN:VEVENT", f"DTSTART:{dice.choice(WORDS)}"]
        data = bytearray("\r\n".join(lines).encode())
        for _ in range(dice.randrange(4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        argument = json.dumps({"zone": "Europe/Moscow", "today": "2026-11-26"})
        assert isinstance(json.loads(child.read(bytes(data), argument)), dict)
