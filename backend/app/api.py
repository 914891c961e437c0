"""The one list of routers; fixed words stand before `{id}` by their order."""

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.audit.router import router as audit
from app.auth.own_router import router as own
from app.auth.router import router as auth
from app.departments.router import router as departments
from app.files.router import router as files
from app.health.router import router as health
from app.inventory.router import ROUTERS as INVENTORY
from app.kit.routing import Index
from app.performances.router import router as performances
from app.performances.router import uses as item_performances
from app.schedule.routers import ROUTERS as SCHEDULE
from app.tags.router import router as tags
from app.theaters.router import router as theaters
from app.users.member_router import router as members
from app.users.role_router import router as roles
from app.users.router import router as users
from app.venues.router import router as venues
from app.views.router import router as views

ROUTERS = (
    health,
    auth,
    own,
    *INVENTORY,
    files,
    performances,
    item_performances,
    *SCHEDULE,
    theaters,
    users,
    roles,
    departments,
    members,
    venues,
    tags,
    views,
    audit,
)


def install(app: FastAPI) -> None:
    """Put every route behind one index; included routers are matched anew on each level."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    app.state.routes = routes
    app.router.routes.append(Index(routes))
