"""What happened in the schedule, for whoever must know: notifications, feeds, sockets."""

from dataclasses import dataclass

from app.kit.events import Event


@dataclass(frozen=True)
class EventPlanned(Event):
    event_id: int


@dataclass(frozen=True)
class EventMoved(Event):
    """The time or the place changed; who had answered is asked again."""

    event_id: int
    starts_at: str
    venue_id: int | None


@dataclass(frozen=True)
class EventCancelled(Event):
    """People and things of the event are free again."""

    event_id: int
    reason: str | None


@dataclass(frozen=True)
class PersonCalled(Event):
    event_id: int
    call_id: int
    user_id: int


@dataclass(frozen=True)
class PersonReleased(Event):
    event_id: int
    user_id: int


@dataclass(frozen=True)
class CallAnswered(Event):
    event_id: int
    call_id: int
    user_id: int
    status: str


@dataclass(frozen=True)
class PlanPublished(Event):
    month: str
    version: int
