"""Housekeeping: what no longer opens anything is dropped, and nothing else."""

from datetime import timedelta

from fastapi import FastAPI
from sqlalchemy import func, select, update

from app.auth.jobs import clean_up
from app.auth.models import AuthSession, PasswordReset, RefreshToken
from app.kit import clock
from app.kit.idempotency import IdempotencyKey
from tests.auth.tools import WEB, MovedClock, sign_in
from tests.conftest import Client, SignIn
from tests.factories import Factory, TheaterOf
from tests.schedule.test_events import made


async def test_old_rows_go_and_live_ones_stay(
    app: FastAPI, client: Client, admin: Client, make: Factory, theater: TheaterOf,
    moved: MovedClock,
) -> None:  # fmt: skip
    person = await make.user(theater, "actor")
    await sign_in(client, person)
    await admin.post("/tags", json={"name": "x"}, headers={"Idempotency-Key": "old"})
    async with app.state.db.write(theater.ctx) as uow:
        uow.session.add(
            PasswordReset(user_id=person.id, token_hash="0" * 64, expires_at=clock.now())
        )

    async def counts() -> list[int]:
        async with app.state.db.read(theater.ctx) as uow:
            return [
                await uow.session.scalar(select(func.count()).select_from(model)) or 0
                for model in (RefreshToken, AuthSession, PasswordReset, IdempotencyKey)
            ]

    async def clean(**after: float) -> list[int]:
        moved.move(**after)
        await clean_up(app.state.db, app.state.storage, app.state.settings)
        return await counts()

    first = await counts()
    assert await clean(hours=1) == first
    assert (await client.post("/auth/refresh", json={}, headers=WEB)).status_code == 200
    assert (await clean(hours=24))[3] == 0
    assert (await clean(hours=143.5))[0] == 1
    assert (await clean(days=1))[0] == 0
    async with app.state.db.read(theater.ctx) as uow:
        family = await uow.session.scalar(
            select(AuthSession).where(AuthSession.user_id == person.id)
        )
    assert family.revoke_reason == "idle"
    assert await clean(days=31) == [0, 0, 0, 0]


async def test_an_answer_that_waited_on_a_phone_is_taken_once(
    app: FastAPI, admin: Client, make: Factory, theater: TheaterOf, as_person: SignIn
) -> None:
    """Its first try may have got through unknown to the phone: days later it changes nothing."""
    actor = await make.user(theater, "actor")
    event = await made(admin, participants=[{"user_id": actor.id, "role": "Нина"}])
    path, key = f"/schedule/{event['id']}", {"Idempotency-Key": "waited"}
    refusal = {"reason": "illness", "call_version": 1}
    client = await as_person(actor)
    first = await client.post(f"{path}/decline", json=refusal, headers=key)
    assert first.status_code == 200, first.text
    assert (await client.post(f"{path}/confirm")).status_code == 200

    async with app.state.db.write(theater.ctx) as uow:
        await uow.session.execute(
            update(IdempotencyKey).values(created_at=clock.now() - timedelta(days=3))
        )
    await clean_up(app.state.db, app.state.storage, app.state.settings)
    again = await client.post(f"{path}/decline", json=refusal, headers=key)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "x-outbox" not in again.headers
    calls = await client.get(f"{path}/participants")
    assert [call["status"] for call in calls.json()["items"]] == ["confirmed"]
