"""Roles of a theatre's own, and the six that nobody changes."""

from typing import Any

import pytest

from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf


def role_body(**values: Any) -> dict[str, Any]:
    return {"code": "keeper", "name": "Кладовщик", "permissions": ["inventory:read"], **values}


async def test_a_role_is_created_changed_given_and_deleted(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    body = role_body(permissions=["inventory:read@all", "inventory:move@department"])
    created = await admin.post("/roles", json=body)
    assert created.status_code == 201, created.text
    role = created.json()
    path = f"/roles/{role['id']}"
    person = await make.user(theater, "actor")
    client = await as_person(person)
    given = await admin.put(
        f"/users/{person.id}/roles", json={"roles": ["keeper"]}, headers={"If-Match": '"v1"'}
    )
    assert given.status_code == 200
    mine = (await client.get("/auth/me")).json()
    assert mine["permissions"] == {"inventory:read": "all", "inventory:move": "department"}
    in_use = await admin.delete(path)
    assert (in_use.status_code, in_use.json()["code"]) == (409, "role.in_use")
    changed = await admin.put(
        path, json=role_body(permissions=[]), headers={"If-Match": created.headers["etag"]}
    )
    assert changed.status_code == 200
    assert (await client.get("/auth/me")).json()["permissions"] == {}
    await admin.put(f"/users/{person.id}/roles", json={"roles": []}, headers={"If-Match": '"v2"'})
    assert (await admin.delete(path)).status_code == 204
    assert (await admin.get(path)).status_code == 404


async def test_system_roles_stay(admin: Client) -> None:
    items = (await admin.get("/roles")).json()["items"]
    assert len(items) == 6
    for role in items:
        path = f"/roles/{role['id']}"
        match = {"If-Match": f'"v{role["version"]}"'}
        answers = [
            await admin.put(path, json=role_body(), headers=match),
            await admin.patch(path, json={"name": "Я"}),
            await admin.delete(path),
        ]
        assert [(a.status_code, a.json()["code"]) for a in answers] == [(409, "role.system")] * 3
    assert (await admin.post("/roles", json=role_body(code="admin"))).status_code == 409
    granted = next(role for role in items if role["code"] == "actor")["permissions"]
    assert "inventory:read@own" in granted


async def test_what_roles_allow_is_told_to_who_manages_people(
    admin: Client, as_role: SignIn
) -> None:
    for client, told in ((admin, True), (await as_role("technical_director"), False)):
        roles = (await client.get("/roles")).json()["items"]
        one = (await client.get(f"/roles/{roles[0]['id']}")).json()
        assert {role["permissions"] is not None for role in (*roles, one)} == {told}


@pytest.mark.parametrize(
    ("grants", "status"),
    [
        (["theater:create"], 422),
        (["nothing:here"], 422),
        (["inventory:read", "inventory:read@own"], 422),
        (["inventory:delete@own"], 422),
        (["preferences:own"], 422),
        (["inventory:read@everywhere"], 422),
        (["inventory:update@department", "preferences:own@own"], 201),
        (["inventory:update@department"], 201),
    ],
)
async def test_grants_are_checked(admin: Client, grants: list[str], status: int) -> None:
    answer = await admin.post("/roles", json=role_body(permissions=grants))
    assert answer.status_code == status, answer.text


async def test_a_role_holds_no_more_than_its_author(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    await admin.post(
        "/roles", json=role_body(code="author", permissions=["role:manage", "user:read"])
    )
    person = await make.user(theater, "actor")
    await admin.put(
        f"/users/{person.id}/roles", json={"roles": ["author"]}, headers={"If-Match": '"v1"'}
    )
    author = await as_person(person)
    refused = await author.post("/roles", json=role_body(permissions=["audit:read"]))
    assert refused.json()["code"] == "user.rights_beyond"
    own = next(r for r in (await author.get("/roles")).json()["items"] if r["code"] == "author")
    raised = await author.patch(f"/roles/{own['id']}", json={"permissions": ["user:manage"]})
    assert raised.status_code == 403
    fine = await author.post("/roles", json=role_body(permissions=["user:read"]))
    assert fine.status_code == 201


async def test_permissions_are_named_in_both_languages(admin: Client) -> None:
    russian = (await admin.get("/permissions")).json()["items"]
    english = (await admin.get("/permissions", headers={"Accept-Language": "en"})).json()["items"]
    assert len(russian) == 49
    assert "theater:create" not in [item["name"] for item in russian]
    assert all(r["title"] != e["title"] for r, e in zip(russian, english, strict=True))
    by_name = {item["name"]: item["scopes"] for item in russian}
    assert by_name["inventory:read"] == ["all", "own"]
    assert by_name["preferences:own"] == ["own"]
    assert by_name["inventory:update"] == ["all", "department"]


async def test_nobody_else_manages_roles(as_role: SignIn) -> None:
    client = await as_role("technical_director")
    assert (await client.get("/permissions")).status_code == 403
    assert (await client.post("/roles", json=role_body())).status_code == 403
    assert (await client.get("/roles")).status_code == 200
