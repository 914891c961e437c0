"""The one list of routers under /api/v1; fixed words stand before `{id}` by their order."""

from fastapi import APIRouter

from app.audit.router import router as audit
from app.auth.own_router import router as own
from app.auth.router import router as auth
from app.departments.router import router as departments
from app.health.router import router as health
from app.inventory.router import router as inventory
from app.tags.router import router as tags
from app.theaters.router import router as theaters
from app.users.member_router import router as members
from app.users.role_router import router as roles
from app.users.router import router as users
from app.venues.router import router as venues

api = APIRouter(prefix="/api/v1")
api.include_router(health)
api.include_router(auth)
api.include_router(own)
api.include_router(inventory)
api.include_router(theaters)
api.include_router(users)
api.include_router(roles)
api.include_router(departments)
api.include_router(members)
api.include_router(venues)
api.include_router(tags)
api.include_router(audit)
