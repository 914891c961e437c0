"""How shows, rehearsals and works of the demo season are put into its book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from scripts.demo.book import SHOWS, Book, Called, Planned, at
from scripts.demo.cast import MAIN_POSTS, SMALL_POSTS, Company, Post
from scripts.demo.repertoire import TITLES, Title

MAIN, SMALL = "Основная сцена", "Малая сцена"
HALL_1, HALL_2 = "Репетиционный зал 1", "Репетиционный зал 2"
TOUR = "Драмтеатр, Тверь"

# Title → venue → minutes of set-up, of strike, and how long before the start the stage is ready.
TAILS: Mapping[str, Mapping[str, tuple[int, int, int]]] = {
    "Чайка": {MAIN: (540, 140, 60), TOUR: (600, 180, 90)},
    "Вишнёвый сад": {MAIN: (480, 120, 60), TOUR: (540, 150, 60)},
    "Три сестры": {MAIN: (360, 120, 45)},
    "Ревизор": {MAIN: (240, 90, 60)},
    "Гроза": {MAIN: (300, 90, 45), SMALL: (210, 75, 40), TOUR: (360, 120, 60)},
    "Дядя Ваня": {MAIN: (300, 150, 60), SMALL: (240, 90, 45)},
    "Бесприданница": {MAIN: (360, 150, 60)},
    "На дне": {MAIN: (300, 120, 60), SMALL: (240, 90, 45)},
    "Щелкунчик": {MAIN: (120, 60, 30)},
    "Женитьба": {MAIN: (180, 75, 30), SMALL: (150, 60, 30)},
    "Золотой ключик": {MAIN: (120, 60, 20), SMALL: (90, 45, 20)},
    "Маскарад": {MAIN: (540, 150, 60)},
    "Вечер с Хармсом": {SMALL: (90, 30, 20)},
    "Собачье сердце": {MAIN: (360, 120, 60)},
}
_INTERVAL = 25
_SHORT = 6
"""How many of the cast are called where the season is still far away, or long over."""


@dataclass(frozen=True)
class House:
    """What the season is made of, by name."""

    venues: Mapping[str, int]
    titles: Mapping[str, int]
    company: Company


class Planner:
    """Puts events into the book where they fit; None when they do not."""

    def __init__(self, house: House, book: Book, today: date) -> None:
        self.house = house
        self.book = book
        self.today = today
        self.random = Random(11)  # noqa: S311 - the same season each time
        self.titles: Mapping[str, Title] = {one.title: one for one in TITLES}

    def show(
        self, name: str, day: date, clock: str = "19:00", venue: str = MAIN,
        kind: str = "performance", *, until: datetime | None = None,
        strike: int | None = None, forced: bool = False, **values: Any,
    ) -> Planned | None:  # fmt: skip
        setup, own_strike, ready = TAILS[name][venue]
        starts_at = at(day, clock)
        event = Planned(
            title=values.pop("title", name),
            kind=kind,
            starts_at=starts_at,
            ends_at=until or starts_at + self.length(name),
            venue_id=self.house.venues[venue],
            performance_id=self.house.titles[name],
            setup=setup,
            strike=own_strike if strike is None else strike,
            ready=ready,
            **values,
        )
        if not forced and not self.book.fits(event):
            return None
        near = abs((day - self.today).days) <= 31
        posts = MAIN_POSTS if venue == MAIN else SMALL_POSTS
        self.cast(event, name, 120 if kind in SHOWS else 60, None if near else _SHORT)
        if near:
            self.posts(event, posts)
        return self.book.add(event)

    def length(self, name: str) -> timedelta:
        title = self.titles[name]
        return timedelta(minutes=title.minutes + title.intermissions * _INTERVAL)

    def rehearsal(
        self, name: str, day: date, clock: str, venue: str | None, minutes: int = 180,
        people: int = 5, kind: str = "rehearsal", *, forced: bool = False, **values: Any,
    ) -> Planned | None:  # fmt: skip
        event = self._event(
            values.pop("title", name), kind, day, clock, minutes, venue,
            performance_id=self.house.titles[name], **values,
        )  # fmt: skip
        if not forced and not self.book.fits(event):
            return None
        self.cast(event, name, 0, people, first_only=True)
        return self.book.add(event)

    def work(
        self, title: str, kind: str, day: date, clock: str, minutes: int, venue: str | None,
        called: Sequence[tuple[int, str | None]] = (), *, forced: bool = False, **values: Any,
    ) -> Planned | None:  # fmt: skip
        event = self._event(title, kind, day, clock, minutes, venue, **values)
        if not forced and not self.book.fits(event):
            return None
        for user_id, role in called:
            self.call(event, user_id, role)
        return self.book.add(event)

    def _event(
        self, title: str, kind: str, day: date, clock: str, minutes: int, venue: str | None,
        **values: Any,
    ) -> Planned:  # fmt: skip
        starts_at = at(day, clock)
        return Planned(
            title,
            kind,
            starts_at,
            starts_at + timedelta(minutes=minutes),
            None if venue is None else self.house.venues[venue],
            **values,
        )

    def cast(
        self, event: Planned, name: str, lead: int, people: int | None, *, first_only: bool = False
    ) -> None:
        """Whoever plays a part first, or else whoever of the company is free."""
        parts = self.house.company.first_cast(name)
        if people is not None and first_only and event.kind == "rehearsal":
            turn = (event.starts_at.toordinal() // 2) % len(parts)
            parts = parts[turn:] + parts[:turn]
        taken: set[int] = set()
        for part, user_id in parts[:people]:
            early = 30 if lead and part in ("Нина Заречная", "Арбенин", "Раневская") else 0
            call_at = event.starts_at - timedelta(minutes=lead + early) if lead else None
            pool = self.house.company.pool(name, part)
            start = pool.index(user_id)
            order = [user_id] if first_only else [*pool[start:], *pool[:start]]
            for candidate in order:
                if candidate not in taken and self.call(event, candidate, part, call_at):
                    taken.add(candidate)
                    break
            else:
                if not first_only:
                    event.calls.append(Called(None, part, None, call_at))

    def posts(self, event: Planned, posts: Sequence[Post]) -> None:
        company = self.house.company
        for post in posts:
            call_at = (
                event.busy_from
                if post.lead is None
                else event.starts_at - timedelta(minutes=post.lead)
            )
            call_at = max(call_at, event.starts_at - timedelta(hours=12))
            if post.department is None:
                self.call(event, company.assistant, post.role, call_at)
                continue
            staff = company.staff[post.department]
            # The first of a department comes whenever free, the others take turns.
            turn = event.starts_at.toordinal() % max(1, len(staff) - 1) + 1
            for user_id in [*staff[:1], *staff[turn:], *staff[1:turn]]:
                if self.call(event, user_id, post.role, call_at, post.department):
                    break

    def call(
        self, event: Planned, user_id: int, role: str | None, call_at: datetime | None = None,
        department: str | None = None,
    ) -> bool:  # fmt: skip
        if any(call.user_id == user_id for call in event.calls):
            return False
        since = call_at or event.starts_at
        if not self.book.free(user_id, since, event.ends_at, event.venue_id):
            return False
        event.calls.append(Called(user_id, role, self.department(user_id, department), call_at))
        return True

    def department(self, user_id: int, code: str | None = None) -> int | None:
        company = self.house.company
        if code is None:
            code = next((c for c, staff in company.staff.items() if user_id in staff), None)
        return company.departments[code] if code is not None else None
