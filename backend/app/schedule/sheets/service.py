"""What a call sheet says, and to whom: the same lines for everybody, answers only to some."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.auth.permissions import P
from app.inventory import references
from app.kit import clock
from app.kit.context import Scope
from app.kit.uow import Uow
from app.schedule import scope
from app.schedule.days import Clocks
from app.schedule.models import CallStatus, Event, EventStatus
from app.schedule.sheets.repository import SheetRepository
from app.users.models import short_name

_ARTISTS = 0
"""Who plays and belongs to no department."""
_NOBODYS = -1


class Sheets:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.repository = SheetRepository(uow.session, uow.ctx)
        self.tells_answers = scope.plans(uow.ctx)
        self.tells_phones = uow.ctx.scope(P.USER_READ) is Scope.ALL

    async def of_event(self, event_id: int) -> dict[str, Any]:
        event = await self.repository.event(event_id)
        clocks = await Clocks.of(self.uow)
        return await self._sheet(_day_of(event, clocks), [event], clocks)

    async def of_day(self, day: date) -> dict[str, Any]:
        """Events that start on the day where they take place."""
        clocks = await Clocks.of(self.uow)
        around = await self.repository.events_around(day)
        return await self._sheet(day, [e for e in around if _day_of(e, clocks) == day], clocks)

    async def _sheet(self, day: date, events: Sequence[Event], clocks: Clocks) -> dict[str, Any]:
        called = [event.id for event in events if event.status != EventStatus.CANCELLED]
        calls: dict[int, list[Any]] = defaultdict(list)
        for row in await self.repository.calls(called):
            calls[row.Call.event_id].append(row)
        reserved = await self.repository.reserved(called)
        departments = await references.DEPARTMENTS.of(self.uow)
        return {
            "day": day,
            "theater": {"id": self.uow.ctx.theater_id, "name": clocks.house.name},
            "timezone": clocks.house.zone,
            "printed_at": clock.now(),
            "events": [
                _event(event, clocks)
                | {
                    "blocks": self._blocks(event, calls[event.id], departments),
                    "things": {"reserved": reserved.get(event.id, 0)},
                }
                for event in events
            ],
        }

    def _blocks(self, event: Event, rows: Sequence[Any], departments: Any) -> list[dict[str, Any]]:
        """Who owes an answer first; the artists lead, who belongs nowhere comes last."""
        grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
        answers: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            key = row.Call.department_id or row.home_id or (_ARTISTS if row.is_artist else _NOBODYS)
            grouped[key].append(self._call(event, row))
            answers[key].append("open" if row.Call.user_id is None else row.Call.status)
        places = {key: place for place, key in enumerate((_ARTISTS, *departments, _NOBODYS))}

        def order(key: int) -> tuple[bool, int]:
            done = set(answers[key]) <= {CallStatus.CONFIRMED}
            return done and self.tells_answers, places[key]

        return [
            {
                "department": {"id": key, "name": departments[key]["name"]}
                if key in departments
                else None,
                "artists": key == _ARTISTS,
                **self._counts(answers[key]),
                "calls": sorted(grouped[key], key=lambda c: (c["call_at"], c["role"] or "")),
            }
            for key in sorted(grouped, key=order)
        ]

    def _counts(self, answers: Sequence[str]) -> dict[str, int | None]:
        counts: dict[str, int | None] = {
            "confirmed": answers.count(CallStatus.CONFIRMED),
            "declined": answers.count(CallStatus.DECLINED),
            "waiting": answers.count(CallStatus.INVITED) + answers.count(CallStatus.TENTATIVE),
        }
        if not self.tells_answers:
            counts = dict.fromkeys(counts)
        return {"total": len(answers), "open": answers.count("open"), **counts}

    def _call(self, event: Event, row: Any) -> dict[str, Any]:
        call = row.Call
        person = None
        if call.user_id is not None:
            name = short_name(row.last_name, row.first_name, row.patronymic)
            person = {"id": call.user_id, "name": name}
        own = person is not None and call.user_id == self.uow.ctx.user_id
        told = person is not None and (own or self.tells_answers)
        call_at = call.call_at or event.starts_at
        again = (
            call.status == CallStatus.INVITED
            and call.responded_version is not None
            and call.responded_version < call.call_version
        )
        moved = again and call.answered_call_at not in (None, call_at)
        return {
            "call_id": call.id,
            "role": call.role,
            "person": person,
            "phone": row.phone if self.tells_phones or own else None,
            "call_at": call_at,
            "status": call.status if told else None,
            "asked_again": again and told,
            "previous_call_at": call.answered_call_at if moved and told else None,
            "comment": call.comment if own or self.tells_answers else None,
        }


def _day_of(event: Event, clocks: Clocks) -> date:
    return clocks.local(event.starts_at, event.timezone, event.venue_id).date()


def _event(event: Event, clocks: Clocks) -> dict[str, Any]:
    cancelled = event.status == EventStatus.CANCELLED
    venue = clocks.places.refs.get(event.venue_id or 0)
    return {
        "event": {
            "id": event.id,
            "title": event.title,
            "event_type": event.event_type,
            "starts_at": event.starts_at,
            "ends_at": event.ends_at,
            "venue": venue,
            "status": event.status,
        },
        "version": event.version,
        "timezone": clocks.differing(event.timezone, event.venue_id),
        "tour_city": event.tour_city,
        "tour_venue_name": event.tour_venue_name,
        "cancel_reason": event.cancel_reason if cancelled else None,
        "setup_from": event.busy_from if event.setup_minutes and not cancelled else None,
        "stage_ready_at": None if cancelled else event.stage_ready_at,
        "strike_to": event.busy_to if event.strike_minutes and not cancelled else None,
    }
