"""Every way to place an event, a person or a thing passes one gate: who may force, who may not.

Each way is walked by each role that plans, without a reason and with one. What clashes is either
saved already, or another date of the same request.
"""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from app.auth.permissions import ROLE_PERMISSIONS, P, RoleCode
from app.kit.context import Scope
from scripts.export_openapi import document
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.schedule.calendars import calendar, event, send

AT = datetime(2027, 3, 1, 16, tzinfo=UTC)
FREE = AT + timedelta(days=10)
LONG = timedelta(hours=30)
PLANNERS = ("admin", "technical_director", "assistant_director", "department_head")


class House:
    """A hall, a person and a thing that are taken at `AT`, for one walk."""

    def __init__(self, client: Client, make: Factory, theater: TheaterOf) -> None:
        self.client, self.make, self.theater = client, make, theater

    async def open(self) -> "House":
        make, theater = self.make, self.theater
        self.hall = await make.venue(theater)
        self.person = (await make.user(theater, "actor")).id
        self.thing = await make.item(theater, quantity=1, department_id=self.department)
        taken = await make.event(theater, venue_id=self.hall, starts_at=AT)
        await make.call(theater, taken, self.person)
        await make.reservation(theater, taken, self.thing)
        return self

    @property
    def department(self) -> int:
        return self.theater.departments["light"]

    async def event(self, start: datetime = FREE, **values: Any) -> int:
        given: dict[str, Any] = {"event_type": "other", "department_id": self.department, **values}
        return await self.make.event(self.theater, "Прогон", starts_at=start, **given)


Way = Callable[[House, str | None], Awaitable[httpx.Response]]


def body(start: datetime, length: timedelta = timedelta(hours=1), **values: Any) -> dict[str, Any]:
    times = {"starts_at": start.isoformat(), "ends_at": (start + length).isoformat()}
    return {"event_type": "other", **times, **values}


def forced(reason: str | None) -> dict[str, Any]:
    return {} if reason is None else {"override": {"reason": reason}}


async def create(house: House, reason: str | None) -> httpx.Response:
    given = body(AT, venue_id=house.hall) | forced(reason)
    return await house.client.post("/schedule", json=given)


async def create_with_person(house: House, reason: str | None) -> httpx.Response:
    given = body(AT, participants=[{"user_id": house.person}]) | forced(reason)
    return await house.client.post("/schedule", json=given)


async def create_with_thing(house: House, reason: str | None) -> httpx.Response:
    given = body(AT, inventory=[{"inventory_item_id": house.thing}]) | forced(reason)
    return await house.client.post("/schedule", json=given)


async def create_series(house: House, reason: str | None) -> httpx.Response:
    first = AT - timedelta(days=7)
    given = body(first, venue_id=house.hall, rrule="FREQ=WEEKLY;COUNT=3") | forced(reason)
    return await house.client.post("/schedule", json=given)


async def replace(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event()
    etag = (await house.client.get(f"/schedule/{event_id}")).headers["etag"]
    given = body(AT, venue_id=house.hall, department_id=house.department) | forced(reason)
    return await house.client.put(f"/schedule/{event_id}", json=given, headers={"If-Match": etag})


async def change(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(AT)
    given = {"venue_id": house.hall} | forced(reason)
    return await house.client.patch(f"/schedule/{event_id}", json=given)


async def widen(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(AT + timedelta(hours=4), venue_id=house.hall)
    given = {"setup_minutes": 120} | forced(reason)
    return await house.client.patch(f"/schedule/{event_id}", json=given)


async def call_off_no_more(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(AT, venue_id=house.hall, status="cancelled")
    given = {"status": "planned"} | forced(reason)
    return await house.client.patch(f"/schedule/{event_id}", json=given)


async def move(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(venue_id=house.hall)
    given = {"starts_at": AT.isoformat()} | forced(reason)
    return await house.client.patch(f"/schedule/{event_id}/move", json=given)


async def _series(house: House, **values: Any) -> int:
    given = body(AT - timedelta(days=7, hours=4), rrule="FREQ=WEEKLY;COUNT=3", **values)
    made = await house.client.post("/schedule", json=given)
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


async def move_following(house: House, reason: str | None) -> httpx.Response:
    event_id = await _series(house, venue_id=house.hall)
    given = {"starts_at": (AT - timedelta(days=7)).isoformat()} | forced(reason)
    return await house.client.patch(f"/schedule/{event_id}/move?scope=following", json=given)


async def change_rule(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(AT - timedelta(days=7), venue_id=house.hall)
    alone = await house.client.patch(
        f"/schedule/{event_id}", json={"rrule": "FREQ=MONTHLY;COUNT=2"}
    )
    assert alone.status_code == 200, alone.text
    given = {"rrule": "FREQ=WEEKLY;COUNT=2"} | forced(reason)
    return await house.client.patch(f"/schedule/{event_id}?scope=all", json=given)


async def call(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(AT)
    given = {"user_id": house.person, "department_id": house.department} | forced(reason)
    return await house.client.post(f"/schedule/{event_id}/participants", json=given)


async def hand_over(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(AT)
    role = await house.make.call(
        house.theater, event_id, role="Нина", department_id=house.department
    )
    given = {"user_id": house.person} | forced(reason)
    return await house.client.patch(f"/schedule/{event_id}/calls/{role}", json=given)


async def reserve(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event(AT)
    given = {"inventory_item_id": house.thing} | forced(reason)
    return await house.client.post(f"/schedule/{event_id}/inventory", json=given)


async def reserve_more(house: House, reason: str | None) -> httpx.Response:
    event_id = await house.event()
    await house.make.reservation(house.theater, event_id, house.thing, 1)
    given = {"quantity": 2} | forced(reason)
    path = f"/schedule/{event_id}/inventory/{house.thing}"
    return await house.client.put(path, json=given, headers={"If-Match": '"v1"'})


async def _import(house: House, reason: str | None, *events: str, **wishes: Any) -> httpx.Response:
    given = wishes if reason is None else wishes | {"override_reason": reason}
    answer: httpx.Response = await send(house.client, calendar(*events), run=True, **given)
    return answer


def _dated(uid: str, start: datetime) -> str:
    return event(f"DTSTART:{start:%Y%m%dT%H%M%SZ}", "DURATION:PT2H", uid=uid)


async def bring_in(house: House, reason: str | None) -> httpx.Response:
    return await _import(house, reason, _dated(f"a{house.hall}@x", AT), venue_id=house.hall)


async def bring_in_moved(house: House, reason: str | None) -> httpx.Response:
    first = await _import(house, None, _dated(f"b{house.hall}@x", FREE), venue_id=house.hall)
    assert first.status_code == 200, first.text
    return await _import(house, reason, _dated(f"b{house.hall}@x", AT), venue_id=house.hall)


# --- dates of one request in each other's way ----------------------------------------------------


async def long_dates_of_one_person(house: House, reason: str | None) -> httpx.Response:
    given = body(FREE, LONG, rrule="FREQ=DAILY;COUNT=2", participants=[{"user_id": house.person}])
    return await house.client.post("/schedule", json=given | forced(reason))


async def long_dates_with_one_thing(house: House, reason: str | None) -> httpx.Response:
    given = body(
        FREE, LONG, rrule="FREQ=DAILY;COUNT=2", inventory=[{"inventory_item_id": house.thing}]
    )
    return await house.client.post("/schedule", json=given | forced(reason))


async def dates_made_longer(house: House, reason: str | None) -> httpx.Response:
    given = body(FREE, rrule="FREQ=DAILY;COUNT=2", participants=[{"user_id": house.person}])
    made = await house.client.post("/schedule", json=given)
    assert made.status_code == 201, made.text
    longer = {"ends_at": (FREE + LONG).isoformat()} | forced(reason)
    path = f"/schedule/{made.json()['id']}?scope=following"
    return await house.client.patch(path, json=longer)


async def bring_in_two_at_once(house: House, reason: str | None) -> httpx.Response:
    two = [_dated(f"c{house.hall}@x", FREE), _dated(f"d{house.hall}@x", FREE + timedelta(hours=1))]
    return await _import(house, reason, *two, venue_id=house.hall)


async def bring_in_two_of_one_person(house: House, reason: str | None) -> httpx.Response:
    apart = [_dated(f"e{house.hall}@x", FREE), _dated(f"f{house.hall}@x", FREE + timedelta(days=1))]
    first = await _import(house, None, *apart)
    assert first.status_code == 200, first.text
    for row in first.json()["created"]:
        await house.make.call(house.theater, row["id"], house.person)
    later = FREE + timedelta(days=3)
    moved = [_dated(f"e{house.hall}@x", later), _dated(f"f{house.hall}@x", later)]
    return await _import(house, reason, *moved)


WAYS: tuple[Way, ...] = (
    create, create_with_person, create_with_thing, create_series, replace, change, widen,
    call_off_no_more, move, move_following, change_rule, call, hand_over, reserve, reserve_more,
    bring_in, bring_in_moved, long_dates_of_one_person, long_dates_with_one_thing,
    dates_made_longer, bring_in_two_at_once, bring_in_two_of_one_person,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_only_who_may_force_does(
    way: Way, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    for role in PLANNERS:
        client = await as_role(role, department="light")
        house = await House(client, make, theater).open()
        refused = await way(house, None)
        assert refused.status_code == 409, (role, refused.text)
        assert any(c["severity"] == "hard" for c in refused.json()["conflicts"]), role
        house = await House(client, make, theater).open()
        wanted = await way(house, "Так решил директор")
        if ROLE_PERMISSIONS[RoleCode(role)].get(P.SCHEDULE_FORCE.value) is Scope.ALL:
            assert wanted.is_success, (role, wanted.text)
        else:
            assert (wanted.status_code, wanted.json()["code"]) == (403, "auth.forbidden"), role


async def bring_back(house: House, event_id: int, reason: str | None = None) -> httpx.Response:
    return await house.client.post(f"/schedule/{event_id}/restore", json=forced(reason))


async def repeat(house: House, event_id: int) -> httpx.Response:
    return await house.client.patch(
        f"/schedule/{event_id}", json={"rrule": "FREQ=WEEKLY;COUNT=2"} | forced("Очень надо")
    )


async def test_a_deleted_event_comes_back_over_a_conflict_with_a_reason_and_the_right(
    as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    for role in PLANNERS:
        house = await House(await as_role(role, department="light"), make, theater).open()
        gone = await house.event(AT, venue_id=house.hall, deleted_at=AT)
        refused = await bring_back(house, gone)
        if role == "department_head":
            assert refused.status_code == 403
            continue
        assert refused.status_code == 409, role
        assert [c["severity"] for c in refused.json()["conflicts"]] == ["hard"], role
        wanted = await bring_back(house, gone, "Так решил директор")
        if ROLE_PERMISSIONS[RoleCode(role)].get(P.SCHEDULE_FORCE.value) is Scope.ALL:
            assert wanted.is_success, (role, wanted.text)
            assert wanted.json()["override"]["reason"] == "Так решил директор"
        else:
            assert (wanted.status_code, wanted.json()["code"]) == (403, "auth.forbidden"), role


async def test_what_takes_no_reason_is_never_forced(
    as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    for role in PLANNERS:
        house = await House(await as_role(role, department="light"), make, theater).open()
        alone = await house.event(AT - timedelta(days=7), venue_id=house.hall)
        assert (await repeat(house, alone)).status_code == 409, role


STATUSES = ("confirmed", "tentative", "invited")


@pytest.mark.parametrize("status", STATUSES)
async def test_who_declined_is_not_brought_back_into_two_places(
    status: str, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    """By a planner; the free person comes back."""
    for role in PLANNERS:
        client = await as_role(role, department="light")
        house = await House(client, make, theater).open()
        free = (await make.user(theater, "actor")).id
        event_id = await house.event(AT)
        for person in (house.person, free):
            await make.call(
                theater, event_id, person, department_id=house.department, status="declined"
            )
        calls = (await client.get(f"/schedule/{event_id}/participants")).json()["items"]
        for person, expected in ((house.person, 409), (free, 200)):
            [version] = [c["version"] for c in calls if c["person"]["id"] == person]
            answer = await client.put(
                f"/schedule/{event_id}/participants/{person}/status",
                json={"status": status},
                headers={"If-Match": f'"v{version}"'},
            )
            assert answer.status_code == expected, (role, person, answer.text)


@pytest.mark.parametrize("verb", ["confirm", "reconsider"])
async def test_nobody_takes_a_decline_back_into_two_places(
    verb: str, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    actor = await as_role("actor")
    me = (await actor.get("/auth/me")).json()["id"]
    for start in (AT, FREE):
        taken = await make.event(theater, starts_at=start, event_type="rehearsal")
        await make.call(theater, taken, me)
    for start, expected in ((AT, 409), (AT + timedelta(days=2), 200)):
        event_id = await make.event(theater, starts_at=start, event_type="rehearsal")
        await make.call(theater, event_id, me, status="declined")
        answer = await actor.post(f"/schedule/{event_id}/{verb}", json={"call_version": 1})
        assert answer.status_code == expected, answer.text


def test_every_route_that_takes_a_reason_is_walked() -> None:
    """Whoever adds a way to force adds it above."""
    contract = json.loads(document())
    taking = set()
    for path, operations in contract["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            for media in content.values():
                name = media["schema"].get("$ref", "").rpartition("/")[2]
                fields = contract["components"]["schemas"].get(name, {}).get("properties", {})
                if fields.keys() & {"override", "override_reason"}:
                    taking.add((method, path.removeprefix("/api/v1")))
    assert taking == {
        ("post", "/schedule"),
        ("put", "/schedule/{event_id}"),
        ("patch", "/schedule/{event_id}"),
        ("patch", "/schedule/{event_id}/move"),
        ("post", "/schedule/{event_id}/participants"),
        ("patch", "/schedule/{event_id}/calls/{call_id}"),
        ("post", "/schedule/{event_id}/inventory"),
        ("put", "/schedule/{event_id}/inventory/{item_id}"),
        ("post", "/schedule/imports"),
    }
