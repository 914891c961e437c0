"""Administration of people: who may do what to whom, and what stays true whatever they try."""

import asyncio
import secrets
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.kit.audit import AuditEntry
from app.users.models import Role, User, UserRole
from tests.auth.tools import new_client, sign_in
from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf

NEW = "чайка-по-имени-джонатан"


def person_body(**values: Any) -> dict[str, Any]:
    return {
        "email": f"{secrets.token_hex(6)}@example.org",
        "first_name": "Нина",
        "last_name": "Заречная",
        "password": NEW,
        **values,
    }


async def custom_role(app: FastAPI, theater: TheaterOf, *grants: str) -> int:
    async with app.state.db.write(theater.ctx) as uow:
        role = Role(code="hr", name="Кадры", permissions=list(grants))
        uow.session.add(role)
        await uow.session.flush()
        return int(role.id)


@pytest.fixture
async def hr(app: FastAPI, make: Factory, theater: TheaterOf, as_person: SignIn) -> Client:
    """Somebody who manages people and may do little else."""
    role_id = await custom_role(app, theater, "user:manage", "user:read", "role:manage")
    person = await make.user(theater, "actor")
    async with app.state.db.write(theater.ctx) as uow:
        uow.session.add(UserRole(user_id=person.id, role_id=role_id))
    return await as_person(person)


async def etag(client: Client, path: str) -> dict[str, str]:
    return {"If-Match": (await client.get(path)).headers["etag"]}


async def test_a_person_is_created_and_can_sign_in(
    app: FastAPI, admin: Client, theater: TheaterOf
) -> None:
    email = f"nina.{theater.code}@example.org"
    body = person_body(
        email=email, roles=["actor", "department_staff"], department_id=theater.departments["light"]
    )
    answer = await admin.post("/users", json=body)
    assert answer.status_code == 201, answer.text
    created = answer.json()
    assert answer.headers["location"] == f"/api/v1/users/{created['id']}"
    assert [role["code"] for role in created["roles"]] == ["department_staff", "actor"]
    assert created["department"]["code"] == "light"
    assert "password" not in answer.text
    person = Person(created["id"], email, theater, "actor")
    async with new_client(app) as client:
        assert (await sign_in(client, person, password=NEW)).status_code == 200


async def test_without_mail_a_first_password_is_needed(admin: Client) -> None:
    for body in (person_body(password=None), person_body(password=None, invite=True)):
        answer = await admin.post("/users", json=body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == "user.password_needed"


async def test_a_taken_address_and_a_broken_one_are_answered_alike(
    app: FastAPI, make: Factory, admin: Client, theater: TheaterOf
) -> None:
    elsewhere = await make.user(await make.theater(), "actor")
    answers = []
    for email in (elsewhere.email.upper(), "no-address", "a@b", "два слова@example.org"):
        answer = await admin.post("/users", json=person_body(email=email))
        assert answer.status_code == 422
        body = answer.json()
        body.pop("request_id")
        answers.append(body)
    assert all(body == answers[0] for body in answers)
    async with app.state.db.read(theater.ctx) as uow:
        found = await uow.session.scalars(
            select(AuditEntry.diff).where(AuditEntry.action == "email_refused")
        )
        diffs = list(found)
    assert len(diffs) == 1
    assert elsewhere.email not in str(diffs)


async def test_one_address_taken_twice_at_once(admin: Client, theater: TheaterOf) -> None:
    body = person_body(email=f"twin.{theater.code}@example.org")
    answers = await asyncio.gather(*(admin.post("/users", json=body) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422, 422]


async def test_the_list_filters_searches_and_sorts(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    await make.user(theater, "actor", last_name="Ёлкина", first_name="Алёна", department="costume")
    await make.user(theater, "actor", last_name="Абрамов", is_active=False)

    async def names(**query: Any) -> list[str]:
        answer = await admin.get("/users", params=query)
        assert answer.status_code == 200, answer.text
        return [row["last_name"] for row in answer.json()["items"]]

    assert await names(role="actor") == ["Абрамов", "Ёлкина"]
    assert await names(role="actor", sort="-name") == ["Ёлкина", "Абрамов"]
    assert await names(q="алена елк") == ["Ёлкина"]
    assert await names(active="false") == ["Абрамов"]
    assert await names(department=theater.departments["costume"]) == ["Ёлкина"]
    assert await names(q="example.org", role="admin", active="true") != []
    assert await names(q="100%") == []


async def test_an_actor_sees_names_only(as_role: SignIn, make: Factory, theater: TheaterOf) -> None:
    await make.user(theater, "technical_director", phone="+7 495 123", last_name="Собакевич")
    await make.user(theater, "actor", last_name="Ноздрёв", is_active=False)
    actor = await as_role("actor")
    page = (await actor.get("/users")).json()
    assert [row["last_name"] for row in page["items"]][-1] == "Собакевич"
    assert "Ноздрёв" not in [row["last_name"] for row in page["items"]]
    for row in page["items"]:
        assert (row["email"], row["phone"], row["roles"], row["department"]) == (
            None,
            None,
            [],
            None,
        )
        one = await actor.get(f"/users/{row['id']}")
        assert one.status_code == 200
    for detour in ("sort=email", "role=admin", "active=true", "sort=last_login_at"):
        assert (await actor.get(f"/users?{detour}")).status_code == 422
    assert (await actor.get("/users?q=example.org")).json()["total"] == 0
    assert (await actor.get("/users?q=собакевич")).json()["total"] == 1
    assert (await actor.post("/users", json=person_body())).status_code == 403


async def test_others_theatres_people_do_not_exist(admin: Client, make: Factory) -> None:
    stranger = await make.user(await make.theater(), "admin")
    path = f"/users/{stranger.id}"
    match = {"If-Match": '"v1"'}
    body = person_body()
    body.pop("password")
    answers = [
        await admin.get(path),
        await admin.put(path, json=body, headers=match),
        await admin.patch(path, json={"first_name": "Я"}),
        await admin.delete(path),
        await admin.put(f"{path}/roles", json={"roles": []}, headers=match),
        await admin.post(f"{path}/activate"),
        await admin.post(f"{path}/deactivate"),
        await admin.post(f"{path}/reset-password", json={"password": NEW}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 8


@pytest.mark.parametrize(
    "field", ["is_superuser", "is_active", "hashed_password", "theater_id", "id", "is_verified"]
)
async def test_server_owned_fields_are_refused(admin: Client, field: str) -> None:
    assert (await admin.post("/users", json=person_body(**{field: True}))).status_code == 422


async def test_a_department_of_another_theatre_is_like_none(admin: Client, make: Factory) -> None:
    foreign = (await make.theater()).departments["light"]
    answers = [
        await admin.post("/users", json=person_body(department_id=value))
        for value in (foreign, 2_000_000_000)
    ]
    bodies = [answer.json() for answer in answers]
    for body in bodies:
        body.pop("request_id")
    assert bodies[0] == bodies[1]
    assert answers[0].status_code == 422


async def test_deactivation_ends_sessions_and_activation_does_not_revive_them(
    app: FastAPI, admin: Client, make: Factory, theater: TheaterOf
) -> None:
    person = await make.user(theater, "actor")
    async with new_client(app) as client:
        token = (await sign_in(client, person)).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        assert (await client.get("/auth/me")).status_code == 200
        assert (await admin.delete(f"/users/{person.id}")).status_code == 204
        assert (await client.get("/auth/me")).status_code == 401
        assert (await admin.post(f"/users/{person.id}/activate")).status_code == 200
        assert (await client.get("/auth/me")).status_code == 401
        headers = {"X-Requested-With": "kulisa"}
        assert (await client.post("/auth/refresh", json={}, headers=headers)).status_code == 401
        assert (await sign_in(client, person)).status_code == 200


async def test_the_last_active_admin_stays(
    app: FastAPI, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    one, two = [await make.user(theater, "admin") for _ in range(2)]
    operator = await as_person(await make.user(theater, "actor", is_superuser=True))
    path = f"/users/{one.id}"
    assert (await operator.post(f"/users/{two.id}/deactivate")).status_code == 200
    refused = [
        await operator.delete(path),
        await operator.post(f"{path}/deactivate"),
        await operator.put(
            f"{path}/roles", json={"roles": ["actor"]}, headers=await etag(operator, path)
        ),
    ]
    assert [(r.status_code, r.json()["code"]) for r in refused] == [(409, "user.last_admin")] * 3


async def test_two_admins_who_remove_each_other_at_once(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    one, two = [await make.user(theater, "admin") for _ in range(2)]
    first, second = await as_person(one), await as_person(two)
    answers = await asyncio.gather(
        first.put(f"/users/{two.id}/roles", json={"roles": []}, headers={"If-Match": '"v1"'}),
        second.put(f"/users/{one.id}/roles", json={"roles": []}, headers={"If-Match": '"v1"'}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_nobody_deactivates_themselves(
    make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    await make.user(theater, "admin")
    person = await make.user(theater, "admin")
    client = await as_person(person)
    answer = await client.delete(f"/users/{person.id}")
    assert answer.json()["code"] == "user.own_account"


async def test_roles_act_on_open_sessions(
    admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    person = await make.user(theater, "technical_director")
    client = await as_person(person)
    assert (await client.get("/audit")).status_code == 200
    path = f"/users/{person.id}"
    answer = await admin.put(
        f"{path}/roles", json={"roles": ["actor"]}, headers=await etag(admin, path)
    )
    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    assert (await client.get("/audit")).status_code == 403


@pytest.mark.parametrize("roles", [["admin"], ["technical_director"], ["hr", "admin"]])
async def test_a_manager_of_people_gives_no_more_than_their_own(
    hr: Client, make: Factory, theater: TheaterOf, roles: list[str]
) -> None:
    own = (await hr.get("/auth/me")).json()
    answers = [
        await hr.post("/users", json=person_body(roles=roles)),
        await hr.put(
            f"/users/{own['id']}/roles", json={"roles": roles}, headers={"If-Match": '"v1"'}
        ),
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(403, "user.rights_beyond")] * 2
    allowed = await hr.post("/users", json=person_body(roles=["actor", "hr"]))
    assert allowed.status_code == 201


async def test_a_manager_of_people_cannot_take_over_an_admin(
    app: FastAPI, hr: Client, make: Factory, theater: TheaterOf
) -> None:
    admin = await make.user(theater, "admin")
    path = f"/users/{admin.id}"
    answers = [
        await hr.post(f"{path}/reset-password", json={"password": NEW}),
        await hr.patch(path, json={"email": "mine@example.org"}),
        await hr.delete(path),
        await hr.put(f"{path}/roles", json={"roles": []}, headers={"If-Match": '"v1"'}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    async with app.state.db.read(theater.ctx) as uow:
        user = await uow.session.scalar(select(User).where(User.id == admin.id))
    assert user.email == admin.email


async def test_an_admin_sets_a_password_which_ends_sessions(
    app: FastAPI, admin: Client, make: Factory, theater: TheaterOf
) -> None:
    person = await make.user(theater, "actor")
    async with new_client(app) as client:
        token = (await sign_in(client, person)).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        weak = await admin.post(
            f"/users/{person.id}/reset-password", json={"password": "password1234"}
        )
        assert weak.json()["errors"][0]["code"] == "password_common"
        done = await admin.post(f"/users/{person.id}/reset-password", json={"password": NEW})
        assert done.status_code == 204
        assert (await client.get("/auth/me")).status_code == 401
        assert (await sign_in(client, person, password=NEW)).status_code == 200


async def test_fifty_stale_changes_one_wins(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    person = await make.user(theater, "actor")
    body = {"email": person.email, "first_name": "Илья", "last_name": "Обломов"}
    answers = await asyncio.gather(
        *(
            admin.put(
                f"/users/{person.id}",
                json={**body, "phone": f"+7 900 {n}"},
                headers={"If-Match": '"v1"'},
            )
            for n in range(50)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 49


async def test_a_repeated_creation_answers_once(admin: Client, theater: TheaterOf) -> None:
    body = person_body(email=f"once.{theater.code}@example.org")
    headers = {"Idempotency-Key": "one"}
    answers = [await admin.post("/users", json=body, headers=headers) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
