"""Saved views: own ones are private, shared ones are read by all who see the list."""

from typing import Any

from httpx import AsyncClient

from tests.conftest import SignIn
from tests.factories import Factory, TheaterOf


def view(name: str, **rest: Any) -> dict[str, Any]:
    state = {"search": {"status": ["in_repair"]}, "columns": ["name", "status"]}
    return {"table": "inventory", "name": name, "state": state, **rest}


async def names(client: AsyncClient) -> list[str]:
    items = (await client.get("/views", params={"table": "inventory"})).json()["items"]
    return [one["name"] for one in items]


async def test_a_view_is_private_until_it_is_shared(as_role: SignIn, admin: AsyncClient) -> None:
    head = await as_role("department_head", department="light")
    staff = await as_role("department_staff", department="light")
    made = (await head.post("/views", json=view("Ремонт"))).json()
    assert made["mine"]
    assert made["can_edit"]
    assert not made["shared"]
    path = f"/views/{made['id']}"
    assert await names(staff) == []
    assert (await staff.get(path)).status_code == 404
    assert (await head.patch(path, json={"shared": True})).status_code == 200
    assert await names(staff) == ["Ремонт"]
    seen = (await staff.get(path)).json()
    assert not seen["mine"]
    assert not seen["can_edit"]
    for answer in (
        await staff.patch(path, json={"name": "Моё"}),
        await staff.delete(path),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "view.foreign")
    assert (await admin.patch(path, json={"name": "В ремонте"})).status_code == 200
    assert await names(head) == ["В ремонте"]
    assert (await admin.delete(path)).status_code == 204


async def test_own_views_come_first_in_their_order(as_role: SignIn, admin: AsyncClient) -> None:
    await admin.post("/views", json=view("А общий", shared=True))
    head = await as_role("department_head", department="light")
    await head.post("/views", json=view("Второй", sort_order=2))
    await head.post("/views", json=view("Первый", sort_order=1))
    assert await names(head) == ["Первый", "Второй", "А общий"]
    taken = await head.post("/views", json=view("первый"))
    assert (taken.status_code, taken.json()["code"]) == (409, "view.name_taken")


async def test_what_is_kept_has_limits(admin: AsyncClient) -> None:
    for wrong in (
        view("а", state={"search": {"q": "ж" * 9_000}}),
        view("б", state={"search": {}, "other": 1}),
        view("в", table="users"),
        view("г", owner_id=1),
        view(" "),
    ):
        assert (await admin.post("/views", json=wrong)).status_code == 422


async def test_another_theatre_sees_nothing(
    admin: AsyncClient, make: Factory, as_person: SignIn, theater: TheaterOf
) -> None:
    made = (await admin.post("/views", json=view("Общий", shared=True))).json()
    other = await make.theater()
    stranger = await as_person(await make.user(other, "admin"))
    assert await names(stranger) == []
    assert (await stranger.get(f"/views/{made['id']}")).status_code == 404
