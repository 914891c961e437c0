"""Puts the application together."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from app import api
from app import models as models  # every table is known before the first session
from app import subscribers as subscribers  # every job is known before one is queued
from app.core import error_handlers, openapi, spa, telemetry
from app.core.config import VERSION, Settings, load_settings
from app.core.lifespan import lifespan
from app.core.logging import configure_logging
from app.core.middleware import Outer


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application. Documentation pages stay closed in production."""
    settings = settings or load_settings()
    configure_logging(settings.log_level, settings.log_format)
    closed = settings.app_env == "production"
    app = FastAPI(
        title="Kulisa",
        version=VERSION,
        lifespan=lifespan(settings),
        openapi_url=None if closed else "/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.settings = settings
    api.install(app)
    openapi.check_routes(app)
    openapi.install(app)
    error_handlers.install(app)
    telemetry.install(app, settings)
    if settings.spa_dir is not None:
        spa.install(app, settings.spa_dir)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_credentials=True,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-Match", "If-None-Match",
                           "Idempotency-Key", "X-Requested-With", "Accept-Language"],
            expose_headers=["ETag", "Location", "X-Request-Id", "Retry-After"],
        )  # fmt: skip
    # The last added is the outermost.
    app.add_middleware(
        Outer,
        hosts=settings.allowed_hosts,
        upload_mb=settings.max_upload_mb,
        hsts=settings.secure,
    )
    return app
