"""The repertoire plan: drafted, compared, published once, printed."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import Response
from sqlalchemy import func, select

from app.kit import events
from app.kit.audit import AuditEntry
from app.schedule.events import PlanPublished
from app.schedule.models import Event
from app.schedule.plan.models import Publication
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.inventory.labels.papers import texts

MONTH = "2031-12"
PLAN = f"/schedule/plans/{MONTH}"


def at(day: int, hour: int = 19, month: int = 12, zone: str = "Europe/Moscow") -> datetime:
    return datetime(2031, month, day, hour, tzinfo=ZoneInfo(zone))


async def drafted(client: Client, **params: Any) -> dict[str, Any]:
    answer = await client.get(PLAN, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def make_public(client: Client, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"{PLAN}/publish", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def change(make: Factory, theater: TheaterOf, event_id: int, **values: Any) -> None:
    async with make.db.write(theater.ctx) as uow:
        event = await uow.session.get(Event, event_id)
        for name, value in values.items():
            setattr(event, name, value)


def titles(rows: list[dict[str, Any]]) -> list[str]:
    return [row["title"] for row in rows]


def printed(answer: Response) -> str:
    assert answer.status_code == 200, answer.text
    joined = " ".join(texts(answer.content)).replace("\u200b", "").replace("\ufffe", "")
    return " ".join(joined.split())


async def test_the_draft_is_what_the_audience_can_come_to(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    title = await make.performance(theater, "Чайка", age_rating="12+")
    stage = await make.venue(theater, "Большая сцена")
    await make.event(theater, "Вторая", starts_at=at(20), event_type="premiere")
    first = await make.event(theater, starts_at=at(6), performance_id=title, venue_id=stage)
    await make.event(
        theater, "Гастроли", starts_at=at(25), event_type="tour", tour_city="Томск",
        tour_venue_name="Театр драмы",
    )  # fmt: skip
    await make.event(theater, "Репетиция", starts_at=at(7, 12), event_type="rehearsal")
    await make.event(theater, "Отменённый", starts_at=at(8), status="cancelled")
    await make.event(theater, "Удалённый", starts_at=at(9), deleted_at=at(1))
    await make.event(await make.theater(), "Чужой", starts_at=at(10))
    plan = await drafted(admin)
    assert titles(plan["rows"]) == ["Чайка", "Вторая", "Гастроли"]
    row = plan["rows"][0]
    assert (row["event_id"], row["day"], row["weekday"]) == (first, "2031-12-06", 6)
    assert row["venue"] == {"id": stage, "name": "Большая сцена"}
    assert (row["age_rating"], row["performance_id"]) == ("12+", title)
    assert plan["rows"][2]["city"] == "Томск"
    assert (plan["month"], plan["timezone"]) == (MONTH, "Europe/Moscow")
    assert (plan["published"], plan["versions"], plan["difference"]) == (None, [], None)
    assert titles((await drafted(admin, type=["rehearsal"]))["rows"]) == ["Репетиция"]
    both = await drafted(admin, type=["rehearsal", "premiere"])
    assert titles(both["rows"]) == ["Репетиция", "Вторая"]


async def test_a_month_ends_by_the_clock_of_each_place(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    far = await make.venue(theater, "Владивосток", timezone="Asia/Vladivostok")
    await make.event(theater, "Первое", starts_at=at(1, 0))
    await make.event(theater, "Последнее", starts_at=at(31, 23))
    await make.event(theater, "Раньше", starts_at=at(30, 23, 11))
    early = datetime(2032, 1, 1, 2, tzinfo=ZoneInfo("Asia/Vladivostok"))
    await make.event(theater, "Уже январь", starts_at=early, venue_id=far)
    await make.event(
        theater, "Ещё декабрь", starts_at=at(1, 3, zone="Asia/Vladivostok"), venue_id=far
    )
    rows = (await drafted(admin))["rows"]
    assert [(row["title"], row["day"][-2:], row["timezone"]) for row in rows] == [
        ("Ещё декабрь", "01", "Asia/Vladivostok"), ("Первое", "01", None),
        ("Последнее", "31", None),
    ]  # fmt: skip


async def test_hard_clashes_of_the_month_are_counted(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    stage = await make.venue(theater)
    person = await make.user(theater, "actor")
    for day, title in ((5, "Чайка"), (5, "Прогон"), (7, "Дядя Ваня")):
        values: dict[str, Any] = {"venue_id": stage}
        if title == "Прогон":
            values = {"event_type": "run_through"}
        event = await make.event(theater, title, starts_at=at(day), **values)
        await make.call(theater, event, person.id)
    assert (await drafted(admin))["conflicts"] == 1
    assert (await admin.get("/schedule/plans/2031-11")).json()["conflicts"] == 0


async def test_publishing_makes_a_version_and_its_shows_public(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    show = await make.event(theater, starts_at=at(5))
    known = await make.event(theater, "Известное", starts_at=at(6), is_public=True)
    rehearsal = await make.event(theater, "Прогон", starts_at=at(7), event_type="run_through")
    other = await make.event(theater, "Январь", starts_at=at(1) + timedelta(days=31))
    answer = await admin.post(f"{PLAN}/publish", json={"note": "  первая  ", "expected_version": 0})
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1{PLAN}/versions/1"
    published = answer.json()
    assert (published["version"], published["note"], published["month"]) == (1, "первая", MONTH)
    assert titles(published["rows"]) == ["Чайка", "Известное"]
    assert (await admin.get(f"{PLAN}/versions/1")).json() == published
    plan = await drafted(admin)
    assert plan["published"] == plan["versions"][0]
    assert plan["published"]["published_by"]["name"].startswith("Иванов")
    assert plan["difference"] == {"added": [], "removed": [], "changed": []}
    public = {e: (await make.get(theater, Event, e)).is_public for e in (show, rehearsal, other)}
    assert public == {show: True, rehearsal: False, other: False}
    # What was public already is not touched.
    assert (await make.get(theater, Event, known)).version == 1
    async with make.db.read(theater.ctx) as uow:
        entries = (
            await uow.session.execute(
                select(AuditEntry.entity, AuditEntry.action, AuditEntry.diff).where(
                    AuditEntry.actor_id.is_not(None)
                )
            )
        ).all()
    assert ("event", "update", {"is_public": [False, True]}) in [tuple(e) for e in entries]
    kept = {e.action: e.diff for e in entries if e.entity == "repertoire_publication"}
    assert kept["publish"] == {
        "month": [None, MONTH], "version": [None, 1], "added": [None, 2], "removed": [None, 0],
        "changed": [None, 0],
    }  # fmt: skip
    assert kept["create"]["note"] == [None, "первая"]
    assert "snapshot" not in kept["create"]


async def test_the_difference_names_what_came_went_moved_and_was_renamed(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    stays, moved, renamed, cancelled, deleted, leaves = [
        await make.event(theater, title, starts_at=at(day))
        for title, day in (
            ("Стоит", 1), ("Сдвинут", 2), ("Старое имя", 3), ("Отменён", 4), ("Удалён", 5),
            ("Уйдёт", 6),
        )
    ]  # fmt: skip
    await make_public(admin)
    stage = await make.venue(theater, "Малая сцена")
    await change(make, theater, moved, starts_at=at(12), ends_at=at(12, 22), venue_id=stage)
    await change(make, theater, renamed, title="Новое имя")
    await change(make, theater, cancelled, status="cancelled")
    await change(make, theater, deleted, deleted_at=at(1))
    january = at(6) + timedelta(days=31)
    await change(make, theater, leaves, starts_at=january, ends_at=january + timedelta(hours=1))
    await make.event(theater, "Новый", starts_at=at(20))
    # Its state is nothing that the audience reads.
    await change(make, theater, stays, status="completed")
    difference = (await drafted(admin, type=["rehearsal"]))["difference"]
    assert titles(difference["added"]) == ["Новый"]
    assert titles(difference["removed"]) == ["Отменён", "Удалён", "Уйдёт"]
    changed = {c["before"]["event_id"]: c for c in difference["changed"]}
    assert {e: c["fields"] for e, c in changed.items()} == {
        moved: ["starts_at", "ends_at", "venue"], renamed: ["title"],
    }  # fmt: skip
    assert changed[renamed]["before"]["title"] == "Старое имя"
    assert changed[renamed]["after"]["title"] == "Новое имя"
    assert changed[moved]["after"]["day"] == "2031-12-12"

    await make_public(admin)
    assert (await admin.get(f"{PLAN}/versions/1")).json()["rows"][1]["day"] == "2031-12-02"
    params = {"from_version": 1, "to_version": 2}
    between = await admin.get(f"{PLAN}/difference", params=params)
    assert between.json() == difference | {"added": between.json()["added"]}
    back = await admin.get(f"{PLAN}/difference", params={"from_version": 2, "to_version": 1})
    assert titles(back.json()["removed"]) == ["Новый"]
    draft = await admin.get(f"{PLAN}/difference", params={"from_version": 1})
    assert titles(draft.json()["added"]) == ["Новый"]
    empty: dict[str, list[Any]] = {"added": [], "removed": [], "changed": []}
    assert (await admin.get(f"{PLAN}/difference")).json() == empty
    assert (await admin.get(f"{PLAN}/difference?from_version=9")).status_code == 404
    assert [v["version"] for v in (await drafted(admin))["versions"]] == [2, 1]


async def test_an_unchanged_or_stale_plan_is_refused(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    event = await make.event(theater, starts_at=at(5))
    await make_public(admin, expected_version=0)
    again = await admin.post(f"{PLAN}/publish", json={})
    assert (again.status_code, again.json()["code"]) == (409, "plan.unchanged")
    await change(make, theater, event, title="Дядя Ваня")
    for seen in (0, 2):
        stale = await admin.post(f"{PLAN}/publish", json={"expected_version": seen})
        assert (stale.status_code, stale.json()["code"]) == (409, "plan.published_meanwhile")
        assert "версия 1" in stale.json()["detail"]
    assert (await make_public(admin, expected_version=1))["version"] == 2


async def test_two_planners_at_once(
    admin: Client, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    second = await as_role("technical_director")
    await make.event(theater, starts_at=at(5))
    answers = await asyncio.gather(
        *(client.post(f"{PLAN}/publish", json={}) for client in (admin, second) * 5)
    )
    assert Counter(a.status_code for a in answers) == {201: 1, 409: 9}
    await make.event(theater, "Новый", starts_at=at(6))
    answers = await asyncio.gather(
        *(
            client.post(f"{PLAN}/publish", json={"expected_version": 1})
            for client in (admin, second) * 3
        )
    )
    assert Counter(a.json().get("code", 201) for a in answers) == {
        201: 1, "plan.published_meanwhile": 5,
    }  # fmt: skip
    async with make.db.read(theater.ctx) as uow:
        assert await uow.session.scalar(select(func.count()).select_from(Publication)) == 2


async def test_subscribers_hear_of_a_publication(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[events.Event] = []

    async def publish(session: Any, ctx: Any, recorded: list[events.Event]) -> None:
        told.extend(recorded)

    monkeypatch.setattr(events, "publish", publish)
    await make_public(admin)
    await admin.post(f"{PLAN}/publish", json={})
    assert told == [PlanPublished(MONTH, 1)]


async def test_an_actor_reads_the_last_publication_only(
    admin: Client, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    actor = await as_role("actor")
    event = await make.event(theater, "Первое имя", starts_at=at(5))
    plan = await drafted(actor)
    assert (plan["rows"], plan["published"], plan["difference"]) == ([], None, None)
    for path in ("plan.pdf", "plan.xlsx", "difference", "versions/1"):
        assert (await actor.get(f"{PLAN}/{path}")).status_code == 404, path
    await make_public(admin)
    await change(make, theater, event, title="Второе имя")
    await make_public(admin)
    await change(make, theater, event, title="Третье имя")
    plan = await drafted(actor)
    assert titles(plan["rows"]) == ["Второе имя"]
    assert (plan["published"]["version"], plan["difference"]) == (2, None)
    assert [v["version"] for v in plan["versions"]] == [2]
    assert (await drafted(actor, type=["rehearsal"]))["rows"] == []
    assert (await actor.get(f"{PLAN}/versions/1")).status_code == 404
    assert (await actor.get(f"{PLAN}/versions/2")).status_code == 200
    assert (await actor.get(f"{PLAN}/difference?from_version=1")).status_code == 404
    assert (await actor.get(f"{PLAN}/plan.pdf?version=1")).status_code == 404
    said = printed(await actor.get(f"{PLAN}/plan.pdf"))
    assert "«Второе имя»" in said
    assert "Версия 2" in said
    staff = await as_role("department_staff", department="light")
    assert titles((await drafted(staff))["rows"]) == ["Третье имя"]


@pytest.mark.parametrize(
    ("role", "status"),
    [("technical_director", 201), ("assistant_director", 201), ("department_head", 403),
     ("department_staff", 403), ("actor", 403)],
)  # fmt: skip
async def test_only_planners_of_the_whole_theatre_publish(
    role: str, status: int, as_role: SignIn
) -> None:
    person = await as_role(role, department="light")
    assert (await person.post(f"{PLAN}/publish", json={})).status_code == status


async def test_another_theatres_plan_is_its_own(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    other = await make.theater()
    stranger = await as_person(await make.user(other, "admin"))
    await make.event(other, "Чужой", starts_at=at(5))
    await make_public(stranger)
    plan = await drafted(admin)
    assert (plan["rows"], plan["published"], plan["versions"]) == ([], None, [])
    assert (await admin.get(f"{PLAN}/versions/1")).status_code == 404
    assert (await admin.get(f"{PLAN}/plan.pdf?version=1")).status_code == 404
    assert (await make_public(admin))["version"] == 1


@pytest.mark.parametrize(
    "month",
    ["2031-13", "2031-00", "2031-1", "31-12", "2031-12-01", "0000-01", "9999-12", "1989-12",
     "2201-01", "декабрь", "２０３１-12", "2031-12%0A"],
)  # fmt: skip
async def test_months_that_are_none(month: str, admin: Client) -> None:
    for path in ("", "/plan.pdf", "/plan.xlsx", "/difference", "/versions/1"):
        answer = await admin.get(f"/schedule/plans/{month}{path}")
        assert answer.status_code == 422, (path, answer.text)
    assert (await admin.post(f"/schedule/plans/{month}/publish", json={})).status_code == 422


@pytest.mark.parametrize("month", ["1990-01", "2200-12", "2032-02"])
async def test_the_first_and_the_last_months(month: str, admin: Client) -> None:
    assert (await admin.get(f"/schedule/plans/{month}")).status_code == 200
    for paper in ("a4", "a3"):
        answer = await admin.get(f"/schedule/plans/{month}/plan.pdf", params={"paper": paper})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "body",
    [{"expected_version": -1}, {"expected_version": "1"}, {"note": "x" * 10_001}, {"version": 3},
     {"note": 5}, []],
)  # fmt: skip
async def test_broken_bodies(body: Any, admin: Client) -> None:
    assert (await admin.post(f"{PLAN}/publish", json=body)).status_code == 422


@pytest.mark.parametrize(
    "query", ["paper=a5", "version=-1", "version=x", "version=2147483648", "other=1"]
)
async def test_broken_queries(query: str, admin: Client) -> None:
    assert (await admin.get(f"{PLAN}/plan.pdf?{query}")).status_code == 422
    assert (await admin.get(f"{PLAN}/plan.pdf?version=7")).status_code == 404
    assert (await admin.get(f"{PLAN}/versions/0")).status_code == 422
