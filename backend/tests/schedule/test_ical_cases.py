"""What calendar programs really write: each file stands for a kind, with the dates it means."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from app.schedule.feeds.importing import child

CALENDARS = Path(__file__).parent.parent / "fixtures" / "calendars"
MOSCOW = ZoneInfo("Europe/Moscow")
Days = list[str]


def read(name: str) -> dict[str, Any]:
    argument = orjson.dumps({"zone": "Europe/Moscow", "today": "2026-11-30"}).decode()
    data = (CALENDARS / f"{name}.ics").read_bytes()
    body: dict[str, Any] = orjson.loads(child.read(data, argument))
    assert "refused" not in body, body
    return body


def dates(body: dict[str, Any], form: str = "%d.%m %H:%M") -> Days:
    moments = (datetime.fromisoformat(row["starts_at"]) for row in body["events"])
    return [f"{moment.astimezone(MOSCOW):{form}}" for moment in moments]


def told(body: dict[str, Any], kind: str = "notes") -> list[str]:
    return [row["code"] for row in body[kind]]


DATES: dict[str, Days] = {
    "recurrence_id_as_date": ["04.01 19:00", "12.01 12:00", "18.01 19:00"],
    # 19:00 of Berlin, moved to 10:00 of Berlin and London.
    "recurrence_id_other_zone": ["22.03 21:00", "30.03 11:00", "06.04 12:00", "13.04 11:00"],
    "all_day_recurrence_id_in_utc": ["22.03 00:00", "30.03 00:00", "05.04 00:00"],
    "from_here_on": ["04.01 10:00", "11.01 10:00", "18.01 12:00", "25.01 12:00"],
    "all_day_exdate_in_utc": ["04.01 00:00", "07.01 00:00"],
    "exdate_in_other_forms": ["04.01 17:00"],
    "two_overrides": ["04.01 10:00", "11.01 15:00"],
    "exdate_over_override": ["04.01 10:00", "18.01 10:00"],
    "exrule": ["04.01 10:00", "06.01 10:00", "07.01 10:00", "08.01 10:00"],
    "rdate_with_z": ["10.01 00:00", "10.01 00:00"],
    "rule_twice": ["04.01 19:00", "11.01 19:00"],
    "vcalendar_1": ["04.01 19:00"],
    "zone_with_colon": ["04.01 16:30", "04.01 16:30"],
    # Floating in the calendar's zone; a series in UTC keeps the hour of that zone.
    "calendar_zone": ["04.01 21:00", "22.03 21:00", "29.03 20:00"],
    "empty_properties": ["27.03 00:00", "27.03 19:00", "27.03 19:00"],
}


@pytest.mark.parametrize("name", DATES)
def test_the_dates_that_are_meant(name: str) -> None:
    body = read(name)
    assert dates(body) == DATES[name]
    assert body["errors"] == []


def test_the_highest_sequence_wins_and_the_other_is_told() -> None:
    body = read("two_overrides")
    assert body["events"][1]["title"] == "Вокал НОВОЕ"
    assert [(row["title"], why) for row, why in body["left"]] == [("Вокал СТАРОЕ", "doubled")]
    body = read("exdate_over_override")
    assert [why for _, why in body["left"]] == ["excluded"]


def test_untidy_rules_are_read_as_meant() -> None:
    by_title: dict[str, Days] = {}
    body = read("untidy_rules")
    for row, day in zip(body["events"], dates(body, "%d.%m"), strict=True):
        by_title.setdefault(row["title"], []).append(day)
    weekly = ["04.01", "11.01"]
    assert by_title == {
        "a": weekly, "b": ["04.01", "06.01"], "c": weekly, "d": ["04.01", "04.02"], "e": weekly,
        "f": weekly, "g": weekly,
    }  # fmt: skip
    assert [(row["code"], row["params"]) for row in body["notes"]] == [
        ("ical.rule_part", {"part": "BYDAY="})
    ]


def test_what_is_dropped_is_told() -> None:
    body = read("idle_numbers")
    assert dates(body, "%d.%m") == ["04.01", "04.01", "11.01", "11.01", "18.01", "25.01"]
    assert [row["params"]["part"] for row in body["notes"]] == ["COUNT=-1", "INTERVAL=0"]
    assert told(read("rule_twice")) == ["ical.rule_twice"]
    empty = [row["params"]["names"] for row in read("empty_properties")["notes"]]
    assert empty == ["RRULE", "RDATE, EXDATE", "DTEND, DURATION, RECURRENCE-ID"]


def test_a_series_that_runs_for_years_comes_in_within_the_horizon() -> None:
    body = read("running_for_years")
    assert len(body["events"]) == 157 + 36
    days = sorted(datetime.fromisoformat(row["starts_at"]).date() for row in body["events"])
    assert f"{days[0]} {days[-1]}" == "2025-12-01 2028-11-27"
    assert [row["code"] for row in body["notes"]] == ["ical.horizon"] * 2
    assert body["notes"][0]["params"] == {"since": "29.11.2025", "until": "01.12.2028"}


def test_every_form_of_a_date() -> None:
    body = read("forms_of_dates")
    found = dict(zip((row["title"] for row in body["events"]), dates(body), strict=True))
    evening, night = "04.01 19:00", "04.01 22:00"
    assert found == {
        "a": evening, "b": evening, "c": night, "d": evening, "e": evening, "f": "04.01 00:00",
        "g": "04.01 00:00", "h": "04.01 00:00", "i": night, "k": evening, "l": evening,
        "m": evening,
    }  # fmt: skip
    assert [(row["title"], row["code"]) for row in body["errors"]] == [("j", "ical.ends_first")]
    ends = {row["title"]: row["ends_at"] for row in body["events"]}
    assert ends["e"] == "2027-01-04T21:00:00+00:00"


def test_words_in_quoted_printable() -> None:
    assert [row["title"] for row in read("vcalendar_1")["events"]] == ["Сбор труппы"]
    one, other = read("quoted_printable")["events"]
    assert (one["title"], other["title"]) == ("Хор", "Хор")
    assert (other["location"], other["description"]) == ("Малая сцена", "Сбор в 17")


def test_html_becomes_words_with_its_links() -> None:
    [row] = read("html")["events"]
    assert row["description"] == (
        "Сбор в 17:00\nвход со двора план (https://example.org/x?a=1&b=2)"
    )
