"""Asking for conflicts, and refusing what they forbid."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from app.auth.permissions import P
from app.kit.context import Scope
from app.kit.errors import Conflict, Forbidden
from app.kit.uow import Uow
from app.schedule.conflicts import checking, repository, siblings
from app.schedule.conflicts.checking import Found
from app.schedule.conflicts.describing import describe
from app.schedule.conflicts.probes import Probe
from app.schedule.conflicts.repository import Near
from app.schedule.references import HOUSE, VENUES


@dataclass(frozen=True)
class Looked:
    """What was asked about, what lies near it, and what of that conflicts."""

    probes: Sequence[Probe]
    near: Sequence[Near]
    found: Sequence[Found]


async def find(
    uow: Uow, probes: Sequence[Probe], aside: Collection[int] = (), *, placing: bool = True
) -> Sequence[Found]:
    """Conflicts of these dates with what is saved; `placing` also minds venues out of use."""
    return (await look(uow, probes, aside, placing=placing)).found


async def find_together(
    uow: Uow, probes: Sequence[Probe], aside: Collection[int] = ()
) -> Sequence[Found]:
    """What `settle` would find: also what these dates are to each other."""
    return (await look(uow, probes, aside, together=True)).found


async def look(
    uow: Uow,
    probes: Sequence[Probe],
    aside: Collection[int] = (),
    *,
    placing: bool = True,
    together: bool = False,
) -> Looked:
    if not probes:
        return Looked([], [], [])
    house = await HOUSE.of(uow)
    near = await repository.near(uow, probes, checking.reach_of(house), aside)
    if together:
        near += siblings.near(probes)
    found = checking.judge(probes, near, house)
    if placing:
        active = (await VENUES.of(uow)).active
        for number, probe in enumerate(probes):
            if probe.venue_id is not None and probe.venue_id not in active:
                found.append(
                    Found(
                        "venue", "hard", "inactive", number, probe.venue_id,
                        probe.busy_from, probe.busy_to,
                    )
                )  # fmt: skip
    return Looked(probes, near, found)


async def settle(
    uow: Uow,
    probes: Sequence[Probe],
    aside: Collection[int] = (),
    *,
    forced: bool,
    performance_id: int | None = None,
) -> tuple[Looked, set[int]]:
    """The gate of every placement: hold the venues, people and things, refuse a hard conflict.

    Both with what is saved and of these dates with each other. Returns what was seen and the dates
    with a hard conflict, which only `forced` lets pass: with schedule:force. All dates or none.
    """
    await repository.lock(uow, probes)
    looked = await look(uow, probes, aside, together=True)
    hard = [one for one in looked.found if one.severity == "hard"]
    if not hard:
        return looked, set()
    if not forced:
        bodies = await describe(uow, looked.found, probes, performance_id=performance_id)
        zone = ZoneInfo((await HOUSE.of(uow)).zone)
        first = min(probes[one.probe].starts_at for one in hard).astimezone(zone)
        raise Conflict(
            "event.conflict" if len(probes) == 1 else "event.series_conflict",
            params={"count": len(hard), "date": f"{first:%d.%m.%Y}"},
            extra={"conflicts": bodies[:200]},
        )
    if uow.ctx.scope(P.SCHEDULE_FORCE) is not Scope.ALL:
        raise Forbidden(params={"permission": P.SCHEDULE_FORCE.value})
    return looked, {one.probe for one in hard}


async def told(
    uow: Uow, probes: Sequence[Probe], found: Sequence[Found], performance_id: int | None
) -> list[dict[str, Any]]:
    """For a person who decides: with who is free and what may stand in."""
    return await describe(uow, found, probes, performance_id=performance_id, helpful=True)
