"""Imports whatever registers jobs, subscribers and tellers of uses, for every process."""

from app.audit import jobs as audit
from app.auth import jobs as auth
from app.files import jobs as files
from app.inventory import uses as item_uses
from app.inventory.importing import jobs as inventory_imports
from app.kit import mail
from app.performances import uses as title_uses
from app.schedule import uses as date_uses
from app.schedule.feeds import usage as calendar_feeds

__all__ = [
    "audit",
    "auth",
    "calendar_feeds",
    "date_uses",
    "files",
    "inventory_imports",
    "item_uses",
    "mail",
    "title_uses",
]
