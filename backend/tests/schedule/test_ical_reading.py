"""What other programs write is understood: clocks, lengths, repetitions, encodings, names."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Client
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
    rows,
    run,
    starts,
)

MOSCOW = ZoneInfo("Europe/Moscow")
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
    assert len(cancelled["cancelled"]) == 4
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
    assert len({row["recurrence"] for row in read["events"]}) == count, read["errors"]


async def test_a_series_without_an_end_is_cut_at_the_horizon(admin: Client) -> None:
    for end in ("", ";UNTIL=20991231T000000Z"):
        read = parsed(event("DTSTART:20270301T100000Z", f"RRULE:FREQ=WEEKLY{end}"))
        assert codes(read, "notes") == ["ical.horizon"]
        assert len(read["events"]) == 91


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
        (calendar(SIMPLE.replace("Собрание", "")), "Прочее"),
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
