"""Conflicts of what is not saved yet, and better places for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.auth.permissions import P
from app.kit.errors import Invalid, NotFound
from app.kit.uow import Uow
from app.schedule import drafts, repository, scope
from app.schedule.conflicts import probes, service
from app.schedule.conflicts.alternatives import Alternatives
from app.schedule.conflicts.checking import Found
from app.schedule.conflicts.describing import describe
from app.schedule.conflicts.probes import Probe
from app.schedule.conflicts.repository import title_needs
from app.schedule.models import STAGED, Event, EventType
from app.schedule.references import know_names, zone_of
from app.schedule.series import planning, recurrence, wording
from app.schedule.series.service import AllSeries
from app.schedule.service import Events

_UNSAID = {"event_type": EventType.OTHER, "venue_id": None, "performance_id": None}


@dataclass(frozen=True)
class Checked:
    probes: list[Probe]
    found: Sequence[Found]
    values: Mapping[str, Any]
    zone: ZoneInfo


class Drafts:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow

    async def check(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """A body of `CheckOut`; raises Invalid as saving would."""
        checked = await self.look(body)
        performance_id = checked.values.get("performance_id")
        conflicts = await service.told(self.uow, checked.probes, checked.found, performance_id)
        slots: list[dict[str, Any]] = []
        if len(checked.probes) == 1 and any(one.severity == "hard" for one in checked.found):
            slots = await Alternatives(self.uow, checked.probes[0], checked.values).near(
                checked.found, checked.zone
            )
        return {
            "conflicts": conflicts,
            "alternatives": slots,
            "occurrences": len(checked.probes),
        }

    async def preview(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The rule in words, and the dates of the series with what each would clash with."""
        checked = await self.look(body)
        text = ""
        if body.get("rrule") is not None:
            last = max(p.starts_at for p in checked.probes)
            rule = recurrence.parse(body["rrule"])
            text = wording.describe(rule, self.uow.ctx.locale, checked.zone.key, last)
        named = await describe(self.uow, checked.found, checked.probes)
        by_probe: dict[int, list[dict[str, Any]]] = {n: [] for n in range(len(checked.probes))}
        for one, conflict in zip(checked.found, named, strict=False):
            by_probe[one.probe].append(conflict)
        dates = [
            {"starts_at": p.starts_at, "ends_at": p.ends_at, "conflicts": by_probe[n]}
            for n, p in enumerate(checked.probes)
        ]
        return {"text": text, "dates": dates}

    async def look(self, body: Mapping[str, Any]) -> Checked:
        await know_names(self.uow)
        given = dict(body)
        event_id, which = given.pop("event_id", None), given.pop("scope", "this")
        rrule = given.pop("rrule", None)
        if event_id is not None:
            try:
                event = await Events(self.uow).get(event_id)
                scope.require_change(self.uow.ctx, P.SCHEDULE_UPDATE, event)
            except NotFound:
                raise Invalid.field("event_id", "reference_unknown") from None
            return await self._saved(event, given, which, rrule)
        calls = given.pop("participants", None) or []
        items = given.pop("inventory", None) or []
        given = {**_UNSAID, **given}
        values = await drafts.resolve(self.uow, given)
        await drafts.check_calls(self.uow, calls, values)
        await drafts.check_items(self.uow, items)
        zone = await zone_of(self.uow, values.get("timezone"), values.get("venue_id"))
        starts = [values["starts_at"]]
        if rrule is not None:
            first = planning.local(values["starts_at"], zone)
            starts = recurrence.expand(recurrence.parse(rrule), first, zone.key)
        wanted = []
        for start in starts:
            shift = start - values["starts_at"]
            called = [(c["user_id"], _later(c["call_at"], shift)) for c in calls]
            reserved = {item["inventory_item_id"]: item["quantity"] for item in items}
            wanted.append(await self._probe(planning.at(values, start), called, reserved))
        return await self._asked(wanted, values, zone, [])

    async def _saved(
        self, event: Event, given: dict[str, Any], which: Any, rrule: str | None
    ) -> Checked:
        """Changes of an event: what they leave out stays as it is."""
        events = Events(self.uow)
        for name in ("setup_minutes", "strike_minutes", "timezone"):
            if given.get(name) is None:
                given.pop(name, None)
        for name in ("participants", "inventory"):
            if given.get(name) is None:
                given.pop(name, None)
        values, calls, items, _ = await events.merged(event, given)
        await drafts.check_calls(self.uow, calls or (), values)
        zone = await zone_of(self.uow, values.get("timezone"), values.get("venue_id"))
        if event.series_id is None or which == "this":
            targets = [planning.Target(event, values, timedelta(0))]
            aside: list[int] = []
        else:
            plan, _ = await AllSeries(self.uow).planned(event, values, rrule, which)
            targets = plan.targets
            aside = [t.event.id for t in targets if t.event is not None]
            aside += [dropped.id for dropped in plan.dropped]
        known = {t.event.id: t.event for t in targets if t.event is not None} | {event.id: event}
        held = await repository.calls_of(self.uow.session, known.keys())
        things = await repository.items_of(self.uow.session, known.keys())
        wanted = []
        for target in targets:
            own = target.event or event
            if calls is None:
                along = target.values["starts_at"] - own.starts_at
                called = [
                    (c.user_id, _later(c.call_at, along))
                    for c in held
                    if c.event_id == own.id and c.status != "declined"
                ]
            else:
                called = [(c["user_id"], _later(c["call_at"], target.shift)) for c in calls]
            if items is None:
                reserved = {i.inventory_item_id: i.quantity for i in things if i.event_id == own.id}
            else:
                reserved = {i["inventory_item_id"]: i["quantity"] for i in items}
            event_id = None if target.event is None else target.event.id
            wanted.append(await self._probe(target.values, called, reserved, event_id))
        return await self._asked(wanted, values, zone, aside)

    async def _probe(
        self,
        values: Mapping[str, Any],
        called: Sequence[tuple[int | None, datetime | None]],
        reserved: Mapping[int, int],
        event_id: int | None = None,
    ) -> Probe:
        staged = values["event_type"] in STAGED
        performance_id = values.get("performance_id") if staged else None
        if self._needs_of != performance_id:
            found = await title_needs(self.uow, [performance_id] if performance_id else [])
            self._needs = found.get(performance_id or 0, {})
            self._needs_of = performance_id
        return probes.probe(
            values,
            event_id=event_id,
            people=probes.wanted_from(called, values["starts_at"]),
            things=probes.demands(reserved, self._needs, values["event_type"]),
        )

    _needs_of: int | None = None
    _needs: Mapping[int, int] = {}

    async def _asked(
        self, wanted: list[Probe], values: Mapping[str, Any], zone: ZoneInfo, aside: list[int]
    ) -> Checked:
        found = await service.find_together(self.uow, wanted, aside)
        return Checked(wanted, found, values, zone)


def _later(moment: datetime | None, shift: timedelta) -> datetime | None:
    return None if moment is None else moment + shift
