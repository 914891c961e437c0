"""Calendars of other programs, and what the import makes of them."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.schedule.feeds.importing import child
from app.schedule.models import Event
from tests.conftest import Client
from tests.factories import Factory, TheaterOf


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
