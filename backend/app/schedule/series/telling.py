"""A series as an event of it tells: how it repeats, until when, and how far a change reaches."""

from typing import Any

from sqlalchemy import func, or_, select

from app.kit import clock
from app.kit.uow import Uow
from app.schedule import repository
from app.schedule.models import Event
from app.schedule.series import recurrence, wording


async def told(uow: Uow, event: Event) -> dict[str, Any] | None:
    """A body of `SeriesRef`; None for a single event."""
    if event.series_id is None:
        return None
    series = await repository.series(uow.session, event.series_id)
    ahead = Event.ends_at >= clock.now()
    following = Event.original_start >= event.original_start
    changed = or_(Event.is_exception.is_(False), Event.id == event.id)
    counts = (
        await uow.session.execute(
            select(
                func.count().label("count"),
                func.max(Event.starts_at).label("last"),
                func.count().filter(ahead, following).label("following"),
                func.count().filter(ahead).label("all"),
                func.count().filter(ahead, following, changed).label("following_changed"),
                func.count().filter(ahead, changed).label("all_changed"),
            ).where(Event.series_id == series.id)
        )
    ).one()
    rule = recurrence.parse(series.rrule)
    return {
        "id": series.id,
        "rrule": series.rrule,
        "text": wording.describe(rule, uow.ctx.locale, series.timezone, counts.last),
        "count": counts.count,
        "reach": {
            name: getattr(counts, name)
            for name in ("following", "all", "following_changed", "all_changed")
        },
    }
