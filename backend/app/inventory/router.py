"""The inventory's routers in their order: fixed words before `{item_id}`."""

from fastapi import APIRouter

from app.inventory import categories, exports, items, locations
from app.inventory.importing.router import router as imports

router = APIRouter()
router.include_router(categories.router)
router.include_router(locations.router)
router.include_router(exports.router)
router.include_router(imports)
router.include_router(items.router)
