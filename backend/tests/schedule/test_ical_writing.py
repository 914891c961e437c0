"""The text of calendars: lines, escapes, clocks.

A second parser reads the same file in the tests of the client
(`frontend/src/features/schedule/feeds/feed.test.ts`) and must find what is told here.

`KULISA_WRITE_FIXTURES=1` writes both fixtures anew.
"""

import json
import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from app.kit import clock
from app.schedule.feeds import zones
from app.schedule.feeds.writing import Entry, Status, write

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
CHANGED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def at(*fields: int, fold: int = 0) -> datetime:
    return datetime(*fields, fold=fold)  # type: ignore[arg-type]  # noqa: DTZ001 - local


def entry(
    number: int,
    start: datetime,
    hours: float = 3,
    *,
    zone: ZoneInfo = MOSCOW,
    status: Status = "CONFIRMED",
    **values: Any,
) -> Entry:
    """`start` is local time."""
    starts_at = start.replace(tzinfo=zone).astimezone(UTC)
    return Entry(
        uid=f"event-{number}@lensky.kulisa",
        sequence=number % 4,
        changed_at=CHANGED,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        zone=zone,
        summary=values.pop("summary", "Чайка"),
        status=status,
        url=f"https://kulisa.example.org/schedule/{number}",
        **values,
    )


LONG = "Парики, шляпы и трости — по описи; костюмы второго акта повесить слева. " * 8
ENTRIES = (
    entry(
        1,
        at(2026, 12, 31, 23),
        summary="Вишнёвый сад: Раневская",
        location="Основная сцена",
        description="Роль: Раневская\nНачало: 23:30\n\nВзять: веер, платок; ключи",
        category="Премьера",
        busy=True,
    ),
    entry(2, at(2027, 1, 15, 19), status="TENTATIVE", location="Малая сцена"),
    entry(
        3,
        at(2027, 1, 16, 12),
        status="CANCELLED",
        summary="Репетиция «Гамлета»",
        description="Отменено: болезнь актёра",
        category="Репетиция",
    ),
    entry(
        4,
        at(2027, 2, 1, 10),
        24 * 20,
        zone=ZoneInfo("Asia/Yekaterinburg"),
        summary="Гастроли; Урал, Екатеринбург",
        location="Екатеринбург, Театр драмы",
        category="Гастроли",
    ),
    entry(5, at(2027, 3, 28, 1, 30), zone=BERLIN, summary="Ночь перевода часов"),
    entry(6, at(2027, 3, 28, 3), zone=BERLIN, summary="Сразу после перевода"),
    entry(7, at(2027, 7, 1, 19), zone=BERLIN, summary="Лето"),
    entry(8, at(2027, 10, 31, 2, 30, fold=0), 2, zone=BERLIN, summary="Первые полтретьего"),
    entry(9, at(2027, 10, 31, 2, 30, fold=1), 2, zone=BERLIN, summary="Вторые полтретьего"),
    entry(10, at(2027, 12, 1, 19), zone=BERLIN, summary="Зима"),
    entry(11, at(2027, 5, 1, 9), zone=ZoneInfo("UTC"), summary="По Гринвичу 🎭"),
    entry(12, at(2027, 5, 2, 9), summary=LONG[:200], description=LONG, location="\\;,:\"'"),
    entry(13, at(2027, 5, 3, 9), zone=ZoneInfo("America/St_Johns"), summary="Полчаса"),
    entry(14, at(2027, 4, 4, 9), zone=ZoneInfo("Australia/Lord_Howe"), summary="Тридцать"),
)


def feed() -> bytes:
    return write("Мои вызовы", MOSCOW, ENTRIES)


def told(text: bytes) -> dict[str, Any]:
    """What Python's icalendar reads, for the other parser to agree with."""
    calendar: Any = Calendar.from_ical(text)

    def moment(value: datetime) -> str:
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    return {
        "name": str(calendar["X-WR-CALNAME"]),
        "method": str(calendar["METHOD"]),
        "refresh": calendar["REFRESH-INTERVAL"].to_ical().decode(),
        "zones": [str(zone["TZID"]) for zone in calendar.timezones],
        "events": [
            {
                "uid": str(event["UID"]),
                "sequence": int(event["SEQUENCE"]),
                "status": str(event["STATUS"]),
                "transp": str(event["TRANSP"]),
                "start": moment(event.start),
                "end": moment(event.end),
                "stamp": moment(event["DTSTAMP"].dt),
                "zone": event["DTSTART"].params.get("TZID"),
                "summary": str(event["SUMMARY"]),
                "location": str(event.get("LOCATION", "")),
                "description": str(event.get("DESCRIPTION", "")),
                "categories": [str(word) for word in event["CATEGORIES"].cats]
                if "CATEGORIES" in event
                else [],
                "url": str(event["URL"]),
            }
            for event in calendar.events
        ],
    }


def test_the_fixtures_of_the_other_parser_are_what_we_write() -> None:
    text = feed()
    shown = json.dumps(told(text), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("KULISA_WRITE_FIXTURES"):
        (FIXTURES / "feed.ics").write_bytes(text)
        (FIXTURES / "feed.json").write_text(shown, "utf-8")
    assert (FIXTURES / "feed.ics").read_bytes() == text
    assert (FIXTURES / "feed.json").read_text("utf-8") == shown


def test_what_is_read_is_what_was_written() -> None:
    for event, wrote in zip(told(feed())["events"], ENTRIES, strict=True):
        assert event["start"] == f"{wrote.starts_at:%Y-%m-%dT%H:%M:%SZ}"
        assert event["end"] == f"{wrote.ends_at:%Y-%m-%dT%H:%M:%SZ}"
        assert (event["uid"], event["sequence"], event["status"]) == (
            wrote.uid, wrote.sequence, wrote.status,
        )  # fmt: skip
        assert event["summary"] == wrote.summary
        assert event["location"] == (wrote.location or "")
        assert event["description"] == (wrote.description or "")


def test_lines_are_short_and_break_between_letters() -> None:
    text = feed()
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert sum(line.startswith(b" ") for line in lines) > 10
    for line in lines:
        line.decode("utf-8")


def test_texts_cannot_leave_their_line() -> None:
    hostile = "Чайка\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\rATTACH:evil\nX:1"
    text = write(
        hostile,
        MOSCOW,
        [entry(1, at(2027, 1, 1, 19), summary=hostile, location=hostile, category=hostile)],
    )
    assert [event["uid"] for event in told(text)["events"]] == ["event-1@lensky.kulisa"]
    assert not any(line.startswith((b"ATTACH", b"X:", b"UID:evil")) for line in text.split(b"\r\n"))


def test_equal_entries_give_equal_bytes() -> None:
    assert feed() == feed()
    other = write("Мои вызовы", MOSCOW, [entry(1, at(2027, 1, 1, 19), location="Сцена")])
    assert other != feed()


def test_an_empty_calendar_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: CHANGED)
    found = told(write("Пусто", MOSCOW, []))
    assert (found["events"], found["zones"]) == ([], ["Europe/Moscow"])
    greenwich = write("Пусто", ZoneInfo("UTC"), [])
    assert told(greenwich)["name"] == "Пусто"


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Moscow", "Europe/Berlin", "Europe/Dublin", "America/St_Johns", "Asia/Tehran",
        "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "Asia/Kathmandu",
        "Asia/Yekaterinburg", "Europe/Chisinau", "Pacific/Apia",
    ],
)  # fmt: skip
def test_a_written_clock_is_the_clock(name: str) -> None:
    """To a reader of VTIMEZONE: every half hour around each change, and every day between."""
    zone = ZoneInfo(name)
    written: Any = tzical(StringIO(zones.component(zone, 2010, 2030).to_ical().decode())).get()
    start = at(2010, 1, 1)
    changes = [
        at.astimezone(zone).replace(tzinfo=None)
        for at in zones._changes(zone, start.replace(tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
    ]
    days = [start + timedelta(days=number, hours=19) for number in range(365 * 20)]
    around = [change + timedelta(minutes=30 * step) for change in changes for step in range(-8, 9)]
    for local in (*days, *around):
        ours = local.replace(tzinfo=zone)
        if ours.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
            continue  # no such time
        if ours.utcoffset() != ours.replace(fold=1).utcoffset():
            continue  # twice: written in UTC
        assert local.replace(tzinfo=written).utcoffset() == ours.utcoffset(), local
