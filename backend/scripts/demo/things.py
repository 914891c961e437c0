"""Four hundred believable things: the named ones of the repertoire first, then variations."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from scripts.demo.catalogue import HOMES, KINDS, MAKERS, REMARKS, TAGS, Kind

# In turn: 2.25 tags a thing, the mix that benchmarks multiply.
_TAG_COUNTS = (1, 2, 2, 4)
_CLOTH = frozenset({"бархат", "в химчистку"})
_ERAS = frozenset({"XIX век", "XX век", "советское"})
_GEAR = frozenset({"поверка", "гастроли", "прокат", "инвентаризация", "премьера", "дубль"})
_WITH_ENGINE = ("Свет", "Звук", "Видео")


@dataclass(frozen=True)
class Thing:
    """Sizes are centimetres, weight kilograms, `price` roubles a piece."""

    name: str
    category: str
    number: str
    quantity: int
    price: int
    home: str
    tags: tuple[str, ...] = ()
    description: str | None = None
    condition: str = "good"
    maker: str | None = None
    model: str | None = None
    serial: str | None = None
    size: tuple[int, int, int, int] | None = None
    bought: date | None = None
    warranty: date | None = None
    min_quantity: int | None = None
    custom: dict[str, str] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        return self.number.split("-")[0]


def _named(
    number: str, name: str, category: str, quantity: int, price: int, home: str, *tags: str
) -> Thing:
    return Thing(name, category, number, quantity, price, home, tags)


_A, _B = "Склад А / Стеллаж", "Склад Б / Стеллаж"
NAMED: tuple[Thing, ...] = (
    replace(
        _named("МБ-0417", "Кресло (красное)", "Мебель / Кресла", 40, 12500, f"{_A} 3", "бархат",
               "XIX век", "чеховский"),
        description="Комплект из сорока кресел с бархатной обивкой, спинка гнутая.",
        size=(62, 98, 64, 11), bought=date(2019, 8, 14),
        custom={"Ткань": "бархат бордовый, запас 12 м", "Мастерская": "Театральная мебель, Тверь"},
    ),
    _named("МБ-0418", "Стул венский гнутый", "Мебель / Стулья", 24, 6800, f"{_A} 3", "XIX век"),
    _named("МБ-0233", "Скамья садовая", "Мебель / Стулья", 3, 9200, f"{_A} 1", "чеховский"),
    _named("МБ-0102", "Стол садовый", "Мебель / Столы", 2, 14300, f"{_A} 1", "чеховский"),
    _named("МБ-0307", "Зеркало напольное", "Мебель / Шкафы и комоды", 1, 18600, f"{_A} 2",
           "хрупкое", "XIX век"),
    _named("РК-0518", "Чайка, чучело", "Реквизит / Быт", 1, 8700, f"{_A} 4", "чеховский",
           "хрупкое", "историческое"),
    _named("РК-0088", "Ёлка искусственная, 2 м", "Реквизит / Быт", 2, 7600, f"{_A} 6",
           "огнезащита"),
    _named("РК-0519", "Ружьё, макет", "Реквизит / Оружие", 2, 21000, "Сейф, кабинет 12",
           "чеховский"),
    _named("РК-0077", "Удочка бамбуковая", "Реквизит / Быт", 4, 1900, f"{_A} 4", "чеховский"),
    _named("РК-0112", "Самовар тульский", "Реквизит / Посуда", 1, 32000, f"{_A} 5", "чеховский",
           "гастроли"),
    _named("РК-0340", "Самовар электрический", "Реквизит / Посуда", 1, 9800, f"{_A} 5",
           "XX век"),
    _named("РК-0420", "Книги, муляжи", "Реквизит / Книги и бумаги", 56, 350, f"{_A} 4"),
    _named("РК-0240", "Чемодан фибровый", "Реквизит / Быт", 7, 2400, f"{_A} 5", "советское"),
    _named("РК-0115", "Зонт кружевной", "Реквизит / Быт", 3, 3100, "Костюмерная", "хрупкое"),
    _named("РК-0602", "Сервиз чайный кузнецовский", "Реквизит / Посуда", 2, 16400, f"{_A} 5",
           "хрупкое", "историческое"),
    replace(
        _named("СВ-1302", "Прожектор 26°", "Свет / Прожекторы", 18, 84000, "Осветительская",
               "поверка"),
        description="ETC Source Four, линза 26 градусов.", maker="ETC", model="Source Four 26°",
        size=(31, 56, 40, 8), bought=date(2022, 3, 2), min_quantity=12,
    ),
    _named("СВ-1204", "Лампа керосиновая", "Свет / Лампы бутафорские", 6, 2700,
           "Осветительская", "хрупкое"),
    _named("СВ-1180", "Подсвечник, 3 свечи", "Свет / Лампы бутафорские", 8, 3900,
           "Осветительская", "XIX век"),
    _named("КС-2031", "Платье Раневской", "Костюмы / Платья", 1, 46000, "Костюмерная / Шкаф 1",
           "чеховский", "премьера", "дубль"),
    _named("МХ-0011", "Лебёдка штанкетная № 1", "Механика сцены", 1, 340000,
           "Основная сцена / Карман левый", "поверка"),
    _named("МХ-0012", "Лебёдка штанкетная № 2", "Механика сцены", 1, 340000,
           "Основная сцена / Карман левый", "поверка"),
    _named("ДК-0021", "Занавес основной сцены", "Декорации / Задники", 1, 420000, f"{_B} 1",
           "бархат", "огнезащита"),
    _named("ДК-0022", "Кулиса чёрная", "Декорации / Задники", 8, 38000, f"{_B} 1", "огнезащита"),
    _named("СВ-1310", "Прожектор следящий", "Свет / Прожекторы", 2, 260000, "Осветительская",
           "поверка"),
    _named("ЗВ-0101", "Радиомикрофон петличный", "Звук / Микрофоны", 6, 64000, "Звуковая"),
    replace(_named("ЗВ-0900", "Батарейки АА", "Звук", 12, 60, "Звуковая"), min_quantity=40),
    replace(_named("СВ-0910", "Светофильтр гелевый, лист", "Свет", 3, 900, "Осветительская"),
            min_quantity=5),
    _named("ЗВ-0500", "Кофр звуковой гастрольный", "Звук", 1, 28000, "Звуковая", "гастроли"),
    _named("ЗВ-0510", "Стойка микрофонная", "Звук / Микрофоны", 6, 4200, "Звуковая"),
    _named("ЗВ-0520", "Кабель микрофонный XLR, 10 м", "Звук", 20, 1400, "Звуковая"),
    _named("ЗВ-0530", "Приёмник радиосистемы", "Звук", 2, 52000, "Звуковая"),
    _named("ГР-0700", "Кофр гримёрный", "Грим", 1, 14500, "Гримёрный цех", "гастроли"),
    _named("ГР-0710", "Набор кистей для грима", "Грим", 2, 3800, "Гримёрный цех"),
    _named("ГР-0720", "Палитра тона", "Грим", 20, 950, "Гримёрный цех"),
    _named("ГР-0730", "Зеркало настольное с подсветкой", "Грим", 4, 5200, "Гримёрный цех",
           "хрупкое"),
    _named("ГР-0740", "Лампа гримировальная", "Грим", 3, 6100, "Гримёрный цех", "хрупкое"),
    _named("ГР-0750", "Болванка для парика", "Грим / Парики", 10, 1700, "Гримёрный цех"),
    _named("ДК-0800", "Ящик гастрольный № 3", "Грим", 1, 22000, "Гримёрный цех", "гастроли"),
    replace(_named("ДК-0920", "Скотч сценический, чёрный", "Декорации", 2, 850, f"{_B} 2"),
            min_quantity=6),
)  # fmt: skip


def things(
    count: int, today: date, *, seed: int = 11, named: Sequence[Thing] = NAMED
) -> list[Thing]:
    """`count` things with every name and number once; the same ones for the same seed and day."""
    random = Random(seed)  # noqa: S311 - a demo that is the same every time
    found = list(named)
    names, numbers = {thing.name for thing in found}, {thing.number for thing in found}
    while len(found) < count:
        kind = random.choice(KINDS)
        word = random.choice(kind.words)
        name = f"{word}, {random.choice(kind.marks)}"
        number = f"{kind.prefix}-{random.randint(1, 9999):04d}"
        if name in names or number in numbers:
            continue
        names.add(name)
        numbers.add(number)
        found.append(_make(random, kind, word, name, number, today))
    return [_tagged(random, thing, _TAG_COUNTS[n % 4]) for n, thing in enumerate(found)]


def _make(random: Random, kind: Kind, word: str, name: str, number: str, today: date) -> Thing:
    root = kind.category.split(" / ")[0]
    quantity = max(1, round(kind.quantity * random.uniform(0.3, 1.6)))
    maker, model = MAKERS.get(word, (None, None))
    bought = today - timedelta(days=random.randint(30, 3200)) if random.random() < 0.6 else None
    remarks = REMARKS.get(kind.category) or REMARKS[root]
    return Thing(
        name,
        kind.category,
        number,
        quantity,
        max(100, round(kind.price * random.uniform(0.5, 1.8) / 100) * 100),
        random.choice(HOMES.get(kind.category) or HOMES[root]),
        description=random.choice(remarks) if random.random() < 0.4 else None,
        condition=random.choices(("good", "fair", "poor"), (78, 17, 5))[0],
        maker=maker,
        model=model,
        serial=f"SN{random.randint(10**7, 10**8 - 1)}" if maker and quantity == 1 else None,
        size=_measured(random, kind),
        bought=bought,
        warranty=bought + timedelta(days=730) if maker and bought else None,
        min_quantity=quantity // 2 if "Кабели" in kind.category else None,
        custom=_custom(random, kind.category, today) if random.random() < 0.3 else {},
    )


def _measured(random: Random, kind: Kind) -> tuple[int, int, int, int] | None:
    if kind.size is None or random.random() < 0.25:
        return None
    scale = random.uniform(0.85, 1.15)
    width, height, depth, weight = (max(1, round(value * scale)) for value in kind.size)
    return width, height, depth, weight


def _custom(random: Random, category: str, today: date) -> dict[str, str]:
    if category in ("Костюмы / Платья", "Костюмы / Мужское"):
        cloth = random.choice(("сукно", "шёлк", "ситец", "шерсть", "бархат"))
        return {"Рост": str(random.choice((164, 170, 176, 182))), "Ткань": cloth}
    if category.startswith("Декорации"):
        until = today + timedelta(days=random.randint(-60, 500))
        return {"Огнезащита до": f"{until:%d.%m.%Y}"}
    if category.startswith(_WITH_ENGINE):
        return {"Кофр": str(random.randint(1, 60))}
    return {"Полка": f"{random.randint(1, 6)}-{random.randint(1, 12):02d}"}


def _tagged(random: Random, thing: Thing, count: int) -> Thing:
    """Its own tags and as many suitable ones as make up the count."""
    suitable = set(_GEAR)
    if not thing.category.startswith(_WITH_ENGINE):
        keep_eras = set() if _ERAS & set(thing.tags) else {random.choice(sorted(_ERAS))}
        suitable = set(TAGS) - {"поверка"} - (_ERAS - keep_eras)
        if not thing.category.startswith(("Мебель", "Костюмы")):
            suitable -= _CLOTH
    extra = random.sample(sorted(suitable - set(thing.tags)), max(0, count - len(thing.tags)))
    return replace(thing, tags=(*thing.tags, *extra))
