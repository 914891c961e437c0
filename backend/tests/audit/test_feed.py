"""Reading the journal: newest first, by filters, of one's own theatre only."""

from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


async def feed(client: Client, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/audit", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_changes_appear_with_who_and_what(admin: Client) -> None:
    made = await admin.post("/tags", json={"name": "бархат"})
    tag_id = made.json()["id"]
    await admin.patch(f"/tags/{tag_id}", json={"color": "#AA0000"})
    rows = await feed(admin, entity="tag", entity_id=tag_id)
    assert [row["action"] for row in rows] == ["update", "create"]
    assert rows[0]["diff"] == {"color": [None, "#AA0000"]}
    me = (await admin.get("/auth/me")).json()
    assert rows[0]["actor"] == {"id": me["id"], "short_name": me["short_name"]}
    assert rows[0]["request_id"]


async def test_filters_and_paging_by_position(admin: Client) -> None:
    for number in range(5):
        await admin.post("/tags", json={"name": f"метка {number}"})
    first = (await admin.get("/audit", params={"entity": "tag", "limit": 2})).json()
    assert len(first["items"]) == 2
    assert first["next"] == first["items"][-1]["id"]
    rest = (
        await admin.get("/audit", params={"entity": "tag", "limit": 3, "before": first["next"]})
    ).json()
    assert len(rest["items"]) == 3
    assert rest["next"] is None
    me = (await admin.get("/auth/me")).json()
    assert len(await feed(admin, actor=me["id"], action="create", entity="tag")) == 5
    moment = rest["items"][0]["at"]
    later = await feed(admin, entity="tag", **{"from": moment})
    earlier = await feed(admin, entity="tag", to=moment)
    assert (len(later), len(earlier)) == (3, 2)
    assert await feed(admin, actor=me["id"] + 1) == []


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "entity=TAG",
        "since=2026-01-01",
        "limit=201",
        "to=0.5",
        "from=2026-01-01T00:00:00",
    ],
)
async def test_nonsense_is_refused(admin: Client, query: str) -> None:
    assert (await admin.get(f"/audit?{query}")).status_code == 422


async def test_another_theatres_journal_is_not_there(
    admin: Client, make: Factory, as_person: SignIn
) -> None:
    stranger = await as_person(await make.user(await make.theater(), "admin"))
    await stranger.post("/tags", json={"name": "чужая"})
    assert "чужая" not in (await admin.get("/audit?limit=200")).text


async def test_no_secret_stands_in_the_journal(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    person = await make.user(theater, "actor")
    secret = "вишнёвый-сад-1904"
    await admin.post(f"/users/{person.id}/reset-password", json={"password": secret})
    everything = (await admin.get("/audit?limit=200")).text
    assert "argon2" not in everything
    assert secret not in everything


@pytest.mark.parametrize("role", ["assistant_director", "department_head", "actor"])
async def test_only_those_who_may_read_it(as_role: SignIn, role: str) -> None:
    assert (await (await as_role(role)).get("/audit")).status_code == 403
