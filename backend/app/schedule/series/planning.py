"""Where the dates of a series go when it changes: arithmetic in the local time of the venue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.kit.errors import Invalid
from app.schedule.changing import FIELDS
from app.schedule.models import Event
from app.schedule.series import recurrence


@dataclass(frozen=True)
class Target:
    """A date as it shall be; `event` is None for one that is new."""

    event: Event | None
    values: dict[str, Any]
    shift: timedelta
    """By which its own calls and things move, from where the edited event's stand."""


@dataclass(frozen=True)
class Plan:
    """`kept` are exceptions, which stay as they are; `dropped` are dates the new rule has not.

    `delta` is by how much the dates move on the wall; `anew`: they follow another rule.
    """

    targets: list[Target]
    kept: list[Event]
    dropped: list[Event]
    delta: timedelta
    anew: bool


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a wall time; Invalid when the clock jumps over it."""
    found = wall.replace(tzinfo=zone).astimezone(UTC)
    if local(found, zone) != wall:
        raise Invalid.field("starts_at", "event.gap", time=f"{wall:%H:%M}", date=f"{wall:%d.%m.%Y}")
    return found


def at(values: Mapping[str, Any], starts_at: datetime) -> dict[str, Any]:
    """The same event at another start: its length and the moment the stage is ready go along."""
    moved = dict(values)
    shift = starts_at - values["starts_at"]
    moved["starts_at"] = starts_at
    moved["ends_at"] = values["ends_at"] + shift
    if values.get("stage_ready_at") is not None:
        moved["stage_ready_at"] = values["stage_ready_at"] + shift
    return moved


def plan(
    edited: Event,
    members: Sequence[Event],
    values: Mapping[str, Any],
    zone: ZoneInfo,
    rule: recurrence.Rule | None,
) -> Plan:
    """`members` are the dates that the change reaches, `values` what the edited one becomes.

    Without a new rule every date keeps its day and moves by as much as the edited one, and takes
    over only what was changed there; with one the dates are laid anew, and those that stay keep
    their people and their answers.
    """
    delta = local(values["starts_at"], zone) - local(edited.starts_at, zone)
    regular = [event for event in members if not event.is_exception or event is edited]
    kept = [event for event in members if event not in regular]

    def slot(event: Event) -> datetime:
        if event is edited:
            moved: datetime = values["starts_at"]
            return moved
        return instant(local(event.original_start or event.starts_at, zone) + delta, zone)

    def target(event: Event | None, starts_at: datetime) -> Target:
        new = at(values, starts_at) if event is None else _carried(event, starts_at, edited, values)
        return Target(event, new, starts_at - values["starts_at"])

    if rule is None:
        return Plan([target(event, slot(event)) for event in regular], kept, [], delta, anew=False)
    starts = recurrence.expand(rule, local(values["starts_at"], zone), zone.key)
    by_start = {slot(event): event for event in regular}
    taken = {slot(event) for event in kept}
    targets = [target(by_start.pop(s, None), s) for s in starts if s not in taken]
    return Plan(targets, kept, list(by_start.values()), delta, anew=True)


def _carried(
    event: Event, starts_at: datetime, edited: Event, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Another date after the change of the edited one: what was not changed there stays its own."""
    if event is edited:
        return dict(values)
    own = {
        name: values[name] if values[name] != getattr(edited, name) else getattr(event, name)
        for name in FIELDS
    }
    length = values["ends_at"] - values["starts_at"]
    if length == edited.ends_at - edited.starts_at:
        length = event.ends_at - event.starts_at
    before = _lead(edited.starts_at, edited.stage_ready_at)
    lead = _lead(values["starts_at"], values["stage_ready_at"])
    if lead == before:
        lead = _lead(event.starts_at, event.stage_ready_at)
    own |= {
        "starts_at": starts_at,
        "ends_at": starts_at + length,
        "stage_ready_at": None if lead is None else starts_at - lead,
    }
    return own


def _lead(starts_at: datetime, ready_at: datetime | None) -> timedelta | None:
    return None if ready_at is None else starts_at - ready_at
