"""Rules of repetition as others write them, tidied until the RFC allows them."""

import re
from collections.abc import Callable
from datetime import datetime, time

from app.kit.errors import Invalid
from app.schedule.feeds.importing.lines import CalendarError
from app.schedule.feeds.importing.times import Wall
from app.schedule.series import recurrence

MAX_A_DAY = 24
_NUMBERS = ("COUNT", "INTERVAL")


class Told:
    """What had to be dropped or guessed, as codes with their parameters."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, dict[str, str]]] = []

    def add(self, code: str, **params: str) -> None:
        if (code, params) not in self.notes:
            self.notes.append((code, params))


def tidy(
    text: str, start: Wall, read: Callable[[str], Wall], last: datetime, told: Told
) -> str | None:
    """The rule on the wall of `start`; None when it cannot be read or has no date until `last`."""
    parts = _parts(text, told)
    count, ends = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    if parts.get("FREQ") in ("WEEKLY", "DAILY") and "BYDAY" in parts:
        parts["BYDAY"] = re.sub(r"[+-]?[0-9]+(?=[A-Z])", "", parts["BYDAY"])
    try:
        rule = recurrence.parse(";".join(f"{name}={value}" for name, value in parts.items()))
        if rule.times_a_day > MAX_A_DAY or not recurrence.comes(rule, start.local, last):
            raise Invalid
    except Invalid:
        told.add("ical.rule_dropped", rule=text[:100])
        return None
    tidied = recurrence.spelled(rule, start.local)
    if count and not re.fullmatch(r"[0-9]{1,6}", count):
        told.add("ical.rule_part", part=f"COUNT={count}"[:60])
    elif count:
        tidied += f";COUNT={count}"
    if not ends:
        return tidied
    try:
        until = _until(read(ends), start)
    except CalendarError:
        told.add("ical.rule_part", part=f"UNTIL={ends}"[:60])
        return tidied
    if until < start.local:
        told.add("ical.rule_dropped", rule=text[:100])
        return None
    return f"{tidied};UNTIL={until:%Y%m%dT%H%M%S}"


def _parts(text: str, told: Told) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in re.sub(r"\s+", "", text.upper()).removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        value = value.strip(",")
        if not part or name.startswith("X-") or part in ("RSCALE=GREGORIAN", "SKIP=OMIT"):
            continue
        idle = name in _NUMBERS and (value.startswith("-") or not value.strip("0"))
        if not value or idle or name in found:
            told.add("ical.rule_part", part=part[:60])
        else:
            found[name] = value
    return found


def _until(given: Wall, start: Wall) -> datetime:
    """A day alone belongs to the series as a whole; a time without a clock is on the start's."""
    if given.is_date or start.is_date:
        return datetime.combine(given.local.date(), time(23, 59, 59))
    return given.local if given.floating else given.on(start.zone)
