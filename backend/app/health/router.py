"""Is the process alive, may it get traffic, and which part is down."""

import time
from typing import Literal, get_args

from fastapi import Request, Response
from pydantic import BaseModel, Field
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.auth.deps import Public
from app.core.telemetry import DEGRADED
from app.kit import disk
from app.kit.errors import AppError, Unavailable
from app.kit.routing import router as make_router

router = make_router("/health", "health", Public)

CHECK_EVERY_S = 1.0
# A worker that has not been heard of for so long is down; a new process waits as long for it.
WORKER_SILENCE_S = 30
WORKER_HEARTBEAT = "kulisa:worker:heartbeat"
Part = Literal["database", "redis", "storage", "disk", "worker"]
_started = time.monotonic()


class Alive(BaseModel):
    status: Literal["ok"]


class Health(BaseModel):
    """`degraded` names the parts that do not answer; no inner text leaves the server.

    `disk` is down while less space is free than the reserve that uploads must leave.
    """

    status: Literal["healthy", "degraded"]
    parts: dict[Part, Literal["up", "down"]]
    degraded: list[Part] = Field(max_length=5)


@router.get("/live")
async def get_liveness() -> Alive:
    return Alive(status="ok")


@router.get("/ready", responses={503: {}})
async def get_readiness(request: Request) -> Alive:
    """What a balancer asks: PostgreSQL alone decides, for Redis may be away without harm."""
    if not (await _report(request)).parts["database"] == "up":
        raise Unavailable("database")
    return Alive(status="ok")


@router.get("", responses={503: {"model": Health}})
async def get_health(request: Request, response: Response) -> Health:
    report = await _report(request)
    if report.degraded:
        response.status_code = 503
    return report


async def _report(request: Request) -> Health:
    """At most one check of the parts a second, however often it is asked."""
    state = request.app.state
    known = getattr(state, "health", None)
    if known is not None and time.monotonic() - known[0] < CHECK_EVERY_S:
        report: Health = known[1]
        return report
    down = []
    try:
        async with state.db.anonymous() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, AppError, OSError):
        down.append("database")
    try:
        heard = await state.redis.exists(WORKER_HEARTBEAT)
        if not heard and time.monotonic() - _started > WORKER_SILENCE_S:
            down.append("worker")
    except (RedisError, OSError):
        down.append("redis")
    try:
        await state.storage.check()
    except AppError:
        down.append("storage")
    if not disk.space.is_enough_for():
        down.append("disk")
    parts = {part: ("down" if part in down else "up") for part in get_args(Part)}
    for part, value in parts.items():
        DEGRADED.labels(part).set(value == "down")
    report = Health.model_validate(
        {"status": "degraded" if down else "healthy", "parts": parts, "degraded": down}
    )
    state.health = (time.monotonic(), report)
    return report
