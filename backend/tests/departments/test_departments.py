"""The departments of a theatre, and who belongs to them."""

from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


def body(**values: Any) -> dict[str, Any]:
    return {"name": "Бутафорский цех", "code": "props", **values}


async def test_a_department_is_created_changed_and_deleted(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    head = await make.user(theater, "department_head")
    made = await admin.post("/departments", json=body(head_id=head.id))
    assert made.status_code == 201, made.text
    path = f"/departments/{made.json()['id']}"
    assert made.json()["head"]["id"] == head.id
    match = {"If-Match": made.headers["etag"]}
    changed = await admin.put(path, json=body(name="Бутафоры"), headers=match)
    assert (changed.json()["name"], changed.json()["head"]) == ("Бутафоры", None)
    assert (await admin.put(path, json=body(), headers=match)).status_code == 412
    assert (await admin.put(path, json=body())).status_code == 428
    assert (await admin.delete(path, headers=match)).status_code == 412
    assert (await admin.delete(path)).status_code == 204
    assert (await admin.get(path)).status_code == 404


async def test_names_and_codes_are_unique_in_a_theatre_only(
    admin: Client, make: Factory, as_person: SignIn
) -> None:
    assert (await admin.post("/departments", json=body())).status_code == 201
    twins = [
        await admin.post("/departments", json=body(name="Другой")),
        await admin.post("/departments", json=body(code="other", name="БУТАФОРСКИЙ ЦЕХ")),
    ]
    assert [twin.json()["code"] for twin in twins] == [
        "department.code_taken",
        "department.name_taken",
    ]
    elsewhere = await as_person(await make.user(await make.theater(), "admin"))
    assert (await elsewhere.post("/departments", json=body())).status_code == 201


@pytest.mark.parametrize("user", ["person", "item"])
async def test_a_used_department_stays(
    admin: Client, make: Factory, theater: TheaterOf, user: str
) -> None:
    light = theater.departments["light"]
    if user == "person":
        await make.user(theater, "actor", department="light")
    else:
        await make.item(theater, department_id=light)
    refused = await admin.delete(f"/departments/{light}")
    assert (refused.status_code, refused.json()["code"]) == (409, "department.in_use")
    assert list(refused.json()["uses"].values()) == [1]
    assert (await admin.delete(f"/departments/{theater.departments['video']}")).status_code == 204


async def test_members_are_listed_and_counted(
    admin: Client, as_role: SignIn, make: Factory, theater: TheaterOf
) -> None:
    sound = theater.departments["sound"]
    for name, active in (("Яковлев", True), ("Антонов", True), ("Уволенный", False)):
        await make.user(
            theater, "department_staff", department="sound", last_name=name, is_active=active
        )
    page = (await admin.get(f"/departments/{sound}/members")).json()
    assert [row["last_name"] for row in page["items"]] == ["Антонов", "Яковлев"]
    assert page["items"][0]["email"]
    assert (await admin.get(f"/departments/{sound}")).json()["member_count"] == 2
    actor = await as_role("actor")
    seen = (await actor.get(f"/departments/{sound}/members")).json()["items"]
    assert [row["email"] for row in seen] == [None, None]
    strange = (await make.theater()).departments["sound"]
    assert (await admin.get(f"/departments/{strange}/members")).status_code == 404


async def test_a_head_from_another_theatre_is_like_none(admin: Client, make: Factory) -> None:
    stranger = await make.user(await make.theater(), "actor")
    answers = [
        await admin.post("/departments", json=body(head_id=value))
        for value in (stranger.id, 2_000_000_000)
    ]
    assert [a.json()["errors"] for a in answers] == [answers[0].json()["errors"]] * 2
    assert answers[0].status_code == 422


async def test_the_list_searches_and_sorts(admin: Client) -> None:
    await admin.post("/departments", json=body(name="Съёмочный цех"))
    found = (await admin.get("/departments", params={"q": "съемочн"})).json()["items"]
    assert [row["code"] for row in found] == ["props"]
    codes = [r["code"] for r in (await admin.get("/departments?sort=-code")).json()["items"]]
    assert codes == sorted(codes, reverse=True)
    assert len(codes) == 7


@pytest.mark.parametrize("role", ["assistant_director", "department_head", "actor"])
async def test_only_managers_change_departments(as_role: SignIn, role: str) -> None:
    client = await as_role(role)
    assert (await client.post("/departments", json=body())).status_code == 403
    assert (await client.get("/departments")).status_code == 200
