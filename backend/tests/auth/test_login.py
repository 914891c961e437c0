"""Signing in: who gets in, what is answered to everybody else, and how often it may be tried."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from redis.asyncio import BlockingConnectionPool, Redis
from sqlalchemy import select

from app.auth.limits import Attempts
from app.auth.models import AuthSession
from app.core.config import Settings
from app.kit.audit import AuditEntry
from app.kit.errors import NotAuthenticated, TooMany
from app.kit.ratelimit import RateLimiter
from tests.auth.tools import Work, new_client, sign_in
from tests.conftest import Client
from tests.factories import PASSWORD, Factory, Person, TheaterOf


@pytest.fixture
async def person(make: Factory, theater: TheaterOf) -> Person:
    return await make.user(theater, "department_head", department="light")


async def test_web_sign_in_puts_the_refresh_token_into_a_cookie_only(
    client: Client, person: Person
) -> None:
    answer = await sign_in(client, person)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["refresh_token"] is None
    assert body["token_type"] == "bearer"
    assert body["expires_in"] == 900
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("rt="))
    for attribute in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert attribute in cookie
    assert client.cookies["rt"] not in answer.text


async def test_api_sign_in_puts_it_into_the_body_only(client: Client, person: Person) -> None:
    answer = await sign_in(client, person, client="api")
    assert len(answer.json()["refresh_token"]) >= 43
    assert "set-cookie" not in answer.headers


async def test_the_answer_tells_who_signed_in_and_what_they_may(
    client: Client, person: Person, theater: TheaterOf
) -> None:
    user = (await sign_in(client, person)).json()["user"]
    assert user["id"] == person.id
    assert user["roles"] == ["department_head"]
    assert user["permissions"]["inventory:update"] == "department"
    assert "user:manage" not in user["permissions"]
    assert user["department"]["code"] == "light"
    assert user["theater"]["id"] == theater.id
    assert user["short_name"].endswith("П. С.")


async def test_the_access_token_opens_the_account(client: Client, person: Person) -> None:
    token = (await sign_in(client, person)).json()["access_token"]
    me = await client.get("/auth/me", headers={"Authorization": f"Bearer {token}"})
    assert me.status_code == 200
    assert me.json()["email"] == person.email
    assert me.headers["etag"] == f'"v{me.json()["version"]}"'


async def test_the_address_counts_in_any_case(client: Client, person: Person) -> None:
    assert (await sign_in(client, person, email=person.email.upper())).status_code == 200


async def test_every_refusal_has_the_same_words(
    client: Client, make: Factory, theater: TheaterOf, person: Person
) -> None:
    gone = await make.user(theater, "actor", is_active=False)
    answers = [
        await sign_in(client, person, password="not-this-password"),
        await sign_in(client, person, email="nobody@example.org"),
        await sign_in(client, gone),
    ]
    bodies = []
    for answer in answers:
        assert answer.status_code == 401
        assert answer.headers.get_list("set-cookie") == []
        body = answer.json()
        assert body.pop("request_id")
        bodies.append(body)
    assert bodies[0] == bodies[1] == bodies[2]
    assert bodies[0]["code"] == "auth.wrong_credentials"
    assert bodies[0]["detail"] == "Почта или пароль не подходят."


async def test_sign_ins_and_failures_are_journalled(
    app: FastAPI, client: Client, person: Person, theater: TheaterOf, work: Work
) -> None:
    await sign_in(client, person, password="not-this-password")
    await sign_in(client, person)
    await sign_in(client, person, email="nobody@example.org")
    await work()
    async with app.state.db.read(theater.ctx) as uow:
        rows = (
            await uow.session.scalars(
                select(AuditEntry).where(AuditEntry.action.in_(["login", "login_failed"]))
            )
        ).all()
    assert sorted(row.action for row in rows) == ["login", "login_failed"]
    assert {row.entity_id for row in rows} == {person.id}


async def test_a_foreign_page_cannot_sign_somebody_in(client: Client, person: Person) -> None:
    body = {"email": person.email, "password": PASSWORD}
    for origin in ("https://evil.example", "null", "http://localhost:8000.evil.example"):
        answer = await client.post("/auth/login", json=body, headers={"Origin": origin})
        assert answer.status_code == 403, origin
    own = await client.post("/auth/login", json=body, headers={"Origin": "http://localhost:8000"})
    assert own.status_code == 200


@pytest.fixture
async def redis(settings: Settings) -> AsyncIterator[Redis]:
    """One that waits: two hundred at once on a busy machine are no outage."""
    patient = Redis.from_pool(BlockingConnectionPool.from_url(settings.redis_url, timeout=30))
    yield patient
    await patient.aclose()


@pytest.fixture(params=["redis", "redis away"])
async def limiter(
    app: FastAPI, redis: Redis, request: pytest.FixtureRequest
) -> AsyncIterator[RateLimiter]:
    kept: RateLimiter = app.state.limiter
    away = Redis.from_url("unix:///nowhere/valkey.sock")
    app.state.limiter = RateLimiter(away if request.param == "redis away" else redis)
    yield app.state.limiter
    app.state.limiter = kept


async def test_ten_attempts_an_account_whatever_address_is_claimed(
    app: FastAPI, client: Client, person: Person, limiter: RateLimiter
) -> None:
    statuses = []
    for number in range(14):
        async with new_client(app, **{"X-Forwarded-For": f"10.1.1.{number}"}) as attacker:
            email = person.email.upper() if number % 2 else person.email
            answer = await sign_in(attacker, person, email=email, password=f"wrong-{number:08}")
            statuses.append(answer.status_code)
    assert statuses == [401] * 10 + [429] * 4
    refused = await sign_in(client, person)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    unknown = [
        (await sign_in(client, person, email=f"no{person.email}")).status_code for _ in range(11)
    ]
    assert unknown == [401] * 10 + [429]


async def test_the_owner_gets_in_from_a_known_device(
    app: FastAPI, client: Client, person: Person
) -> None:
    assert (await sign_in(client, person)).status_code == 200
    client.cookies.delete("rt")
    async with new_client(app) as attacker:
        for number in range(12):
            last = await sign_in(attacker, person, password=f"wrong-{number:08}")
        assert last.status_code == 429
        attacker.cookies.set("device", "0" * 32 + "." + "0" * 64)
        assert (await sign_in(attacker, person)).status_code == 429
    assert (await sign_in(client, person)).status_code == 200


async def test_success_clears_the_account(app: FastAPI, person: Person) -> None:
    async with new_client(app) as client:
        for _ in range(3):
            for number in range(9):
                answer = await sign_in(client, person, password=f"wrong-{number:08}")
                assert answer.status_code == 401
            client.cookies.clear()
            assert (await sign_in(client, person)).status_code == 200
            client.cookies.clear()


async def test_fifty_failures_an_address(limiter: RateLimiter, person: Person) -> None:
    attempts = Attempts(limiter)
    address = f"2001:db8::{person.id:x}"
    for number in range(50):
        with pytest.raises(NotAuthenticated):
            async with attempts.login(f"somebody{number}@example.org", address, None):
                raise NotAuthenticated
    with pytest.raises(TooMany):
        async with attempts.login("another@example.org", address, None):
            pass


async def test_a_whole_theatre_signs_in_from_one_address(
    limiter: RateLimiter, person: Person
) -> None:
    attempts = Attempts(limiter)
    address = f"2001:db8:1::{person.id:x}"
    for number in range(120):
        async with attempts.login(f"right{number}@example.org", address, None):
            pass


async def test_parallel_guesses_do_not_slip_past_the_address(
    limiter: RateLimiter, person: Person
) -> None:
    """All are let in, if at all, before the first of them has turned out wrong."""
    address = f"2001:db8:2::{person.id:x}"
    assert await guessed(address, [limiter]) <= 50


async def test_parallel_guesses_at_several_processes_are_counted_together(
    redis: Redis, person: Person
) -> None:
    address = f"2001:db8:3::{person.id:x}"
    processes = [RateLimiter(redis) for _ in range(4)]
    assert await guessed(address, processes) <= 50


async def guessed(address: str, processes: list[RateLimiter]) -> int:
    """How many of 200 wrong sign-ins at once are evaluated."""
    evaluated = 0

    async def guess(number: int) -> None:
        nonlocal evaluated
        attempts = Attempts(processes[number % len(processes)])
        async with attempts.login(f"guess{number}@example.org", address, None):
            evaluated += 1
            await asyncio.sleep(0.2)
            raise NotAuthenticated

    await asyncio.gather(*(guess(number) for number in range(200)), return_exceptions=True)
    return evaluated


async def test_sessions_last_thirty_days(
    app: FastAPI, client: Client, person: Person, theater: TheaterOf
) -> None:
    await sign_in(client, person)
    async with app.state.db.read(theater.ctx) as uow:
        family = await uow.session.scalar(
            select(AuthSession).where(AuthSession.user_id == person.id)
        )
    assert (family.expires_at - family.created_at).days == 30
    assert len(family.public_id) == 32
