"""How a feed is served: not again unchanged, within limits, noted by the worker, in no log."""

import io
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from icalendar import Calendar

from app.core.config import Settings
from app.core.logging import configure_logging, redact
from app.kit import clock
from app.kit.cache import DataVersions
from app.schedule.feeds import serving, usage
from app.schedule.feeds.models import CalendarFeed
from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf
from tests.schedule.test_feeds import change, path, subscribe


@pytest.fixture
async def actor(make: Factory, theater: TheaterOf) -> Person:
    return await make.user(theater, "actor")


@pytest.mark.parametrize(
    "query", ["venue=1", "participant=1", "from=2020-01-01T00:00:00Z", "user_id=1", "x=1", "sig=1"]
)
async def test_no_parameter_widens_a_feed(admin: Client, client: Client, query: str) -> None:
    feed = await subscribe(admin)
    answer = await client.get(f"{path(feed)}?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_unchanged_calendar_is_not_sent_again(
    make: Factory, theater: TheaterOf, as_person: SignIn, client: Client, actor: Person
) -> None:
    event = await make.event(theater, "Чайка")
    await make.call(theater, event, actor.id)
    feed = await subscribe(await as_person(actor))
    first = await client.get(path(feed))
    known = {"If-None-Match": first.headers["etag"]}
    again = await client.get(path(feed), headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-store"
    await change(make, theater, event, title="Дядя Ваня")
    changed = await client.get(path(feed), headers=known)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


async def test_without_redis_a_feed_is_answered_and_tagged(
    admin: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any) -> None:
        return None

    feed = await subscribe(admin)
    monkeypatch.setattr(DataVersions, "of", away)
    first = await client.get(path(feed))
    assert first.status_code == 200
    again = await client.get(path(feed), headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


async def test_a_feed_is_limited_by_itself(
    admin: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "OF_A_FEED", "2/hour")
    first, second = await subscribe(admin), await subscribe(admin)
    for _ in range(5):
        wrong = await client.get(path(first).replace(".ics", "x.ics"))
        assert wrong.status_code == 404
    answers = [await client.get(path(first)) for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert int(answers[2].headers["retry-after"]) > 0
    assert (await client.get(path(second))).status_code == 200


async def test_fetching_writes_nothing_and_the_worker_notes_the_use_hourly(
    app: FastAPI,
    admin: Client,
    client: Client,
    make: Factory,
    theater: TheaterOf,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed = await subscribe(admin)

    async def last_used() -> datetime | None:
        row = await make.get(theater, CalendarFeed, feed["id"])
        used: datetime | None = row.last_used_at
        return used

    async def take_over() -> None:
        await usage.take_over(app.state.db, app.state.storage, settings)

    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    await client.get(path(feed))
    assert await last_used() is None
    await take_over()
    first = await last_used()
    assert first is not None
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=30))
    await client.get(path(feed))
    await take_over()
    assert await last_used() == first
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=61))
    await client.get(path(feed))
    await take_over()
    await take_over()
    assert await last_used() == first + timedelta(minutes=61)
    listed = (await admin.get("/schedule/feeds")).json()["items"]
    assert listed[0]["last_used_at"] is not None


async def test_a_token_is_in_no_log_line(
    admin: Client, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At DEBUG, whatever becomes of the request."""
    feed = await subscribe(admin)
    token = path(feed).rsplit("/", 1)[1].removesuffix(".ics")
    root = logging.getLogger()
    before = root.handlers, root.level
    written = io.StringIO()
    try:
        configure_logging("DEBUG", "json")
        handler: Any = root.handlers[0]
        handler.setStream(written)
        for address in (
            path(feed),
            f"{path(feed)}?x=1",
            path(feed).replace(".ics", ""),
            path(feed).replace("/ics/", "/ICS/"),
            f"//{path(feed)}",
            f"/ics//{feed['id']}//{token}.ics",
            f"/ics/{token}",
            f"/ics/0{feed['id']}/{token}.ics",
            f"/ics/-1/{token}.ics/{token}",
        ):
            await client.get(address)
            await client.post(address)
        logging.getLogger("httpx").warning("GET %s failed", feed["url"])
        broken = RuntimeError(f"while reading {feed['webcal_url']}")
        logging.getLogger("worker").error("failed", exc_info=broken)
    finally:
        root.handlers, root.level = before
    shown = written.getvalue()
    assert shown.count("/ics/") >= 15
    assert f"/ics/{feed['id']}/[hidden]" in shown
    assert token not in shown


def test_other_addresses_are_shown_whole() -> None:
    for address in ("/api/v1/schedule/export.ics", "/statics/1/x", "/api/v1/schedule/feeds/1"):
        assert redact(address) == address


async def test_a_selection_is_exported(
    make: Factory, theater: TheaterOf, as_role: SignIn, admin: Client
) -> None:
    venue = await make.venue(theater)
    start = clock.now() + timedelta(days=2)
    first = await make.event(theater, "Чайка", venue_id=venue, starts_at=start)
    await make.event(theater, "Собрание", event_type="meeting", is_public=True)
    gone = await make.event(theater, "Снято", venue_id=venue, starts_at=start, deleted_at=start)
    answer = await admin.get(f"/schedule/export.ics?venue={venue}")
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    calendar: Any = Calendar.from_ical(answer.content)
    assert [str(e["UID"]) for e in calendar.events] == [f"event-{first}@{theater.code}.kulisa"]
    archived: Any = Calendar.from_ical(
        (await admin.get("/schedule/export.ics?archived=true")).content
    )
    [entry] = archived.events
    assert entry["UID"].startswith(f"event-{gone}@")
    assert entry["STATUS"] == "CANCELLED"
    assert (await admin.get("/schedule/export.ics?colour=red")).status_code == 422
    actor = await as_role("actor")
    own: Any = Calendar.from_ical((await actor.get("/schedule/export.ics")).content)
    assert [str(e["SUMMARY"]) for e in own.events] == ["Собрание"]
