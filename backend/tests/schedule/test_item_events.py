"""Events for which an item is reserved or needed."""

from datetime import datetime, timedelta
from typing import Any

from app.kit import clock
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


async def uses(client: Client, item: int, query: str = "") -> list[tuple[str, str, int]]:
    answer = await client.get(f"/inventory/{item}/schedule?{query}")
    assert answer.status_code == 200, answer.text
    return [(u["event"]["title"], u["kind"], u["quantity"]) for u in answer.json()["items"]]


def later(days: float) -> datetime:
    return clock.now() + timedelta(days=days)


def stamp(days: float) -> str:
    return later(days).strftime("%Y-%m-%dT%H:%M:%SZ")


async def test_reserved_and_needed_events_in_the_order_of_time(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    item, other = await make.item(theater, quantity=9), await make.item(theater, "Стол")
    title = await make.performance(theater)
    for scene, quantity in (("1", 2), ("2", 4)):
        await make.performance_item(theater, title, item, scene=scene, quantity=quantity)
    await make.performance_item(theater, title, other)

    async def event(name: str, days: float, kind: str = "performance", **values: Any) -> int:
        return await make.event(theater, name, starts_at=later(days), event_type=kind, **values)

    await event("Спектакль", 5, performance_id=title)
    await event("Репетиция", 4, "rehearsal", performance_id=title)
    await event("Снят", 3, performance_id=title, status="cancelled")
    set_aside = await event("Премьера", 2, "premiere", performance_id=title)
    await make.reservation(theater, set_aside, item, 3)
    concert = await event("Концерт", 1, "other")
    await make.reservation(theater, concert, item, 1)
    await make.reservation(theater, concert, other, 1)
    running = await event("Идёт", -0.1, "other", hours=5)
    await make.reservation(theater, running, item, 2)
    past = await event("Прошёл", -30, "other")
    await make.reservation(theater, past, item, 7)

    ahead = [
        ("Идёт", "reserved", 2),
        ("Концерт", "reserved", 1),
        ("Премьера", "reserved", 3),
        ("Спектакль", "needed", 4),
    ]
    assert await uses(admin, item) == ahead
    assert await uses(admin, item, f"from={stamp(-40)}&to={stamp(-1)}") == [
        ("Прошёл", "reserved", 7)
    ]
    assert await uses(admin, item, f"to={stamp(1.5)}") == ahead[:2]
    assert await uses(admin, item, f"from={stamp(1.5)}") == ahead[2:]


async def test_only_what_the_caller_sees_of_items_and_events(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    """An actor: the own costume, and of the events those called to and public ones."""
    actor = await make.user(theater, "actor")
    item = await make.item(theater, "Фрак", responsible_id=actor.id)
    foreign = await make.item(theater, "Плащ")
    for name in ("Чужой", "Открытый", "Свой"):
        event = await make.event(theater, name, is_public=name == "Открытый")
        await make.reservation(theater, event, item)
        if name == "Свой":
            await make.call(theater, event, actor.id)
    client = await as_person(actor)
    assert [title for title, *_ in await uses(client, item)] == ["Открытый", "Свой"]
    assert (await client.get(f"/inventory/{foreign}/schedule")).status_code == 404
    elsewhere = await as_person(await make.user(await make.theater(), "admin"))
    assert (await elsewhere.get(f"/inventory/{item}/schedule")).status_code == 404


async def test_a_keeper_who_reads_no_schedule_is_told_of_no_event(
    make: Factory, theater: TheaterOf, as_role: SignIn
) -> None:
    item = await make.item(theater)
    await make.reservation(theater, await make.event(theater), item)
    theater.roles["keeper"] = await make.role(theater, "inventory:read")
    assert await uses(await as_role("keeper"), item) == []


async def test_broken_questions_are_refused(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    item = await make.item(theater)
    for bad in (
        "from=2027-03-01",
        "from=0",
        f"to={stamp(-1)}",
        f"from={stamp(3)}&to={stamp(2)}",
        "kind=needed",
    ):
        assert (await admin.get(f"/inventory/{item}/schedule?{bad}")).status_code == 422


async def following(client: Client, *items: int) -> dict[int, str]:
    answer = await client.get("/schedule/items/next", params={"item": list(items)})
    assert answer.status_code == 200, answer.text
    return {one["item_id"]: one["event"]["title"] for one in answer.json()["items"]}


async def test_each_item_of_a_list_is_told_its_next_event(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    reserved, needed, both, idle = [await make.item(theater, name) for name in "АБВГ"]
    title = await make.performance(theater)
    for item in (needed, both):
        await make.performance_item(theater, title, item)

    async def event(name: str, days: float, kind: str = "performance", **values: Any) -> int:
        return await make.event(theater, name, starts_at=later(days), event_type=kind, **values)

    for name, days, item in (("Прошёл", -3, idle), ("Потом", 5, reserved), ("Скоро", 1, reserved)):
        await make.reservation(theater, await event(name, days), item)
    await make.reservation(theater, await event("Концерт", 2, "other"), both)
    await event("Репетиция", 1, "rehearsal", performance_id=title)
    await event("Снят", 1, performance_id=title, status="cancelled")
    await event("Спектакль", 3, performance_id=title)
    await event("Второй", 4, performance_id=title)
    assert await following(admin, reserved, needed, both, idle) == {
        reserved: "Скоро",
        needed: "Спектакль",
        both: "Концерт",
    }
    many = "&".join(f"item={one}" for one in range(1, 202))
    for bad in ("", "item=0", many, "item=1&q=x"):
        assert (await admin.get(f"/schedule/items/next?{bad}")).status_code == 422


async def test_the_next_event_is_one_that_the_caller_sees(
    make: Factory, theater: TheaterOf, as_person: SignIn, as_role: SignIn
) -> None:
    actor = await make.user(theater, "actor")
    item = await make.item(theater, "Фрак", responsible_id=actor.id)
    foreign = await make.item(theater, "Плащ")
    for days, name in ((1, "Чужой"), (2, "Открытый")):
        event = await make.event(
            theater, name, starts_at=later(days), is_public=name == "Открытый"
        )  # fmt: skip
        await make.reservation(theater, event, item)
        await make.reservation(theater, event, foreign)
    assert await following(await as_person(actor), item, foreign) == {item: "Открытый"}
    elsewhere = await as_person(await make.user(await make.theater(), "admin"))
    assert await following(elsewhere, item, foreign) == {}
    theater.roles["planner"] = await make.role(theater, "schedule:read")
    assert await following(await as_role("planner"), item) == {}
    theater.roles["keeper"] = await make.role(theater, "inventory:read")
    refused = await (await as_role("keeper")).get("/schedule/items/next", params={"item": item})
    assert refused.status_code == 403


async def test_what_is_free_of_an_item_for_an_event_that_does_not_want_it_yet(
    make: Factory, theater: TheaterOf, admin: Client
) -> None:
    item = await make.item(theater, quantity=9)
    event = await make.event(theater, starts_at=later(2))
    busy = await make.event(theater, starts_at=later(2))
    await make.reservation(theater, busy, item, 4)

    async def told(event_id: int) -> tuple[int, int, int]:
        answer = await admin.get(f"/schedule/{event_id}/inventory/{item}")
        assert answer.status_code == 200, answer.text
        body = answer.json()
        return body["quantity"], body["available"], body["version"]

    assert await told(event) == (0, 5, 0)
    assert await told(busy) == (4, 9, 1)
    other = await make.item(await make.theater())
    assert (await admin.get(f"/schedule/{event}/inventory/{other}")).status_code == 404
