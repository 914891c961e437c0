"""The one source of the current time, so that tests can move it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Aware UTC; naive datetimes are refused by the linter."""
    return datetime.now(UTC)
