"""The one list of routers under /api/v1; fixed words stand before `{id}` by their order."""

from fastapi import APIRouter

from app.auth.own_router import router as own
from app.auth.router import router as auth
from app.health.router import router as health
from app.inventory.router import router as inventory

api = APIRouter(prefix="/api/v1")
api.include_router(health)
api.include_router(auth)
api.include_router(own)
api.include_router(inventory)
