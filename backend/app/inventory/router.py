"""The inventory's routers in their order: fixed words before `{item_id}`."""

from app.inventory import categories, exports, items, journal_router, locations
from app.inventory.importing.router import router as imports

ROUTERS = (
    categories.router,
    locations.router,
    exports.router,
    imports,
    journal_router.router,
    items.router,
)
