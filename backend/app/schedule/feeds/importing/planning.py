"""What an import would do with each dated event of a file: make, change, cancel, leave."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select

from app.auth.permissions import P
from app.kit import clock
from app.kit.errors import AppError, Invalid
from app.kit.uow import Uow
from app.schedule import changing, scope
from app.schedule.feeds.importing import merging
from app.schedule.feeds.importing.dated import Dated, Remark
from app.schedule.feeds.importing.fields import Fields
from app.schedule.feeds.importing.files import Parsed
from app.schedule.feeds.importing.merging import Merged
from app.schedule.feeds.importing.pairing import pair
from app.schedule.feeds.repository import FeedRepository
from app.schedule.feeds.writing import PRODID
from app.schedule.models import Call, Event, EventStatus
from app.schedule.placing import Placement
from app.schedule.references import theatre_zone
from app.schedule.schemas import EventIn
from app.schedule.service import Events

_LEFT = {"event.locked": "locked", "event.past": "past"}


@dataclass
class Step:
    """One event to make or to change. `placement` is as it shall be, outside the session."""

    dated: Dated
    values: Mapping[str, Any]
    placement: Placement
    said: Mapping[str, Any]
    """What the calendar says of it."""
    heard: Mapping[str, Any]
    """What of that need not be told again."""
    event: Event | None = None
    kept: Sequence[str] = ()
    """Fields that stay as a person has made them here."""
    before: Mapping[str, Any] | None = None

    @property
    def cancels(self) -> bool:
        return self.event is not None and self.values["status"] == EventStatus.CANCELLED

    @property
    def takes_place(self) -> bool:
        """It stands in the schedule where it did not stand before."""
        if self.values["status"] == EventStatus.CANCELLED:
            return False
        return self.before is None or any(
            self.before[name] != self.values[name] for name in (*merging.PLACED, "status")
        )

    @property
    def changes(self) -> list[str]:
        if self.before is None:
            return []
        names = [name for name in self.said if self.before[name] != self.values[name]]
        return list(dict.fromkeys("time" if n in ("starts_at", "ends_at") else n for n in names))


@dataclass
class Heard:
    """An event that stays as it is, with what the calendar says of it now."""

    event: Event
    sequence: int
    said: Mapping[str, Any]


@dataclass
class Plan:
    steps: list[Step] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    unchanged: list[Dated] = field(default_factory=list)
    skipped: list[tuple[Dated, str]] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)


class Planner:
    def __init__(self, uow: Uow, fields: Fields, *, locking: bool) -> None:
        """`locking`: for a run; a look keeps nobody waiting."""
        self.uow = uow
        self.session = uow.session
        self.fields = fields
        self.locking = locking
        self.events = Events(uow)
        self.plan = Plan()
        self._saved: dict[int, Placement] = {}

    async def of(self, parsed: Parsed) -> Plan:
        self.plan.skipped += parsed.left
        uids = list({dated.uid for dated in parsed.events})
        present = await self._present(uids)
        own = await self._own(uids)
        ours = parsed.prodid.strip() == PRODID
        zone = await theatre_zone(self.uow)
        pairs = pair(parsed.events, present, parsed.families, zone)
        self._saved = await self.events.placements(
            [*pairs.found.values(), *([] if ours else pairs.missing)]
        )
        for number, dated in enumerate(parsed.events):
            event = pairs.found.get(number)
            if dated.uid in own or (ours and event is not None):
                self.plan.skipped.append((dated, "own"))
            else:
                await self._try(dated, event)
        for event in [] if ours else pairs.missing:
            await self._try(_gone(event), event)
        return self.plan

    async def _present(self, uids: Sequence[str]) -> list[Event]:
        """Events that an earlier import has made, deleted ones too."""
        statement = select(Event).where(Event.ical_uid.in_(uids)).order_by(Event.id)
        if self.locking:
            statement = statement.with_for_update(of=Event, key_share=True)
        found = await self.session.scalars(statement, execution_options={"include_deleted": True})
        return list(found)

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

    async def _try(self, dated: Dated, event: Event | None) -> None:
        plan = self.plan
        try:
            step = await (self._new(dated) if event is None else self._saved_one(dated, event))
        except AppError as error:
            if error.code in _LEFT:
                plan.skipped.append((dated, _LEFT[error.code]))
            else:
                plan.errors.append(_remark(dated, error))
            return
        if isinstance(step, Step):
            plan.steps.append(step)
        elif step == "unchanged":
            plan.unchanged.append(dated)
        else:
            plan.skipped.append((dated, step))

    async def _new(self, dated: Dated) -> Step | str:
        if dated.status == "CANCELLED":
            return "cancelled"
        said = await self.fields.of(dated)
        words = {"event_type": self.fields.kind(dated).value}
        try:
            title = self.fields.known.title(dated.title)
            body = EventIn(**said, **words, performance_id=title)
        except ValidationError as error:
            raise Invalid.field("file", "invalid_value") from error
        values, _, _, _ = await self.events.prepare(body.model_dump())
        placement = self.events.build(values, (), (), {})
        event = placement.event
        event.ical_uid, event.ical_recurrence = dated.uid, dated.recurrence
        event.ical_sequence, event.ical_seen = dated.sequence, merging.seen(said)
        return Step(dated, values, placement, said, said)

    async def _saved_one(self, dated: Dated, event: Event) -> Step | str:
        """The step, or why none is taken."""
        if event.deleted_at is not None:
            return "deleted"
        if dated.sequence < (event.ical_sequence or 0):
            return "older"
        if dated.status == "CANCELLED":
            return await self._cancel(dated, event)
        said = await self.fields.of(dated)
        if not said["title"]:
            del said["title"]
        # What the file does not say, somebody may have said here since.
        said = {name: value for name, value in said.items() if value is not None}
        if merging.cancelled_here(event):
            return "cancelled_here"
        merged = merging.merge(event, said)
        if not merged.values:
            self.plan.heard.append(Heard(event, dated.sequence, merged.heard))
            return "by_hand" if merged.kept else "unchanged"
        return await self._change(dated, event, said, merged)

    async def _cancel(self, dated: Dated, event: Event) -> Step | str:
        said = {"status": EventStatus.CANCELLED.value}
        if event.status == EventStatus.CANCELLED:
            self.plan.heard.append(Heard(event, dated.sequence, said))
            return "cancelled"
        if event.ends_at < clock.now():
            return "past"
        if event.is_locked:
            return "locked"
        if merging.moved_here(event):
            return "by_hand"
        return await self._change(dated, event, said, Merged(dict(said), heard=dict(said)))

    async def _change(
        self, dated: Dated, event: Event, said: Mapping[str, Any], merged: Merged
    ) -> Step | str:
        if not scope.may_change(self.uow.ctx, P.SCHEDULE_UPDATE, event.department_id):
            return "foreign"
        values, _, _, _ = await self.events.merged(event, merged.values)
        changing.refuse_fixed(event, values)
        saved = self._saved[event.id]
        shift = values["starts_at"] - event.starts_at
        calls = [
            Call(user_id=c.user_id, status=c.status, call_at=c.call_at and c.call_at + shift)
            for c in saved.calls
        ]
        wanted = Placement(Event(id=event.id, **values), calls, saved.items)
        before = changing.snapshot(event)
        return Step(dated, values, wanted, said, merged.heard, event, merged.kept, before)


def _gone(event: Event) -> Dated:
    """A date that the calendar no longer has."""
    return Dated(
        0, str(event.ical_uid), event.ical_recurrence, event.ical_sequence or 0, event.title, "",
        "", [], "CANCELLED", event.starts_at, event.ends_at, event.timezone,
    )  # fmt: skip


def _remark(dated: Dated, error: AppError) -> Remark:
    code, params = error.code, dict(error.params)
    if isinstance(error, Invalid) and error.errors:
        code, params = error.errors[0].code, dict(error.errors[0].params)
    return Remark(dated.index, dated.uid, dated.title, code, params)
