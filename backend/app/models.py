"""Imports every model once, for migrations and for whoever walks the metadata."""

from app.audit import models as audit_seals
from app.auth import models as auth
from app.departments import models as departments
from app.files import models as files
from app.inventory import models as inventory
from app.inventory.bulk import models as inventory_bulk
from app.inventory.care import models as inventory_care
from app.inventory.fields import models as inventory_fields
from app.inventory.importing import models as inventory_imports
from app.inventory.kits import models as inventory_kits
from app.inventory.labels import models as inventory_labels
from app.inventory.photos import models as inventory_photos
from app.inventory.units import models as inventory_units
from app.kit import audit, idempotency
from app.kit.db import Base
from app.performances import models as performances
from app.schedule import models as schedule
from app.schedule.availability import models as availability
from app.schedule.feeds import models as calendar_feeds
from app.schedule.people import models as people
from app.schedule.plan import models as repertoire
from app.tags import models as tags
from app.theaters import models as theaters
from app.users import models as users
from app.venues import models as venues
from app.views import models as views

metadata = Base.metadata
__all__ = [
    "audit",
    "audit_seals",
    "auth",
    "availability",
    "calendar_feeds",
    "departments",
    "files",
    "idempotency",
    "inventory",
    "inventory_bulk",
    "inventory_care",
    "inventory_fields",
    "inventory_imports",
    "inventory_kits",
    "inventory_labels",
    "inventory_photos",
    "inventory_units",
    "metadata",
    "people",
    "performances",
    "repertoire",
    "schedule",
    "tags",
    "theaters",
    "users",
    "venues",
    "views",
]
