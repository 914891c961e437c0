"""Every number opens exactly what it counts, for whoever reads it."""

from typing import Any

import pytest

from app.inventory.models import ItemTag
from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf

ROLES = (
    ("admin", None), ("technical_director", None), ("assistant_director", None),
    ("department_head", "light"), ("department_staff", "light"), ("actor", None),
)  # fmt: skip
AHEAD = {"from": "2027-03-01T00:00:00Z", "to": "2027-04-01T00:00:00Z"}


async def total(client: Client, path: str, **query: Any) -> int:
    answer = await client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return int(body.get("total", len(body["items"])))


@pytest.fixture
async def people(make: Factory, theater: TheaterOf) -> dict[str, Person]:
    """One of each role, with things, titles, calls and declines that some of them may see."""
    found = {role: await make.user(theater, role, department=home) for role, home in ROLES}
    actor, other = found["actor"], await make.user(theater, "actor")
    light = theater.departments["light"]
    category, store = await make.category(theater), await make.location(theater)
    cloak = await make.item(
        theater, "Плащ", responsible_id=actor.id, category_id=category, location_id=store
    )
    lamp = await make.item(
        theater, "Лампа", department_id=light, category_id=category, location_id=store
    )
    velvet = await make.tag(theater)
    async with make.db.write(theater.ctx) as uow:
        uow.session.add_all([ItemTag(item_id=item, tag_id=velvet) for item in (cloak, lamp)])
    called, foreign = await make.performance(theater), await make.performance(theater, "Гамлет")
    for play, thing in ((called, cloak), (called, lamp), (foreign, lamp)):
        await make.performance_item(theater, play, thing)
    evening = await make.event(theater, performance_id=called)
    await make.call(theater, evening, actor.id, role="Нина")
    await make.call(theater, evening, other.id, status="declined", decline_reason="illness")
    await make.call(theater, evening, department_id=light, role="Пульт")
    await make.call(theater, evening, role="Треплев")
    return found


@pytest.mark.parametrize("role", [role for role, _ in ROLES])
async def test_numbers_agree_with_their_lists(
    role: str, people: dict[str, Person], as_person: SignIn
) -> None:
    client = await as_person(people[role])

    # Facets of the inventory and counts of its trees, against the list under the same filter.
    facets = (await client.get("/inventory/facets")).json()
    assert facets.pop("total") == await total(client, "/inventory")
    for name, counts in facets.items():
        for choice, count in counts.items():
            assert count == await total(client, "/inventory", **{name: choice}), (name, choice)
    for tree, name in (("categories", "category"), ("locations", "location")):
        for node in (await client.get(f"/inventory/{tree}")).json()["items"]:
            assert node["item_count"] == await total(client, "/inventory", **{name: node["id"]})

    for tag in (await client.get("/tags")).json()["items"]:
        assert tag["item_count"] == await total(client, "/inventory", tag=tag["id"])

    # What a title needs.
    for row in (await client.get("/performances")).json()["items"]:
        path = f"/performances/{row['id']}"
        assert row["items_count"] == await total(client, f"{path}/inventory")
        assert (await client.get(path)).json()["items_count"] == row["items_count"]

    # Who is called: the calendar, the page of the event and its sheet say one thing.
    for row in (await client.get("/schedule")).json()["items"]:
        whole = (await client.get(f"/schedule/{row['id']}")).json()
        calls, counts = whole["participants"], row["people"]
        assert whole["people"] == counts
        assert counts["total"] == len(calls)
        assert counts["open"] == sum(call["person"] is None for call in calls)
        told = [call["status"] for call in calls if call["person"] is not None]
        if counts["declined"] is not None:
            assert counts["declined"] == told.count("declined")
            assert counts["confirmed"] == told.count("confirmed")
        sheet = (await client.get(f"/schedule/{row['id']}/call-sheet")).json()
        blocks = sheet["events"][0]["blocks"]
        assert sum(block["total"] for block in blocks) == counts["total"]
        assert {b["declined"] is None for b in blocks} == {counts["declined"] is None}

    # Declines and open roles are counted by planners, and by nobody else.
    plans = role not in ("department_staff", "actor")
    for path, query in (("/schedule/declines", {}), ("/schedule/unfilled", AHEAD)):
        assert ((await client.get(path, params=query)).status_code == 200) is plans

    # The figures of analytics open the inventory's list.
    answer = await client.get("/inventory/analytics")
    if answer.status_code == 200:
        reach = {"department": people[role].theater.departments["light"]}
        own = reach if role == "department_head" else {}
        assert answer.json()["totals"]["items"] == await total(client, "/inventory", **own)


@pytest.mark.parametrize("role", ["technical_director", "department_head"])
async def test_a_decline_is_both_news_and_an_open_role(
    role: str, people: dict[str, Person], as_person: SignIn
) -> None:
    client = await as_person(people[role])
    around = {"from": "2020-01-01T00:00:00Z", "to": "2020-12-31T00:00:00Z"}
    event = (await client.get("/schedule")).json()["items"][0]
    around = {"from": event["starts_at"], "to": event["ends_at"]}
    roles = (await client.get("/schedule/unfilled", params=around)).json()["items"]
    declines = (await client.get("/schedule/declines")).json()["items"]
    declined = [one["call_id"] for one in roles if one["person"] is not None]
    assert declined == [one["call_id"] for one in declines]
    if role == "technical_director":
        counts = event["people"]
        assert len(roles) == counts["open"] + counts["declined"]
