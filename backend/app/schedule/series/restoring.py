"""Bringing back what was deleted: one event, or the dates of a series that went together."""

from collections.abc import Sequence

from app.auth.permissions import P
from app.kit.errors import NotFound
from app.kit.uow import Uow
from app.schedule import repository, scope
from app.schedule.events import EventPlanned
from app.schedule.models import Event, Series
from app.schedule.placing import place
from app.schedule.schemas import Scope
from app.schedule.series import recurrence
from app.schedule.service import Events, Saved, live


async def restore(
    uow: Uow, event_id: int, which: Scope = "this", reason: str | None = None
) -> Saved:
    """Back to where they were, if that place is still free or a reason is given to stand over the
    conflict; otherwise Conflict, and none is back.

    Beyond `this` come the dates that were deleted in the same act: all of them, or those from this
    one on.
    """
    events = Events(uow)
    series_id = (await events.get(event_id, deleted=True)).series_id
    # The series before its dates, as every change of one does.
    series = (
        None if series_id is None else await repository.series(uow.session, series_id, lock=True)
    )
    event = await events.get(event_id, lock=True, deleted=True)
    scope.require_change(uow.ctx, P.SCHEDULE_DELETE, event)
    if event.deleted_at is None:
        raise NotFound
    gone = [] if series is None else await repository.deleted_of_series(uow.session, series.id)
    together = [event] if which == "this" else _together(event, gone, which)
    await scope.require_dates(uow, P.SCHEDULE_DELETE, together)
    placements = await events.placements(together)
    with uow.session.no_autoflush:
        for one in together:
            one.deleted_at = None
            one.sequence += 1
        looked = await place(uow, live(list(placements.values())), reason)
    if series is not None:
        _bring_back(series, together, gone)
    await uow.session.flush()
    for one in together:
        uow.record(EventPlanned(one.id))
    return Saved(placements[event.id], looked if len(together) == 1 else None)


def _together(event: Event, gone: Sequence[Event], which: Scope) -> list[Event]:
    since = event.original_start if which == "following" else None
    return [
        one
        for one in gone
        if one is event
        or (
            one.deleted_at == event.deleted_at
            and (since is None or (one.original_start or one.starts_at) >= since)
        )
    ] or [event]


def _bring_back(series: Series, back: Sequence[Event], gone: Sequence[Event]) -> None:
    """The rule names the dates again; where it goes on over others that stay deleted, those are
    left out of it.
    """
    starts = {one.original_start.isoformat() for one in back if one.original_start is not None}
    left_out = [text for text in series.exdates if text not in starts]
    if starts:
        last = max(one.original_start for one in back if one.original_start is not None)
        rule = recurrence.parse(series.rrule)
        longer = recurrence.reaching(rule, last)
        if longer != rule:
            series.rrule = str(longer)
            left_out += [
                one.original_start.isoformat()
                for one in gone
                if one not in back and one.original_start is not None and one.original_start <= last
            ]
    series.exdates = sorted(set(left_out))
