"""What happened to a thing over two years: movements that add up to its balances."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from app.inventory.models import ItemStatus, MovementType
from scripts.demo.catalogue import MAIN_STAGE, REHEARSALS, SEWING, SMALL_STAGE, TOUR, WORKSHOP
from scripts.demo.repertoire import TITLES
from scripts.demo.things import Thing

Place = tuple[str, ItemStatus]
TWO_YEARS = 730

_TO_STAGE = ("Монтировка перед вечерним спектаклем", "На вечерний спектакль", "Дневной показ",
             None, None)  # fmt: skip
_FROM_STAGE = ("После спектакля", "Разобрали после показа", "Всё в порядке", None)
_TO_REPAIR = ("Порвана обивка", "Шатается ножка", "Скол, подклеить", "Проверить и почистить",
              "Треснула рама", "Подновить покраску")  # fmt: skip
_TO_SEWING = ("Распоролся шов", "Подогнать по второму составу", "Заменить подкладку")
_FIXED = ("Отремонтировано", "Готово, принял заведующий", "Починили")
_KINDS = {
    ItemStatus.ON_STAGE: (MovementType.ISSUE, MovementType.RETURN),
    ItemStatus.ON_TOUR: (MovementType.TOUR_OUT, MovementType.TOUR_IN),
    ItemStatus.IN_REPAIR: (MovementType.REPAIR_OUT, MovementType.REPAIR_IN),
    ItemStatus.RESERVED: (MovementType.RESERVE, MovementType.UNRESERVE),
}
_WRITE_OFF = ("Восстановлению не подлежит, акт комиссии", "Разбито на спектакле, акт комиссии")


@dataclass(frozen=True)
class Step:
    """One movement; a missing side is the outside world."""

    kind: MovementType
    quantity: int
    source: Place | None
    target: Place | None
    comment: str | None
    at: datetime
    title: str | None = None


@dataclass
class Ledger:
    """The movements of one thing and the balances they make."""

    steps: list[Step] = field(default_factory=list)
    balances: Counter[Place] = field(default_factory=Counter)

    def move(self, kind: MovementType, quantity: int, source: Place | None,
             target: Place | None, comment: str | None, at: datetime,
             title: str | None = None) -> None:  # fmt: skip
        """Raises ValueError when the source has fewer pieces."""
        if source is not None:
            if self.balances[source] < quantity:
                raise ValueError(f"{quantity} of {self.balances[source]} pieces")
            self.balances[source] -= quantity
        if target is not None:
            self.balances[target] += quantity
        self.steps.append(Step(kind, quantity, source, target, comment, at, title))

    @property
    def lying(self) -> dict[Place, int]:
        return {place: pieces for place, pieces in self.balances.items() if pieces}

    @property
    def quantity(self) -> int:
        """Pieces that the theatre still has."""
        return sum(n for (_, status), n in self.lying.items() if not _is_gone(status))

    @property
    def main_place(self) -> Place:
        """The largest balance; decommissioned pieces count only when nothing else is left."""
        return max(self.lying.items(), key=lambda row: (not _is_gone(row[0][1]), row[1]))[0]


def history(thing: Thing, now: datetime, random: Random) -> Ledger:
    """A receipt, then what usually happens; the things of the design lie where it shows them."""
    ledger = Ledger()
    at = now - timedelta(days=random.randint(200, TWO_YEARS), minutes=random.randint(0, 600))
    home = (thing.home, ItemStatus.IN_STOCK)
    ledger.move(MovementType.RECEIPT, thing.quantity, None, home, _received(random), at)
    if thing.number in _PLAYED:
        _evenings(ledger, home, _PLAYED[thing.number], now)
        return ledger
    if thing.number in _STILL:
        return ledger
    known = _KNOWN.get(thing.number)
    if known is not None:
        away = (MAIN_STAGE, ItemStatus.ON_STAGE)
        _there_and_back(ledger, thing, home, away, random, at, now)
        _last(ledger, home, known, now, random)
        return ledger
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        at = ledger.steps[-1].at
        if (now - at).days < 40:
            break
        _there_and_back(ledger, thing, home, _outside(thing, random), random, at, now)
    if random.random() < 0.33:
        _leave(ledger, thing, home, now, random)
    return ledger


# Number → where pieces are now: place, status, how many, for which title, why.
_Now = tuple[str, ItemStatus, int, str | None, str | None]
_KNOWN: dict[str, tuple[_Now, ...]] = {
    "МБ-0417": ((MAIN_STAGE, ItemStatus.ON_STAGE, 6, "Чайка", None),
                (WORKSHOP, ItemStatus.IN_REPAIR, 4, None, "Порвана обивка, четыре штуки")),
    "МБ-0418": ((MAIN_STAGE, ItemStatus.ON_STAGE, 6, "Чайка", None),),
    "МБ-0233": ((MAIN_STAGE, ItemStatus.ON_STAGE, 3, "Чайка", None),),
    "МБ-0102": (("Склад А / Стеллаж 1", ItemStatus.RESERVED, 2, "Чайка", "Отложено"),),
    "МБ-0307": ((WORKSHOP, ItemStatus.IN_REPAIR, 1, None, "Заменить крепление рамы"),),
    "РК-0518": ((MAIN_STAGE, ItemStatus.ON_STAGE, 1, "Чайка", None),),
    "РК-0519": (("Сейф, кабинет 12", ItemStatus.RESERVED, 1, "Чайка", "Отложено"),),
    "РК-0420": ((REHEARSALS, ItemStatus.ON_STAGE, 6, "Маскарад", "На репетицию"),),
    "РК-0112": ((TOUR, ItemStatus.ON_TOUR, 1, "Вишнёвый сад", "Гастроли, погрузка по ведомости"),),
    "РК-0240": ((TOUR, ItemStatus.ON_TOUR, 1, "Вишнёвый сад", "Гастроли, погрузка по ведомости"),),
    "СВ-1302": ((MAIN_STAGE, ItemStatus.ON_STAGE, 16, "Чайка", "Монтировка"),),
    "ЗВ-0530": ((WORKSHOP, ItemStatus.IN_REPAIR, 1, None, "Не держит частоту"),),
    "СВ-1204": ((MAIN_STAGE, ItemStatus.ON_STAGE, 1, "Три сестры", None),),
    "СВ-1180": ((WORKSHOP, ItemStatus.IN_REPAIR, 5, None, "Подклеить чашечки"),),
    "КС-2031": (("Костюмерная / Шкаф 1", ItemStatus.RESERVED, 1, "Вишнёвый сад",
                 "Отложено для гастролей"),),
}  # fmt: skip


# Number → how many evenings it was last on the stage; what its care counts.
_PLAYED = {"ЗВ-0101": 18}
# What has stayed where it came to: machines of the stage, and supplies.
_STILL = frozenset(
    {
        "МХ-0011", "МХ-0012", "ДК-0021", "ДК-0022", "СВ-1310", "ЗВ-0900", "СВ-0910", "ДК-0920",
        "ЗВ-0500", "ЗВ-0510", "ЗВ-0520", "ГР-0700", "ГР-0710", "ГР-0720", "ГР-0730", "ГР-0740",
        "ГР-0750", "ДК-0800",
    }
)  # fmt: skip


def _evenings(ledger: Ledger, home: Place, count: int, now: datetime) -> None:
    stage = (MAIN_STAGE, ItemStatus.ON_STAGE)
    issued, returned = _KINDS[ItemStatus.ON_STAGE]
    for evening in range(count, 0, -1):
        at = now - timedelta(days=evening * 3)
        ledger.move(issued, 4, home, stage, None, at, "Чайка")
        ledger.move(returned, 4, stage, home, None, at + timedelta(hours=5), "Чайка")


def _last(
    ledger: Ledger, home: Place, known: tuple[_Now, ...], now: datetime, random: Random
) -> None:
    for days, (location, status, pieces, title, comment) in enumerate(known, start=1):
        at = now - timedelta(days=days, minutes=random.randint(10, 500))
        ledger.move(_KINDS[status][0], pieces, home, (location, status), comment, at, title)


def _there_and_back(
    ledger: Ledger, thing: Thing, home: Place, away: Place, random: Random, after: datetime,
    now: datetime,
) -> None:  # fmt: skip
    pieces = _some(ledger.balances[home], random)
    if not pieces:
        return
    span = (now - after).days - 15
    at = after + timedelta(
        days=random.randint(5, max(6, span // 2)), minutes=random.randint(0, 500)
    )
    back = at + timedelta(days=random.randint(1, 9), minutes=random.randint(0, 300))
    there, here = _reasons(away, random)
    title = _title(thing, away, at, random)
    begin, end = _KINDS[away[1]]
    ledger.move(begin, pieces, home, away, there, at, title)
    ledger.move(end, pieces, away, home, here, back, title)


def _leave(ledger: Ledger, thing: Thing, home: Place, now: datetime, random: Random) -> None:
    """Some pieces are elsewhere now, or gone for good."""
    pieces = _some(ledger.balances[home], random)
    if not pieces:
        return
    earliest = ledger.steps[-1].at
    at = max(earliest, now - timedelta(days=12)) + timedelta(minutes=random.randint(60, 900))
    at = min(at, now - timedelta(minutes=random.randint(1, 50)))
    if random.random() < 0.12:
        gone = (home[0], ItemStatus.DECOMMISSIONED)
        few = max(1, pieces // 4)
        ledger.move(MovementType.WRITE_OFF, few, home, gone, random.choice(_WRITE_OFF), at)
        return
    away = _outside(thing, random)
    if random.random() < 0.2:
        away = (home[0], ItemStatus.RESERVED)
    title = _title(thing, away, at, random)
    kind = _KINDS[away[1]][0]
    ledger.move(kind, pieces, home, away, _reasons(away, random)[0], at, title)


def _title(thing: Thing, away: Place, at: datetime, random: Random) -> str | None:
    """The title that a thing was made for, or one that was in the repertoire then."""
    if away[1] is ItemStatus.IN_REPAIR:
        return None
    played = [one for one in TITLES if one.premiere <= at.date() and one.status == "active"]
    own = [one for one in played if one.mark and thing.name.endswith(one.mark)]
    return random.choice(own or played).title


def _outside(thing: Thing, random: Random) -> Place:
    workshop = SEWING if thing.category.startswith("Костюмы") else WORKSHOP
    places: tuple[Place, ...] = (
        (MAIN_STAGE, ItemStatus.ON_STAGE),
        (SMALL_STAGE, ItemStatus.ON_STAGE),
        (workshop, ItemStatus.IN_REPAIR),
        (TOUR, ItemStatus.ON_TOUR),
    )
    return random.choices(places, (5, 3, 2, 1))[0]


def _reasons(away: Place, random: Random) -> tuple[str | None, str | None]:
    location, status = away
    match status:
        case ItemStatus.IN_REPAIR:
            damage = _TO_SEWING if location == SEWING else _TO_REPAIR
            return random.choice(damage), random.choice(_FIXED)
        case ItemStatus.ON_TOUR:
            return "Гастроли, погрузка по ведомости", "Возврат с гастролей"
        case ItemStatus.RESERVED:
            return "Отложено для гастролей", "Бронь снята"
        case _:
            return random.choice(_TO_STAGE), random.choice(_FROM_STAGE)


def _received(random: Random) -> str:
    return random.choice(
        ("Поступление по накладной", "Ввод остатков", "Изготовлено в мастерских театра")
    )


def _some(pieces: int, random: Random) -> int:
    return pieces if pieces < 3 else random.randint(1, pieces)


def _is_gone(status: ItemStatus) -> bool:
    return status is ItemStatus.DECOMMISSIONED
