"""Where else an event could stand: other halls that fit it, and other times in the same hall."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.kit.uow import Uow
from app.schedule.conflicts import service
from app.schedule.conflicts.checking import Found
from app.schedule.conflicts.probes import Probe
from app.schedule.models import STAGED, Event
from app.schedule.references import HOUSE, VENUES, Hall, Places
from app.schedule.series import planning
from app.venues.models import VenueType

_STEP = timedelta(minutes=30)
_DAYS_AHEAD = 3
_OPENS, _CLOSES = timedelta(hours=9), timedelta(hours=23)
_ROOMY = 0.6
"""A hall with less than this part of the usual seats is too small for a show."""
MAX_SLOTS = 5
MAX_TIMES = 3


class Alternatives:
    """Other places for one date, judged by what they would add to it."""

    def __init__(self, uow: Uow, base: Probe, values: Mapping[str, Any]) -> None:
        self.uow = uow
        self.base = base
        self.values = values

    async def near(self, told: Sequence[Found], zone: ZoneInfo) -> list[dict[str, Any]]:
        """Bodies of `Slot`: what fits and is free first, what does not fit last."""
        base, places = self.base, await VENUES.of(self.uow)
        tried: list[tuple[str, Probe]] = []
        if base.venue_id is not None:
            others = (v for v in places.refs if v != base.venue_id and v in places.active)
            tried += [("venue", replace(base, venue_id=venue_id)) for venue_id in others]
        tried += [("time", _moved(base, start)) for start in _times(base, zone)]
        found = await service.find(self.uow, [probe for _, probe in tried])
        hard, added = _weighed(told, found, len(tried))
        usual = await self._usual(places)
        unfit = [
            self._unfit(places.halls[probe.venue_id or 0], probe.venue_id or 0, usual, places)
            if kind == "venue"
            else None
            for kind, probe in tried
        ]

        def rank(n: int) -> tuple[Any, ...]:
            probe = tried[n][1]
            away = abs(probe.starts_at - base.starts_at)
            home = usual.index(probe.venue_id) if probe.venue_id in usual else len(usual)
            return unfit[n] is not None, hard[n], away.days, added[n], away, home

        chosen: list[dict[str, Any]] = []
        days: set[Any] = set()
        house = await HOUSE.of(self.uow)
        for n in sorted(range(len(tried)), key=rank):
            kind, probe = tried[n]
            day = probe.starts_at.astimezone(ZoneInfo(house.zone)).date()
            # One time a day: the next half hour is no news.
            if (kind == "time" and (day in days or len(days) == MAX_TIMES)) or (
                hard[n] and (kind == "time" or unfit[n])
            ):
                continue
            if kind == "time":
                days.add(day)
            chosen.append(
                {
                    "kind": kind,
                    "starts_at": probe.starts_at,
                    "ends_at": probe.ends_at,
                    "venue": places.refs.get(probe.venue_id or 0),
                    "conflicts": hard[n] + added[n],
                    "unfit": unfit[n],
                }
            )
        return chosen[:MAX_SLOTS]

    async def _usual(self, places: Places) -> list[int]:
        """Where the title is played, the most often first; else the hall that was asked for."""
        performance_id = self.values.get("performance_id")
        usual: list[int] = []
        if performance_id is not None and self.values["event_type"] in STAGED:
            number = func.count()
            rows = await self.uow.session.execute(
                select(Event.venue_id)
                .where(
                    Event.performance_id == performance_id,
                    Event.live,
                    Event.event_type.in_(STAGED),
                    Event.venue_id.is_not(None),
                )
                .group_by(Event.venue_id)
                .order_by(number.desc(), Event.venue_id)
            )
            usual = [v for v in rows.scalars() if v in places.active]
        asked = self.base.venue_id
        return usual or ([asked] if asked is not None else [])

    def _unfit(
        self, hall: Hall, venue_id: int, usual: Sequence[int], places: Places
    ) -> dict[str, Any] | None:
        """Why the hall does not suit; where the title has been played it does."""
        if not usual or venue_id in usual:
            return None
        like = places.halls[usual[0]]
        reason = None
        if (hall.city or "") != (like.city or "") and (like.city or hall.type == VenueType.TOUR):
            reason = "city"
        elif hall.type != like.type:
            reason = "type"
        elif self.values["event_type"] in STAGED and _small(hall, like):
            reason = "capacity"
        if reason is None:
            return None
        return {
            "reason": reason, "city": hall.city, "type": hall.type, "capacity": hall.capacity,
            "usual_capacity": like.capacity,
        }  # fmt: skip


def _small(hall: Hall, like: Hall) -> bool:
    return bool(hall.capacity and like.capacity and hall.capacity < like.capacity * _ROOMY)


def _sign(one: Found) -> Hashable:
    """The same trouble elsewhere: a thing is short whoever else wants it."""
    other = None if one.kind == "item" or one.near is None else one.near.event_id
    return one.kind, one.reason, one.key, other


def _weighed(
    told: Sequence[Found], found: Sequence[Found], tried: int
) -> tuple[list[int], list[int]]:
    """What forbids each place, and what else it adds to what is told of the date already.

    A shortage that follows the title wherever it goes says nothing of a place.
    """
    before = {_sign(one) for one in told}
    signs = [set[Hashable]() for _ in range(tried)]
    for one in found:
        signs[one.probe].add(_sign(one))
    short = {_sign(one) for one in told if one.kind == "item"}
    follows = short.intersection(*signs) if signs else short
    hard, added = [0] * tried, [0] * tried
    for one in found:
        sign = _sign(one)
        if one.severity == "hard" and sign not in follows:
            hard[one.probe] += 1
        elif one.severity != "hard" and sign not in before:
            added[one.probe] += 1
    return hard, added


def _moved(base: Probe, starts_at: datetime) -> Probe:
    shift = starts_at - base.starts_at
    return replace(
        base,
        starts_at=starts_at,
        ends_at=base.ends_at + shift,
        busy_from=base.busy_from + shift,
        busy_to=base.busy_to + shift,
        people={user_id: at + shift for user_id, at in base.people.items()},
    )


def _times(base: Probe, zone: ZoneInfo) -> list[datetime]:
    """Every half hour of the day, and the same hour of the next days."""
    wall = planning.local(base.starts_at, zone)
    midnight = wall.replace(hour=0, minute=0)
    found = []
    for day in range(-1, _DAYS_AHEAD + 1):
        moment = midnight + timedelta(days=day) + _OPENS
        while moment <= midnight + timedelta(days=day) + _CLOSES:
            same_day = day == 0
            if moment != wall and (same_day or moment.time() == wall.time()):
                found.append(moment.replace(tzinfo=zone))
            moment += _STEP
        if day and not _OPENS <= (wall - midnight) <= _CLOSES:
            found.append((wall + timedelta(days=day)).replace(tzinfo=zone))
    return found
