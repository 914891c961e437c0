"""Refresh tokens: used once, retried briefly, and never copied without consequences."""

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.auth.models import AuthSession, RefreshToken
from app.kit.audit import AuditEntry
from app.users.models import User
from tests.auth.tools import WEB, MovedClock, new_client, sign_in
from tests.conftest import Client
from tests.factories import Factory, Person, TheaterOf


@pytest.fixture
async def person(make: Factory, theater: TheaterOf) -> Person:
    return await make.user(theater, "actor")


async def refresh(app: FastAPI, token: str | None, **headers: str) -> httpx.Response:
    async with new_client(app, **(headers or WEB)) as client:
        if token is not None:
            client.cookies.set("rt", token)
        return await client.post("/auth/refresh", json={})


async def web_token(client: Client, person: Person) -> str:
    assert (await sign_in(client, person)).status_code == 200
    return str(client.cookies["rt"])


async def family_of(app: FastAPI, person: Person) -> tuple[AuthSession, list[RefreshToken]]:
    async with app.state.db.read(person.theater.ctx) as uow:
        family = await uow.session.scalar(
            select(AuthSession)
            .where(AuthSession.user_id == person.id)
            .order_by(AuthSession.id.desc())
            .limit(1)
        )
        tokens = await uow.session.scalars(
            select(RefreshToken)
            .where(RefreshToken.family_id == family.id)
            .order_by(RefreshToken.generation)
        )
        return family, list(tokens)


async def chain(app: FastAPI, client: Client, person: Person, length: int = 5) -> list[str]:
    """R1 → R5."""
    tokens = [await web_token(client, person)]
    while len(tokens) < length:
        answer = await refresh(app, tokens[-1])
        assert answer.status_code == 200, answer.text
        tokens.append(answer.cookies["rt"])
    return tokens


async def test_refresh_rotates_and_answers_a_new_access_token(
    app: FastAPI, client: Client, person: Person
) -> None:
    first = await web_token(client, person)
    answer = await refresh(app, first)
    body = answer.json()
    assert body["refresh_token"] is None
    assert body["user"]["id"] == person.id
    assert answer.cookies["rt"] != first
    me = await client.get("/auth/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.status_code == 200


@pytest.mark.parametrize("seconds", [0, 5, 11])
@pytest.mark.parametrize("index", range(5))
async def test_only_the_last_spent_token_may_be_retried_and_only_for_ten_seconds(
    app: FastAPI, client: Client, person: Person, moved: MovedClock, index: int, seconds: int
) -> None:
    tokens = await chain(app, client, person)
    moved.move(seconds=seconds)
    answer = await refresh(app, tokens[index])
    if index == 4:
        assert answer.status_code == 200
        return
    if index == 3 and seconds <= 10:
        assert answer.status_code == 200
        assert answer.cookies["rt"] == tokens[4]
        return
    assert answer.status_code == 401
    assert answer.json()["code"] == "auth.session_ended"
    family, members = await family_of(app, person)
    assert family.revoke_reason == "replayed"
    assert [member.is_revoked for member in members] == [True] * 5
    for token in tokens:
        assert (await refresh(app, token)).status_code == 401


async def test_a_copy_is_journalled_and_ends_the_access_token_too(
    app: FastAPI, client: Client, person: Person
) -> None:
    tokens = await chain(app, client, person, 3)
    live = await refresh(app, tokens[2])
    bearer = {"Authorization": f"Bearer {live.json()['access_token']}"}
    assert (await client.get("/auth/me", headers=bearer)).status_code == 200
    assert (await refresh(app, tokens[0])).status_code == 401
    await asyncio.sleep(1.05)
    assert (await client.get("/auth/me", headers=bearer)).status_code == 401
    async with app.state.db.read(person.theater.ctx) as uow:
        found = await uow.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "refresh_replayed")
        )
        assert [entry.entity_id for entry in found] == [person.id]


@pytest.mark.parametrize("round_", range(5))
async def test_twenty_parallel_refreshes_make_one_leaf_and_log_nobody_out(
    app: FastAPI, client: Client, person: Person, round_: int
) -> None:
    token = await web_token(client, person)
    for _ in range(2):
        answers = await asyncio.gather(*(refresh(app, token) for _ in range(20)))
        assert {answer.status_code for answer in answers} == {200}
        children = {answer.cookies["rt"] for answer in answers}
        assert len(children) == 1
        token = children.pop()
    family, members = await family_of(app, person)
    assert family.revoked_at is None
    assert [member.used_at is None for member in members] == [False, False, True]


async def test_programs_get_no_grace(app: FastAPI, client: Client, person: Person) -> None:
    first = (await sign_in(client, person, client="api")).json()["refresh_token"]
    answer = await client.post("/auth/refresh", json={"refresh_token": first})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    second = answer.json()["refresh_token"]
    again = await client.post("/auth/refresh", json={"refresh_token": first})
    assert again.status_code == 401
    dead = await client.post("/auth/refresh", json={"refresh_token": second})
    assert dead.status_code == 401


async def test_a_token_works_only_by_the_way_it_came(
    app: FastAPI, client: Client, person: Person
) -> None:
    web = await web_token(client, person)
    assert (await client.post("/auth/refresh", json={"refresh_token": web})).status_code == 401
    api = (await sign_in(client, person, client="api")).json()["refresh_token"]
    assert (await refresh(app, api)).status_code == 401
    assert (await refresh(app, web)).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"X-Requested-With": "XMLHttpRequest"}, 403),
        ({**WEB, "Origin": "https://evil.example"}, 403),
        ({**WEB, "Origin": "null"}, 403),
        ({**WEB, "Origin": "http://localhost:8001"}, 403),
        ({**WEB, "Origin": "https://localhost:8000"}, 403),
        ({**WEB, "Origin": "http://localhost:8000"}, 200),
        (WEB, 200),
    ],
)
async def test_the_cookie_serves_only_our_own_pages(
    app: FastAPI, client: Client, person: Person, headers: dict[str, str], status: int
) -> None:
    token = await web_token(client, person)
    async with new_client(app, **headers) as page:
        page.cookies.set("rt", token)
        answer = await page.post("/auth/refresh", json={})
    assert answer.status_code == status
    _, members = await family_of(app, person)
    assert len(members) == (2 if status == 200 else 1)


async def test_idle_sessions_end_after_a_week_and_all_after_thirty_days(
    app: FastAPI, client: Client, person: Person, moved: MovedClock
) -> None:
    token = await web_token(client, person)
    for _ in range(4):
        moved.move(days=6.9)
        answer = await refresh(app, token)
        assert answer.status_code == 200
        token = answer.cookies["rt"]
    moved.move(days=2.5)
    assert (await refresh(app, token)).status_code == 401
    idle = await web_token(client, person)
    moved.move(days=7.1)
    assert (await refresh(app, idle)).status_code == 401


@pytest.mark.parametrize("token", [None, "", "x", "ё" * 10, "a" * 300, "'; drop table users"])
async def test_nonsense_is_refused(app: FastAPI, token: Any) -> None:
    cookie = [(b"cookie", f"rt={token}".encode())] if token is not None else []
    async with new_client(app, **WEB) as page:
        answer = await page.post("/auth/refresh", json={}, headers=cookie)
        assert answer.status_code == 401


async def test_somebody_deactivated_cannot_continue(
    app: FastAPI, client: Client, person: Person
) -> None:
    token = await web_token(client, person)
    async with app.state.db.write(person.theater.ctx) as uow:
        user = await uow.session.get(User, person.id)
        user.is_active = False
    assert (await refresh(app, token)).status_code == 401
