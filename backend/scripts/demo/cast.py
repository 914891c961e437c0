"""Who plays what in the demo theatre, and whom the departments send to a show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Title → parts of women, parts of men; the first of each are called when few are.
PARTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Чайка": (
        ("Аркадина", "Нина Заречная", "Маша", "Полина Андреевна"),
        ("Треплев", "Тригорин", "Сорин", "Дорн", "Шамраев", "Медведенко"),
    ),
    "Вишнёвый сад": (
        ("Раневская", "Аня", "Варя", "Шарлотта Ивановна"),
        ("Лопахин", "Гаев", "Петя Трофимов", "Фирс", "Епиходов"),
    ),
    "Три сестры": (
        ("Ольга", "Маша", "Ирина", "Наташа"),
        ("Вершинин", "Тузенбах", "Андрей Прозоров", "Солёный", "Чебутыкин"),
    ),
    "Ревизор": (
        ("Анна Андреевна", "Марья Антоновна", "Пошлёпкина"),
        ("Хлестаков", "Городничий", "Осип", "Ляпкин-Тяпкин", "Бобчинский", "Добчинский"),
    ),
    "Гроза": (
        ("Катерина", "Кабаниха", "Варвара"),
        ("Тихон", "Борис", "Кулигин", "Дикой"),
    ),
    "Дядя Ваня": (
        ("Соня", "Елена Андреевна", "Марина"),
        ("Войницкий", "Астров", "Серебряков", "Телегин"),
    ),
    "Бесприданница": (
        ("Лариса", "Огудалова", "Ефросинья Потаповна"),
        ("Паратов", "Карандышев", "Кнуров", "Вожеватов", "Робинзон"),
    ),
    "На дне": (
        ("Василиса", "Настя", "Анна", "Наташа"),
        ("Сатин", "Лука", "Пепел", "Барон", "Актёр"),
    ),
    "Щелкунчик": (
        ("Мари", "Фея Драже", "Королева"),
        ("Щелкунчик", "Дроссельмейер", "Мышиный король"),
    ),
    "Женитьба": (
        ("Агафья Тихоновна", "Фёкла Ивановна"),
        ("Подколёсин", "Кочкарёв", "Яичница", "Жевакин"),
    ),
    "Золотой ключик": (
        ("Мальвина", "Лиса Алиса", "Черепаха Тортила"),
        ("Буратино", "Карабас-Барабас", "Кот Базилио"),
    ),
    "Маскарад": (
        ("Нина", "Баронесса Штраль", "Хозяйка бала"),
        ("Арбенин", "Звездич", "Казарин", "Неизвестный", "Шприх"),
    ),
    "Вечер с Хармсом": (("Чтица", "Старуха"), ("Чтец", "Пушкин", "Гоголь")),
    "Собачье сердце": (("Зина", "Дарья Петровна"), ("Преображенский", "Шариков", "Швондер")),
}
DEMO_PARTS = {
    "Чайка": "Треплев",
    "Вишнёвый сад": "Петя Трофимов",
    "Маскарад": "Звездич",
    "Три сестры": "Тузенбах",
    "Дядя Ваня": "Астров",
}
"""What actor@theatre.demo plays."""


@dataclass(frozen=True)
class Post:
    """Work at a show: who comes `lead` minutes before the start, or, without it, for the set-up."""

    department: str | None
    role: str
    lead: int | None = None


MAIN_POSTS = (
    Post(None, "Помощник режиссёра", 180),
    Post("light", "Пульт света", 300),
    Post("light", "Осветитель"),
    Post("sound", "Звукорежиссёр", 240),
    Post("machinery", "Машинист сцены"),
    Post("machinery", "Монтировщик"),
    Post("makeup", "Гримёр", 180),
    Post("costume", "Костюмер", 180),
)
SMALL_POSTS = (
    Post("light", "Пульт света", 240),
    Post("sound", "Звукорежиссёр", 180),
    Post("machinery", "Монтировщик"),
    Post("costume", "Костюмер", 150),
)


@dataclass(frozen=True)
class Company:
    """People by what they do; `staff` by the code of their department, the head last."""

    women: Sequence[int]
    men: Sequence[int]
    staff: Mapping[str, Sequence[int]]
    heads: Mapping[str, int]
    departments: Mapping[str, int]
    director: int
    assistant: int
    actor: int

    def first_cast(self, title: str) -> list[tuple[str, int]]:
        """Parts with who plays them first, women's and men's by turns."""
        women, men = PARTS[title]
        made = self._dealt(title, women, self.women), self._dealt(title, men, self.men)
        longest = max(len(women), len(men))
        return [part[n] for n in range(longest) for part in made if n < len(part)]

    def pool(self, title: str, part: str) -> Sequence[int]:
        return self.women if part in PARTS[title][0] else self.men

    def _dealt(
        self, title: str, parts: Sequence[str], pool: Sequence[int]
    ) -> list[tuple[str, int]]:
        turn = list(PARTS).index(title) * 5
        demo = DEMO_PARTS.get(title)
        others = [one for one in pool if one != self.actor]
        return [
            (part, self.actor if part == demo else others[(turn + n) % len(others)])
            for n, part in enumerate(parts)
        ]
