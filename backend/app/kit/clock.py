"""The one source of the current time, so that tests can move it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Aware UTC; naive datetimes are refused by the linter."""
    return datetime.now(UTC)


def dated(versions: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """Data versions for what also changes with the date: midnight falls on a quarter of an hour in
    every zone, so an answer kept for a quarter of an hour is of the same day.
    """
    return None if versions is None else (*versions, int(now().timestamp()) // 900)
