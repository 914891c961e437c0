"""The inventory's routers in their order: fixed words before `{item_id}`."""

from app.inventory import categories, exports, facets, items, journal_router, locations
from app.inventory.analytics.router import router as analytics
from app.inventory.bulk.router import router as bulk
from app.inventory.care.router import ROUTERS as CARE
from app.inventory.changes.router import router as changes
from app.inventory.fields.router import router as fields
from app.inventory.importing.router import router as imports
from app.inventory.kits.router import router as kits
from app.inventory.labels.router import router as labels
from app.inventory.photos.router import router as photos
from app.inventory.units.router import router as units

ROUTERS = (
    categories.router,
    locations.router,
    exports.router,
    fields,
    facets.router,
    bulk,
    changes,
    analytics,
    imports,
    journal_router.router,
    units,
    labels,
    kits,
    *CARE,
    photos,
    items.router,
)
