"""Rules of repetition (RFC 5545 RRULE): read, expand within bounds, divide and move.

The dates themselves come from dateutil. Around it stand the bounds, local time (19:00 stays 19:00
when the clocks change) and the places where dateutil reads the RFC otherwise.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any, Final, Literal, NoReturn
from zoneinfo import ZoneInfo

from dateutil import rrule as dateutil
from dateutil.relativedelta import relativedelta

from app.kit.errors import Invalid

MAX_LENGTH: Final = 500
MAX_DATES = 1_000
MAX_YEARS = 5
MAX_POSITIONS: Final = 31  # dateutil tries each of them on every day

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES: Final = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")  # in the order of dateutil's numbers
TOO_OFTEN: Final = ("HOURLY", "MINUTELY", "SECONDLY")

_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday; `nth` counts it within the month or the year, from the end when negative."""

    weekday: int
    nth: int | None = None

    def __str__(self) -> str:
        return f"{'' if self.nth is None else self.nth}{WEEKDAYS[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A valid rule; `str(rule)` is its RRULE text."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    wkst: int = 0
    bymonth: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    bymonthday: tuple[int, ...] = ()
    byday: tuple[Day, ...] = ()
    byhour: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    bysecond: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()

    def __str__(self) -> str:
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.wkst:
            parts.append(f"WKST={WEEKDAYS[self.wkst]}")
        for field in fields(self):
            if field.name.startswith("by") and (values := getattr(self, field.name)):
                parts.append(f"{field.name.upper()}={','.join(str(value) for value in values)}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if isinstance(self.until, datetime):
            parts.append(f"UNTIL={self.until:%Y%m%dT%H%M%SZ}")
        elif self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)

    @property
    def times_a_day(self) -> int:
        return len(self.byhour or (0,)) * len(self.byminute or (0,)) * len(self.bysecond or (0,))


# name: least, most, and whether it may count from the end
_LISTS: Final[dict[str, tuple[int, int, bool]]] = {
    "BYMONTH": (1, 12, False),
    "BYWEEKNO": (1, 53, True),
    "BYYEARDAY": (1, 366, True),
    "BYMONTHDAY": (1, 31, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}
# The table of RFC 5545 3.3.10: what a frequency may not be narrowed by.
_FORBIDDEN: Final[dict[str, tuple[str, ...]]] = {
    "YEARLY": (),
    "MONTHLY": ("BYWEEKNO", "BYYEARDAY"),
    "WEEKLY": ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
    "DAILY": ("BYWEEKNO", "BYYEARDAY"),
}


def parse(rrule_text: str) -> Rule:
    """The rule of an RRULE value, with or without "RRULE:"; refuses what the RFC does not allow."""
    if len(rrule_text) > MAX_LENGTH:
        _malformed(f"{rrule_text[:20]}…")
    text = rrule_text.strip().upper().removeprefix("RRULE:")
    values: dict[str, Any] = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        if name.lower() in values:
            _malformed(part)
        values[name.lower()] = _value(name, value, part)
    if "freq" not in values:
        _malformed("FREQ")
    rule = Rule(**values)
    _check_together(rule)
    return rule


def expand(
    rule: Rule, start_local: datetime, zone: str, exdates: Collection[datetime] = ()
) -> list[datetime]:
    """The moments (UTC) of a series that starts at a local time, without the excluded ones.

    The start is the first of them, as the RFC has it; a rule that misses its own start is refused,
    unless just that start is excluded. A local time that comes twice means its first coming.
    """
    start = start_local.replace(microsecond=0, fold=0)
    if not 1900 <= start.year <= 9000:
        _refuse("start_outside", date=_shown(start))
    if rule.times_a_day > MAX_DATES:
        _refuse("too_many", limit=MAX_DATES)
    tz = ZoneInfo(zone)
    horizon = start + relativedelta(years=MAX_YEARS)
    last = _last_moment(rule, tz)
    if last is not None and last > horizon.replace(tzinfo=tz):
        _refuse("too_long", years=MAX_YEARS)

    dates = takewhile(
        lambda local: last is None or _moment(local, tz) <= last, _walk(rule, start, horizon)
    )
    endless = rule.count is None and last is None
    found = list(islice(dates, 1 if endless else rule.count or MAX_DATES + 1))
    if not found:
        _refuse("empty", years=MAX_YEARS)
    if endless:
        _refuse("endless")
    if len(found) > MAX_DATES:
        _refuse("too_many", limit=MAX_DATES)
    if rule.count is not None and len(found) < rule.count:
        _refuse("too_long", years=MAX_YEARS)

    excluded = {moment.astimezone(UTC) for moment in exdates}
    if found[0] != start and _moment(start, tz) not in excluded:
        _refuse("start_outside", date=_shown(start))
    moments = []
    for local in found:
        moment = _moment(local, tz)
        if moment in excluded:
            continue
        if moment.astimezone(tz).replace(tzinfo=None) != local:
            _refuse("gap", date=_shown(local))
        moments.append(moment)
    if not moments:
        _refuse("empty", years=MAX_YEARS)
    return moments


def spelled(rule: Rule, start: datetime) -> str:
    """The text of a rule as dateutil has to be told it to mean what the RFC means."""
    return str(replace(rule, byday=tuple(_days(rule, start))))


def comes(rule: Rule, start: datetime, horizon: datetime) -> bool:
    """Whether there is a date up to the horizon: dateutil alone would look until the year 9999."""
    return next(_walk(rule, start, horizon), None) is not None


def split_until(rule: Rule, before: datetime) -> str:
    """The same rule, ended before one of its own moments."""
    end = before.astimezone(UTC) - timedelta(seconds=1)
    if isinstance(rule.until, datetime):
        end = min(end, rule.until)
    return str(replace(rule, count=None, until=end))


def reaching(rule: Rule, last: datetime) -> Rule:
    """The same rule, going on at least to one of its moments that it was ended before."""
    until = rule.until
    if until is None or not isinstance(until, datetime) or until >= last:
        return rule
    return replace(rule, until=last.astimezone(UTC))


def split_rest(rule: Rule, gone: int) -> str:
    """The same rule for what is left after its first `gone` dates, excluded ones included."""
    return str(rule if rule.count is None else replace(rule, count=max(rule.count - gone, 1)))


def shifted(rule: Rule, days: int) -> str:
    """The rule of a series whose every date moves by some days: from Tuesdays to Wednesdays.

    Only days of the week move as a whole; a rule by days of the month or the year stays as it is.
    The first day of the week moves along: it says which dates share a week of "every second week".
    """
    if rule.freq not in ("WEEKLY", "DAILY") or rule.bymonthday:
        return str(rule)
    until = rule.until and rule.until + timedelta(days=days)
    turned = tuple(replace(day, weekday=(day.weekday + days) % 7) for day in rule.byday)
    return str(replace(rule, byday=turned, wkst=(rule.wkst + days) % 7, until=until))


def _value(name: str, value: str, part: str) -> Any:
    """One part of the text, read."""
    match name:
        case "FREQ":
            if value in TOO_OFTEN:
                _refuse("too_often", freq=value)
            return value if value in FREQUENCIES else _malformed(part)
        case "COUNT":
            if (count := _number(value, part)) > MAX_DATES:
                _refuse("too_many", limit=MAX_DATES)
            return count or _malformed(part)
        case "INTERVAL":
            return _number(value, part) or _malformed(part)
        case "UNTIL":
            return _until(value, part)
        case "WKST":
            return WEEKDAYS.index(value) if value in WEEKDAYS else _malformed(part)
        case "BYDAY":
            return tuple(dict.fromkeys(_day(item, part) for item in value.split(",")))
        case _ if name in _LISTS:
            return tuple(dict.fromkeys(_listed(name, item, part) for item in value.split(",")))
        case _:
            return _malformed(part)


def _number(value: str, part: str) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else _malformed(part)


def _until(value: str, part: str) -> date | datetime:
    try:
        if re.fullmatch(r"[1-9][0-9]{7}", value):
            return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()
        if re.fullmatch(r"[1-9][0-9]{7}T[0-9]{6}Z", value):
            return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return _malformed(part)
    return _malformed(part)


def _day(item: str, part: str) -> Day:
    if not (match := _DAY.fullmatch(item)):
        _malformed(part)
    nth = int(match[1]) if match[1] else None
    if nth is not None and not 1 <= abs(nth) <= 53:
        _malformed(part)
    return Day(WEEKDAYS.index(match[2]), nth)


def _listed(name: str, item: str, part: str) -> int:
    least, most, signed = _LISTS[name]
    if not re.fullmatch(r"[+-]?[0-9]{1,3}" if signed else r"[0-9]{1,2}", item):
        _malformed(part)
    number = int(item)
    return number if least <= abs(number) <= most else _malformed(part)


def _check_together(rule: Rule) -> None:
    """What is right alone and wrong together."""
    if rule.count is not None and rule.until is not None:
        _malformed("COUNT, UNTIL")
    for name in _FORBIDDEN[rule.freq]:
        if getattr(rule, name.lower()):
            _malformed(f"FREQ={rule.freq}, {name}")
    numbered = [day.nth for day in rule.byday if day.nth is not None]
    if numbered and (rule.freq in ("WEEKLY", "DAILY") or rule.byweekno):
        _malformed("BYDAY")
    if numbered and max(abs(nth) for nth in numbered) > _most_weekdays(rule):
        _malformed("BYDAY")
    narrowed = any(getattr(rule, name.lower()) for name in _LISTS if name != "BYSETPOS")
    if rule.bysetpos and not (narrowed or rule.byday):
        _malformed("BYSETPOS")
    if len(rule.bysetpos) > MAX_POSITIONS:
        _malformed("BYSETPOS")


def _most_weekdays(rule: Rule) -> int:
    """How often a weekday can come in the period that numbered weekdays are counted in."""
    return 5 if rule.freq == "MONTHLY" or rule.bymonth else 53


class _HorizonReached(Exception):
    pass


class _Step(int):
    """The interval, good for so many turns.

    dateutil looks at UNTIL only when it has found a date, so it would follow a rule that nothing
    satisfies to the year 9999. What it does on every turn is to add the interval, once.
    """

    turns = 0

    def __radd__(self, value: int) -> int:
        return value + self._spent()

    def __mul__(self, value: int) -> int:
        return self._spent() * value

    def _spent(self) -> int:
        self.turns -= 1
        if self.turns < 0:
            raise _HorizonReached
        return int(self)


def _walk(rule: Rule, start: datetime, horizon: datetime) -> Iterator[datetime]:
    """The local times of a rule up to the horizon."""
    step = _Step(rule.interval)
    shortest = {"YEARLY": 365, "MONTHLY": 28, "WEEKLY": 7, "DAILY": 1}[rule.freq]
    step.turns = ((horizon - start).days // shortest + 1) // rule.interval
    try:
        for local in _dateutil(rule, start, step):
            if local > horizon:
                return
            yield local
    except _HorizonReached:
        return


def _dateutil(rule: Rule, start: datetime, step: int) -> dateutil.rrule:
    freq: Literal[0, 1, 2, 3]
    freq = FREQUENCIES.index(rule.freq)  # type: ignore[assignment]
    return dateutil.rrule(
        freq,
        dtstart=start,
        interval=step,
        wkst=rule.wkst,
        bymonth=rule.bymonth or None,
        byweekno=rule.byweekno or None,
        byyearday=rule.byyearday or None,
        bymonthday=rule.bymonthday or None,
        byweekday=[dateutil.weekday(day.weekday, day.nth) for day in _days(rule, start)] or None,
        byhour=rule.byhour or None,
        byminute=rule.byminute or None,
        bysecond=rule.bysecond or None,
        bysetpos=rule.bysetpos or None,
    )


def _days(rule: Rule, start: datetime) -> list[Day]:
    """The weekdays as dateutil has to be told them to mean what the RFC means."""
    if rule.byweekno and not (rule.byday or rule.byyearday or rule.bymonthday):
        return [Day(start.weekday())]  # dateutil would take all seven days of the week
    if len({day.nth is None for day in rule.byday}) < 2:
        return list(rule.byday)
    # "MO,2TU" is every Monday and the second Tuesday; dateutil would take what is both.
    every = range(1, _most_weekdays(rule) + 1)
    return [
        Day(day.weekday, nth)
        for day in rule.byday
        for nth in (every if day.nth is None else (day.nth,))
    ]


def _last_moment(rule: Rule, tz: ZoneInfo) -> datetime | None:
    """A day given as the end belongs to the series as a whole."""
    if rule.until is None or isinstance(rule.until, datetime):
        return rule.until
    return datetime.combine(rule.until, time.max, tz)


def _moment(local: datetime, tz: ZoneInfo) -> datetime:
    return local.replace(tzinfo=tz).astimezone(UTC)


def _shown(local: datetime) -> str:
    return f"{local:%d.%m.%Y %H:%M}"


def _refuse(reason: str, **params: Any) -> NoReturn:
    raise Invalid.field("rrule", f"recurrence.{reason}", **params)


def _malformed(part: str) -> NoReturn:
    _refuse("malformed", part=part)
