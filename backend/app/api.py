"""The one list of routers under /api/v1; fixed words stand before `{id}` by their order."""

from fastapi import APIRouter

from app.health.router import router as health

api = APIRouter(prefix="/api/v1")
api.include_router(health)
