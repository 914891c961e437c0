"""Dates as the theatre of a test has them, and the calls that every test of care makes."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from httpx import AsyncClient
from sqlalchemy import update

from app.theaters.models import Theater
from tests.factories import Factory, TheaterOf

MOSCOW = "Europe/Moscow"


def today(zone: str = MOSCOW) -> date:
    return datetime.now(ZoneInfo(zone)).date()


def ago(days: int) -> date:
    return today() - timedelta(days=days)


async def move_to_zone(make: Factory, theater: TheaterOf, zone: str) -> None:
    async with make.db.write(theater.ctx) as uow:
        await uow.session.execute(
            update(Theater).where(Theater.id == theater.id).values(timezone=zone),
            execution_options={"audit": "test"},
        )


async def plan(client: AsyncClient, item: int, **values: Any) -> dict[str, Any]:
    body = {"name": "Осмотр", **values}
    if "every_shows" not in body:
        body.setdefault("every_months", 12)
    for name, value in body.items():
        if isinstance(value, date):
            body[name] = value.isoformat()
    answer = await client.post(f"/inventory/{item}/care-plans", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def certificate(client: AsyncClient, item: int, **values: Any) -> dict[str, Any]:
    body = {"kind": "fire_treatment", "number": "17/А", **values}
    for name, value in body.items():
        if isinstance(value, date):
            body[name] = value.isoformat()
    answer = await client.post(f"/inventory/{item}/certificates", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def record(client: AsyncClient, item: int, plan_id: int, **values: Any) -> dict[str, Any]:
    answer = await client.post(f"/inventory/{item}/care-plans/{plan_id}/records", json=values)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def read(client: AsyncClient, item: int, plan_id: int) -> dict[str, Any]:
    answer = await client.get(f"/inventory/{item}/care-plans/{plan_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def move(client: AsyncClient, item: int, kind: str, quantity: int = 1, **sides: Any) -> Any:
    return await client.post(
        f"/inventory/{item}/movements",
        json={"movement_type": kind, "quantity": quantity, **sides},
    )
