"""The season of the demo theatre: about three hundred and fifty events around today.

What a screen wants to show is fixed to days from today; the rest fills the weeks like the calendar
of a repertory theatre, densely around now and with shows alone where it is far away.
"""

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.schedule.series import recurrence
from scripts.demo.book import MOSCOW, Away, Called, Closed, Planned, at
from scripts.demo.cast import MAIN_POSTS
from scripts.demo.planning import HALL_1, HALL_2, MAIN, SMALL, TAILS, TOUR, Planner
from scripts.demo.weeks import (
    CHILDREN,
    EVENINGS,
    MONTH,
    NEAR,
    REHEARSED,
    SLOTS,
    SMALL_EVENINGS,
)  # fmt: skip

EVENTS = 350
BEFORE, AHEAD = timedelta(days=61), timedelta(days=304)
VOCAL, MEETING = "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=24", "FREQ=WEEKLY;BYDAY=TU;COUNT=24"
PREMIERE = "Маскарад"


def first(weekday: int, since: date) -> date:
    return since + timedelta(days=(weekday - since.weekday()) % 7)


class Season:
    """`plan` fills the planner's book; `series` are the rules that it made, by their number."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.book = planner.book
        self.house = planner.house
        self.company = planner.house.company
        self.today = planner.today
        self.premiere = first(5, self.today + timedelta(days=21))
        self.series: list[tuple[str, list[Planned]]] = []
        self._turns = {
            "show": deque(EVENINGS), SMALL: deque(SMALL_EVENINGS), "children": deque(CHILDREN),
            "rehearsal": deque(REHEARSED),
        }  # fmt: skip

    def plan(self) -> None:
        self._absences()
        self._fixed()
        self._premiere_days()
        self._tours()
        self._series()
        self._weeks()
        self._open_roles()

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _absences(self) -> None:
        women, men, staff = self.company.women, self.company.men, self.company.staff

        def away(user_id: int, kind: str, since: int, days: int, comment: str | None) -> None:
            start = self.day(since)
            self.book.absences.append(
                Away(
                    user_id, kind, at(start, "00:00"),
                    at(start + timedelta(days=days), "00:00"), comment,
                )
            )  # fmt: skip

        away(staff["makeup"][0], "sick", -1, 6, "Больничный лист до конца недели")
        away(women[-1], "vacation", 30, 14, None)
        away(men[-1], "vacation", 12, 7, "Перенесён с августа")
        away(staff["light"][2], "vacation", 12, 7, None)
        away(staff["machinery"][1], "sick", -20, 9, None)
        away(men[-2], "other", 5, 2, "Съёмки, согласовано с дирекцией")
        closed = at(self.day(26), "00:00")
        self.book.closures.append(
            Closed(
                self.house.venues[SMALL], closed, closed + timedelta(days=2),
                "Замена покрытия пола",
            )
        )  # fmt: skip

    def _fixed(self) -> None:
        """Days that show something: tonight, what has moved, what clashes."""
        show, rehearsal, work = self.planner.show, self.planner.rehearsal, self.planner.work
        company = self.company
        light, machinery = company.departments["light"], company.departments["machinery"]
        tonight = show("Чайка", self.today)
        assert tonight is not None
        self._tonight(tonight)

        next_day = rehearsal(
            PREMIERE, self.day(1), "11:00", HALL_1, people=6,
            description="Сцены бала, второй акт. Сменная обувь обязательна.",
        )  # fmt: skip
        assert next_day is not None
        if not any(call.user_id == company.actor for call in next_day.calls):
            self._force(next_day, company.actor, "Звездич")
        self._answer(next_day, company.actor, "invited")
        moved = show("Вишнёвый сад", self.day(2), "18:00", since_plan="moved", sequence=1)
        self._ask_again(moved)
        work("Осмотр противопожарного занавеса", "maintenance", self.day(2), "10:00", 60, None,
             [(company.heads["machinery"], None)], department_id=machinery,
             description="Акт в журнал пожарной безопасности.")  # fmt: skip
        rehearsal("Вишнёвый сад", self.day(4), "14:00", None, 120, 3,
                  title="Вишнёвый сад: ввод Лебедева К. М.")  # fmt: skip
        show("Дядя Ваня", self.day(3), venue=SMALL, status="cancelled", since_plan="cancelled",
             cancel_reason="Болезнь исполнителя роли Войницкого", sequence=1)  # fmt: skip
        show("Собачье сердце", self.day(27), status="cancelled", sequence=1,
             cancel_reason="Ремонт декораций, спектакль снят до весны")  # fmt: skip
        show("Женитьба", self.day(-9), venue=SMALL, status="cancelled", sequence=2,
             cancel_reason="Авария на теплотрассе, зрителям вернули деньги")  # fmt: skip

        night = first(5, self.day(3))
        long = show(
            "Бесприданница", night, until=at(night + timedelta(days=1), "01:30"), strike=150,
            title="Театральная ночь. Бесприданница",
            description="После спектакля встреча со зрителями, буфет работает до часа ночи.",
        )  # fmt: skip
        assert long is not None
        morning = work("Гроза: читка", "rehearsal", night + timedelta(days=1), "10:30", 150, HALL_1,
                       performance_id=self.house.titles["Гроза"])  # fmt: skip
        assert morning is not None
        self._force(morning, long.calls[0].user_id, "Кабаниха")

        evening = first(4, self.day(5))
        show("Вишнёвый сад", evening)
        show("Женитьба", evening, venue=SMALL, forced=True, keep_items=False)
        self._clashing(light)
        any(
            show("Золотой ключик", self.day(days), "12:00", since_plan="new",
                 description="Дополнительный показ, билеты школе № 7.")
            for days in range(6, 11)
        )  # fmt: skip
        # On a Tuesday the hall is taken by the photographer.
        self._closed_over(next(day for day in (self.day(5), self.day(6)) if day.weekday() != 1))

    def _closed_over(self, day: date) -> None:
        """A rehearsal in a hall that was closed after it had been planned."""
        self.planner.rehearsal("Чайка", day, "11:00", HALL_2, people=4, title="Чайка: ввод")
        self.book.closures.append(
            Closed(
                self.house.venues[HALL_2], at(day, "13:00"), at(day, "15:30"),
                "Проверка электропроводки",
            )
        )  # fmt: skip

    def _clashing(self, light: int) -> None:
        """Two events over a clash with a reason, and a call of somebody who is away."""
        company, work = self.company, self.planner.work
        thursday = first(3, self.day(4))
        staff = [(user_id, "Осветитель") for user_id in company.staff["light"][:3]]
        work("Развеска света", "technical", thursday, "08:00", 180, MAIN, staff,
             department_id=light, description="Новые приборы для «Маскарада».")  # fmt: skip
        self.planner.rehearsal(
            PREMIERE,
            thursday,
            "10:30",
            MAIN,
            kind="run_through",
            forced=True,
            override="Развеску закончим при рабочем свете, согласовано с Лапиным О. С.",
        )
        tuesday = first(1, self.day(4))
        both = self.planner.rehearsal("Три сестры", tuesday, "11:00", HALL_1, people=5)
        photo = work(
            "Фотосъёмка для афиши", "other", tuesday, "13:00", 60, HALL_2, forced=True,
            override="Фотограф свободен только в этот час, с репетиции отпускаем",
        )  # fmt: skip
        assert both is not None
        assert photo is not None
        self._force(photo, both.calls[0].user_id, None)

        wednesday = first(2, self.day(7))
        late = self.planner.show("Чайка", wednesday)
        assert late is not None
        start = at(wednesday, "00:00")
        vacation = start - timedelta(days=1), start + timedelta(days=7)
        self._away_over(late, "vacation", *vacation, "По графику отпусков")
        self._away_over(late, "sick", start, start + timedelta(days=1), "Температура")

    def _away_over(
        self, event: Planned, kind: str, since: datetime, until: datetime, comment: str
    ) -> None:
        """Somebody of the cast will be away, and is called to nothing else in that time."""
        call = next(
            call
            for call in event.calls
            if call.user_id not in (None, self.company.actor)
            and self.book.called(call.user_id or 0, since, until) == 1
            and not self.book.away(call.user_id or 0, since, until)
        )
        call.answer = "invited"
        self.book.absences.append(Away(call.user_id or 0, kind, since, until, comment))

    def _tonight(self, event: Planned) -> None:
        """Everybody has answered but two; make-up is a worry."""
        company = self.company
        for call in event.calls:
            call.answer = "confirmed"
        for call in event.calls[4:6]:
            call.answer = "tentative" if call is event.calls[4] else "invited"
        event.calls = [c for c in event.calls if c.role != "Гримёр"]
        makeup = company.departments["makeup"]
        call_at = event.starts_at - timedelta(minutes=180)
        event.calls += [
            Called(company.staff["makeup"][0], "Гримёр", makeup, call_at, "declined", "illness",
                   "Больничный"),
            Called(None, "Гримёр, второй стол", makeup, call_at),
        ]  # fmt: skip
        self._answer(event, company.actor, "confirmed")

    def _ask_again(self, event: Planned | None) -> None:
        """It began an hour later when most of them answered; some have answered again."""
        assert event is not None
        for number, call in enumerate(event.calls):
            call.was_at = (call.call_at or event.starts_at) + timedelta(hours=1)
            again = call.user_id == self.company.actor or number % 3
            call.answer = "invited" if again else "confirmed"

    def _answer(self, event: Planned, user_id: int, answer: str) -> None:
        for call in event.calls:
            if call.user_id == user_id:
                call.answer = answer

    def _force(self, event: Planned, user_id: int | None, role: str | None) -> None:
        """Called although it clashes: this is what the list of conflicts has to show."""
        assert user_id is not None
        call = Called(user_id, role, self.planner.department(user_id), answer="invited")
        event.calls.append(call)
        self.book.engage(event, call)

    def _premiere_days(self) -> None:
        show, before = self.planner.show, self.premiere - timedelta(days=1)
        run = self.planner.rehearsal
        for days in (4, 3):
            day = self.premiere - timedelta(days=days)
            run(PREMIERE, day, "11:00", MAIN, 210, 8, "run_through")
        show(PREMIERE, before, "18:00", kind="dress_rehearsal", title="Маскарад: генеральная")
        show(PREMIERE, self.premiere, kind="premiere", locked=True,
             description="Премьера. Гости: управление культуры, пресса.")  # fmt: skip
        show(PREMIERE, self.premiere + timedelta(days=1), "18:00", kind="premiere", locked=True)

    def _tours(self) -> None:
        start = self.day(16)
        tver = Planned(
            "Гроза: гастроли в Твери", "tour", at(start, "09:00"),
            at(start + timedelta(days=2), "23:00"), self.house.venues[TOUR],
            self.house.titles["Гроза"], setup=120, strike=180, timezone="Europe/Moscow",
            city="Тверь", house="Драмтеатр", locked=True,
            description="Выезд автобусом от служебного входа в 06:30.",
        )  # fmt: skip
        self.planner.cast(tver, "Гроза", 60, None)
        self.planner.posts(tver, MAIN_POSTS[2:5])
        self.book.add(tver)
        later = self.day(96)
        self.book.add(
            Planned(
                "Чайка: гастроли в Екатеринбурге", "tour", at(later, "17:00"),
                at(later + timedelta(days=1), "23:00"), None, self.house.titles["Чайка"],
                timezone="Asia/Yekaterinburg", city="Екатеринбург", house="Театр драмы",
            )
        )  # fmt: skip

    def _series(self) -> None:
        """Two weekly rules; of the vocal lessons one has moved and one is cancelled."""
        singers = [self.company.women[3], self.company.men[2], self.company.women[6]]
        self._repeat(VOCAL, first(0, self.day(-21)), "Вокал", "rehearsal", 60, singers)
        heads = [*self.company.heads.values(), self.company.director, self.company.assistant]
        self._repeat(
            MEETING, first(1, self.day(-56)), "Производственное совещание", "meeting", 60, heads
        )
        lessons = [one for one in self.series[0][1] if one.starts_at > at(self.day(1), "00:00")]
        lessons[1].status, lessons[1].sequence = "cancelled", 1
        lessons[1].cancel_reason = "Педагог в командировке"
        shifted = lessons[2]
        shifted.starts_at += timedelta(hours=6)
        shifted.ends_at += timedelta(hours=6)
        shifted.sequence = 1
        shifted.calls = [call for call in shifted.calls if self._still_free(shifted, call)]
        for call in shifted.calls:
            call.was_at, call.answer = shifted.original_start, "invited"
            self.book.engage(shifted, call)

    def _still_free(self, event: Planned, call: Called) -> bool:
        user_id = call.user_id or 0
        return self.book.free(user_id, event.starts_at, event.ends_at, event.venue_id)

    def _repeat(
        self, rule: str, start: date, title: str, kind: str, minutes: int, people: list[int]
    ) -> None:
        number, made = len(self.series), list[Planned]()
        wall = at(start, "10:00").replace(tzinfo=None)
        for moment in recurrence.expand(recurrence.parse(rule), wall, MOSCOW.key):
            local = moment.astimezone(MOSCOW)
            called = [(user_id, None) for user_id in people]
            event = self.planner.work(
                title, kind, local.date(), f"{local:%H:%M}", minutes, HALL_2, called,
                series=number, original_start=local,
            )  # fmt: skip
            assert event is not None, f"{title} clashes on {local:%d.%m}"
            made.append(event)
        self.series.append((rule, made))

    def _weeks(self) -> None:
        """Fill the weeks: first the nearest, slot by slot; then the others until it is enough."""
        month = self.today.replace(day=1)
        after = (month + timedelta(days=31)).replace(day=1)
        dense_from = min(month, self.day(-7))
        dense_to = max(after, self.day(21))
        near_from = self.today - timedelta(days=self.today.weekday())
        near = [near_from, near_from + timedelta(days=7)]
        dense = [w for w in self._mondays() if dense_from - timedelta(days=6) <= w <= dense_to]
        for week in near:
            self._fill(week, NEAR)
        for week in dense:
            if week not in near:
                self._fill(week, MONTH)
        sparse = [w for w in self._mondays() if w not in dense and w not in near]
        for slot in range(len(SLOTS)):
            for week in sparse:
                if len(self.book.events) >= EVENTS:
                    return
                self._slot(week, slot)

    def _mondays(self) -> Iterator[date]:
        week = first(0, self.today - BEFORE)
        while week + timedelta(days=6) <= self.today + AHEAD:
            yield week
            week += timedelta(days=7)

    def _fill(self, week: date, slots: int) -> None:
        for slot in range(slots):
            self._slot(week, slot)

    def _slot(self, week: date, slot: int) -> None:
        weekday, clock, venue, what = SLOTS[slot]
        day = week + timedelta(days=weekday)
        if what in ("light", "sound", "machinery"):
            self._technical(what, day, clock, venue)
            return
        kind = SMALL if what == "show" and venue == SMALL else what
        turn = self._turns[kind]
        for name in [*turn, *((PREMIERE,) if kind == "show" and day > self.premiere else ())]:
            if what == "rehearsal":
                made = self.planner.rehearsal(name, day, clock, venue)
            elif venue in TAILS[name]:
                made = self.planner.show(name, day, clock, venue)
            else:
                continue
            if made is not None:
                if name in turn:
                    turn.remove(name)
                    turn.append(name)
                return

    def _open_roles(self) -> None:
        """Work for which nobody has been found yet, in the next ten days."""
        missing = (("light", "Осветитель"), ("makeup", "Гримёр"), ("machinery", "Монтировщик"))
        ahead = [
            event
            for event in self.book.events
            if event.live
            and event.kind == "performance"
            and self.day(2) <= event.starts_at.date() <= self.day(10)
        ]
        for (code, role), event in zip(missing, ahead[::2], strict=False):
            call_at = event.starts_at - timedelta(minutes=150)
            event.calls.append(Called(None, role, self.company.departments[code], call_at))

    def _technical(self, code: str, day: date, clock: str, venue: str) -> None:
        title, kind, role = {
            "light": ("Развеска света", "technical", "Осветитель"),
            "sound": ("Настройка радиомикрофонов", "technical", "Звукорежиссёр"),
            "machinery": ("Осмотр штанкетных подъёмов", "maintenance", "Машинист сцены"),
        }[code]
        staff = [(user_id, role) for user_id in self.company.staff[code][:3]]
        self.planner.work(
            title, kind, day, clock, 120, venue, staff,
            department_id=self.company.departments[code],
        )  # fmt: skip
