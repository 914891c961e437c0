"""Venues: created, found, changed, removed."""

from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory


def body(**values: Any) -> dict[str, Any]:
    return {"name": "Малая сцена", "code": "small", "type": "stage", "capacity": 120, **values}


async def test_a_venue_is_created_changed_and_deleted(admin: Client) -> None:
    made = await admin.post("/venues", json=body())
    assert made.status_code == 201, made.text
    assert made.json()["is_active"] is True
    path = f"/venues/{made.json()['id']}"
    match = {"If-Match": made.headers["etag"]}
    changed = await admin.put(path, json=body(capacity=None, is_active=False), headers=match)
    assert (changed.json()["capacity"], changed.json()["is_active"]) == (None, False)
    assert (await admin.patch(path, json={"city": "Омск"}, headers=match)).status_code == 412
    assert (await admin.patch(path, json={"city": "Омск"})).json()["city"] == "Омск"
    assert (await admin.delete(path)).status_code == 204
    assert (await admin.delete(path)).status_code == 404


async def test_a_hall_on_tour_has_a_clock_of_its_own(admin: Client) -> None:
    made = await admin.post("/venues", json=body(type="tour", timezone="Asia/Omsk"))
    assert made.json()["timezone"] == "Asia/Omsk"
    assert (await admin.get("/venues")).json()["items"][0]["timezone"] == "Asia/Omsk"
    path = f"/venues/{made.json()['id']}"
    refused = await admin.patch(path, json={"timezone": "Asia/Nowhere"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "timezone_unknown"
    assert (await admin.patch(path, json={"timezone": None})).json()["timezone"] is None


async def test_the_list_filters_by_type_and_state(admin: Client) -> None:
    for number, (kind, active) in enumerate(
        (("stage", True), ("rehearsal", True), ("tour", False), ("tour", True))
    ):
        await admin.post(
            "/venues",
            json=body(code=f"v{number}", name=f"Зал {number}", type=kind, is_active=active),
        )

    async def names(query: str) -> list[str]:
        answer = await admin.get(f"/venues?{query}")
        assert answer.status_code == 200, answer.text
        return [row["name"] for row in answer.json()["items"]]

    assert await names("type=tour") == ["Зал 2", "Зал 3"]
    assert await names("type=stage&type=rehearsal") == ["Зал 0", "Зал 1"]
    assert await names("type=tour&active=true") == ["Зал 3"]
    assert await names("q=зал 1") == ["Зал 1"]
    assert await names("sort=-name&page_size=1&page=2") == ["Зал 2"]
    assert (await admin.get("/venues?type=cinema")).status_code == 422


@pytest.mark.parametrize(
    "bad", [{"type": "cinema"}, {"capacity": -1}, {"name": " "}, {"code": "a b"}, {"id": 7}]
)
async def test_broken_venues_are_refused(admin: Client, bad: dict[str, Any]) -> None:
    assert (await admin.post("/venues", json=body(**bad))).status_code == 422


async def test_codes_are_unique_in_a_theatre_only(
    admin: Client, make: Factory, as_person: SignIn
) -> None:
    assert (await admin.post("/venues", json=body())).status_code == 201
    twin = await admin.post("/venues", json=body())
    assert (twin.status_code, twin.json()["errors"][0]["field"]) == (409, "code")
    elsewhere = await as_person(await make.user(await make.theater(), "admin"))
    made = await elsewhere.post("/venues", json=body())
    assert made.status_code == 201
    assert (await admin.get(f"/venues/{made.json()['id']}")).status_code == 404


async def test_only_managers_change_venues(as_role: SignIn) -> None:
    client = await as_role("department_head")
    assert (await client.post("/venues", json=body())).status_code == 403
    assert (await client.get("/venues")).status_code == 200
