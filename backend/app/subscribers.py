"""Imports whatever registers jobs and subscribers, for the worker and whoever enqueues."""

from app.audit import jobs as audit
from app.auth import jobs as auth
from app.files import jobs as files
from app.inventory.importing import jobs as inventory_imports
from app.kit import mail
from app.schedule.feeds import usage as calendar_feeds

__all__ = ["audit", "auth", "calendar_feeds", "files", "inventory_imports", "mail"]
