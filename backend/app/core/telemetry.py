"""Prometheus metrics. /metrics asks for METRICS_TOKEN when one is set; nginx never forwards it."""

import secrets
from typing import Any

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from prometheus_fastapi_instrumentator import Instrumentator

from app.core.config import Settings

POOL_IN_USE = Gauge("kulisa_db_pool_in_use", "Database connections checked out")
DEGRADED = Gauge("kulisa_part_down", "1 while a part does not answer", ["part"])


def install(app: FastAPI, settings: Settings) -> None:
    Instrumentator(excluded_handlers=["/metrics", "/api/v1/health.*"]).instrument(app)
    token = settings.metrics_token

    async def metrics(request: Request) -> Response:
        sent = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token is not None and not secrets.compare_digest(
            sent.encode(), token.get_secret_value().encode()
        ):
            return Response(status_code=404)
        pool: Any = request.app.state.db.engine.pool
        POOL_IN_USE.set(pool.checkedout())
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    app.add_route("/metrics", metrics, include_in_schema=False)
