"""The call sheet on paper: the data of sheet.typ, in words of the caller's language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.kit import i18n
from app.kit.export import shown_date
from app.schedule.days import clock_time, long_day
from app.schedule.models import CallStatus, EventStatus

TEMPLATE = (Path(__file__).parent / "sheet.typ").read_text("utf-8")
_COLUMNS = ("number", "call", "name", "role", "phone", "came", "signature")
_RUNNING = 70
"""Letters of a title that are repeated over the second and further pages."""


def file_name(sheet: Mapping[str, Any], locale: str, *, single: bool) -> str:
    params = {"date": shown_date(sheet["day"])}
    if single:
        title = sheet["events"][0]["event"]["title"]
        return i18n.text("sheet.file.event", locale, params | {"title": title.replace("/", "-")})
    return i18n.text("sheet.file.day", locale, params)


def document(
    sheet: Mapping[str, Any], locale: str, *, single: bool, phones: bool
) -> dict[str, Any]:
    """`single`: the sheet of one event, which carries its version in the foot."""
    words = _Words(locale)
    day: date = sheet["day"]
    printed: datetime = sheet["printed_at"].astimezone(ZoneInfo(sheet["timezone"]))
    foot = [words("printed", date=shown_date(printed), time=f"{printed:%H:%M}")]
    running = f"{words('title')}, {shown_date(day)}"
    if single:
        event = sheet["events"][0]
        foot.insert(0, words("version", version=event["version"]))
        title = event["event"]["title"]
        running += f": {title[:_RUNNING]}…" if len(title) > _RUNNING else f": {title}"
    return {
        "lang": locale,
        "title": words("title"),
        "theater": sheet["theater"]["name"],
        "day": long_day(day, locale),
        "running": running,
        "foot": " · ".join(foot),
        "page": i18n.text("calendar.page", locale),
        "columns": {key: words(f"column.{key}") for key in _COLUMNS},
        "phones": phones,
        "nothing": words("no_events"),
        "events": [
            _event(one, sheet, words, single=single, phones=phones) for one in sheet["events"]
        ],
    }


class _Words:
    def __init__(self, locale: str) -> None:
        self.locale = locale

    def __call__(self, key: str, **params: Any) -> str:
        return i18n.text(f"sheet.{key}", self.locale, params)


def _event(
    one: Mapping[str, Any], sheet: Mapping[str, Any], words: _Words, *, single: bool, phones: bool
) -> dict[str, Any]:
    event = one["event"]
    zone = ZoneInfo(one["timezone"] or sheet["timezone"])

    def said(at: datetime | None) -> str | None:
        return None if at is None else clock_time(at.astimezone(zone), sheet["day"])

    moments = (
        ("setup", one["setup_from"]),
        ("ready", one["stage_ready_at"]),
        ("start", event["starts_at"]),
        ("end", event["ends_at"]),
        ("strike", one["strike_to"]),
    )
    cancelled = event["status"] == EventStatus.CANCELLED
    notes = []
    if one["timezone"]:
        notes.append(words("zone", zone=one["timezone"]))
    if one["things"]["reserved"]:
        notes.append(words("things", count=one["things"]["reserved"]))
    if not single:
        notes.append(words("version", version=one["version"]))
    return {
        "kind": i18n.text(f"event_type.{event['event_type']}", words.locale),
        "title": event["title"],
        "place": _place(one) or words("no_venue"),
        "cancelled": _cancelled(one, words) if cancelled else None,
        "moments": [
            {"label": words(key), "time": said(at), "strong": key == "start"}
            for key, at in moments
            if at is not None
        ],
        "notes": notes,
        "nobody": None if one["blocks"] or cancelled else words("no_calls"),
        "blocks": [
            {
                "name": _heading(block, words),
                "tally": _tally(block, words),
                "calls": [_call(call, said, words, phones) for call in block["calls"]],
            }
            for block in one["blocks"]
        ],
    }


def _heading(block: Mapping[str, Any], words: _Words) -> str:
    if block["department"]:
        return str(block["department"]["name"])
    return words("artists" if block["artists"] else "no_department")


def _place(one: Mapping[str, Any]) -> str:
    venue = one["event"]["venue"]
    parts: Iterable[str | None] = (
        one["tour_city"],
        venue["name"] if venue else one["tour_venue_name"],
    )
    return ", ".join(part for part in parts if part)


def _cancelled(one: Mapping[str, Any], words: _Words) -> str:
    reason = one["cancel_reason"]
    return words("cancelled") if not reason else words("cancelled_why", reason=i18n.Whole(reason))


def _tally(block: Mapping[str, Any], words: _Words) -> str:
    keys = ("confirmed", "waiting", "declined", "open")
    parts = [words("total", count=block["total"])]
    return " · ".join(parts + [words(key, count=block[key]) for key in keys if block[key]])


def _call(call: Mapping[str, Any], said: Any, words: _Words, phones: bool) -> dict[str, Any]:
    person = call["person"]
    notes = []
    if person is None:
        notes.append(words("note.open"))
    elif call["asked_again"]:
        notes.append(words("note.asked_again"))
    elif call["status"] not in (None, CallStatus.CONFIRMED):
        notes.append(words(f"note.{call['status']}"))
    if call["previous_call_at"]:
        notes.append(words("note.previous", time=said(call["previous_call_at"])))
    return {
        "at": said(call["call_at"]),
        "name": person["name"] if person else None,
        "role": call["role"] or "",
        "phone": (call["phone"] or "") if phones else "",
        "declined": call["status"] == CallStatus.DECLINED,
        "note": ", ".join(notes),
    }
