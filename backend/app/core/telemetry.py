"""Prometheus metrics. /metrics wants METRICS_TOKEN; without one only this machine may ask."""

import secrets
from functools import cache
from typing import Any

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from pydantic import SecretStr

from app.core.config import Settings
from app.kit.cache import kept_bytes

POOL_IN_USE = Gauge("kulisa_db_pool_in_use", "Database connections checked out")
KEPT = Gauge("kulisa_kept_bytes", "Memory of values and answers that are kept", ["what"])
DEGRADED = Gauge("kulisa_part_down", "1 while a part does not answer", ["part"])
REQUESTS = Counter(
    "http_requests_total", "Requests by path template", ["handler", "method", "status"]
)
DURATION = Histogram(
    "http_request_duration_seconds",
    "Time until the whole answer is sent, by path template",
    ["handler", "method"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)
_LOOPBACK = ("127.0.0.1", "::1")


def observe(handler: str, method: str, status: int, seconds: float) -> None:
    """Counts and times a request under the template of its path, which the router has found."""
    counter, histogram = _series(handler, method if handler != "none" else "any", status // 100)
    counter.inc()
    histogram.observe(seconds)


@cache
def _series(handler: str, method: str, hundred: int) -> tuple[Counter, Histogram]:
    """Looking a series up by its labels costs more than counting in it."""
    return REQUESTS.labels(handler, method, f"{hundred}xx"), DURATION.labels(handler, method)


def _may_ask(request: Request, token: SecretStr | None) -> bool:
    if token is not None:
        sent = request.headers.get("authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(sent.encode(), token.get_secret_value().encode())
    # What a proxy on this machine passes on was asked from elsewhere.
    passed_on = any(name in request.headers for name in ("forwarded", "x-forwarded-for"))
    return not passed_on and request.client is not None and request.client.host in _LOOPBACK


def install(app: FastAPI, settings: Settings) -> None:
    token = settings.metrics_token

    async def metrics(request: Request) -> Response:
        if not _may_ask(request, token):
            return Response(status_code=404)
        pool: Any = request.app.state.db.engine.pool
        POOL_IN_USE.set(pool.checkedout())
        for what, size in kept_bytes().items():
            KEPT.labels(what).set(size)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    app.add_route("/metrics", metrics, include_in_schema=False)
