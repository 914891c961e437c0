"""What every stretch of time must keep to."""

from datetime import datetime, timedelta

from app.kit.errors import Invalid

LONGEST = timedelta(days=366)


def check_stretch(
    starts_at: datetime, ends_at: datetime, longest: timedelta = LONGEST, field: str = "ends_at"
) -> None:
    if ends_at <= starts_at:
        raise Invalid.field(field, "stretch_order")
    if ends_at - starts_at > longest:
        raise Invalid.field(field, "stretch_too_long", days=longest.days)
