"""One's own account: profile, preferences, password, devices, and a superuser's visits."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.kit.audit import AuditEntry
from tests.auth.tools import new_client, sign_in
from tests.conftest import Client, SignIn
from tests.factories import PASSWORD, Factory, Person, TheaterOf

NEW = "вишнёвый-сад-1904"


@pytest.fixture
async def person(make: Factory, theater: TheaterOf) -> Person:
    return await make.user(theater, "department_staff", department="sound")


@pytest.fixture
async def me(as_person: SignIn, person: Person) -> Client:
    return await as_person(person)


async def version_of(client: Client) -> int:
    return int((await client.get("/auth/me")).json()["version"])


async def test_a_profile_is_replaced_with_its_version(me: Client) -> None:
    version = await version_of(me)
    body = {"first_name": "Анна", "last_name": "Ким", "patronymic": None, "phone": "+7 900 1"}
    assert (await me.put("/auth/me", json=body)).status_code == 428
    answer = await me.put("/auth/me", json=body, headers={"If-Match": f'"v{version}"'})
    assert answer.status_code == 200, answer.text
    assert answer.json()["short_name"] == "Ким А."
    stale = await me.put("/auth/me", json=body, headers={"If-Match": f'"v{version}"'})
    assert stale.status_code == 412
    assert stale.json()["current_version"] == version + 1


@pytest.mark.parametrize(
    "field", ["email", "is_superuser", "roles", "theater_id", "department_id", "hashed_password"]
)
async def test_nobody_raises_themselves_by_their_profile(me: Client, field: str) -> None:
    assert (await me.patch("/auth/me", json={field: True})).status_code == 422


async def test_preferences_merge_and_leave_the_version_alone(me: Client) -> None:
    version = await version_of(me)
    first = {"theme": "dark", "tables": {"items": {"page_size": 100}, "users": {"sort": "name"}}}
    assert (await me.patch("/auth/me", json={"preferences": first})).status_code == 200
    second = {"density": "compact", "tables": {"users": None, "venues": [1]}, "theme": None}
    answer = await me.patch("/auth/me", json={"preferences": second})
    assert answer.json()["version"] == version
    preferences = (await me.get("/auth/me")).json()["preferences"]
    assert preferences == {
        "theme": None,
        "language": None,
        "density": "compact",
        "tables": {"items": {"page_size": 100}, "venues": [1]},
        "views": None,
    }


async def test_replacing_a_profile_keeps_preferences(me: Client) -> None:
    await me.patch("/auth/me", json={"preferences": {"theme": "dark"}})
    body = {"first_name": "Анна", "last_name": "Ким"}
    answer = await me.put("/auth/me", json=body, headers={"If-Match": f'"v{await version_of(me)}"'})
    assert answer.json()["preferences"]["theme"] == "dark"


@pytest.mark.parametrize(
    "preferences",
    [
        {"views": {"a": "ж" * 9000}},
        {"theme": "pink"},
        {"unknown": 1},
        {"tables": {"a b": 1}},
        {"tables": {"a": "\u0000"}},
    ],
)
async def test_preferences_have_a_form_and_a_size(me: Client, preferences: Any) -> None:
    answer = await me.patch("/auth/me", json={"preferences": preferences})
    assert answer.status_code == 422, answer.text


async def test_preferences_cannot_grow_bit_by_bit(me: Client) -> None:
    statuses = [
        (
            await me.patch("/auth/me", json={"preferences": {"views": {f"v{n}": "x" * 3000}}})
        ).status_code
        for n in range(7)
    ]
    assert statuses == [200] * 5 + [422] * 2


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short-pass1", "password_short"),
        ("qwertyuiop[]", "password_common"),
        ("Password123456", "password_common"),
        ("aaaaaaaabbbbbbbb", "password_common"),
        ("йцукенгшщзхъ1", "password_common"),
        ("my-{name}-is-long", "password_has_name"),
        (PASSWORD, "password_same"),
    ],
)
async def test_weak_passwords_are_refused(
    me: Client, person: Person, password: str, code: str
) -> None:
    new = password.format(name=person.email.partition("@")[0].upper())
    answer = await me.post(
        "/auth/change-password", json={"current_password": PASSWORD, "new_password": new}
    )
    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]] == [code]


async def test_a_password_may_be_128_characters_and_counts_to_the_last(
    client: Client, me: Client, person: Person
) -> None:
    long = ("Три сестры и дядя Ваня! " * 6)[:128]
    too_long = {"current_password": PASSWORD, "new_password": long + "x"}
    assert (await me.post("/auth/change-password", json=too_long)).status_code == 422
    body = {"current_password": PASSWORD, "new_password": long}
    assert (await me.post("/auth/change-password", json=body)).status_code == 204
    assert (await sign_in(client, person, password=long[:-1] + "?")).status_code == 401
    assert (await sign_in(client, person, password=long)).status_code == 200


async def test_changing_the_password_needs_it_and_ends_other_sessions(
    client: Client, app: FastAPI, as_person: SignIn, me: Client, person: Person
) -> None:
    other = await as_person(person)
    assert (await other.get("/auth/me")).status_code == 200
    wrong = {"current_password": "no-such-password", "new_password": NEW}
    answer = await me.post("/auth/change-password", json=wrong)
    assert answer.json()["errors"][0]["code"] == "password_wrong"
    right = {"current_password": PASSWORD, "new_password": NEW}
    assert (await me.post("/auth/change-password", json=right)).status_code == 204
    assert (await me.get("/auth/me")).status_code == 200
    assert (await other.get("/auth/me")).status_code == 401
    assert (await sign_in(client, person)).status_code == 401
    assert (await sign_in(client, person, password=NEW)).status_code == 200


async def test_the_current_password_cannot_be_guessed_at_an_open_session(me: Client) -> None:
    statuses = [
        (
            await me.post(
                "/auth/change-password",
                json={"current_password": f"guess-number-{n}", "new_password": NEW},
            )
        ).status_code
        for n in range(12)
    ]
    assert statuses == [422] * 10 + [429] * 2


async def bearer(app: FastAPI, person: Person, **values: Any) -> tuple[Client, httpx.Response]:
    client = new_client(app)
    answer = await sign_in(client, person, **values)
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client, answer


async def test_logout_ends_the_session_at_once(app: FastAPI, person: Person) -> None:
    client, _ = await bearer(app, person)
    assert (await client.get("/auth/me")).status_code == 200
    answer = await client.post("/auth/logout", json={})
    assert answer.status_code == 204
    assert "rt=" in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await client.get("/auth/me")).status_code == 401
    headers = {"X-Requested-With": "kulisa"}
    assert (await client.post("/auth/refresh", json={}, headers=headers)).status_code == 401
    await client.aclose()


async def test_logout_everywhere_ends_all(app: FastAPI, person: Person) -> None:
    one, _ = await bearer(app, person)
    two, _ = await bearer(app, person, client="api")
    assert (await one.post("/auth/logout", json={"all": True})).status_code == 204
    assert (await two.get("/auth/me")).status_code == 401
    await one.aclose()
    await two.aclose()


async def test_own_devices_are_listed_and_ended(
    app: FastAPI, make: Factory, theater: TheaterOf, person: Person
) -> None:
    one, _ = await bearer(app, person)
    two, _ = await bearer(app, person, client="api")
    stranger, _ = await bearer(app, await make.user(theater, "admin"))
    items = (await one.get("/auth/sessions")).json()["items"]
    assert [(s["client"], s["current"]) for s in items] == [("api", False), ("web", True)]
    assert items[0]["device_info"].startswith("python-httpx")
    path = f"/auth/sessions/{items[0]['id']}"
    assert (await stranger.delete(path)).status_code == 404
    assert (await one.delete(path)).status_code == 204
    assert (await two.get("/auth/me")).status_code == 401
    assert (await one.delete(path)).status_code == 404
    for client in (one, two, stranger):
        await client.aclose()


async def test_a_superuser_visits_another_theatre_and_both_journals_say_so(
    app: FastAPI, make: Factory, theater: TheaterOf
) -> None:
    operator = await make.user(theater, "admin", is_superuser=True)
    elsewhere = await make.theater()
    await make.item(elsewhere, name="Чужое кресло")
    client, _ = await bearer(app, operator)
    answer = await client.post("/auth/switch-theater", json={"theater_id": elsewhere.id})
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["theater"]["id"] == elsewhere.id
    assert answer.json()["user"]["home_theater_id"] == theater.id
    names = [item["name"] for item in (await client.get("/inventory")).json()["items"]]
    assert names == ["Чужое кресло"]
    assert (await client.get("/auth/me")).json()["theater"]["id"] == elsewhere.id
    body = {"first_name": "Анна", "last_name": "Ким"}
    renamed = await client.put(
        "/auth/me", json=body, headers={"If-Match": f'"v{await version_of(client)}"'}
    )
    assert renamed.status_code == 200
    refreshed = await client.post("/auth/refresh", json={}, headers={"X-Requested-With": "kulisa"})
    assert refreshed.json()["user"]["theater"]["id"] == elsewhere.id
    for tenant, action in ((theater, "switch_theater"), (elsewhere, "visit")):
        async with app.state.db.read(tenant.ctx) as uow:
            found = await uow.session.scalars(
                select(AuditEntry.actor_id).where(AuditEntry.action == action)
            )
            assert list(found) == [operator.id]
    back = await client.post("/auth/switch-theater", json={"theater_id": theater.id})
    assert back.json()["user"]["theater"]["id"] == theater.id
    await client.aclose()


async def test_nobody_else_visits(app: FastAPI, admin: Client, make: Factory) -> None:
    elsewhere = await make.theater()
    answer = await admin.post("/auth/switch-theater", json={"theater_id": elsewhere.id})
    assert answer.status_code == 403
