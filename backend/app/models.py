"""Imports every model once, for migrations and for whoever walks the metadata."""

from app.audit import models as audit_seals
from app.auth import models as auth
from app.departments import models as departments
from app.inventory import models as inventory
from app.inventory.importing import models as inventory_imports
from app.kit import audit, idempotency
from app.kit.db import Base
from app.performances import models as performances
from app.tags import models as tags
from app.theaters import models as theaters
from app.users import models as users
from app.venues import models as venues

metadata = Base.metadata
__all__ = [
    "audit",
    "audit_seals",
    "auth",
    "departments",
    "idempotency",
    "inventory",
    "inventory_imports",
    "metadata",
    "performances",
    "tags",
    "theaters",
    "users",
    "venues",
]
