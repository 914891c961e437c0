"""Events and calls in the words of a calendar program."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.kit import i18n
from app.schedule.days import Clocks, clock_time
from app.schedule.feeds.uids import named
from app.schedule.feeds.writing import Entry, Status
from app.schedule.models import Call, Event, EventStatus

_STATUS: dict[str, Status] = {
    EventStatus.PLANNED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True)
class Telling:
    """What all entries of a calendar share."""

    clocks: Clocks
    theater_code: str
    public_url: str
    locale: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.clocks.house.zone)

    def events(self, events: Iterable[Event]) -> list[Entry]:
        """Of a venue or a selection: they block nobody's own time."""
        return [self._entry(event, ()) for event in events]

    def calls(self, called: Iterable[tuple[Event, Sequence[Call]]]) -> list[Entry]:
        """Of the person who is called: from the time at which they must be there."""
        return [self._entry(event, calls) for event, calls in called]

    def _entry(self, event: Event, calls: Sequence[Call]) -> Entry:
        zone = ZoneInfo(self.clocks.name(event.timezone, event.venue_id))
        cancelled = event.deleted_at is not None or event.status == EventStatus.CANCELLED
        roles = ", ".join(dict.fromkeys(call.role for call in calls if call.role))
        starts_at = _due(event, calls)
        return Entry(
            uid=uid(event, self.theater_code),
            sequence=_sequence(event, calls),
            changed_at=max(
                (event.updated_at, *(call.updated_at for call in calls)),
            ),
            starts_at=starts_at,
            ends_at=event.ends_at,
            zone=zone,
            summary=f"{event.title}: {roles}" if roles else event.title,
            status="CANCELLED" if cancelled else _STATUS.get(event.status, "CONFIRMED"),
            url=f"{self.public_url}/schedule/{event.id}",
            location=self._location(event),
            description="\n".join(self._lines(event, roles, starts_at, zone, cancelled)),
            category=self._say(f"event_type.{event.event_type}"),
            busy=bool(calls) and not cancelled,
        )

    def _location(self, event: Event) -> str | None:
        if event.venue_id is not None:
            return self.clocks.places.refs.name(event.venue_id)
        return ", ".join(filter(None, (event.tour_city, event.tour_venue_name))) or None

    def _lines(
        self, event: Event, roles: str, starts_at: datetime, zone: ZoneInfo, cancelled: bool
    ) -> Iterable[str]:
        if cancelled:
            reason = event.cancel_reason
            yield self._say("feed.cancelled") + (f": {reason}" if reason else "")
        if roles:
            yield f"{self._say('feed.role')}: {roles}"
        day = event.starts_at.astimezone(zone).date()
        times = {
            "feed.call": starts_at if starts_at != event.starts_at else None,
            "feed.start": event.starts_at,
            "feed.stage_ready": event.stage_ready_at,
            "feed.setup": event.starts_at - timedelta(minutes=event.setup_minutes)
            if event.setup_minutes
            else None,
        }
        for key, moment in times.items():
            if moment is not None:
                yield f"{self._say(key)}: {clock_time(moment.astimezone(zone), day)}"
        if event.description:
            yield ""
            yield event.description

    def _say(self, key: str) -> str:
        return i18n.text(key, self.locale)


def uid(event: Event, theater_code: str) -> str:
    """The same for ever: that of the calendar it came from, or one made of its number."""
    if event.ical_uid is None:
        return f"event-{event.id}@{theater_code}.kulisa"
    return named(event.ical_uid, event.ical_recurrence)


def _due(event: Event, calls: Sequence[Call]) -> datetime:
    """When the person must be there; an entry has to begin before it ends."""
    due = min((call.call_at or event.starts_at for call in calls), default=event.starts_at)
    return due if due < event.ends_at else event.starts_at


def _sequence(event: Event, calls: Sequence[Call]) -> int:
    """Up with each change of time, place or status, and of the own call."""
    asked = max((call.call_version for call in calls), default=1)
    return event.sequence + asked - 1
