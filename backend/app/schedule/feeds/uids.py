"""How an imported event is called."""

from datetime import UTC, datetime


def named(uid: str, recurrence: datetime | None) -> str:
    """A date of a series by the moment at which it stood at first, wherever it was moved."""
    if recurrence is None:
        return uid
    return f"{uid}#{recurrence.astimezone(UTC):%Y%m%dT%H%M%SZ}"
