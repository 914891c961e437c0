"""A recurrence rule in words: "every Wednesday until 30.06"."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.kit import clock, i18n
from app.schedule.series.recurrence import WEEKDAYS, Day, Rule

# How Russian bends the words around a weekday: masculine, feminine, neuter.
_GENDERS = ("m", "m", "f", "m", "f", "f", "n")
_NAMED = (1, 2, 3, 4, 5, -1, -2)
_SHOWN_TIMES = 4


def describe(rule: Rule, locale: str, zone: str = "UTC", last: datetime | None = None) -> str:
    """A sentence without a capital letter and a full stop; `zone` is where the last day is told.

    `last` is the last date that there is: people ask until when, not how often.
    """
    return _Words(rule, locale, zone, last).sentence()


class _Words:
    def __init__(self, rule: Rule, locale: str, zone: str, last: datetime | None) -> None:
        self.rule = rule
        self.locale = locale
        self.zone = zone
        self.last = last

    def sentence(self) -> str:
        where = self._each_month() or self._each_week() or " ".join([self._every(), *self._days()])
        said = " ".join([where, *self._months(), *self._times()])
        said = ", ".join(filter(None, [said, self._positions(), self._count()]))
        return " ".join(filter(None, [said, self._until()]))

    def say(self, key: str, **params: Any) -> str:
        return i18n.text(f"recurrence.{key}", self.locale, params)

    def counted(self, key: str, n: int) -> str:
        return self.say(f"{key}.{_form(n, self.locale)}", n=n)

    def listed(self, items: Iterable[str]) -> str:
        *head, last = items
        return self.say("and", head=", ".join(head), last=last) if head else last

    def _every(self) -> str:
        freq = self.rule.freq.lower()
        if self.rule.interval == 1:
            return self.say(f"every.{freq}")
        return self.counted(f"every_n.{freq}", self.rule.interval)

    def _each_month(self) -> str | None:
        """The usual monthly rule reads better in one piece: every second Monday of the month."""
        rule = self.rule
        if rule.freq != "MONTHLY" or rule.interval != 1 or rule.bymonthday or len(rule.byday) != 1:
            return None
        day = rule.byday[0]
        if day.nth not in _NAMED:
            return None
        return self.say(f"each_month.{_GENDERS[day.weekday]}", day=self._nth(day))

    def _each_week(self) -> str | None:
        """So does a weekly one of one day: every Wednesday."""
        rule = self.rule
        if rule.freq != "WEEKLY" or rule.interval != 1 or len(rule.byday) != 1:
            return None
        weekday = rule.byday[0].weekday
        day = self.say(f"day.{WEEKDAYS[weekday]}")
        return self.say(f"each_week.{_GENDERS[weekday]}", day=day)

    def _days(self) -> list[str]:
        rule = self.rule
        weekdays, said = [], []
        if plain := [day.weekday for day in rule.byday if day.nth is None]:
            weekdays.append(self._weekdays(plain))
        weekdays += [self._at(day) for day in rule.byday if day.nth is not None]
        if weekdays:
            said.append(self.listed(weekdays))
        if rule.bymonthday and not self._within_one_month():
            said.append(self._month_days())
        if rule.byyearday:
            said.append(self.say("year_days", days=self._numbers(rule.byyearday)))
        if rule.byweekno:
            said.append(self.say("week_numbers", weeks=self._numbers(rule.byweekno)))
        return said

    def _weekdays(self, days: list[int]) -> str:
        match sorted(days):
            case [0, 1, 2, 3, 4]:
                return self.say("workdays")
            case [5, 6]:
                return self.say("weekends")
            case [0, 1, 2, 3, 4, 5, 6]:
                return self.say("all_days")
            case ordered:
                names = (self.say(f"short.{WEEKDAYS[day]}") for day in ordered)
                return self.say("on_days", days=self.listed(names))

    def _at(self, day: Day) -> str:
        return self.say("at_second" if day.nth == 2 else "at", day=self._nth(day))

    def _nth(self, day: Day) -> str:
        nth = day.nth or 1
        form = str(nth) if nth in _NAMED else "other" if nth > 0 else "back"
        name = self.say(f"day.{WEEKDAYS[day.weekday]}")
        return self.say(f"nth.{_GENDERS[day.weekday]}.{form}", day=name, n=abs(nth))

    def _month_days(self) -> str:
        days = self.rule.bymonthday
        said = []
        if ahead := [day for day in days if day > 0]:
            form = "one" if len(ahead) == 1 else "many"
            said.append(self.say(f"month_days.{form}", days=self._numbers(ahead)))
        for day in sorted((day for day in days if day < 0), reverse=True):
            last = day == -1
            said.append(self.say("month_days.last" if last else "month_days.back", n=-day))
        return self.listed(said)

    def _within_one_month(self) -> bool:
        """Days of one month of the year are told with it: 1 and 15 January."""
        rule = self.rule
        return len(rule.bymonth) == 1 and bool(rule.bymonthday) and min(rule.bymonthday) > 0

    def _months(self) -> list[str]:
        months = sorted(self.rule.bymonth)
        if not months:
            return []
        if self._within_one_month():
            month = self.say(f"month_of.{months[0]}")
            days = self._numbers(self.rule.bymonthday)
            return [self.say("day_of_month", days=days, month=month)]
        names = self.listed(self.say(f"month.{month}") for month in months)
        return [self.say("in_months", months=names)]

    def _times(self) -> list[str]:
        rule = self.rule
        if rule.byhour and rule.byminute and not rule.bysecond:
            times = [f"{h}:{m:02}" for h in sorted(rule.byhour) for m in sorted(rule.byminute)]
            if len(times) <= _SHOWN_TIMES:
                return [self.say("at_times", times=self.listed(times))]
        if rule.times_a_day == 1:
            return []
        return [self.counted("a_day", rule.times_a_day)]

    def _positions(self) -> str | None:
        positions = self.rule.bysetpos
        return self.say("only", positions=self._numbers(positions)) if positions else None

    def _count(self) -> str | None:
        if self.rule.count is None or self.last is not None:
            return None
        return self.counted("count", self.rule.count)

    def _until(self) -> str | None:
        until: date | datetime | None = self.last or self.rule.until
        if until is None:
            return None
        zone = ZoneInfo(self.zone)
        if isinstance(until, datetime):
            until = until.astimezone(zone)
        this_year = until.year == clock.now().astimezone(zone).year
        return self.say("until", date=f"{until:%d.%m}" if this_year else f"{until:%d.%m.%Y}")

    def _numbers(self, numbers: Iterable[int]) -> str:
        ahead = sorted(number for number in numbers if number > 0)
        back = sorted((number for number in numbers if number < 0), reverse=True)
        return self.listed([*_spans(ahead), *(self.say("from_end", n=-number) for number in back)])


def _spans(numbers: list[int]) -> list[str]:
    """10, 11, 12, 15 as "10–12", "15"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    said = []
    for span in spans:
        said += [f"{span[0]}–{span[-1]}"] if len(span) > 2 else [str(number) for number in span]
    return said


def _form(n: int, locale: str) -> str:
    """The plural form of a number: Russian has three, English two."""
    if locale != "ru":
        return "one" if n == 1 else "many"
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"
