"""Imports whatever registers jobs and subscribers, for the worker and whoever enqueues."""

from app.auth import jobs as auth
from app.kit import mail

__all__ = ["auth", "mail"]
