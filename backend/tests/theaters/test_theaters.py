"""The own theatre's settings, the theatres of an installation, and their first operator."""

import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from tests.auth.tools import new_client, sign_in
from tests.conftest import Client, SignIn
from tests.factories import Factory, Person, TheaterOf
from tests.stack import Stack

BACKEND = Path(__file__).resolve().parents[2]


@pytest.fixture
async def operator(make: Factory, theater: TheaterOf, as_person: SignIn) -> Client:
    return await as_person(await make.user(theater, "admin", is_superuser=True))


async def test_settings_are_changed_by_an_admin(admin: Client, as_role: SignIn) -> None:
    before = await admin.get("/theater")
    body = {"name": "Театр на Набережной", "timezone": "Asia/Omsk", "settings": {"logo": "x"}}
    changed = await admin.put("/theater", json=body, headers={"If-Match": before.headers["etag"]})
    assert changed.status_code == 200, changed.text
    assert (await admin.get("/auth/me")).json()["theater"]["timezone"] == "Asia/Omsk"
    stale = await admin.put("/theater", json=body, headers={"If-Match": before.headers["etag"]})
    assert stale.status_code == 412
    actor = await as_role("actor")
    assert (await actor.get("/theater")).json()["name"] == "Театр на Набережной"
    assert (await actor.patch("/theater", json={"name": "Мой"})).status_code == 403


@pytest.mark.parametrize(
    "bad",
    [
        {"timezone": "Mars/Olympus"},
        {"timezone": None},
        {"name": ""},
        {"code": "mine"},
        {"is_active": False},
        {"settings": {"a": "x" * 17_000}},
    ],
)
async def test_what_is_not_a_setting_is_refused(admin: Client, bad: dict[str, Any]) -> None:
    assert (await admin.patch("/theater", json=bad)).status_code == 422


async def test_an_operator_founds_a_theatre_with_everything_it_begins_with(
    operator: Client, app: FastAPI, stack: Stack, database: str
) -> None:
    code = f"new-{secrets.token_hex(4)}"
    body = {"name": "Новый театр", "code": code, "timezone": "Asia/Omsk"}
    made = await operator.post("/theaters", json=body)
    assert made.status_code == 201, made.text
    theater_id = made.json()["id"]
    assert made.headers["location"] == f"/api/v1/theaters/{theater_id}"
    counts = [
        stack.run_sql(f"SELECT count(*) FROM {table} WHERE theater_id = {theater_id}", database)
        for table in ("roles", "departments", "venues", "users")
    ]
    assert counts == ["6", "6", "3", "0"]
    twin = await operator.post("/theaters", json=body)
    assert (twin.status_code, twin.json()["code"]) == (409, "theater.code_taken")
    found = (await operator.get("/theaters?page_size=200")).json()
    assert code in [row["code"] for row in found["items"]]
    moved = await operator.post("/auth/switch-theater", json={"theater_id": theater_id})
    assert moved.status_code == 200
    venues = (await operator.get("/venues")).json()["items"]
    assert {venue["code"]: venue["capacity"] for venue in venues} == {
        "main_stage": 500,
        "rehearsal_1": 50,
        "rehearsal_2": 30,
    }
    first = {
        "email": f"first.{code}@example.org",
        "first_name": "Первый",
        "last_name": "Админ",
        "roles": ["admin"],
        "password": "вишнёвый-сад-1904",
    }
    assert (await operator.post("/users", json=first)).status_code == 201


async def test_a_suspended_theatre_lets_nobody_in(
    operator: Client, app: FastAPI, make: Factory, as_person: SignIn, theater: TheaterOf
) -> None:
    other = await make.theater()
    person = await make.user(other, "admin")
    client = await as_person(person)
    path = f"/theaters/{other.id}"
    one = await operator.get(path)
    body = {"name": "Закрыт", "code": other.code, "is_active": False}
    match = {"If-Match": one.headers["etag"]}
    assert (await operator.put(path, json=body, headers=match)).status_code == 200
    async with new_client(app) as fresh:
        assert (await sign_in(fresh, person)).status_code == 401
    assert (await client.get("/theater")).status_code == 401
    visit = await operator.post("/auth/switch-theater", json={"theater_id": other.id})
    assert visit.status_code == 404
    own = await operator.get(f"/theaters/{theater.id}")
    body = {"name": "Свой", "code": theater.code, "is_active": False}
    refused = await operator.put(
        f"/theaters/{theater.id}", json=body, headers={"If-Match": own.headers["etag"]}
    )
    assert refused.json()["code"] == "theater.own"


async def test_admins_do_not_see_other_theatres(admin: Client, make: Factory) -> None:
    other = await make.theater()
    answers = [
        await admin.get("/theaters"),
        await admin.get(f"/theaters/{other.id}"),
        await admin.post("/theaters", json={"name": "x", "code": "x"}),
        await admin.put(
            f"/theaters/{other.id}",
            json={"name": "x", "code": "x"},
            headers={"If-Match": '"v1"'},
        ),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4


def create(environment: dict[str, str], *options: str, password: str | None = None) -> Any:
    secret = {"KULISA_PASSWORD": password} if password else {}
    return subprocess.run(
        [sys.executable, "-m", "scripts.create_superuser", *options],
        cwd=BACKEND,
        env={**environment, **secret, "PATH": "", "PYTHONIOENCODING": "utf-8"},
        input="n\n",
        capture_output=True,
        text=True,
        check=False,
    )


async def test_the_first_operator_comes_from_the_command_line(
    app: FastAPI, app_environment: dict[str, str], theater: TheaterOf
) -> None:
    email = f"root.{theater.code}@example.org"
    place = ("--email", email, "--theater-code", theater.code)
    weak = create(app_environment, *place, password="password1234")
    assert (weak.returncode, "well known" in weak.stderr) == (1, True)
    done = create(app_environment, *place, password="вишнёвый-сад-1904")
    assert done.returncode == 0, done.stderr
    async with new_client(app) as client:
        person = Person(0, email, theater, "admin")
        answer = await sign_in(client, person, password="вишнёвый-сад-1904")
    assert answer.json()["user"]["is_superuser"] is True
    again = create(app_environment, "--email", email.upper())
    assert "already" in again.stdout


async def test_an_account_is_raised_only_after_a_yes(
    app: FastAPI, app_environment: dict[str, str], make: Factory, theater: TheaterOf
) -> None:
    person = await make.user(theater, "actor")
    assert create(app_environment, "--email", person.email).returncode == 1
    async with new_client(app) as client:
        assert (await sign_in(client, person)).json()["user"]["is_superuser"] is False
        assert create(app_environment, "--email", person.email, "--yes").returncode == 0
        assert (await sign_in(client, person)).json()["user"]["is_superuser"] is True
