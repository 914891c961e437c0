"""What an import would do with each dated event of a file: make, change, leave."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select

from app.kit.errors import AppError, Conflict, Invalid, NotFound
from app.kit.schemas import clean
from app.kit.uow import Uow
from app.schedule import changing
from app.schedule.feeds.importing.dated import Dated, Remark
from app.schedule.feeds.importing.files import Parsed
from app.schedule.feeds.importing.matching import Known
from app.schedule.feeds.repository import FeedRepository
from app.schedule.feeds.writing import PRODID
from app.schedule.models import Call, Event, EventStatus, EventType
from app.schedule.placing import Placement
from app.schedule.references import zone_of
from app.schedule.schemas import EventIn
from app.schedule.service import Events

_DESCRIPTION = 10_000


@dataclass(frozen=True)
class Wishes:
    """What the importer decides for the whole file."""

    venue_id: int | None = None
    event_type: EventType | None = None


@dataclass
class Step:
    """One event to make or to change. `placement` is as it shall be, outside the session."""

    dated: Dated
    values: Mapping[str, Any]
    placement: Placement
    event: Event | None = None

    @property
    def takes_place(self) -> bool:
        """It stands in the schedule where it did not stand before."""
        if self.placement.event.status == EventStatus.CANCELLED:
            return False
        names = ("starts_at", "ends_at", "venue_id")
        return self.event is None or any(
            getattr(self.event, name) != self.values[name] for name in names
        )


@dataclass
class Plan:
    steps: list[Step] = field(default_factory=list)
    skipped: list[tuple[Dated, str]] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)


class Planner:
    def __init__(self, uow: Uow, wishes: Wishes, known: Known) -> None:
        self.uow = uow
        self.session = uow.session
        self.wishes = wishes
        self.known = known
        self.events = Events(uow)

    async def plan(self, parsed: Parsed) -> Plan:
        plan = Plan(skipped=[(dated, "doubled") for dated in parsed.doubled])
        present = await self._present([dated.uid for dated in parsed.events])
        own = await self._own([dated.uid for dated in parsed.events])
        ours = parsed.prodid.strip() == PRODID
        for dated in parsed.events:
            event = present.get(dated.uid)
            if dated.uid in own or (ours and event is not None):
                plan.skipped.append((dated, "own"))
                continue
            try:
                step = await self._step(dated, event)
            except AppError as error:
                plan.errors.append(_remark(dated, error))
                continue
            if isinstance(step, str):
                plan.skipped.append((dated, step))
            else:
                plan.steps.append(step)
        return plan

    async def _present(self, uids: Sequence[str]) -> dict[str, Event]:
        """Events that an earlier import has made."""
        rows = await self.session.scalars(select(Event).where(Event.ical_uid.in_(uids)))
        return {str(event.ical_uid): event for event in rows}

    async def _own(self, uids: Sequence[str]) -> set[str]:
        """Names that we have given ourselves to events that are, or were, in the schedule.

        What comes back under them are our own words and times of calls, which must not be taken
        for a change.
        """
        code = await FeedRepository(self.session, self.uow.ctx).theater_code()
        form = re.compile(rf"event-(\d{{1,9}})@{re.escape(code)}\.kulisa(?:#.*)?")
        ids = {uid: int(found.group(1)) for uid in uids if (found := form.fullmatch(uid))}
        rows = await self.session.scalars(
            select(Event.id).where(Event.id.in_(ids.values())),
            execution_options={"include_deleted": True},
        )
        there = set(rows)
        return {uid for uid, event_id in ids.items() if event_id in there}

    async def _step(self, dated: Dated, event: Event | None) -> Step | str:
        """The step, or why none is needed."""
        if dated.status == "CANCELLED":
            if event is None or event.status == EventStatus.CANCELLED:
                return "cancelled"
            return await self._change(dated, event, {"status": EventStatus.CANCELLED})
        fields = await self._fields(dated)
        if event is None:
            return await self._new(dated, fields)
        if not fields["title"]:
            del fields["title"]
        # What the file does not say, somebody may have said here since.
        fields = {name: value for name, value in fields.items() if value is not None}
        if all(getattr(event, name) == value for name, value in fields.items()):
            return "unchanged"
        return await self._change(dated, event, fields)

    async def _fields(self, dated: Dated) -> dict[str, Any]:
        """What the file says of an event, in our fields."""
        location = clean(dated.location)
        venue_id = self.wishes.venue_id or (self.known.venue(location) if location else None)
        description = clean(dated.description)
        fields: dict[str, Any] = {
            "title": clean(dated.title.replace("\n", " ").replace("\t", " "))[:255],
            "starts_at": dated.starts_at.replace(second=0, microsecond=0),
            "ends_at": dated.ends_at.replace(second=0, microsecond=0),
            "venue_id": venue_id,
            "timezone": None,
        }
        if location and venue_id is None:
            if self._kind(dated) is EventType.TOUR:
                fields["tour_venue_name"] = " ".join(location.split())[:255]
            else:
                description = "\n\n".join(filter(None, (location, description)))
        fields["description"] = description[:_DESCRIPTION] or None
        usual = await zone_of(self.uow, None, venue_id)
        if dated.timezone is not None and dated.timezone != usual.key:
            fields["timezone"] = dated.timezone
        return fields

    def _kind(self, dated: Dated) -> EventType:
        return self.wishes.event_type or self.known.kind(dated.categories) or EventType.OTHER

    async def _new(self, dated: Dated, fields: dict[str, Any]) -> Step:
        status = EventStatus.CONFIRMED if dated.status == "CONFIRMED" else EventStatus.PLANNED
        words = {"event_type": self._kind(dated).value, "status": status.value}
        try:
            body = EventIn(**fields, **words, performance_id=self.known.title(dated.title))
        except ValidationError as error:
            raise Invalid.field("file", "invalid_value") from error
        values, _, _, _ = await self.events.prepare(body.model_dump())
        placement = self.events.build(values, (), (), {})
        placement.event.ical_uid = dated.uid
        return Step(dated, values, placement)

    async def _change(self, dated: Dated, event: Event, fields: Mapping[str, Any]) -> Step:
        try:
            locked = await self.events.for_change(event.id)
        except NotFound as error:
            raise Conflict("ical.foreign") from error
        values, _, _, _ = await self.events.merged(locked, fields)
        changing.refuse_fixed(locked, values)
        saved = await self.events.placement(locked)
        shift = values["starts_at"] - locked.starts_at
        calls = [
            Call(user_id=c.user_id, status=c.status, call_at=c.call_at and c.call_at + shift)
            for c in saved.calls
        ]
        wanted = Event(id=locked.id, **values)
        return Step(dated, values, Placement(wanted, calls, saved.items), locked)


def _remark(dated: Dated, error: AppError) -> Remark:
    code, params = error.code, dict(error.params)
    if isinstance(error, Invalid) and error.errors:
        code, params = error.errors[0].code, dict(error.errors[0].params)
    return Remark(dated.index, dated.uid, dated.title, code, params)
