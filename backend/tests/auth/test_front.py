"""What the sign-in page tells to nobody in particular: one theatre, its published show of today."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI

from app.kit import clock
from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.stack import Stack

EVENING = datetime(2027, 3, 10, 19, tzinfo=ZoneInfo("Europe/Moscow"))
NOTHING = {"theater": None, "tonight": None}


@pytest.fixture
def at(app: FastAPI, monkeypatch: pytest.MonkeyPatch, theater: TheaterOf) -> Any:
    """`at(moment)`: the page of this test's theatre is asked at that moment."""
    monkeypatch.setattr(app.state.settings, "sign_in_theater", theater.code.upper())

    def move(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        app.state.front.forget()

    yield move
    app.state.front.forget()


async def told(client: Client) -> Any:
    answer = await client.get("/auth/front")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_named_theatre_and_its_show_of_today(
    client: Client, make: Factory, theater: TheaterOf, at: Any
) -> None:
    await make.event(theater, "Чайка", starts_at=EVENING, is_public=True)
    at(EVENING - timedelta(hours=9))
    assert await told(client) == {
        "theater": f"Театр {theater.code}",
        "tonight": {
            "title": "Чайка",
            "starts_at": "2027-03-10T16:00:00Z",
            "timezone": "Europe/Moscow",
        },
    }


@pytest.mark.parametrize(
    "values",
    [
        {"status": "cancelled"},
        {"event_type": "rehearsal"},
        {"event_type": "meeting"},
        {"is_public": False},
        {"deleted_at": EVENING},
        {"starts_at": EVENING + timedelta(days=1)},
        {"starts_at": EVENING - timedelta(days=1)},
    ],
    ids=["cancelled", "rehearsal", "meeting", "unpublished", "deleted", "tomorrow", "yesterday"],
)
async def test_nothing_else_is_told(
    client: Client, make: Factory, theater: TheaterOf, at: Any, values: dict[str, Any]
) -> None:
    given: dict[str, Any] = {"starts_at": EVENING, "is_public": True} | values
    await make.event(theater, **given)
    at(EVENING)
    assert await told(client) == {"theater": f"Театр {theater.code}", "tonight": None}


async def test_the_show_of_the_hour_stays_until_the_day_of_the_theatre_ends(
    client: Client, make: Factory, theater: TheaterOf, at: Any
) -> None:
    noon = EVENING.replace(hour=12)
    await make.event(theater, "Сказка", starts_at=noon, hours=2, is_public=True)
    await make.event(theater, "Чайка", starts_at=EVENING, is_public=True)
    for hours, title in ((2, "Сказка"), (4, "Чайка"), (13, "Чайка"), (14, None)):
        at(EVENING.replace(hour=11) + timedelta(hours=hours, minutes=-30))
        tonight = (await told(client))["tonight"]
        assert (tonight and tonight["title"]) == title, hours


async def test_a_show_elsewhere_is_told_by_the_clock_there(
    client: Client, make: Factory, theater: TheaterOf, at: Any
) -> None:
    place = await make.venue(theater, timezone="Asia/Yekaterinburg")
    await make.event(theater, starts_at=EVENING, is_public=True, venue_id=place)
    at(EVENING)
    assert (await told(client))["tonight"]["timezone"] == "Asia/Yekaterinburg"


async def test_several_theatres_are_not_named_and_foreign_shows_not_told(
    app: FastAPI,
    client: Client,
    make: Factory,
    theater: TheaterOf,
    at: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = await make.theater()
    await make.event(other, "Чужое", starts_at=EVENING, is_public=True)
    at(EVENING)
    assert await told(client) == {"theater": f"Театр {theater.code}", "tonight": None}
    for code in (None, "no-such-theatre"):
        monkeypatch.setattr(app.state.settings, "sign_in_theater", code)
        app.state.front.forget()
        assert await told(client) == NOTHING


async def test_the_only_active_theatre_needs_no_setting(
    make: Factory, theater: TheaterOf, stack: Stack, database: str
) -> None:
    await make.event(theater, starts_at=EVENING, is_public=True)
    ask = f"SELECT name, title FROM auth_front({{}}, '{EVENING.isoformat()}');"
    out = stack.run_sql(
        f"BEGIN; UPDATE theaters SET is_active = (id = {theater.id}); {ask.format('NULL')} "
        f"UPDATE theaters SET is_active = false; {ask.format(repr(theater.code))} ROLLBACK;",
        database,
    )
    assert [line for line in out.splitlines() if "|" in line] == [f"Театр {theater.code}|Чайка"]


async def test_the_answer_is_kept_for_a_minute(
    client: Client, make: Factory, theater: TheaterOf, at: Any
) -> None:
    at(EVENING)
    assert (await told(client))["tonight"] is None
    await make.event(theater, starts_at=EVENING, is_public=True)
    assert (await told(client))["tonight"] is None
